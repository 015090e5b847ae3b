import { createHash } from "node:crypto";
import { and, asc, count, desc, eq, gt, gte, isNull, lte, max, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { ChainEnd } from "./audit-chain.ts";
import { createAuditTables } from "./audit-tables.ts";
import { createConnectorTables } from "./connector-tables.ts";
import { createEscalationTables } from "./escalation-tables.ts";
import { toStorable } from "./exact-text.ts";
import { createIdentityTables } from "./identity-tables.ts";
import { arrayOf, type Db } from "./insert-rows.ts";
import { createOtifTables } from "./otif-tables.ts";
import { createPastTables } from "./past-tables.ts";
import { createPhotoTables } from "./photo-tables.ts";
import { createPushTables } from "./push-tables.ts";
import { describeRows } from "./quarantine-updates.ts";
import { createRawTables } from "./raw-tables.ts";
import type {
  ChainedAuditRow,
  CommandRow,
  ImportMappingRow,
  QuarantineDescription,
  QuarantineKey,
  QuarantineRow,
  QuarantineState,
  StoredRecord,
} from "./records.ts";
import { createRuleTables } from "./rule-tables.ts";
import {
  audit,
  commands,
  head,
  importMappings,
  log,
  quarantine,
  quarantineOwners,
  snapshotParts,
  snapshots,
} from "./schema.ts";
import type { QuarantinePage, QuarantineQuery } from "./store.ts";

const SNAPSHOTS_KEPT = 3;
const PAGE_BYTES = 16 * 1024 * 1024;

/** What identifies a saved snapshot and proves its bytes. */
export interface SnapshotHead {
  readonly seq: number;
  readonly parts: number;
  readonly sha256: string;
}

/** Everything that is read, the snapshots and how tables are read: what can run beside the transactions of the log. */
export type Tables = ReturnType<typeof createTables>;

/** Arguments and results are plain data, so that it can be called across a thread. */
export function createTables(db: Db) {
  return {
    ...createAuditTables(db),
    ...createConnectorTables(db),
    ...createPastTables(db),
    ...createRawTables(db),
    ...createRuleTables(db),
    ...createIdentityTables(db),
    ...createOtifTables(db),
    ...createPhotoTables(db),
    ...createPushTables(db),
    ...createEscalationTables(db),
    lastSeq: async (): Promise<number> => (await one(db.select({ seq: max(log.seq) }).from(log)))?.seq ?? 0,
    /** How many records there are behind `afterSeq`, up to `upTo`. */
    logCount: async (afterSeq: number, upTo: number): Promise<number> =>
      (
        await one(
          db
            .select({ records: count() })
            .from(log)
            .where(and(gt(log.seq, afterSeq), lte(log.seq, upTo))),
        )
      )?.records ?? 0,
    logPage: (afterSeq: number, limit: number): Promise<StoredRecord[]> => logPage(db, afterSeq, limit),
    auditPage: (afterNumber: number, limit: number): Promise<ChainedAuditRow[]> =>
      db.select().from(audit).where(gt(audit.number, afterNumber)).orderBy(asc(audit.number)).limit(limit),
    auditEnd: async (): Promise<ChainEnd> => {
      const found = await one(db.select({ number: head.auditNumber, hash: head.auditHash }).from(head));
      if (found === undefined) throw new Error("the store was not opened");
      return found;
    },
    quarantinePage: (query: QuarantineQuery): Promise<QuarantinePage> => quarantinePage(db, query),
    quarantineKeysPage: (after: QuarantineKey | null, limit: number): Promise<QuarantineKey[]> =>
      quarantineKeysPage(db, after, limit),
    findQuarantined: async (id: string): Promise<QuarantineRow | null> =>
      (await one(db.select().from(quarantine).where(eq(quarantine.id, id)))) ?? null,
    quarantinedRows: (ids: readonly string[]): Promise<QuarantineRow[]> =>
      db
        .select()
        .from(quarantine)
        .where(sql`${quarantine.id} = any(${arrayOf(quarantine.id, ids)})`),
    countQuarantined: async (where: Omit<QuarantineQuery, "first" | "after">): Promise<number> =>
      (
        await one(
          db
            .select({ rows: count() })
            .from(quarantine)
            .where(and(...wantedOf(where))),
        )
      )?.rows ?? 0,
    quarantineCounts: (): Promise<Record<QuarantineState, number>> => quarantineCounts(db),
    undescribedQuarantine: (first: number): Promise<QuarantineRow[]> =>
      db.select().from(quarantine).where(isNull(quarantine.cause)).orderBy(asc(quarantine.seq)).limit(first),
    describeQuarantined: (rows: readonly QuarantineDescription[]): Promise<void> => describeRows(db, rows),
    quarantineOwners: async (): Promise<(readonly [cause: string, owner: string])[]> => {
      const rows = await db.select().from(quarantineOwners).orderBy(asc(quarantineOwners.cause));
      return rows.map(({ cause, owner }) => [cause, owner] as const);
    },
    findCommand: async (commandId: string): Promise<CommandRow | null> =>
      (await one(
        db
          .select(commandColumns)
          .from(commands)
          .where(eq(commands.idHash, idHash(commandId))),
      )) ?? null,
    commandsPage: (afterSeq: number, limit: number): Promise<CommandRow[]> =>
      db
        .select(commandColumns)
        .from(commands)
        .where(gt(commands.seq, afterSeq))
        .orderBy(asc(commands.seq))
        .limit(limit),
    clock: async (): Promise<number | null> => (await one(db.select({ clock: head.clock }).from(head)))?.clock ?? null,
    importMappings: (): Promise<ImportMappingRow[]> =>
      db.select().from(importMappings).orderBy(asc(importMappings.source)),
    saveImportMapping: async (row: ImportMappingRow): Promise<void> => {
      await db.insert(importMappings).values(row).onConflictDoUpdate({ target: importMappings.source, set: row });
    },
    writeSnapshotPart: (seq: number, part: number, payload: Uint8Array): Promise<void> =>
      writeSnapshotPart(db, { seq, part, payload }),
    finishSnapshot: (snapshot: SnapshotHead): Promise<void> => finishSnapshot(db, snapshot),
    snapshotHeads: (): Promise<SnapshotHead[]> => db.select().from(snapshots).orderBy(desc(snapshots.seq)),
    snapshotPart: async (seq: number, part: number): Promise<Uint8Array | null> => {
      const isPart = and(eq(snapshotParts.seq, seq), eq(snapshotParts.part, part));
      const base64 = sql<string>`encode(${snapshotParts.payload}, 'base64')`;
      const found = await one(db.select({ base64 }).from(snapshotParts).where(isPart));
      return found === undefined ? null : new Uint8Array(Buffer.from(found.base64, "base64"));
    },
  };
}

/** Of the storable text: all halves of surrogate pairs would have the same bytes. */
export const idHash = (commandId: string): string => createHash("sha256").update(toStorable(commandId)).digest("hex");

const commandColumns = {
  commandId: commands.commandId,
  argumentsHash: commands.argumentsHash,
  seq: commands.seq,
  answer: commands.answer,
};

async function one<T>(rows: PromiseLike<T[]>): Promise<T | undefined> {
  return (await rows)[0];
}

/**
 * At least one record if there is one; beyond that, no more text than fits well into memory. Positions have no holes.
 */
function logPage(db: Db, afterSeq: number, limit: number): Promise<StoredRecord[]> {
  const sized = db
    .select({
      seq: log.seq,
      bytes: sql<number>`sum(octet_length(${log.body})) over (order by ${log.seq})`.as("bytes"),
    })
    .from(log)
    .where(gt(log.seq, afterSeq))
    .orderBy(asc(log.seq))
    .limit(limit)
    .as("sized");
  const last = db
    .select({ seq: max(sized.seq) })
    .from(sized)
    .where(or(eq(sized.seq, afterSeq + 1), lte(sized.bytes, PAGE_BYTES)));
  return db
    .select()
    .from(log)
    .where(and(gt(log.seq, afterSeq), sql`${log.seq} <= (${last})`))
    .orderBy(asc(log.seq));
}

function wantedOf({ state, cause, upTo }: Omit<QuarantineQuery, "first" | "after">): SQL[] {
  const wanted: SQL[] = [];
  if (cause !== undefined) wanted.push(eq(quarantine.cause, cause));
  if (state !== undefined) wanted.push(eq(quarantine.state, state));
  if (upTo !== undefined) wanted.push(lte(quarantine.seq, upTo));
  return wanted;
}

async function quarantinePage(db: Db, { first, after, ...where }: QuarantineQuery): Promise<QuarantinePage> {
  const wanted = wantedOf(where);
  if (after !== undefined && after !== null) {
    const last = db.select({ seq: quarantine.seq, id: quarantine.id }).from(quarantine).where(eq(quarantine.id, after));
    wanted.push(sql`(${quarantine.seq}, ${quarantine.id}) < (${last})`);
  }
  const rows = await db
    .select()
    .from(quarantine)
    .where(and(...wanted))
    .orderBy(desc(quarantine.seq), desc(quarantine.id))
    .limit(first + 1);
  return { rows: rows.slice(0, first), hasMore: rows.length > first };
}

function quarantineKeysPage(db: Db, after: QuarantineKey | null, limit: number): Promise<QuarantineKey[]> {
  const { id, seq, contentHash, connector, rule, reason, state, since, cause, described, owner } = quarantine;
  return db
    .select({ id, seq, contentHash, connector, rule, reason, state, since, cause, described, owner })
    .from(quarantine)
    .where(after === null ? undefined : or(gt(seq, after.seq), and(eq(seq, after.seq), gt(id, after.id))))
    .orderBy(asc(seq), asc(id))
    .limit(limit);
}

async function quarantineCounts(db: Db): Promise<Record<QuarantineState, number>> {
  const found = await db.select({ state: quarantine.state, rows: count() }).from(quarantine).groupBy(quarantine.state);
  const counts = { open: 0, resubmitted: 0, discarded: 0 };
  for (const { state, rows } of found) counts[state] = rows;
  return counts;
}

async function writeSnapshotPart(db: Db, row: typeof snapshotParts.$inferInsert): Promise<void> {
  const target = [snapshotParts.seq, snapshotParts.part];
  await db
    .insert(snapshotParts)
    .values(row)
    .onConflictDoUpdate({ target, set: { payload: row.payload } });
}

/**
 * From here on the snapshot counts. What it makes superfluous goes, and what a crash left unfinished: one is saved at a
 * time.
 */
async function finishSnapshot(db: Db, snapshot: SnapshotHead): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(snapshots).values(snapshot).onConflictDoUpdate({ target: snapshots.seq, set: snapshot });
    const kept = await tx.select().from(snapshots).orderBy(desc(snapshots.seq)).limit(SNAPSHOTS_KEPT);
    const seqs = kept.map(({ seq }) => seq);
    await tx.delete(snapshots).where(notInArray(snapshots.seq, seqs));
    await tx.delete(snapshotParts).where(notInArray(snapshotParts.seq, seqs));
    const { seq, parts } = snapshot;
    await tx.delete(snapshotParts).where(and(eq(snapshotParts.seq, seq), gte(snapshotParts.part, parts)));
  });
}
