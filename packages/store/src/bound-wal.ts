import type { PGlite } from "@electric-sql/pglite";

/** What a start after a crash reads again; also about half of what the folder holds beside the data. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * To be awaited before each write: keeps the write-ahead log short. A server has a process beside it that does so; the
 * embedded database would let it grow until it is closed. Before, not after: what has been committed must not seem to
 * fail.
 */
export async function createWalBound(database: PGlite): Promise<() => Promise<void>> {
  let checkpointAt = await position(database);
  return async () => {
    if ((await position(database)) - checkpointAt < MOST_BYTES) return;
    await database.query("checkpoint");
    checkpointAt = await position(database);
  };
}

/** In bytes since the beginning of all logging. */
async function position(database: PGlite): Promise<number> {
  const { rows } = await database.query<{ at: number }>("select (pg_current_wal_insert_lsn() - '0/0')::float8 as at");
  return rows[0]?.at ?? 0;
}
