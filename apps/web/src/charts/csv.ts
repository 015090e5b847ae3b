/** What a chart shows, in words and numbers: the same in the table and in the file. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A spreadsheet takes what begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180; a text that a spreadsheet would carry out gets an apostrophe in front, numbers stay numbers. */
export function csvOf({ columns, rows }: ChartTable): string {
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
