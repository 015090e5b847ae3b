import type { EstimateScore } from "@lockstep/protocol/generated/schema";
import { quantity, shareOrCount } from "../format/numbers.ts";
import { formatSpan } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import type { CsvTable } from "../ui/save-csv.ts";
import type { Estimates } from "./performance-answer.ts";

const MINUTE = 60_000;
const COLUMNS = ["who", "n", "kept", "median", "p80", "open"] as const;

export interface EstimateRow extends EstimateScore {
  readonly key: string;
  /** Whose they are. */
  readonly narrowed: Readonly<Record<string, string>>;
}

/** The roles, then the people. */
export const estimateRows = ({ roles, people }: Estimates): readonly EstimateRow[] => [
  ...roles.map((one) => ({
    ...one,
    key: `role ${one.who}`,
    narrowed: { role: one.who },
    who: t("performance.estimates.role", { role: word("role", one.who) }),
  })),
  ...people.map((one) => ({ ...one, key: `person ${one.who}`, narrowed: { person: one.who } })),
];

const head = (column: (typeof COLUMNS)[number]): string => t(`performance.estimates.column.${column}`);

/** Later or earlier than said. */
export function lateText(minutes: number | null): string {
  if (minutes === null) return "–";
  if (Math.round(minutes) === 0) return t("performance.estimates.onTime");
  const span = formatSpan(Math.abs(minutes) * MINUTE);
  return t(minutes > 0 ? "performance.estimates.late" : "performance.estimates.early", { span });
}

export const estimatesShown = (rows: readonly EstimateRow[]): CsvTable => ({
  columns: COLUMNS.map(head),
  rows: rows.map(({ who, n, kept, keptShare, medianMinutes, p80Minutes, open }) => [
    ...[who, quantity(n), shareOrCount(keptShare, n, "ORDER")?.text ?? quantity(kept)],
    ...[lateText(medianMinutes), lateText(p80Minutes), quantity(open)],
  ]),
});

export const estimatesFile = (rows: readonly EstimateRow[]): CsvTable => ({
  columns: COLUMNS.map((column) =>
    column === "median" || column === "p80" ? t("performance.column.minutes", { column: head(column) }) : head(column),
  ),
  rows: rows.map(({ who, n, kept, medianMinutes, p80Minutes, open }) => [
    ...[who, n, kept, medianMinutes, p80Minutes, open],
  ]),
});
