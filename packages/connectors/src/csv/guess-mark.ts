import { columnValues, writtenNumbers } from "./column-values.ts";
import { type DecimalMark, guessMark, isWithEitherMark } from "./decimal.ts";
import { SAP_QUANTITIES, SAP_WORDS } from "./header-words.ts";
import { plain, wordsIn } from "./plain-name.ts";
import type { Table } from "./table.ts";

export interface GuessedMark {
  readonly mark: DecimalMark;
  /** Nothing tells whether 1,234 is a little more than one, or more than a thousand. */
  readonly isAmbiguous: boolean;
}

/** How the numbers in these columns are written: as they tell themselves, else as SAP or the rest of the file does. */
export function guessTableMark(table: Table, columns: readonly string[]): GuessedMark {
  const numbers = columns.flatMap((column) => writtenNumbers(table, column));
  const mark = guessMark(numbers) ?? markOfSap(table, columns) ?? markOfHabit(table);
  return { mark: mark ?? ".", isAmbiguous: mark === null && numbers.some(isWithEitherMark) };
}

/** SAP writes quantities with three decimals, whatever they are of: what stands before the last three digits is the mark. */
function markOfSap(table: Table, columns: readonly string[]): DecimalMark | null {
  if (!table.columns.some((column) => isOfSap(column, SAP_WORDS))) return null;
  const quantities = columns.filter((column) => isOfSap(column, SAP_QUANTITIES));
  const written = quantities.flatMap((column) => writtenNumbers(table, column));
  const [mark, ...others] = new Set(written.map((text) => /([.,])\d{3}-?$/.exec(text)?.[1]));
  return others.length === 0 && (mark === "." || mark === ",") ? mark : null;
}

/** Technical names are in capitals; `Menge` is a word of everyone's. */
const isOfSap = (column: string, words: string): boolean =>
  column === column.toUpperCase() && wordsIn(words).includes(plain(column));

/** Where commas do not part the cells, and days have points, numbers have a comma. */
function markOfHabit(table: Table): DecimalMark | null {
  if (table.delimiter !== ";" && table.delimiter !== "\t") return null;
  const isDotted = (text: string): boolean => /^\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})(?!\d)/.test(text);
  return table.columns.some((column) => columnValues(table, column).some(isDotted)) ? "," : null;
}
