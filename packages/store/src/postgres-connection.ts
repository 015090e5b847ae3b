import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { type Client, type ClientConfig, default as pg } from "pg";
import { CASING } from "./migrations.ts";

const CONNECT_LIMIT_MS = 10_000;
/** Beyond that, a connection that says nothing is asked whether it is there still. */
const SILENCE_MS = 10_000;
/** A process that was just killed may still hold the lock for a moment. */
const LOCK_PATIENCE_MS = 3_000;
const PAUSE_MS = 200;
const KEEPALIVES = ["idle = 10", "interval = 5", "count = 3"];
/** "lockstep" in ASCII, as a 64-bit number: held by the one process that writes. */
const LOCK_KEY = "7813573191660758384";

/**
 * The one connection that writes, and holds the lock as long as it lives: whoever loses the lock cannot write. It ends
 * its server's side within half a minute if this machine vanishes, and waits for the disk whatever the server's default
 * is.
 */
export interface Connection {
  readonly client: Client;
  readonly db: NodePgDatabase;
  isLost: boolean;
}

export function settings(databaseUrl: string): ClientConfig {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENCE_MS,
    application_name: `lockstep ${process.pid} on ${hostname()}`.slice(0, 63),
  };
}

export async function connect(databaseUrl: string): Promise<Connection> {
  const client = new pg.Client(settings(databaseUrl));
  const connection = { client, db: drizzle(client, { casing: CASING }), isLost: false };
  const lose = (): void => {
    connection.isLost = true;
  };
  client.on("error", lose);
  client.on("end", lose);
  await client.connect();
  try {
    await within(connection, CONNECT_LIMIT_MS, async () => {
      await client.query("set synchronous_commit = on");
      for (const setting of KEEPALIVES) await client.query(`set tcp_keepalives_${setting}`);
    });
  } catch (error) {
    await end(connection);
    throw error;
  }
  return connection;
}

/** Work over a connection, which is ended if it takes longer: what is asked over it fails then. */
export async function within<T>(connection: Connection, limitMs: number, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => void end(connection), limitMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

export async function end(connection: Connection): Promise<void> {
  connection.isLost = true;
  await connection.client.end().catch(() => {});
}

export async function takeLock(client: Client): Promise<boolean> {
  const giveUpAt = performance.now() + LOCK_PATIENCE_MS;
  for (;;) {
    if ((await ask(client, `select pg_try_advisory_lock(${LOCK_KEY})::text as taken`, "taken")) === "true") return true;
    if (performance.now() > giveUpAt) return false;
    await sleep(PAUSE_MS);
  }
}

export async function holderOf(client: Client): Promise<string> {
  const query = `select a.application_name || coalesce(' (from ' || host(a.client_addr) || ')', '') as holder
    from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.granted
      and l.database = (select oid from pg_database where datname = current_database())
      and (l.classid::bigint << 32 | l.objid::bigint) = ${LOCK_KEY}`;
  return (await ask(client, query, "holder")) || "another process";
}

export async function ask(client: Client, query: string, column: string): Promise<string> {
  const { rows } = await client.query<Record<string, unknown>>(query);
  const value = rows[0]?.[column];
  return typeof value === "string" ? value : "";
}
