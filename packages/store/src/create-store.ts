import { createHash } from "node:crypto";
import { ok, type Result } from "@lockstep/domain/result";
import { arrive, confirm, EMPTY_CHAIN, follow } from "./audit-chain.ts";
import { countAudit, countMatches, searchAudit } from "./audit-search.ts";
import { createGroupCommit } from "./group-commit.ts";
import { findLogHole } from "./log-hole.ts";
import type { LogLost } from "./log-lost.ts";
import type { LogWriter } from "./log-writer.ts";
import type { Onlooker, QuarantineKey, Snapshot, SnapshotToSave } from "./records.ts";
import { SEEN, type Seen, type SeenTables } from "./seen-tables.ts";
import type { AuditBreach, AuditProof, SeenStore, Store } from "./store.ts";
import type { SnapshotHead, Tables } from "./tables.ts";

const PAGE_ROWS = 2_000;
/** Small enough that appends get their turn between two parts. */
const SNAPSHOT_PART_BYTES = 1024 * 1024;
const PARTS_AHEAD = 3;

export interface StoreParts {
  readonly durability: Store["durability"];
  readonly withoutRowPolicies: string | null;
  readonly isAway: () => boolean;
  /** Not given: only a transaction that fails says so. */
  readonly lost?: Promise<LogLost>;
  readonly tables: Tables & Seen;
  readonly writer: Pick<LogWriter, "commit">;
  /** After the last transaction. */
  close(): Promise<void>;
}

export function createStore(parts: StoreParts): Store {
  const { durability, withoutRowPolicies, isAway, tables, writer, close } = parts;
  const { append, drain } = createGroupCommit((group) => writer.commit(group));
  let saving: Promise<void> = Promise.resolve();
  let closing: Promise<void> | null = null;
  return {
    durability,
    withoutRowPolicies,
    get isAway() {
      return isAway();
    },
    lost: parts.lost ?? new Promise(() => {}),
    seenBy: (onlooker) => seenBy(tables, onlooker),
    append,
    lastSeq: tables.lastSeq,
    read: (afterSeq) => logFrom(tables, afterSeq),
    findHole: () => findLogHole(tables),
    // Received before the next millisecond.
    seqAt: async (moment, clock) =>
      clock === "live"
        ? tables.positionBefore(moment + 1)
        : ((await tables.seqBeforeClock(moment)) ?? tables.lastSeq()),
    displacedSince: tables.displacedSince,
    quarantinedAt: tables.quarantinedAt,
    async *audit(afterNumber = 0) {
      const chained = pages(
        afterNumber,
        (after) => tables.auditPage(after, PAGE_ROWS),
        ({ number }) => number,
      );
      for await (const page of chained) yield page.map(({ previousHash: _, hash: __, ...row }) => row);
    },
    verifyAudit: (seen = [], pause) => verifyAudit(tables, seen, pause),
    searchAudit: (query) => searchAudit(tables, query),
    countAudit: (filter) => countAudit(tables, filter),
    quarantine: tables.quarantinePage,
    quarantineKeys: () =>
      pages<QuarantineKey, QuarantineKey | null>(
        null,
        (after) => tables.quarantineKeysPage(after, PAGE_ROWS),
        (row) => row,
      ),
    findQuarantined: tables.findQuarantined,
    quarantinedRows: tables.quarantinedRows,
    countQuarantined: tables.countQuarantined,
    quarantineCounts: tables.quarantineCounts,
    undescribedQuarantine: tables.undescribedQuarantine,
    describeQuarantined: tables.describeQuarantined,
    quarantineOwners: tables.quarantineOwners,
    findCommand: tables.findCommand,
    commands: () =>
      pages(
        0,
        (after) => tables.commandsPage(after, PAGE_ROWS),
        ({ seq }) => seq,
      ),
    connectorMemory: tables.connectorMemory,
    remember: tables.remember,
    addConnectorCommand: tables.addConnectorCommand,
    updateConnectorCommand: tables.updateConnectorCommand,
    findConnectorCommand: tables.findConnectorCommand,
    connectorCommands: tables.connectorCommands,
    newestCommands: tables.newestCommands,
    outbox: tables.outbox,
    outboxCounts: tables.outboxCounts,
    clock: tables.clock,
    rawOf: tables.rawOf,
    forgetRaw: tables.forgetRaw,
    ruleSets: tables.ruleSets,
    ruleSet: tables.ruleSet,
    ruleSetAt: tables.ruleSetAt,
    ruleSetPlaces: tables.ruleSetPlaces,
    positionBefore: tables.positionBefore,
    quarantinedByRule: tables.quarantinedByRule,
    otifRows: tables.otifRows,
    escalationTimers: tables.escalationTimers,
    claimMessages: tables.claimMessages,
    settleMessage: tables.settleMessage,
    releaseMessages: tables.releaseMessages,
    resendMessage: tables.resendMessage,
    findMessage: tables.findMessage,
    messagePage: tables.messagePage,
    countMessages: tables.countMessages,
    firstReads: tables.firstReads,
    countUnread: tables.countUnread,
    markRead: tables.markRead,
    escalationOverdue: tables.escalationOverdue,
    importMappings: tables.importMappings,
    saveImportMapping: tables.saveImportMapping,
    sessions: tables.sessions,
    saveSession: tables.saveSession,
    touchSession: tables.touchSession,
    deleteSession: tables.deleteSession,
    people: tables.people,
    savePerson: tables.savePerson,
    feedTokens: tables.feedTokens,
    saveFeedToken: tables.saveFeedToken,
    savePhoto: tables.savePhoto,
    photo: tables.photo,
    hasPhoto: tables.hasPhoto,
    photosBefore: tables.photosBefore,
    photoTimes: tables.photoTimes,
    deletePhotos: tables.deletePhotos,
    pushKeys: tables.pushKeys,
    savePushKeys: tables.savePushKeys,
    pushDevices: tables.pushDevices,
    savePushDevice: tables.savePushDevice,
    saveSnapshot(snapshot) {
      const save = saving.then(() => saveSnapshot(tables, snapshot));
      saving = save.catch(() => {});
      return save;
    },
    loadSnapshot: () => loadSnapshot(tables),
    close() {
      closing ??= Promise.all([drain(), saving]).then(close);
      return closing;
    },
  };
}

function seenBy(tables: Tables & Seen, onlooker: Onlooker): SeenStore {
  const reads = SEEN.map((name) => [name, (...args: unknown[]) => tables.seen(onlooker, name, args)]);
  const seen = Object.fromEntries(reads) as SeenTables;
  // Where it ends is no secret, and how many there are is: they are counted.
  const audited = { ...seen, auditEnd: tables.auditEnd };
  return {
    ...seen,
    read: (afterSeq) => logFrom(seen, afterSeq),
    quarantine: seen.quarantinePage,
    searchAudit: (query) => searchAudit(audited, query),
    countAudit: (filter) => (onlooker.sites === null ? countAudit(audited, filter) : countMatches(audited, filter)),
  };
}

const logFrom = (tables: Pick<Tables, "logPage">, afterSeq: number) =>
  pages(
    afterSeq,
    (after) => tables.logPage(after, PAGE_ROWS),
    ({ seq }) => seq,
  );

async function* pages<Row, Cursor>(
  start: Cursor,
  page: (after: Cursor) => Promise<readonly Row[]>,
  cursorOf: (row: Row) => Cursor,
): AsyncGenerator<readonly Row[]> {
  let after = start;
  for (;;) {
    const rows = await page(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = cursorOf(last);
  }
}

async function verifyAudit(
  tables: Tables,
  seen: readonly AuditProof[],
  pause: (checked: number, total: number) => Promise<void> = async () => {},
): Promise<Result<AuditProof, AuditBreach>> {
  const ends = seen.map(({ count, hash }) => ({ number: count, hash }));
  const head = await tables.auditEnd();
  let end = EMPTY_CHAIN;
  // What is added meanwhile is left for the next time.
  while (end.number < head.number) {
    const rows = await tables.auditPage(end.number, Math.min(PAGE_ROWS, head.number - end.number));
    if (rows.length === 0) break;
    const followed = follow(end, rows);
    if (!followed.ok) return followed;
    const confirmed = confirm(rows, ends);
    if (!confirmed.ok) return confirmed;
    end = followed.value;
    await pause(end.number, head.number);
  }
  const arrived = arrive(end, head, ends);
  return arrived.ok ? ok({ count: head.number, hash: head.hash }) : arrived;
}

async function saveSnapshot(tables: Tables, { seq, payload, rest }: SnapshotToSave): Promise<void> {
  const hash = createHash("sha256");
  let parts = 0;
  for (const part of partsOf(payload instanceof Uint8Array ? [payload] : payload)) {
    hash.update(part);
    await rest?.();
    await tables.writeSnapshotPart(seq, parts, part);
    parts += 1;
  }
  await tables.finishSnapshot({ seq, parts, sha256: hash.digest("hex") });
}

/** Cut and joined so that each but the last is of one length. */
function* partsOf(pieces: Iterable<Uint8Array>): Iterable<Uint8Array> {
  let part = new Uint8Array(SNAPSHOT_PART_BYTES);
  let filled = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; ) {
      const taken = piece.subarray(from, from + part.length - filled);
      part.set(taken, filled);
      filled += taken.length;
      from += taken.length;
      if (filled < part.length) continue;
      yield part;
      part = new Uint8Array(SNAPSHOT_PART_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield part.slice(0, filled);
}

async function loadSnapshot(tables: Tables): Promise<Snapshot | null> {
  for (const head of await tables.snapshotHeads()) {
    const payload = await loadPayload(tables, head);
    if (payload !== null) return { seq: head.seq, payload };
  }
  return null;
}

/** Null if it is not what was saved. The next parts are on their way while one is looked at. */
async function loadPayload(tables: Tables, { seq, parts, sha256: expected }: SnapshotHead): Promise<Uint8Array | null> {
  const hash = createHash("sha256");
  const found: Uint8Array[] = [];
  const coming: Promise<Uint8Array | null>[] = [];
  for (let part = 0; part < parts; part += 1) {
    for (let next = part + coming.length; next < Math.min(parts, part + PARTS_AHEAD); next += 1) {
      coming.push(tables.snapshotPart(seq, next));
    }
    const bytes = await coming.shift();
    if (bytes === null || bytes === undefined) {
      await Promise.allSettled(coming);
      return null;
    }
    hash.update(bytes);
    found.push(bytes);
  }
  return hash.digest("hex") === expected ? joined(found) : null;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
