import type { Table, TableRow } from "./table.ts";

/** A guess looks no further. */
export const ROWS_LOOKED_AT = 200;

/** What stands in the first rows of a column, without those that are empty. */
export const columnValues = ({ columns, rows }: Table, column: string): readonly string[] =>
  valuesAt(rows.slice(0, ROWS_LOOKED_AT), columns.indexOf(column));

/** A number of a workbook tells nothing of how its texts are written. */
export function writtenNumbers({ columns, rows }: Table, column: string): readonly string[] {
  const at = columns.indexOf(column);
  const written = rows.slice(0, ROWS_LOOKED_AT).filter(({ decimals }) => decimals?.includes(at) !== true);
  return valuesAt(written, at);
}

const valuesAt = (rows: readonly TableRow[], at: number): readonly string[] =>
  rows.flatMap(({ cells }) => {
    const text = (cells[at] ?? "").trim();
    return text === "" ? [] : [text];
  });
