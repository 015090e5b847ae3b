import { checkEvent } from "@lockstep/domain/check-event";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Intake } from "@lockstep/domain/intake";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Store, StoredRecord } from "@lockstep/store/store";
import { evolveAll } from "@lockstep/workflow/evolve";
import { emptyState, type WorkflowEvent, type WorkflowState } from "@lockstep/workflow/model";
import type { Log } from "../log.ts";
import { createFeedBook, type FeedBook } from "../view/feed-book.ts";
import type { Restored } from "../writer/contract.ts";
import { type KeptFact, type Remembered, unpackSnapshot } from "./snapshot.ts";

export interface RestoreParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly clockMode: "live" | "manual";
  readonly log: Log;
}

/** Builds up from the store what was known: the newest good snapshot, then the log behind it. */
export async function restore(parts: RestoreParts): Promise<{ readonly restored: Restored; readonly feeds: FeedBook }> {
  const { store, intake } = parts;
  const snapshot = await store.loadSnapshot();
  const remembered = snapshot === null ? null : await unpackSnapshot(snapshot.payload);
  const connectors = new WeakMap<AnyFact, string>();
  const facts = createFactLoader(parts, connectors);
  const feeds = createFeedBook(remembered?.feeds ?? []);
  for (const kept of remembered?.facts ?? []) facts.load(kept);
  const from = remembered === null ? 0 : (snapshot?.seq ?? 0);
  for await (const page of store.read(from)) for (const record of page) replay(record, facts, feeds);
  for await (const page of store.quarantineKeys()) {
    for (const { contentHash, rule } of page) intake.remember(contentHash, rule);
  }
  const { workflow, auditNumber } = await replayAudit(store, remembered);
  const counts = await store.quarantineCounts();
  const restored: Restored = {
    seq: await store.lastSeq(),
    snapshotSeq: from,
    clock: (await store.clock()) ?? 0,
    factAt: facts.latestReceipt(),
    workflow,
    auditNumber,
    connectors,
    quarantine: { open: counts.open, total: counts.open + counts.resubmitted + counts.discarded },
  };
  return { restored, feeds };
}

interface FactLoader {
  /** Null if the rules of today refuse it. */
  load(kept: KeptFact): AnyFact | null;
  find(source: string, id: string): AnyFact | undefined;
  latestReceipt(): Instant | null;
}

function createFactLoader({ ledger, clockMode, log }: RestoreParts, connectors: WeakMap<AnyFact, string>): FactLoader {
  let latest: Instant | null = null;
  return {
    load({ canonical, seq, receivedAt, connector }) {
      latest = Math.max(latest ?? receivedAt, receivedAt);
      const checked = checkEvent(JSON.parse(canonical), { seq, receivedAt, mode: clockMode });
      if (!checked.ok) {
        log.error({ seq, ...checked.error }, "a fact of the log breaks a rule of today and is left out");
        return null;
      }
      ledger.add(checked.value);
      connectors.set(checked.value, connector);
      return checked.value;
    },
    find: ledger.find,
    latestReceipt: () => latest,
  };
}

/** A fact that has given way later is passed over, but counted as it was when it came and when it went. */
function replay(record: StoredRecord, facts: FactLoader, feeds: FeedBook): void {
  const { kind, body: canonical, seq, receivedAt, connector, source, eventId, type, eventTime, supersededBy } = record;
  if (kind === "command") return;
  if (kind === "quarantine") {
    feeds.quarantined(source || null, type || null);
    return;
  }
  const before = facts.find(source, eventId);
  if (supersededBy !== null) {
    feeds.accepted({ source, type, receivedAt, time: eventTime ?? receivedAt });
    feeds.displaced(record);
    return;
  }
  const fact = facts.load({ canonical, seq, receivedAt, connector });
  if (fact === null) return;
  feeds.accepted(fact);
  if (before !== undefined) feeds.displaced(before);
}

async function replayAudit(
  store: Store,
  remembered: Remembered | null,
): Promise<{ readonly workflow: WorkflowState; readonly auditNumber: number }> {
  let workflow = remembered?.workflow ?? emptyState;
  let auditNumber = remembered?.auditNumber ?? 0;
  for await (const page of store.audit(auditNumber)) {
    workflow = evolveAll(
      workflow,
      page.map(({ event }) => JSON.parse(event) as WorkflowEvent),
    );
    auditNumber = page.at(-1)?.number ?? auditNumber;
  }
  return { workflow, auditNumber };
}
