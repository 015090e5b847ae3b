import type { ReactNode } from "react";
import { percent, quantity, shareOrCount } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import type { Performance, PerformanceAnswer } from "./performance-answer.ts";
import { minutesText, perTenText } from "./words.ts";

interface FiguresProps {
  readonly of: Performance;
  readonly saved: PerformanceAnswer["linesSaved"];
}

/** The figures that are read first; those that have a limit say on which side of it they are. */
export function Figures({ of, saved }: FiguresProps): ReactNode {
  const { acknowledged, cards, limits, falseFlags } = of;
  const stage = of.stages.find((one) => one.stage === "ACKNOWLEDGED");
  const said = shareOrCount(acknowledged.share, acknowledged.n, "ORDER");
  return (
    <dl className="leader-figures performance-figures">
      <Tile name={t("performance.figure.acknowledged")} value={said?.text ?? t("performance.noData")}>
        {said !== null && t("performance.figure.acknowledgedOf", { inTime: acknowledged.inTime, n: acknowledged.n })}
      </Tile>
      <Tile name={t("performance.figure.response")} value={minutesText(stage?.medianMinutes ?? null)}>
        {stage !== undefined &&
          stage.n > 0 &&
          t("performance.figure.responseOf", { n: stage.n, p90: minutesText(stage.p90Minutes) })}
      </Tile>
      <Tile
        name={t("performance.figure.rate")}
        value={perTenText(cards)}
        limit={{
          isOver: cards.perTenMinutes === null ? null : cards.perTenMinutes > limits.perTenMinutes,
          text: t("performance.atMost", { limit: quantity(limits.perTenMinutes) }),
        }}
      >
        {t("performance.figure.rateOf", { cards: cards.cards })}
      </Tile>
      <Tile
        name={t("performance.figure.flood")}
        value={percent(cards.floodShare)}
        limit={{
          isOver: cards.floodShare === null ? null : cards.floodShare >= limits.floodShare,
          text: t("performance.below", { limit: percent(limits.floodShare) }),
        }}
      >
        {t("performance.figure.floodOf", { span: minutesText(cards.floodMinutes), most: limits.most })}
      </Tile>
      <Tile
        name={t("performance.figure.standing")}
        value={quantity(of.standing.n)}
        limit={{
          isOver: of.standing.n >= limits.standing,
          text: t("performance.below", { limit: quantity(limits.standing) }),
        }}
      />
      <Tile
        name={t("performance.figure.chattering")}
        value={quantity(of.chattering.n)}
        limit={{
          isOver: of.chattering.n > limits.chattering,
          text: t("performance.atMost", { limit: quantity(limits.chattering) }),
        }}
      >
        {t("performance.figure.chatteringOf")}
      </Tile>
      <Tile
        name={t("performance.figure.false")}
        value={shareOrCount(falseFlags.rate, falseFlags.cards, "ORDER")?.text ?? t("performance.noData")}
        limit={{
          isOver: falseFlags.rate === null ? null : falseFlags.rate >= limits.falseFlagRate,
          text: t("performance.below", { limit: percent(limits.falseFlagRate) }),
        }}
      >
        {t("performance.figure.falseOf", { flagged: falseFlags.flagged, cards: falseFlags.cards })}
      </Tile>
      <Tile
        name={t("performance.figure.saved")}
        value={saved.called === 0 ? t("performance.noData") : quantity(saved.saved)}
      >
        {saved.called > 0 && t("performance.figure.savedOf", { called: saved.called, late: saved.late })}
      </Tile>
    </dl>
  );
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  /** `isOver` null: there is no figure to hold against it. */
  readonly limit?: { readonly isOver: boolean | null; readonly text: string };
  readonly children?: ReactNode;
}

function Tile({ name, value, limit, children }: TileProps): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {limit !== undefined && (
        <dd className="leader-small performance-limit" data-over={limit.isOver === true}>
          {limit.isOver === null
            ? limit.text
            : `${limit.text}: ${t(limit.isOver ? "performance.over" : "performance.within")}`}
        </dd>
      )}
      {children && <dd className="leader-small">{children}</dd>}
    </div>
  );
}
