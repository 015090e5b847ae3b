import { and, asc, gt, gte, lte, sql } from "drizzle-orm";
import type { Db } from "./insert-rows.ts";
import type { StoredRecord } from "./records.ts";
import { clockMoves, log } from "./schema.ts";

/** What tells how the log stood at some moment. */
export function createPastTables(db: Db) {
  return {
    /** When the first record at that position or after was received; null: there is none. */
    receiptAt: async (seq: number): Promise<number | null> => {
      const found = await db
        .select({ receivedAt: log.receivedAt })
        .from(log)
        .where(gte(log.seq, seq))
        .orderBy(asc(log.seq))
        .limit(1);
      return found[0]?.receivedAt ?? null;
    },
    /** Where the log stood when a clock that is moved by hand left that time; null: it has not left it. */
    seqBeforeClock: async (clock: number): Promise<number | null> => {
      const found = await db
        .select({ seq: clockMoves.seq })
        .from(clockMoves)
        .where(gt(clockMoves.clock, clock))
        .orderBy(asc(clockMoves.clock))
        .limit(1);
      return found[0]?.seq ?? null;
    },
    /** Facts that were in force when the log stood there, and have given way to another content since; by position. */
    displacedSince: (seq: number): Promise<StoredRecord[]> =>
      db
        .select()
        .from(log)
        .where(and(gt(log.supersededBy, seq), lte(log.seq, seq), sql`${log.kind} = 'fact'`))
        .orderBy(asc(log.seq)),
  };
}
