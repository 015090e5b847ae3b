import { UNCALCULATED } from "../csv/spreadsheet-errors.ts";
import { momentText } from "./moment-text.ts";
import { type NumberForm, PLAIN } from "./number-form.ts";
import { numberText, withZeros } from "./number-text.ts";

/** A cell as it is stored. */
export interface StoredCell {
  /** ECMA-376 part 1, 18.18.11: `s` shared, `inlineStr`, `str` of a formula, `b`, `e`, `d`; `n` where nothing is said. */
  readonly type: string;
  readonly style: number;
  readonly value: string;
  /** The text that stands in the cell itself. */
  readonly inline: string;
  readonly hasFormula: boolean;
}

/** What cells are read with. */
export interface Book {
  readonly strings: readonly string[];
  readonly forms: readonly NumberForm[];
  readonly is1904: boolean;
}

/** A cell's text, and whether it is a number with a decimal point, whatever mark the texts of the table have. */
export interface CellText {
  readonly text: string;
  readonly isDecimal: boolean;
}

/** What a person sees in a cell, but with all digits of a number, and dates with the year first. */
export function cellText({ type, style, value, inline, hasFormula }: StoredCell, book: Book): CellText {
  switch (type) {
    case "s":
      return plain(book.strings[Number(value)] ?? "");
    case "inlineStr":
      return plain(inline);
    case "b":
      return plain(value.trim() === "" ? "" : value.trim() === "0" ? "FALSE" : "TRUE");
    case "n":
      if (value.trim() === "") return plain(hasFormula ? UNCALCULATED : "");
      return shownNumber(value, book.forms[style] ?? PLAIN, book.is1904);
    default:
      return plain(value);
  }
}

const plain = (text: string): CellText => ({ text, isDecimal: false });

function shownNumber(stored: string, form: NumberForm, is1904: boolean): CellText {
  const number = numberText(stored);
  if (number === null) return plain(stored);
  if (form.kind === "digits") return told(withZeros(number, form.digits));
  const moment = form.kind === "number" ? null : momentText(Number(number), form, is1904);
  return moment === null ? told(number) : plain(moment);
}

const told = (text: string): CellText => ({ text, isDecimal: text.includes(".") });
