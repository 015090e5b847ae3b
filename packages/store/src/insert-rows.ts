import { type Column, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT, PgTable } from "drizzle-orm/pg-core";

export type Db = PgDatabase<PgQueryResultHKT>;

/**
 * Inserts any number of rows in one statement with one parameter a column: several times faster than a parameter a
 * value, and not bound by PostgreSQL's 65,535 parameters.
 */
export async function insertRows<T extends PgTable>(
  db: Db,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  if (rows.length === 0) return;
  await db.insert(table).select(rowsOf(table, rows));
}

/** A query of these rows, with the table's columns in their order. */
export function rowsOf<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): SQL {
  const arrays = Object.entries(getTableColumns(table)).map(([key, column]) =>
    arrayOf(
      column,
      rows.map((row: Readonly<Record<string, unknown>>) => row[key]),
    ),
  );
  return sql`select * from unnest(${sql.join(arrays, sql`, `)})`;
}

/** Values of one column as one parameter. */
export function arrayOf(column: Column, values: readonly unknown[]): SQL {
  const mapped = values.map((value) => (value === null || value === undefined ? null : column.mapToDriverValue(value)));
  return sql`${sql.param(mapped)}::${sql.raw(column.getSQLType())}[]`;
}
