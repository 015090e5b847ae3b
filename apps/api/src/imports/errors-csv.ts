import type { BadRow } from "@lockstep/connectors/csv/read-table";
import type { Table } from "@lockstep/connectors/csv/table";

/** The bad rows whole, each with what is wrong in front, so that they can be mended and brought in again. */
export function errorsCsv({ columns, rows }: Table, bad: readonly BadRow[]): string {
  const byNumber = new Map(rows.map(({ number, cells }) => [number, cells]));
  const head = ["row", "column", "value", "reason", ...columns];
  const lines = bad.map(({ row, column, value, reason }) => {
    const cells = byNumber.get(row) ?? [];
    return [String(row), column ?? "", value ?? "", reason, ...columns.map((_, k) => cells[k] ?? "")];
  });
  // The mark lets Excel read it as UTF-8.
  return `\ufeff${[head, ...lines].map((line) => `${line.map(cellOf).join(",")}\r\n`).join("")}`;
}

/** A cell that a spreadsheet would calculate is told to be text: what stands in a file must not run on someone's machine. */
function cellOf(text: string): string {
  const isNumber = /^-?[\d.,\s]+$/.test(text);
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
