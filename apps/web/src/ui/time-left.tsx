import type { LiveException } from "@lockstep/protocol/live";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { Moment, Relative } from "./figures.tsx";

interface TimeLeftProps {
  readonly row: LiveException;
  readonly zone: string;
  readonly className: string;
}

/** How long something can still be done. Where it is too late that is said in its place, with what is left to do. */
export function TimeLeft({ row, zone, className }: TimeLeftProps): ReactNode {
  if (row.actBy !== null) {
    return (
      <span className={className}>
        <strong className="time-left">
          <Relative at={row.actBy} zone={zone} />
        </strong>
        <span className="card-small">
          {t("card.actBy")} <Moment at={row.actBy} zone={zone} withZone />
        </span>
      </span>
    );
  }
  const lost = lostLines(row);
  if (lost > 0 && lost === row.impacted.length) {
    return (
      <span className={className}>
        <strong className="time-left">{t("card.tooLate")}</strong>
        <span className="card-small">{t("card.warn", { n: lost })}</span>
      </span>
    );
  }
  return (
    <span className={className}>
      <span className="card-small">{row.present ? t("card.noActBy") : t("card.nothingToDo")}</span>
    </span>
  );
}

/** Lines that nothing done now would still save. */
export function lostLines(row: LiveException): number {
  return row.impacted.reduce((sum, hit) => sum + (hit.lost ? 1 : 0), 0);
}
