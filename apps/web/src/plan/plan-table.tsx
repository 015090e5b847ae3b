import type { ReactNode } from "react";
import { quantity } from "../format/numbers.ts";
import { t, word } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { operationFrom } from "../lineage/keys.ts";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { saveCsv } from "../ui/save-csv.ts";
import type { Bar, PlanModel } from "./plan-model.ts";
import type { Span } from "./span.ts";
import { driftText, moneyText, spanText, type Where } from "./words.ts";

/** What is seen of a model, by line and start. */
export const barsSeen = ({ rows }: PlanModel, seen: Span): readonly Bar[] =>
  rows.flatMap(({ bars }) => bars.filter(({ span }) => span.from < seen.to && span.to > seen.from));

interface TableProps {
  readonly bars: readonly Bar[];
  readonly where: Where;
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
}

/** The picture in words and figures. */
export function PlanTable({ bars, where, picked, onPick }: TableProps): ReactNode {
  const columns: readonly Column<Bar>[] = [
    { key: "id", head: t("plan.operation"), width: 176, cell: ({ id }) => id },
    { key: "line", head: t("plan.line"), width: 120, cell: ({ resource }) => resource?.name ?? "–" },
    { key: "item", head: t("plan.item"), width: 140, grow: 1, cell: ({ item }) => item.name },
    { key: "state", head: t("plan.state"), width: 90, cell: ({ state }) => word("operation", state) },
    {
      key: "projected",
      head: t("plan.projected"),
      width: 210,
      cell: (bar) => from(bar, "PROJECTED", spanText(bar.projected, where)),
    },
    {
      key: "baseline",
      head: t("plan.inBaseline"),
      width: 210,
      cell: (bar) => from(bar, "BASELINE", spanText(bar.baseline, where)),
    },
    { key: "drift", head: t("plan.drift"), width: 250, cell: (bar) => from(bar, "BASELINE", driftText(bar)) },
    {
      key: "good",
      head: t("plan.made"),
      width: 90,
      align: "end",
      cell: (bar) => from(bar, "DONE", quantity(bar.good)),
    },
    {
      key: "money",
      head: t("plan.money"),
      width: 90,
      align: "end",
      cell: (bar) => from(bar, "VALUE_AT_RISK", moneyText(bar.valueAtRisk, where)),
    },
  ];
  return (
    <DataGrid
      label={t("plan.grid")}
      columns={columns}
      rows={bars}
      idOf={({ id }) => id}
      selected={picked}
      onOpen={({ id }) => onPick(id)}
    />
  );
}

const from = ({ id }: Bar, figure: string, said: string): ReactNode => (
  <FigureFrom from={operationFrom(id, figure)}>{said}</FigureFrom>
);

/** Instants in ISO 8601: a spreadsheet knows no zones. */
export function downloadPlan(site: string, bars: readonly Bar[]): void {
  const iso = (at: number | null | undefined): string | null =>
    at === null || at === undefined ? null : new Date(at).toISOString();
  const columns = [
    "operation",
    "order",
    "item",
    "line",
    "state",
    "projected_start",
    "projected_finish",
    "baseline_start",
  ].concat([
    "baseline_finish",
    "planned_start",
    "planned_finish",
    "good",
    "scrap",
    "quantity",
    "unit",
    "promises",
    "value_at_risk",
  ]);
  const rows = bars.map((bar) => [
    ...[bar.id, bar.order, bar.item.name, bar.resource?.name ?? null, bar.state],
    ...[bar.projected, bar.baseline, bar.planned].flatMap((span) => [iso(span?.from), iso(span?.to)]),
    ...[bar.good, bar.scrap, bar.quantity, bar.item.uom, bar.lines, bar.valueAtRisk],
  ]);
  saveCsv(`plan-${site}.csv`, { columns, rows });
}
