import { and, asc, eq, getTableColumns, gt, lte, sql } from "drizzle-orm";
import type { Db } from "./insert-rows.ts";
import type { QuarantinedThen, StoredRecord } from "./records.ts";
import { clockMoves, log, quarantine } from "./schema.ts";

/** What tells how the log stood at some moment. */
export function createPastTables(db: Db) {
  return {
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
    /** What lay in quarantine when the log stood there, by position. */
    quarantinedAt: async (seq: number, moment: number): Promise<readonly QuarantinedThen[]> => {
      const { network: _, body: __, supersededBy, ...about } = getTableColumns(log);
      const isOpen = sql<boolean>`${quarantine.state} = 'open' or coalesce(${quarantine.settledAt} > ${moment}, false)`;
      return (
        db
          .select({ ...about, isOpen })
          .from(quarantine)
          // Each came at a position of the log.
          .innerJoin(log, eq(log.seq, quarantine.seq))
          // A fact that has given way is there under the position at which it came.
          .where(and(lte(quarantine.seq, seq), sql`coalesce(${supersededBy}, 0) <= ${seq}`))
          .orderBy(asc(log.seq))
      );
    },
  };
}
