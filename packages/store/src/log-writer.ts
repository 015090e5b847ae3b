import { assert } from "@lockstep/domain/assert";
import { eq, sql } from "drizzle-orm";
import { type ChainEnd, chain, EMPTY_CHAIN } from "./audit-chain.ts";
import { writeCalls } from "./escalation-tables.ts";
import { type Db, insertRows } from "./insert-rows.ts";
import { keepOtif } from "./otif-tables.ts";
import { assignRows, settleRows } from "./quarantine-updates.ts";
import { keepRaw, type RawToKeep } from "./raw-tables.ts";
import type { ChainedAuditRow, Commit, StoredRecord } from "./records.ts";
import { audit, clockMoves, commands, head, log, quarantine, ruleSets } from "./schema.ts";
import { createTables, idHash } from "./tables.ts";

/** Someone else has opened the store since, which only happens to a writer that has lost its lock. */
export class TakenOver extends Error {
  constructor() {
    super("Another process has taken over the log; this one writes nothing more. Restart it to continue from there.");
  }
}

/** Writes the log: the one place where rows are added to it. */
export interface LogWriter {
  /** All of these in one transaction, in this order. */
  commit(group: readonly Commit[]): Promise<void>;
  /** After a commit whose answer was lost: whether it happened. Rejects with `TakenOver`. */
  hasHappened(): Promise<boolean>;
}

/** What is durable. */
interface Known {
  readonly transaction: number;
  readonly lastSeq: number;
  readonly auditEnd: ChainEnd;
}

interface Plan {
  readonly after: Known;
  readonly records: readonly StoredRecord[];
  /** Marks on records that are durable already. */
  readonly superseded: Commit["superseded"];
  readonly audit: readonly ChainedAuditRow[];
  readonly clock: number | null;
}

/**
 * To be called once a process holds the lock: from here on no earlier writer can commit. `db` gives the present
 * connection.
 */
export async function createLogWriter(db: () => Db): Promise<LogWriter> {
  const { epoch, auditEnd } = await nextEpoch(db());
  let known: Known = { transaction: 0, lastSeq: await createTables(db()).lastSeq(), auditEnd };
  let pending: Known | null = null;
  return {
    async commit(group) {
      const plan = planFor(known, group);
      pending = plan.after;
      await db().transaction((tx) => write(tx, { epoch, group, plan }));
      known = plan.after;
      pending = null;
    },
    async hasHappened() {
      const [row] = await db().select().from(head);
      if (row?.epoch !== epoch) throw new TakenOver();
      if (pending === null || row.transaction !== pending.transaction) return false;
      known = pending;
      pending = null;
      return true;
    },
  };
}

async function nextEpoch(db: Db): Promise<{ epoch: number; auditEnd: ChainEnd }> {
  const first = { one: 1, epoch: 0, transaction: 0, clock: null };
  const { number, hash } = EMPTY_CHAIN;
  await db
    .insert(head)
    .values({ ...first, auditNumber: number, auditHash: hash })
    .onConflictDoNothing();
  const [row] = await db
    .update(head)
    .set({ epoch: sql`${head.epoch} + 1`, transaction: 0 })
    .returning();
  if (row === undefined) throw new Error("the store's head is missing");
  return { epoch: row.epoch, auditEnd: { number: row.auditNumber, hash: row.auditHash } };
}

function planFor(known: Known, group: readonly Commit[]): Plan {
  const records = new Map<number, StoredRecord>();
  const superseded: Commit["superseded"][number][] = [];
  let { lastSeq } = known;
  let clock: number | null = null;
  for (const commit of group) {
    for (const record of commit.records) {
      assert(record.seq === lastSeq + 1, () => `record ${record.seq} comes after ${lastSeq}: the log has no holes`);
      lastSeq = record.seq;
      records.set(record.seq, { ...record, supersededBy: null });
    }
    for (const mark of commit.superseded) {
      const fresh = records.get(mark.seq);
      if (fresh === undefined) superseded.push(mark);
      else records.set(mark.seq, { ...fresh, supersededBy: mark.by });
    }
    clock = commit.clock ?? clock;
  }
  const chained = chain(
    known.auditEnd,
    group.flatMap((commit) => commit.audit),
  );
  const after = { transaction: known.transaction + 1, lastSeq, auditEnd: chained.end };
  return { after, records: [...records.values()], superseded, audit: chained.rows, clock };
}

interface Work {
  readonly epoch: number;
  readonly group: readonly Commit[];
  readonly plan: Plan;
}

async function write(tx: Db, { epoch, group, plan }: Work): Promise<void> {
  const { transaction, auditEnd } = plan.after;
  const clock = plan.clock === null ? {} : { clock: plan.clock };
  const mine = await tx
    .update(head)
    .set({ transaction, auditNumber: auditEnd.number, auditHash: auditEnd.hash, ...clock })
    .where(eq(head.epoch, epoch))
    .returning({ epoch: head.epoch });
  if (mine.length === 0) throw new TakenOver();
  if (plan.clock !== null) {
    await tx.insert(clockMoves).values({ clock: plan.clock, seq: plan.after.lastSeq }).onConflictDoNothing();
  }
  await insertRows(tx, log, plan.records);
  for (const { seq, by } of plan.superseded) await tx.update(log).set({ supersededBy: by }).where(eq(log.seq, seq));
  for (const { quarantined, settled, assigned } of group) {
    await insertRows(tx, quarantine, quarantined);
    await settleRows(tx, settled);
    await assignRows(tx, assigned);
  }
  for (const { otif } of group) if (otif !== undefined) await keepOtif(tx, otif);
  await keepRaw(tx, group.flatMap(rawIn));
  await writeCalls(tx, group);
  await insertRows(tx, audit, plan.audit);
  const rows = group.flatMap((commit) => commit.commands.map((row) => ({ ...row, idHash: idHash(row.commandId) })));
  await insertRows(tx, commands, rows);
  await insertRows(
    tx,
    ruleSets,
    group.flatMap(({ ruleSet }) => ruleSet ?? []),
  );
}

/** What a fact was made of was received when the fact was. */
function rawIn({ raw = [], records }: Commit): readonly RawToKeep[] {
  if (raw.length === 0) return [];
  const receivedAt = new Map(records.map((record) => [record.seq, record.receivedAt]));
  return raw.map((one) => ({ ...one, receivedAt: receivedAt.get(one.seq) ?? 0 }));
}
