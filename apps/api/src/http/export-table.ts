import type { Context } from "../graphql/context.ts";

/** Instants are ISO texts in a CSV file and instants in a Parquet file. */
export type ColumnType = "text" | "number" | "instant" | "flag";
export type Cell = string | number | boolean | null;

export interface ExportColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** What a table is asked of. */
export interface ExportQuestion {
  readonly context: Context;
  readonly definition: string;
  /** By the date that a line is measured by; of tables that have none, all rows are meant. */
  readonly from: number;
  readonly to: number;
}

export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  /**
   * Takes hold of its rows in one go, so that they are of one moment; the cells are made as they are read. What lies in
   * the store alone is read page by page, up to the position of that moment.
   */
  open(question: ExportQuestion): AsyncIterable<readonly Cell[]>;
}

type Columns<Row> = { readonly [name: string]: readonly [ColumnType, (row: Row) => Cell | undefined] };

export function table<Row>(
  columns: Columns<Row>,
  rowsOf: (question: ExportQuestion) => readonly Row[] | AsyncIterable<Row>,
): ExportTable {
  const cells = Object.values(columns).map(([, cell]) => cell);
  return {
    columns: Object.entries(columns).map(([name, [type]]) => ({ name, type })),
    open(question) {
      const rows = rowsOf(question);
      return cellsOf(rows, cells);
    },
  };
}

async function* cellsOf<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  cells: readonly ((row: Row) => Cell | undefined)[],
): AsyncIterable<readonly Cell[]> {
  for await (const row of rows) yield cells.map((cell) => cell(row) ?? null);
}
