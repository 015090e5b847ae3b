import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { type Connection, connect, end, holderOf, takeLock, within } from "./postgres-connection.ts";

/** The longest transaction takes a second or two: a connection that is silent for so long is taken for lost. */
const LIMIT_MS = 20_000;

/** The connection that writes, and those that take its place. */
export interface Link {
  readonly db: NodePgDatabase;
  readonly isLost: boolean;
  /** Work over the connection, which is lost if it takes too long. */
  within<T>(work: () => Promise<T>): Promise<T>;
  /** Connects anew. Rejects, and nothing is changed, where that fails, `check` does, or another holds the lock. */
  reconnect(check: (db: NodePgDatabase) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

interface Linked {
  readonly first: Connection;
  readonly databaseUrl: string;
  /** How the database is called to people. */
  readonly name: string;
  readonly onLost: () => void;
}

export function createLink({ first, databaseUrl, name, onLost }: Linked): Link {
  let current = first;
  let isClosed = false;
  const watch = ({ client }: Connection): void => {
    for (const event of ["error", "end"] as const) {
      client.once(event, () => {
        if (!isClosed) onLost();
      });
    }
  };
  watch(first);
  return {
    get db() {
      return current.db;
    },
    get isLost() {
      return current.isLost;
    },
    within: (work) => within(current, LIMIT_MS, work),
    async reconnect(check) {
      void end(current);
      const next = await connect(databaseUrl);
      try {
        await within(next, LIMIT_MS, async () => {
          const isOurs = await takeLock(next.client);
          await check(next.db);
          if (!isOurs) throw new Error(`${name} is in use by ${await holderOf(next.client)}`);
        });
      } catch (error) {
        await end(next);
        throw error;
      }
      current = next;
      watch(next);
    },
    async close() {
      isClosed = true;
      await end(current);
    },
  };
}
