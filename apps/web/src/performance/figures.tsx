import type { LimitedFigure } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { percent, quantity, shareOrCount } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { type TimeAsked, timeFrom } from "../lineage/keys.ts";
import type { LineageSubject } from "../lineage/subject.ts";
import type { Performance, PerformanceAnswer } from "./performance-answer.ts";
import { limitText, minutesText, perTenText, sideText } from "./words.ts";

interface FiguresProps {
  readonly of: Performance;
  readonly saved: PerformanceAnswer["linesSaved"];
  readonly asked: TimeAsked;
}

/** The figures that are read first; those that have a limit say on which side of it they are. */
export function Figures({ of, saved, asked }: FiguresProps): ReactNode {
  const from = (figure: string, narrowed = {}) => timeFrom("ALARM_PERFORMANCE", asked, figure, narrowed);
  const { acknowledged, cards, falseFlags } = of;
  const stage = of.stages.find((one) => one.stage === "ACKNOWLEDGED");
  const said = shareOrCount(acknowledged.share, acknowledged.n, "ORDER");
  return (
    <dl className="leader-figures performance-figures">
      <Tile
        name={t("performance.figure.acknowledged")}
        from={from("ACKNOWLEDGED")}
        value={said?.text ?? t("performance.noData")}
      >
        {said !== null && t("performance.figure.acknowledgedOf", { inTime: acknowledged.inTime, n: acknowledged.n })}
      </Tile>
      <Tile
        name={t("performance.figure.response")}
        from={from("RESPONSE", { stage: "ACKNOWLEDGED" })}
        value={minutesText(stage?.medianMinutes ?? null)}
      >
        {stage !== undefined &&
          stage.n > 0 &&
          t("performance.figure.responseOf", { n: stage.n, p90: minutesText(stage.p90Minutes) })}
      </Tile>
      <Tile
        name={t("performance.figure.rate")}
        from={from("CARDS")}
        value={perTenText(cards)}
        limit={[of, "PER_TEN_MINUTES"]}
      >
        {t("performance.figure.rateOf", { cards: cards.cards })}
      </Tile>
      <Tile
        name={t("performance.figure.flood")}
        from={from("FLOOD")}
        value={percent(cards.floodShare)}
        limit={[of, "FLOOD_SHARE"]}
      >
        {t("performance.figure.floodOf", { span: minutesText(cards.floodMinutes), most: limitText(of, "MOST") })}
      </Tile>
      <Tile
        name={t("performance.figure.standing")}
        from={from("STANDING")}
        value={quantity(of.standing.n)}
        limit={[of, "STANDING"]}
      />
      <Tile
        name={t("performance.figure.chattering")}
        from={from("CHATTERING")}
        value={quantity(of.chattering.n)}
        limit={[of, "CHATTERING"]}
      >
        {t("performance.figure.chatteringOf")}
      </Tile>
      <Tile
        name={t("performance.figure.false")}
        from={from("FALSE_FLAGS")}
        value={shareOrCount(falseFlags.rate, falseFlags.cards, "ORDER")?.text ?? t("performance.noData")}
        limit={[of, "FALSE_FLAG_RATE"]}
      >
        {t("performance.figure.falseOf", { flagged: falseFlags.flagged, cards: falseFlags.cards })}
      </Tile>
      <Tile
        name={t("performance.figure.saved")}
        from={timeFrom("LINES_SAVED", asked, "ALL")}
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
  readonly from: LineageSubject;
  readonly limit?: readonly [of: Performance, figure: LimitedFigure];
  readonly children?: ReactNode;
}

function Tile({ name, value, from, limit, children }: TileProps): ReactNode {
  const [of, figure] = limit ?? [];
  const isOver = of?.limits.some((one) => one.figure === figure && one.isOver === true) ?? false;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value === t("performance.noData") ? value : <FigureFrom from={from}>{value}</FigureFrom>}</dd>
      {of !== undefined && figure !== undefined && (
        <dd className="leader-small performance-limit" data-over={isOver}>
          {sideText(of, figure)}
        </dd>
      )}
      {children && <dd className="leader-small">{children}</dd>}
    </div>
  );
}
