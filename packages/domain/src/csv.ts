/** Null is an empty field, never 0; so is a number that is none. */
export type CsvValue = string | number | null;

/**
 * A file of lines as RFC 4180 has them, with a head. A text that a spreadsheet would carry out as a formula is led by an
 * apostrophe, so that it stays a text; what reads as a number stays one.
 */
export function csvOf(columns: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  return [columns, ...rows].map(csvLine).join("");
}

/** One line of such a file, with its end. */
export const csvLine = (row: readonly CsvValue[]): string => `${row.map(fieldOf).join(",")}\r\n`;

/** White space and what is not seen before it is passed over by some; so are its full-width forms taken for it. */
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;
const NUMBER = /^\s*-?[\d.,\s]+$/;

function fieldOf(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
