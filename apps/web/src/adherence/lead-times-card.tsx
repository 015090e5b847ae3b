import type { LeadTime } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { TableCard } from "../charts/table-card.tsx";
import { quantity } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { type PlantAsked, plantFrom } from "../lineage/keys.ts";
import type { CsvTable } from "../ui/save-csv.ts";
import type { LeadTimesTable } from "./adherence-answer.ts";
import { inPercent } from "./words.ts";

const COLUMNS = ["item", "supplier", "receipts", "overdue", "median", "p80", "master", "drift"] as const;
type Column = (typeof COLUMNS)[number];

const head = (column: Column): string => t(`adherence.column.${column}`);

interface LeadTimesCardProps {
  readonly found: LeadTimesTable;
  readonly asked: PlantAsked;
}

/** By column of the table. */
const FIGURES = ["ALL", "ALL", "RECEIVED", "OVERDUE", "ALL", "ALL", "PLANNED", "ALL"] as const;

/** Which lead times of the master data do not hold? */
export function LeadTimesCard({ found, asked }: LeadTimesCardProps): ReactNode {
  const { nodes, totalCount: all, drifting: n, definition } = found;
  return (
    <TableCard
      title={t("adherence.leadTimes.title", { n, all })}
      note={definition}
      name="lead-times"
      from={(row, column) => {
        const { item, supplier } = nodes[row] ?? {};
        return plantFrom("LEAD_TIMES", asked, FIGURES[column] ?? "ALL", { item, supplier });
      }}
      keys={nodes.map(({ item, supplier }) => `${item} ${supplier}`)}
      shown={leadTimesShown(nodes)}
      file={leadTimesFile(nodes)}
      figuresFrom={2}
    >
      {all > nodes.length && (
        <p className="chart-note">{t("adherence.leadTimes.first", { shown: nodes.length, n: all })}</p>
      )}
    </TableCard>
  );
}

export const leadTimesShown = (rows: readonly LeadTime[]): CsvTable => ({
  columns: COLUMNS.map(head),
  rows: rows.map((row) => [
    ...[row.itemName, row.supplierName, quantity(row.receipts), quantity(row.overdue)],
    ...[daysText(row.medianDays), daysText(row.p80Days), masterText(row), driftText(row)],
  ]),
});

export const leadTimesFile = (rows: readonly LeadTime[]): CsvTable => ({
  columns: COLUMNS.map(head),
  rows: rows.map((row) => [
    ...[row.item, row.supplier, row.receipts, row.overdue, row.medianDays, row.p80Days, row.masterDays],
    inPercent(row.drift),
  ]),
});

const inDays = (days: number): string => t("adherence.leadTimes.days", { days: quantity(Number(days.toFixed(1))) });
const daysText = (days: number | null): string => (days === null ? t("adherence.leadTimes.beyond") : inDays(days));
const masterText = ({ masterDays }: LeadTime): string => (masterDays === null ? "–" : inDays(masterDays));

const PLUS = "+";

function driftText({ verdict, masterDays, drift, drifts }: LeadTime): string {
  switch (verdict) {
    case "HOLDS":
      return t("adherence.leadTimes.holds");
    case "FEW":
      return t("adherence.leadTimes.few");
    case "UNSAID":
      return t("adherence.leadTimes.unsaid");
    case "DRIFTS": {
      const share = inPercent(drift);
      if (!drifts.includes("MEDIAN") || share === null)
        return t("adherence.leadTimes.late", { days: masterDays === null ? "–" : inDays(masterDays) });
      return t("adherence.leadTimes.median", { drift: `${share > 0 ? PLUS : ""}${quantity(share)} %` });
    }
  }
}
