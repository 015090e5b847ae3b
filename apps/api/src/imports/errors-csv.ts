import type { BadRow } from "@lockstep/connectors/csv/read-table";
import type { Table } from "@lockstep/connectors/csv/table";
import { csvOf } from "@lockstep/domain/csv";

/** The bad rows whole, each once, with all that is wrong in front, so that they can be mended and brought in again. */
export function errorsCsv({ columns, rows }: Table, bad: readonly BadRow[]): string {
  const reasons = new Map<number, string[]>();
  for (const { row, column, reason } of bad) {
    const said = reasons.get(row) ?? [];
    said.push(column === null ? reason : `${column}: ${reason}`);
    reasons.set(row, said);
  }
  const lines = rows.flatMap(({ number, cells }) => {
    const said = reasons.get(number);
    return said === undefined ? [] : [[String(number), said.join(" "), ...columns.map((_, k) => cells[k] ?? "")]];
  });
  // The mark lets Excel read it as UTF-8.
  return `\ufeff${csvOf(["row", "what is wrong", ...columns], lines)}`;
}
