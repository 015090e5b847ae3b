import type { DecimalMark } from "./decimal.ts";
import { isColumnName } from "./known-names.ts";

/** A table as text: what a file, or cells pasted from a sheet, hold. */
export interface Table {
  /** Each name once: of columns that are called the same, the later ones have a number. */
  readonly columns: readonly string[];
  /** Those of them of which the head has several that are called so. */
  readonly alike: readonly string[];
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
  /** A NUL stood in it, which is no text: in its place there is �. */
  readonly isDamaged?: true;
}

/** A cell as its table is written: a number of a workbook has the mark that the others have. */
export function cellIn({ cells, decimals }: TableRow, at: number, mark: DecimalMark): string {
  const text = (cells[at] ?? "").trim();
  return mark === "," && decimals?.includes(at) === true ? text.replace(".", ",") : text;
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINES_LOOKED_AT = 50;

/**
 * What parts the columns. `wanted`: those that a mapping names; what they stand under parts them. Else what the head has,
 * and most lines equally often: neither a row with a cell too many nor a decimal comma in each of them makes another of it.
 */
export function guessDelimiter(text: string, wanted: readonly string[] = []): Delimiter {
  const lines = firstLines(text);
  const names = wanted.map(written);
  const isUnder = (cells: readonly string[]): boolean =>
    names.every((name) => cells.some((cell) => written(cell) === name));
  const parted = DELIMITERS.map((delimiter) => ({ delimiter, lines: lines.map((line) => cellsOf(line, delimiter)) }));
  const asWanted = names.length === 0 ? undefined : parted.find((one) => one.lines.some(isUnder));
  return (asWanted ?? mostLikely(parted)).delimiter;
}

interface Parted {
  readonly delimiter: Delimiter;
  /** The cells of each line. */
  readonly lines: readonly (readonly string[])[];
}

const NONE: Parted = { delimiter: ",", lines: [] };

function mostLikely(parted: readonly Parted[]): Parted {
  const head = headAmong(parted);
  const inHead = parted.reduce((sum, { lines }) => sum + separatorsIn(lines[head]), 0);
  const score = ({ lines }: Parted): number => {
    const counts = lines.map(separatorsIn);
    const often = commonest(counts.filter((count) => count > 0));
    if (often === 0) return 0;
    const agreeing = counts.filter((count) => count === often).length / counts.length;
    return agreeing + (counts[head] ?? 0) / Math.max(1, inHead) + Math.min(often, 99) / 10_000;
  };
  return parted.reduce((best, one) => (score(one) > score(best) ? one : best), parted[0] ?? NONE);
}

const separatorsIn = (cells: readonly string[] = []): number => cells.length - 1;

/** The line that has the most names of columns, whatever parts them; where none is known, the first that is half as wide as most are. */
function headAmong(parted: readonly Parted[]): number {
  const lines = parted[0]?.lines ?? [];
  const most = (of: (cells: readonly string[]) => number): readonly number[] =>
    lines.map((_, k) => Math.max(...parted.map((one) => of(one.lines[k] ?? []))));
  const named = most(namesIn);
  const mostNamed = Math.max(0, ...named);
  if (mostNamed > 0) return named.indexOf(mostNamed);
  const widths = most(separatorsIn);
  return widths.findIndex((width) => width >= Math.max(1, commonest(widths) / 2));
}

/** Of several that are equally common the greatest; of none 0. */
function commonest(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].reduce(
    (best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] > best[0]) ? one : best),
    [0, 0],
  )[0];
}

/** Lines as they stand; one that ends within quotes goes on. */
function firstLines(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let isQuoted = false;
  for (const unit of text.slice(0, 65_536)) {
    if (unit === '"') isQuoted = !isQuoted;
    if (unit !== "\n" || isQuoted) line += unit;
    else {
      if (line.trim() !== "") lines.push(line);
      line = "";
      if (lines.length === LINES_LOOKED_AT) return lines;
    }
  }
  return line.trim() === "" ? lines : [...lines, line];
}

/** What stands in quotes parts nothing. */
function cellsOf(line: string, delimiter: Delimiter): readonly string[] {
  const cells = [""];
  for (const [k, part] of line.split('"').entries()) {
    const [first = "", ...more] = k % 2 === 1 ? [part] : part.split(delimiter);
    cells.push(`${cells.pop() ?? ""}${first}`, ...more);
  }
  return cells;
}

/**
 * The records of a file as a table, its head the first of them that reads like one, so that titles above a report are
 * passed over; empty records are left out.
 */
export const tableOf = (records: readonly (readonly string[])[], delimiter: Delimiter = ","): Table => ({
  ...tableOfRows(records.map((cells, k) => rowOf(k + 1, withoutFormulas(cells)))),
  delimiter,
});

const NUL = "\0";

const rowOf = (number: number, cells: readonly string[]): TableRow =>
  cells.some((cell) => cell.includes(NUL))
    ? { number, cells: cells.map((cell) => cell.replaceAll(NUL, "\ufffd")), isDamaged: true }
    : { number, cells };

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
  const names = rows[head]?.cells ?? [];
  return {
    columns: namedOnce(names),
    alike: namedAlike(names),
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
  const known = first.map(({ cells }) => namesIn(cells));
  const most = Math.max(0, ...known);
  if (most > 0) return known.indexOf(most);
  const widest = Math.max(0, ...first.map((row) => filled(row).length));
  return rows.findIndex((row) => filled(row).length >= Math.max(1, widest / 2));
}

/** How many names of columns there are, where most of what is there is some. */
function namesIn(cells: readonly string[]): number {
  const filled = cells.filter(isFilled);
  const named = filled.filter(isColumnName).length;
  return named > 1 && named > filled.length / 2 ? named : 0;
}

const written = (name: string): string => name.trim().replace(/\s+/g, " ");

function namedAlike(names: readonly string[]): readonly string[] {
  const all = names.map(written).filter(isFilled);
  return [...new Set(all.filter((name, k) => all.indexOf(name) !== k))];
}

function namedOnce(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, k) => {
    const wanted = written(name) === "" ? `Column ${k + 1}` : written(name);
    let given = wanted;
    for (let n = 2; taken.has(given); n += 1) given = `${wanted} (${n})`;
    taken.add(given);
    return given;
  });
}
