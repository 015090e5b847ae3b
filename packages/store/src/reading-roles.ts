import { is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type { Db } from "./insert-rows.ts";
import { rowsOf } from "./migrations.ts";
import { wordsOf } from "./plain-error.ts";
import { REPORTER_ROLE, VIEWER_ROLE } from "./row-policies.ts";
import * as schema from "./schema.ts";

const ROLES = [VIEWER_ROLE, REPORTER_ROLE] as const;

export const TABLES: readonly PgTable[] = Object.values(schema).filter((one) => is(one, PgTable));

/** What others than the owner may read at all, by name: tables with a policy, which says which rows of it. */
export const READABLE: readonly string[] = TABLES.map((table) => getTableConfig(table))
  .filter(({ policies }) => policies.length > 0)
  .map(({ name }) => name)
  .sort();

/**
 * Sees to it that there are roles that own nothing and may read what has a policy, and that this connection can become the one
 * that the API reads as. Roles belong to a whole server and are in no dump of a database, so it is looked at at every start.
 * Null: they are there; else, in one line, why not, and nothing is changed.
 */
export async function prepareRoles(db: Db): Promise<string | null> {
  if (await areReady(db)) return null;
  try {
    await db.transaction(create);
  } catch (error) {
    return wordsOf(error);
  }
  return (await areReady(db)) ? null : `${VIEWER_ROLE} keeps nothing back`;
}

async function create(tx: Db): Promise<void> {
  for (const role of ROLES) if (!(await isThere(tx, role))) await tx.execute(sql.raw(`create role ${role} nologin`));
  if (!(await canBecomeViewer(tx))) await tx.execute(sql.raw(`grant ${VIEWER_ROLE} to current_user`));
  const [here] = await ask(tx, "select quote_ident(current_schema()) as name");
  const place = String(here?.["name"]);
  for (const role of ROLES) {
    await tx.execute(sql.raw(`revoke all on all tables in schema ${place} from ${role}`));
    await tx.execute(sql.raw(`grant usage on schema ${place} to ${role}`));
    await tx.execute(sql.raw(`grant select on ${READABLE.join(", ")} to ${role}`));
  }
}

async function areReady(db: Db): Promise<boolean> {
  for (const role of ROLES) {
    if (!(await isThere(db, role))) return false;
    if (!(await isTrue(db, `has_schema_privilege('${role}', current_schema(), 'usage')`))) return false;
    const readable = await ask(
      db,
      `select relname::text as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
        and has_table_privilege('${role}', oid, 'select') order by relname::text collate "C"`,
    );
    if (readable.map(({ name }) => name).join() !== READABLE.join()) return false;
  }
  return canBecomeViewer(db);
}

/** As a connection that owns the tables, or may do everything, would be kept from nothing. */
async function canBecomeViewer(db: Db): Promise<boolean> {
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql.raw(`set local role ${VIEWER_ROLE}`));
      const isKept = await isTrue(tx, "row_security_active('log')");
      await tx.execute(sql.raw("set local role none"));
      return isKept;
    });
  } catch {
    return false;
  }
}

const isThere = (db: Db, role: string): Promise<boolean> =>
  isTrue(db, `exists (select from pg_roles where rolname = '${role}')`);

const isTrue = async (db: Db, condition: string): Promise<boolean> =>
  (await ask(db, `select ${condition} as holds`))[0]?.["holds"] === true;

const ask = async (db: Db, query: string): Promise<Record<string, unknown>[]> =>
  rowsOf(await db.execute(sql.raw(query)));
