import { createHash } from "node:crypto";
import { ok, type Result } from "@lockstep/domain/result";
import { arrive, EMPTY_CHAIN, follow } from "./audit-chain.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { LogWriter } from "./log-writer.ts";
import type { QuarantineKey, Snapshot } from "./records.ts";
import type { AuditBreach, AuditProof, Store } from "./store.ts";
import type { SnapshotHead, Tables } from "./tables.ts";

const PAGE_ROWS = 2_000;
/** Small enough that appends get their turn between two parts. */
const SNAPSHOT_PART_BYTES = 1024 * 1024;

export interface StoreParts {
  readonly durability: Store["durability"];
  readonly tables: Tables;
  readonly writer: Pick<LogWriter, "commit">;
  /** After the last transaction. */
  close(): Promise<void>;
}

export function createStore({ durability, tables, writer, close }: StoreParts): Store {
  const { append, drain } = createGroupCommit((group) => writer.commit(group));
  let saving: Promise<void> = Promise.resolve();
  let closing: Promise<void> | null = null;
  return {
    durability,
    append,
    lastSeq: tables.lastSeq,
    read: (afterSeq) =>
      pages(
        afterSeq,
        (after) => tables.logPage(after, PAGE_ROWS),
        ({ seq }) => seq,
      ),
    async *audit(afterNumber = 0) {
      const chained = pages(
        afterNumber,
        (after) => tables.auditPage(after, PAGE_ROWS),
        ({ number }) => number,
      );
      for await (const page of chained) yield page.map(({ previousHash: _, hash: __, ...row }) => row);
    },
    verifyAudit: () => verifyAudit(tables),
    quarantine: tables.quarantinePage,
    quarantineKeys: () =>
      pages<QuarantineKey, QuarantineKey | null>(
        null,
        (after) => tables.quarantineKeysPage(after, PAGE_ROWS),
        (row) => row,
      ),
    findQuarantined: tables.findQuarantined,
    quarantineCounts: tables.quarantineCounts,
    findCommand: tables.findCommand,
    commands: () =>
      pages(
        0,
        (after) => tables.commandsPage(after, PAGE_ROWS),
        ({ seq }) => seq,
      ),
    clock: tables.clock,
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

async function verifyAudit(tables: Tables): Promise<Result<AuditProof, AuditBreach>> {
  const head = await tables.auditEnd();
  let end = EMPTY_CHAIN;
  // What is added meanwhile is left for the next time.
  while (end.number < head.number) {
    const rows = await tables.auditPage(end.number, Math.min(PAGE_ROWS, head.number - end.number));
    if (rows.length === 0) break;
    const followed = follow(end, rows);
    if (!followed.ok) return followed;
    end = followed.value;
  }
  const arrived = arrive(end, head);
  return arrived.ok ? ok({ count: head.number, hash: head.hash }) : arrived;
}

async function saveSnapshot(tables: Tables, { seq, payload }: Snapshot): Promise<void> {
  const parts = Math.ceil(payload.length / SNAPSHOT_PART_BYTES);
  for (let part = 0; part < parts; part += 1) {
    const start = part * SNAPSHOT_PART_BYTES;
    await tables.writeSnapshotPart(seq, part, payload.slice(start, start + SNAPSHOT_PART_BYTES));
  }
  await tables.finishSnapshot({ seq, parts, sha256: sha256(payload) });
}

async function loadSnapshot(tables: Tables): Promise<Snapshot | null> {
  for (const head of await tables.snapshotHeads()) {
    const payload = await loadPayload(tables, head);
    if (payload !== null) return { seq: head.seq, payload };
  }
  return null;
}

/** Null if it is not what was saved. */
async function loadPayload(tables: Tables, { seq, parts, sha256: expected }: SnapshotHead): Promise<Uint8Array | null> {
  const found: Uint8Array[] = [];
  for (let part = 0; part < parts; part += 1) {
    const bytes = await tables.snapshotPart(seq, part);
    if (bytes === null) return null;
    found.push(bytes);
  }
  const payload = new Uint8Array(Buffer.concat(found));
  return sha256(payload) === expected ? payload : null;
}

const sha256 = (payload: Uint8Array): string => createHash("sha256").update(payload).digest("hex");
