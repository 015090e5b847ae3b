import type { ReactNode } from "react";
import type { Cause } from "../api/quarantine-documents.ts";
import { t } from "../i18n/i18n.ts";
import { Money } from "../ui/figures.tsx";

const count = new Intl.NumberFormat("en-GB");

/** "–" where it cannot be told: that is not none. */
export function Lines({ linesBlocked }: Pick<Cause, "linesBlocked">): ReactNode {
  if (linesBlocked === null || linesBlocked === undefined) return <span title={t("quarantine.untold")}>–</span>;
  return <span title={t("quarantine.linesTitle")}>{count.format(linesBlocked)}</span>;
}

export function Value({ valueBlocked }: Pick<Cause, "valueBlocked">): ReactNode {
  if (valueBlocked === null || valueBlocked === undefined) return <span title={t("quarantine.untold")}>–</span>;
  return <Money value={{ amount: valueBlocked.amount, currency: valueBlocked.currency ?? null }} from={null} />;
}
