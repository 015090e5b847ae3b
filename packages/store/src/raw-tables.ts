import { asc, eq, inArray, lt, sql } from "drizzle-orm";
import { type Db, rowsOf } from "./insert-rows.ts";
import type { RawOfFact } from "./records.ts";
import { rawMessages, rawOfFacts } from "./schema.ts";

/** What facts were made of. Arguments and results are plain data, so that it can be called across a thread. */
export function createRawTables(db: Db) {
  return {
    rawOf: (seqs: readonly number[]): Promise<RawOfFact[]> => {
      const { seq, sha256, place, bytes } = rawOfFacts;
      return db
        .select({ seq, sha256, place, bytes, body: rawMessages.body })
        .from(rawOfFacts)
        .leftJoin(rawMessages, eq(rawMessages.sha256, rawOfFacts.sha256))
        .where(inArray(seq, [...seqs]))
        .orderBy(asc(seq));
    },
    forgetRaw: async (before: number): Promise<number> => {
      const gone = await db
        .delete(rawMessages)
        .where(lt(rawMessages.receivedAt, before))
        .returning({ sha256: rawMessages.sha256 });
      return gone.length;
    },
  };
}

export interface RawToKeep extends RawOfFact {
  readonly receivedAt: number;
}

/** The same text is kept once, for as long as from when it came last. */
export async function keepRaw(tx: Db, raw: readonly RawToKeep[]): Promise<void> {
  if (raw.length === 0) return;
  const messages = new Map<string, typeof rawMessages.$inferInsert>();
  for (const { sha256, receivedAt, body } of raw) if (body !== null) messages.set(sha256, { sha256, receivedAt, body });
  const facts = raw.map(({ seq, sha256, place, bytes }) => ({ seq, sha256, place, bytes }));
  // One statement: each costs the embedded database more than its rows do.
  await tx.execute(sql`
    with messages as (
      insert into ${rawMessages} ${rowsOf(rawMessages, [...messages.values()])}
      on conflict (sha256) do update set received_at = greatest(${rawMessages.receivedAt}, excluded.received_at)
    )
    insert into ${rawOfFacts} ${rowsOf(rawOfFacts, facts)}`);
}
