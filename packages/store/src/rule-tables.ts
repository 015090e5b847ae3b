import { count, desc, eq, gt, lte, max } from "drizzle-orm";
import type { Db } from "./insert-rows.ts";
import type { RuleHitCount, RuleSetPlace, RuleSetRow } from "./records.ts";
import { log, quarantine, ruleSets } from "./schema.ts";

/** The rules that a site has declared, and what they have kept out. Arguments and results are plain data. */
export function createRuleTables(db: Db) {
  return {
    ruleSets: (first: number): Promise<RuleSetRow[]> =>
      db.select().from(ruleSets).orderBy(desc(ruleSets.version)).limit(first),
    ruleSet: async (version: number): Promise<RuleSetRow | null> =>
      (await db.select().from(ruleSets).where(eq(ruleSets.version, version)))[0] ?? null,
    ruleSetAt: async (seq: number): Promise<RuleSetRow | null> =>
      (await db.select().from(ruleSets).where(lte(ruleSets.seq, seq)).orderBy(desc(ruleSets.version)).limit(1))[0] ??
      null,
    ruleSetPlaces: (): Promise<RuleSetPlace[]> =>
      db.select({ version: ruleSets.version, seq: ruleSets.seq }).from(ruleSets).orderBy(ruleSets.version),
    positionBefore: (instant: number): Promise<number> => positionBefore(db, instant),
    quarantinedByRule: (afterSeq: number): Promise<RuleHitCount[]> =>
      db
        .select({ rule: quarantine.rule, count: count() })
        .from(quarantine)
        .where(gt(quarantine.seq, afterSeq))
        .groupBy(quarantine.rule),
  };
}

/** By halves: positions have no holes, and what comes later is received later, as far as the machine's clock is right. */
async function positionBefore(db: Db, instant: number): Promise<number> {
  const [last] = await db.select({ seq: max(log.seq) }).from(log);
  let [before, from] = [0, (last?.seq ?? 0) + 1];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    const [record] = await db.select({ receivedAt: log.receivedAt }).from(log).where(eq(log.seq, middle));
    if (record !== undefined && record.receivedAt < instant) before = middle;
    else from = middle;
  }
  return before;
}
