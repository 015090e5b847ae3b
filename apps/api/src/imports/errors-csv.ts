import type { BadRow } from "@lockstep/connectors/csv/read-table";
import type { Table } from "@lockstep/connectors/csv/table";

/** The bad rows whole, each once, with all that is wrong in front, so that they can be mended and brought in again. */
export function errorsCsv({ columns, rows }: Table, bad: readonly BadRow[]): string {
  const reasons = new Map<number, string[]>();
  for (const { row, column, reason } of bad) {
    const said = reasons.get(row) ?? [];
    said.push(column === null ? reason : `${column}: ${reason}`);
    reasons.set(row, said);
  }
  const lines = [["row", "what is wrong", ...columns]];
  for (const { number, cells } of rows) {
    const said = reasons.get(number);
    if (said !== undefined) lines.push([String(number), said.join(" "), ...columns.map((_, k) => cells[k] ?? "")]);
  }
  // The mark lets Excel read it as UTF-8.
  return `\ufeff${lines.map((line) => `${line.map(cellOf).join(",")}\r\n`).join("")}`;
}

/** A cell that a spreadsheet would calculate is told to be text: what stands in a file must not run on someone's machine. */
function cellOf(text: string): string {
  const isNumber = /^-?[\d.,\s]+$/.test(text);
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
