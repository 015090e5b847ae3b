import type { DecimalMark } from "./decimal.ts";
import { isColumnName } from "./known-names.ts";

/** A table as text: what a file, or cells pasted from a sheet, hold. */
export interface Table {
  /** Each name once: of columns that are called the same, the later ones have a number. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** What parts the cells of a text; null: those of a workbook have places of their own. */
  readonly delimiter: Delimiter | null;
}

export interface TableRow {
  /** As a spreadsheet counts it, the first line of the file being 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Of a workbook: where a cell is a number with a decimal point, whatever the decimal mark of the texts is. */
  readonly decimals?: readonly number[];
}

/** A cell as its table is written: a number of a workbook has the mark that the others have. */
export function cellIn({ cells, decimals }: TableRow, at: number, mark: DecimalMark): string {
  const text = (cells[at] ?? "").trim();
  return mark === "," && decimals?.includes(at) === true ? text.replace(".", ",") : text;
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINES_LOOKED_AT = 50;

/** What parts the columns: what the first lines have most, and most evenly, outside of quotes. */
export function guessDelimiter(text: string): Delimiter {
  const lines = linesOutsideQuotes(text);
  const score = (delimiter: string): number => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const most = Math.max(0, ...counts);
    return most === 0 ? 0 : counts.filter((count) => count === most).length * 100 + Math.min(most, 99);
  };
  return DELIMITERS.reduce<Delimiter>((best, one) => (score(one) > score(best) ? one : best), ",");
}

/** What stands in quotes is left out. */
function linesOutsideQuotes(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let isQuoted = false;
  for (const unit of text.slice(0, 65_536)) {
    if (unit === '"') isQuoted = !isQuoted;
    else if (unit === "\n" && !isQuoted) {
      if (line.trim() !== "") lines.push(line);
      line = "";
      if (lines.length === LINES_LOOKED_AT) return lines;
    } else if (!isQuoted) line += unit;
  }
  return line.trim() === "" ? lines : [...lines, line];
}

/**
 * The records of a file as a table, its head the first of them that reads like one, so that titles above a report are
 * passed over; empty records are left out.
 */
export const tableOf = (records: readonly (readonly string[])[], delimiter: Delimiter = ","): Table => ({
  ...tableOfRows(records.map((cells, k) => ({ number: k + 1, cells: withoutFormulas(cells) }))),
  delimiter,
});

const FORMULA = '="';

/** So that a spreadsheet leaves the zeros in front of 0815, some programs write it as a formula that is a text. */
function withoutFormula(cell: string): string {
  const text = cell.trim();
  if (!text.startsWith(FORMULA) || !text.endsWith('"') || text.length <= FORMULA.length) return cell;
  const inner = text.slice(FORMULA.length, -1);
  return inner.replaceAll('""', "").includes('"') ? cell : inner.replaceAll('""', '"');
}

const withoutFormulas = (cells: readonly string[]): readonly string[] =>
  cells.some((cell) => cell.includes(FORMULA)) ? cells.map(withoutFormula) : cells;

/** The same of rows that have their numbers. */
export function tableOfRows(all: readonly TableRow[]): Table {
  const rows = all.filter((row) => !isRuled(row));
  const head = headIn(rows);
  return {
    columns: namedOnce(rows[head]?.cells ?? []),
    rows: rows.slice(head + 1).filter(({ cells }) => cells.some(isFilled)),
    delimiter: null,
  };
}

const isFilled = (cell: string): boolean => cell.trim() !== "";

/** A line that parts others, as lists of SAP have them: dashes, and nothing else in any cell. */
const isRuled = ({ cells }: TableRow): boolean =>
  cells.some(isFilled) &&
  cells.every((cell) => !isFilled(cell) || (/^[-=_+|\s]+$/.test(cell) && /[-=_]{3}/.test(cell)));

const filled = ({ cells }: TableRow): readonly string[] => cells.filter(isFilled);

/**
 * The first row with most of its cells called as columns are, of those that have the most such cells; where none is, the
 * first that has at least half as many cells with something in them as the widest.
 */
function headIn(rows: readonly TableRow[]): number {
  const first = rows.slice(0, LINES_LOOKED_AT);
  const known = first.map((row) => {
    const cells = filled(row);
    const named = cells.filter(isColumnName).length;
    return named > 1 && named > cells.length / 2 ? named : 0;
  });
  const most = Math.max(0, ...known);
  if (most > 0) return known.indexOf(most);
  const widest = Math.max(0, ...first.map((row) => filled(row).length));
  return rows.findIndex((row) => filled(row).length >= Math.max(1, widest / 2));
}

function namedOnce(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, k) => {
    const wanted = name.trim() === "" ? `Column ${k + 1}` : name.trim().replace(/\s+/g, " ");
    let given = wanted;
    for (let n = 2; taken.has(given); n += 1) given = `${wanted} (${n})`;
    taken.add(given);
    return given;
  });
}
