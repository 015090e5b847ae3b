import { exact } from "../mapping/exact.ts";

/**
 * A number as it is stored, written out in full with a point: no exponent, no zeros behind, and no more than the 15 digits
 * that a spreadsheet counts with; a whole number of more digits is left as it is. Null: it is none.
 */
export function numberText(stored: string): string | null {
  const trimmed = stored.trim();
  if (/^-?[1-9]\d*$/.test(trimmed)) return trimmed;
  const value = trimmed === "" ? Number.NaN : Number(trimmed);
  return Number.isFinite(value) ? writtenOut(exact(value)) : null;
}

function writtenOut(value: number): string {
  const text = String(value);
  const [, sign = "", first = "", rest = "", exponent = ""] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === "") return text;
  const point = 1 + Number(exponent);
  const digits = first + rest;
  return sign + (point <= 0 ? `0.${"0".repeat(-point)}${digits}` : digits.padEnd(point, "0"));
}

/** Of an id that is shown with zeros in front. */
export const withZeros = (plain: string, digits: number): string =>
  /^\d+$/.test(plain) ? plain.padStart(digits, "0") : plain;
