import { ok, type Result, refuse } from "@lockstep/domain/result";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { default as pg } from "pg";
import { createStore } from "./create-store.ts";
import { createLogWriter } from "./log-writer.ts";
import { CASING, FROM_NEWER, isFromNewer, MIGRATIONS_FOLDER } from "./migrations.ts";
import { createPersistentWriter } from "./persistent-writer.ts";
import { wordsOf } from "./plain-error.ts";
import { ask, type Connection, connect, end, holderOf, settings, takeLock } from "./postgres-connection.ts";
import { isAway, isBusy } from "./postgres-trouble.ts";
import { createReach, reaching } from "./reach.ts";
import { prepareRoles } from "./reading-roles.ts";
import { createSeen } from "./seen-tables.ts";
import type { Store, StoreRefusal } from "./store.ts";
import { createTables } from "./tables.ts";
import { createLink } from "./writing-link.ts";

export const OLDEST_VERSION = 15;
const READERS = 4;
/** A database that answers nothing for so long cannot be reached. */
const PROBE_LIMIT_MS = 5_000;

/**
 * Opens a PostgreSQL database, creates or migrates the tables, and takes the lock that keeps a second writer out. The
 * lock belongs to the session: the address must lead to the server itself, or to a pooler that keeps sessions.
 */
export async function openPostgres(databaseUrl: string): Promise<Result<Store, StoreRefusal>> {
  let connection: Connection | null = null;
  try {
    connection = await connect(databaseUrl);
    const refusal = await prepare(connection, nameOf(databaseUrl));
    if (refusal === null) return ok(await open(connection, databaseUrl));
    await end(connection);
    return refuse(refusal);
  } catch (error) {
    if (connection !== null) await end(connection);
    return refuse({ message: `${nameOf(databaseUrl)} cannot be used: ${wordsOf(error)}` });
  }
}

async function prepare({ client, db }: Connection, name: string): Promise<StoreRefusal | null> {
  const version = checkVersion(await ask(client, "show server_version_num", "server_version_num"), name);
  if (version !== null) return version;
  const encoding = checkEncoding(await ask(client, "show server_encoding", "server_encoding"), name);
  if (encoding !== null) return encoding;
  if (!(await takeLock(client))) return { message: `${name} is in use by ${await holderOf(client)}. Stop that first.` };
  if (await isFromNewer(db)) return { message: `${name} ${FROM_NEWER}` };
  await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
  return null;
}

/** `versionNumber` as `server_version_num` says it, such as 150004. */
export function checkVersion(versionNumber: string, name: string): StoreRefusal | null {
  const major = Math.floor(Number(versionNumber) / 10_000);
  if (major >= OLDEST_VERSION) return null;
  return { message: `${name} runs PostgreSQL ${major}. Lockstep needs ${OLDEST_VERSION} or newer.` };
}

/**
 * Texts of facts hold characters of every language: one that the database cannot hold could never be written. SQL_ASCII holds
 * all, as it looks at none.
 */
function checkEncoding(encoding: string, name: string): StoreRefusal | null {
  if (encoding === "UTF8" || encoding === "SQL_ASCII") return null;
  const remedy = "Make one with: create database … encoding 'UTF8' template template0";
  return { message: `${name} keeps texts as ${encoding}, which cannot hold all that facts say. ${remedy}` };
}

async function open(first: Connection, databaseUrl: string): Promise<Store> {
  const pool = new pg.Pool({ ...settings(databaseUrl), max: READERS, allowExitOnIdle: true });
  // A reader that is lost is replaced by the next query, also one that is lost in the middle of its work.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const readers = drizzle(pool, { casing: CASING });
  const probe = { text: "select 1", query_timeout: PROBE_LIMIT_MS };
  const reach = createReach({ isAway, isBusy, probe: () => pool.query(probe) });
  const onLost = (): void => {
    reach.doubt();
    persistent.heal();
  };
  const link = createLink({ first, databaseUrl, name: nameOf(databaseUrl), onLost });
  const isDurable = (await ask(first.client, "show fsync", "fsync")) === "on";
  const writer = await createLogWriter(() => link.db);
  const persistent = createPersistentWriter(writer, link);
  const withoutRowPolicies = await prepareRoles(first.db);
  return createStore({
    durability: isDurable ? "power" : "process",
    withoutRowPolicies,
    isAway: () => reach.isAway || link.isLost,
    lost: persistent.lost,
    tables: {
      ...reaching(createTables(readers), reach),
      ...reaching(createSeen(readers, { hasRoles: withoutRowPolicies === null }), reach),
      // The writer asks for it between two jobs: readers that are busy hold up nobody who sends facts.
      findCommand: (commandId) => persistent.ask(() => createTables(link.db).findCommand(commandId)),
    },
    writer: {
      commit: async (group) => {
        await persistent.commit(group);
        reach.found();
      },
    },
    close: async () => {
      reach.stop();
      persistent.stop();
      await Promise.all([link.close(), pool.end()]);
    },
  });
}

/** Names the database without what is secret in its address. */
function nameOf(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return "The PostgreSQL database";
  const { host, pathname } = new URL(databaseUrl);
  return `The PostgreSQL database ${decodeURIComponent(pathname.slice(1)) || "(default)"} on ${host || "this machine"}`;
}
