import { assert } from "@lockstep/domain/assert";
import { and, eq, sql } from "drizzle-orm";
import { type ChainEnd, chain, EMPTY_CHAIN } from "./audit-chain.ts";
import { writeCalls } from "./escalation-tables.ts";
import { type Db, insertRows } from "./insert-rows.ts";
import { type LogLost, rewound, takenOver } from "./log-lost.ts";
import { keepOtif } from "./otif-tables.ts";
import { codeOf } from "./plain-error.ts";
import { assignRows, settleRows } from "./quarantine-updates.ts";
import { keepRaw, type RawToKeep } from "./raw-tables.ts";
import type { ChainedAuditRow, Commit, StoredRecord } from "./records.ts";
import { audit, clockMoves, commands, head, log, quarantine, ruleSets } from "./schema.ts";
import { createTables, idHash } from "./tables.ts";

const UNDEFINED_TABLE = "42P01";

/** Writes the log: the one place where rows are added to it. */
export interface LogWriter {
  /** All of these in one transaction, in this order. Rejects with `LogLost` where another has taken over, or the database has been replaced: then nothing is written. */
  commit(group: readonly Commit[]): Promise<void>;
  /** A commit was asked for and its answer is not known. */
  readonly isUndecided: boolean;
  /** Of a commit that is undecided: whether it happened. Rejects as `check` does. */
  hasHappened(): Promise<boolean>;
  /** Looks whether what was written last is there; rejects with `LogLost` if not. */
  check(db: Db): Promise<void>;
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
  /** The last transaction that the database knows of: the last one that we know of, or the undecided one. */
  const latest = async (at: Db): Promise<number> => {
    const [row] = await at
      .select()
      .from(head)
      .catch((error: unknown) => {
        // Another, new one has taken its place.
        throw codeOf(error) === UNDEFINED_TABLE ? rewound() : error;
      });
    const isKnown = row?.transaction === known.transaction || row?.transaction === pending?.transaction;
    if (row?.epoch !== epoch || !isKnown) throw whyNotOurs(row, epoch);
    return row.transaction;
  };
  return {
    async commit(group) {
      const plan = planFor(known, group);
      await db().transaction(async (tx) => {
        await write(tx, { epoch, group, plan });
        // What fails before is rolled back; from here on, only the database knows.
        pending = plan.after;
      });
      known = plan.after;
      pending = null;
    },
    get isUndecided() {
      return pending !== null;
    },
    async hasHappened() {
      const transaction = await latest(db());
      const happened = transaction === pending?.transaction ? pending : null;
      known = happened ?? known;
      pending = null;
      return happened !== null;
    },
    async check(at) {
      await latest(at);
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
    .where(and(eq(head.epoch, epoch), eq(head.transaction, transaction - 1)))
    .returning({ epoch: head.epoch });
  if (mine.length === 0) throw whyNotOurs((await tx.select().from(head))[0], epoch);
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

/** Whoever opens the store counts the epoch up: one that is not later is of an earlier moment. */
const whyNotOurs = (found: { readonly epoch: number } | undefined, epoch: number): LogLost =>
  found !== undefined && found.epoch > epoch ? takenOver() : rewound();

/** What a fact was made of was received when the fact was. */
function rawIn({ raw = [], records }: Commit): readonly RawToKeep[] {
  if (raw.length === 0) return [];
  const receivedAt = new Map(records.map((record) => [record.seq, record.receivedAt]));
  return raw.map((one) => ({ ...one, receivedAt: receivedAt.get(one.seq) ?? 0 }));
}
