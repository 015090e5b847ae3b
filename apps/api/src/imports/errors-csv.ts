import { cellIn, type Table } from "@lockstep/connectors/csv/table";
import { csvOf } from "@lockstep/domain/csv";
import type { ImportPlan } from "./plan-import.ts";

/**
 * The bad rows whole, each once, with all that is wrong in front, so that they can be mended and brought in again; `decimal`
 * is the mark that they were read with.
 */
export function errorsCsv({ columns, rows }: Table, { bad, decimal }: Pick<ImportPlan, "bad" | "decimal">): string {
  const reasons = new Map<number, string[]>();
  for (const { row, column, reason } of bad) {
    const said = reasons.get(row) ?? [];
    said.push(column === null ? reason : `${column}: ${reason}`);
    reasons.set(row, said);
  }
  const lines = rows.flatMap((row) => {
    const said = reasons.get(row.number);
    if (said === undefined) return [];
    // What stands beyond the head is what is to be mended, too.
    const width = Math.max(columns.length, row.cells.length);
    const cells = Array.from({ length: width }, (_, k) => cellIn(row, k, decimal));
    return [[String(row.number), said.join(" "), ...cells]];
  });
  // The mark lets Excel read it as UTF-8.
  return `\ufeff${csvOf(["row", "what is wrong", ...columns], lines)}`;
}
