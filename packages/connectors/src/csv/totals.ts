import { FACT_TYPES } from "@lockstep/domain/facts/catalogue";
import { type DecimalMark, readDecimal } from "./decimal.ts";
import { ID_FIELD } from "./fields.ts";
import type { CsvMapping } from "./mapping.ts";
import { cellIn, type Table, type TableRow } from "./table.ts";

const WORD =
  /^(?:(?:grand|sub|overall)[\s-]?)?(?:totals?|sums?|summen?|gesamt(?:summe|betrag|menge)?|zwischensumme|(?:eind)?totaal|somme)(?=$|[\s:.])/i;

/** A row below its table that sums it up. */
export interface TotalsRow {
  /** Nothing but a word for it and numbers: whatever else may be read of it, it is about nothing. */
  readonly isPlain: boolean;
}

/**
 * The rows at the end of a table that look like sums of it: they begin with a word for that, or have numbers and nothing of what
 * says what a row is about.
 */
export function totalsOf({ columns, rows }: Table, mapping: CsvMapping): ReadonlyMap<TableRow, TotalsRow> {
  const keys = keyColumnsOf(mapping).map((column) => columns.indexOf(column));
  const found = new Map<TableRow, TotalsRow>();
  for (let k = rows.length - 1; k > 0; k -= 1) {
    const row = rows[k];
    const totals = row === undefined ? null : asTotals(row, keys, mapping.decimal);
    if (row === undefined || totals === null) break;
    found.set(row, totals);
  }
  return found;
}

/** The columns that tell what a row is about. */
export function keyColumnsOf({ type, fields }: CsvMapping): readonly string[] {
  const { shape, key } = FACT_TYPES[type];
  const names: readonly string[] = shape === "movement" ? [ID_FIELD] : key;
  return Object.entries(fields).flatMap(([path, { column, andColumns = [] }]) => {
    const isKey = names.some((name) => path === name || path.startsWith(`${name}/`));
    return isKey && column !== undefined ? [column, ...andColumns] : [];
  });
}

function asTotals(row: TableRow, keys: readonly number[], mark: DecimalMark): TotalsRow | null {
  const cells = row.cells.map((_, k) => cellIn(row, k, mark));
  const [first = "", ...others] = cells.filter((cell) => cell !== "");
  const isNumber = (cell: string): boolean => readDecimal(cell, mark).ok;
  const isPlain = others.length > 0 && others.every(isNumber);
  if (WORD.test(first)) return { isPlain };
  const isKeyless = keys.length > 0 && keys.every((at) => (cells[at] ?? "") === "");
  return isKeyless && isNumber(first) && others.every(isNumber) ? { isPlain: false } : null;
}
