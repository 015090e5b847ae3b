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
  const arrays = Object.entries(getTableColumns(table)).map(([key, column]) => arrayOf(column, key, rows));
  return sql`select * from unnest(${sql.join(arrays, sql`, `)})`;
}

function arrayOf(column: Column, key: string, rows: readonly Readonly<Record<string, unknown>>[]): SQL {
  const values = rows.map((row) => {
    const value = row[key] ?? null;
    return value === null ? null : column.mapToDriverValue(value);
  });
  return sql`${sql.param(values)}::${sql.raw(column.getSQLType())}[]`;
}
