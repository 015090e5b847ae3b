import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { type Client, type ClientConfig, default as pg } from "pg";
import { createStore } from "./create-store.ts";
import { createLogWriter, type LogWriter } from "./log-writer.ts";
import { CASING, FROM_NEWER, isFromNewer, MIGRATIONS_FOLDER } from "./migrations.ts";
import { codeOf, plainError, wordsOf } from "./plain-error.ts";
import { createReach, type Reach, reaching } from "./reach.ts";
import { prepareRoles } from "./reading-roles.ts";
import { createSeen } from "./seen-tables.ts";
import type { Store, StoreRefusal } from "./store.ts";
import { createTables } from "./tables.ts";

export const OLDEST_VERSION = 15;
const READERS = 4;
const CONNECT_LIMIT_MS = 10_000;
/** A process that was just killed may still hold the lock for a moment. */
const LOCK_PATIENCE_MS = 3_000;
/** How long an append waits for a database that went away, such as for its restart. */
const AWAY_PATIENCE_MS = 25_000;
const PAUSE_MS = 200;
/** "lockstep" in ASCII, as a 64-bit number: held by the one process that writes. */
const LOCK_KEY = "7813573191660758384";

/**
 * The one connection that writes, and holds the lock as long as it lives: whoever loses the lock cannot write. It ends
 * its server's side within half a minute if this machine vanishes, and waits for the disk whatever the server's default
 * is.
 */
interface Connection {
  readonly client: Client;
  readonly db: NodePgDatabase;
  isLost: boolean;
}

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

async function open(first: Connection, databaseUrl: string): Promise<Store> {
  const pool = new pg.Pool({ ...settings(databaseUrl), max: READERS, allowExitOnIdle: true });
  // An idle reader that is lost is replaced by the next query.
  pool.on("error", () => {});
  let current = first;
  let onLost = (): void => {};
  const watch = ({ client }: Connection): void => {
    client.once("end", () => onLost());
  };
  watch(first);
  const isDurable = (await ask(first.client, "show fsync", "fsync")) === "on";
  const writer = await createLogWriter(() => current.db);
  const withoutRowPolicies = await prepareRoles(first.db);
  const readers = drizzle(pool, { casing: CASING });
  const reach = createReach({ isAway, probe: () => pool.query("select 1") });
  onLost = reach.doubt;
  const reconnect = async (): Promise<void> => {
    await end(current);
    const next = await connect(databaseUrl);
    if (await takeLock(next.client)) {
      current = next;
      watch(next);
    } else {
      const holder = await holderOf(next.client);
      await end(next);
      throw new Error(`${nameOf(databaseUrl)} is in use by ${holder}`);
    }
  };
  return createStore({
    durability: isDurable ? "power" : "process",
    withoutRowPolicies,
    isAway: () => reach.isAway,
    tables: {
      ...reaching(createTables(readers), reach),
      ...reaching(createSeen(readers, { hasRoles: withoutRowPolicies === null }), reach),
    },
    writer: persistent(writer, { isLost: () => current.isLost, reconnect, reach }),
    close: async () => {
      reach.stop();
      await Promise.all([end(current), pool.end()]);
    },
  });
}

interface Link {
  isLost(): boolean;
  reconnect(): Promise<void>;
  readonly reach: Reach;
}

/**
 * Waits out a database that is away for a while, and asks it whether a transaction whose answer was lost has happened.
 * If that cannot be known, nothing more is written: it would be a guess.
 */
function persistent(writer: LogWriter, { isLost, reconnect, reach }: Link): Pick<LogWriter, "commit"> {
  let isOver: Error | null = null;
  return {
    async commit(group) {
      if (isOver !== null) throw isOver;
      const giveUpAt = performance.now() + AWAY_PATIENCE_MS;
      let mayHaveHappened = false;
      for (;;) {
        try {
          if (isLost()) await reconnect();
          if (mayHaveHappened && (await writer.hasHappened())) return;
          mayHaveHappened = true;
          await writer.commit(group);
          reach.found();
          return;
        } catch (error) {
          if (!isLost() && !isAway(error)) throw plainError(error);
          reach.lost();
          if (performance.now() > giveUpAt) {
            isOver = plainError(error);
            throw isOver;
          }
          await sleep(PAUSE_MS);
        }
      }
    },
  };
}

function settings(databaseUrl: string): ClientConfig {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: `lockstep ${process.pid} on ${hostname()}`.slice(0, 63),
  };
}

async function connect(databaseUrl: string): Promise<Connection> {
  const client = new pg.Client(settings(databaseUrl));
  const connection = { client, db: drizzle(client, { casing: CASING }), isLost: false };
  const lose = (): void => {
    connection.isLost = true;
  };
  client.on("error", lose);
  client.on("end", lose);
  await client.connect();
  await client.query("set synchronous_commit = on");
  for (const setting of ["idle = 10", "interval = 5", "count = 3"]) await client.query(`set tcp_keepalives_${setting}`);
  return connection;
}

async function end({ client }: Connection): Promise<void> {
  await client.end().catch(() => {});
}

async function takeLock(client: Client): Promise<boolean> {
  const giveUpAt = performance.now() + LOCK_PATIENCE_MS;
  for (;;) {
    if ((await ask(client, `select pg_try_advisory_lock(${LOCK_KEY})::text as taken`, "taken")) === "true") return true;
    if (performance.now() > giveUpAt) return false;
    await sleep(PAUSE_MS);
  }
}

async function holderOf(client: Client): Promise<string> {
  const query = `select a.application_name || coalesce(' (from ' || host(a.client_addr) || ')', '') as holder
    from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.granted
      and l.database = (select oid from pg_database where datname = current_database())
      and (l.classid::bigint << 32 | l.objid::bigint) = ${LOCK_KEY}`;
  return (await ask(client, query, "holder")) || "another process";
}

async function ask(client: Client, query: string, column: string): Promise<string> {
  const { rows } = await client.query<Record<string, unknown>>(query);
  const value = rows[0]?.[column];
  return typeof value === "string" ? value : "";
}

/** Connection trouble, a server that stops or starts, or one that only reads for now. */
const isAway = (error: unknown): boolean =>
  /^(08|57P0|25006)|^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN)/.test(codeOf(error)) ||
  /timeout|Connection terminated/i.test(plainError(error).message);

/** Names the database without what is secret in its address. */
function nameOf(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return "The PostgreSQL database";
  const { host, pathname } = new URL(databaseUrl);
  return `The PostgreSQL database ${decodeURIComponent(pathname.slice(1)) || "(default)"} on ${host || "this machine"}`;
}
