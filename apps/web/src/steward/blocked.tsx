import type { ReactNode } from "react";
import type { Cause } from "../api/quarantine-documents.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { causeFrom } from "../lineage/keys.ts";
import { Money } from "../ui/figures.tsx";

const count = new Intl.NumberFormat("en-GB");

interface OfCause {
  /** Whose figure it is; of a single fact it opens nothing. */
  readonly cause?: string;
}

/** "–" where it cannot be told: that is not none. */
export function Lines({ linesBlocked, cause }: Pick<Cause, "linesBlocked"> & OfCause): ReactNode {
  if (linesBlocked === null || linesBlocked === undefined) return <span title={t("quarantine.untold")}>–</span>;
  const lines = <span title={t("quarantine.linesTitle")}>{count.format(linesBlocked)}</span>;
  return cause === undefined ? lines : <FigureFrom from={causeFrom(cause, "OPEN_LINES")}>{lines}</FigureFrom>;
}

export function Value({ valueBlocked, cause }: Pick<Cause, "valueBlocked"> & OfCause): ReactNode {
  if (valueBlocked === null || valueBlocked === undefined) return <span title={t("quarantine.untold")}>–</span>;
  const from = cause === undefined ? null : causeFrom(cause, "OPEN_VALUE");
  return <Money value={{ amount: valueBlocked.amount, currency: valueBlocked.currency ?? null }} from={from} />;
}
