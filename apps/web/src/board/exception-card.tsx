import type { LiveException } from "@lockstep/protocol/live";
import { Link } from "@tanstack/react-router";
import { memo, type ReactNode } from "react";
import { t, word } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { isUnsent } from "../outbox/outbox.ts";
import { useWaiting } from "../outbox/outbox-bar.tsx";
import { useView, useZone } from "../shell/context.tsx";
import { SeverityChip, ShelvedChip, StateChip } from "../ui/chips.tsx";
import { Money } from "../ui/figures.tsx";
import { Phrase } from "../ui/phrase.tsx";
import { StaleMark } from "../ui/stale-mark.tsx";
import { lostLines, TimeLeft } from "../ui/time-left.tsx";

interface CardProps {
  readonly row: LiveException;
  readonly place: string;
  readonly changed: number | undefined;
  readonly sending: boolean;
  /** It is settled and stands here only because the order is frozen. */
  readonly gone: boolean;
  readonly onAcknowledge: (row: LiveException) => void;
}

/** Rendered anew when something of it has changed, not with every frame of the board. */
export const ExceptionCard = memo(function ExceptionCard(props: CardProps): ReactNode {
  const { row, place, changed, sending, gone, onAcknowledge } = props;
  const view = useView();
  const zone = useZone(row.sites[0] ?? null);
  const open = view.at === row.id;
  const lost = lostLines(row);
  const present = row.present && !gone;
  return (
    <article
      className={`card${open ? " card-open" : ""}${gone ? " card-gone" : ""}${row.mutedBy === null ? "" : " card-muted"}`}
      aria-busy={sending}
    >
      {changed !== undefined && <span key={changed} className="fade" />}
      <div className="card-top">
        <SeverityChip severity={row.severity} over={!present} />
        {row.state === "SHELVED" && <ShelvedChip />}
        {row.mutedBy !== null && <StateChip>{t("card.muted")}</StateChip>}
        {!present && <StateChip>{gone ? t("card.gone") : t("card.cleared")}</StateChip>}
        <span className="card-kind">
          {word("kind", row.kind)}
          {place !== "" && ` · ${place}`}
        </span>
        <StaleMark id={row.id} />
      </div>
      <div className="card-who">
        <Owner row={row} sending={sending} present={present} onAcknowledge={onAcknowledge} />
      </div>
      <h3 className="card-title">
        <Link
          to="/"
          search={{ ...view, at: row.id, open: undefined }}
          aria-current={open ? "true" : undefined}
          data-exception={row.id}
          title={row.title}
        >
          <Phrase of={row.title} />
        </Link>
      </h3>
      <div className="card-figures">
        <div>
          <Money
            value={row.valueAtRisk}
            className="card-money"
            from={{ of: "EXCEPTION", id: row.id, figure: "VALUE_AT_RISK" }}
          />
          <span className="card-small">
            {row.impacted.length === 0 ? t("card.noLines") : t("card.atRiskLines", { n: row.impacted.length })}
            {lost > 0 && lost < row.impacted.length && <strong> · {t("card.linesLost", { n: lost })}</strong>}
            {row.mergedCount > 0 && ` · ${t("card.merged", { n: row.mergedCount })}`}
            {row.recurrences > 0 && ` · ${t("card.recurred", { n: row.recurrences })}`}
          </span>
        </div>
        <FigureFrom from={{ of: "EXCEPTION", id: row.id, figure: "ACT_BY" }}>
          <TimeLeft row={row} zone={zone} className="card-act" />
        </FigureFrom>
      </div>
    </article>
  );
});

interface OwnerProps extends Pick<CardProps, "row" | "sending" | "onAcknowledge"> {
  readonly present: boolean;
}

function Owner({ row, sending, present, onAcknowledge }: OwnerProps): ReactNode {
  const waiting = useWaiting();
  if (waiting.some((one) => one.kind !== "report-state" && one.exception === row.id && isUnsent(one))) {
    return <span className="card-owner card-unsent">{t("card.unsent")}</span>;
  }
  if (sending) return <span className="card-owner">{t("card.sending")}</span>;
  if (row.state === "OPEN" && present && row.nextActions.includes("ACKNOWLEDGE")) {
    return (
      <button type="button" className="button button-small card-button" onClick={() => onAcknowledge(row)}>
        {t("card.acknowledge")}
        <span className="visually-hidden">: {row.title}</span>
      </button>
    );
  }
  const who = row.owner ?? row.acknowledgedBy;
  if (who === null && !present) return null;
  return <span className="card-owner">{who === null ? t("card.nobody") : t("card.has", { who })}</span>;
}
