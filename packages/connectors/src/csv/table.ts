import type { DecimalMark } from "./decimal.ts";

/** A table as text: what a file, or cells pasted from a sheet, hold. */
export interface Table {
  /** Each name once: of columns that are called the same, the later ones have a number. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
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
 * The records of a file as a table. Its head is the first record that has at least half as many cells with something in
 * them as the widest near it, so that titles above a report are passed over; empty records are left out.
 */
export const tableOf = (records: readonly (readonly string[])[]): Table =>
  tableOfRows(records.map((cells, k) => ({ number: k + 1, cells })));

/** The same of rows that have their numbers. */
export function tableOfRows(rows: readonly TableRow[]): Table {
  const isFilled = (cell: string): boolean => cell.trim() !== "";
  const filled = ({ cells }: TableRow): number => cells.filter(isFilled).length;
  const widest = Math.max(0, ...rows.slice(0, LINES_LOOKED_AT).map(filled));
  const head = rows.findIndex((row) => filled(row) >= Math.max(1, widest / 2));
  return {
    columns: namedOnce(rows[head]?.cells ?? []),
    rows: rows.slice(head + 1).filter(({ cells }) => cells.some(isFilled)),
  };
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
