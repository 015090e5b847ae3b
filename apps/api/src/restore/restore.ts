import { setImmediate as nextTurn } from "node:timers/promises";
import { checkEvent } from "@lockstep/domain/check-event";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Intake } from "@lockstep/domain/intake";
import type { Ledger } from "@lockstep/domain/ledger";
import { type PackedFacts, unpackFacts } from "@lockstep/store/facts/packed-facts";
import { connectorOf } from "@lockstep/store/facts/stored-fact";
import type { Store, StoredRecord } from "@lockstep/store/store";
import { evolveAll } from "@lockstep/workflow/evolve";
import { emptyState, type WorkflowState } from "@lockstep/workflow/model";
import { describeRefused } from "@lockstep/workflow/quarantine/cause";
import type { Log } from "../log.ts";
import { createFeedBook, type FeedBook } from "../view/feed-book.ts";
import { createQuarantineBook, describedText } from "../view/quarantine-book.ts";
import { exceptionEventOf } from "../writer/audit-rows.ts";
import type { Restored } from "../writer/contract.ts";
import { ruleSetOf } from "../writer/rule-set-row.ts";
import { type Connectors, createConnectors } from "./connectors.ts";
import { createFactArchive, type FactArchive, nothingPacked, type Packed } from "./fact-archive.ts";
import { rulesVersion } from "./rules-version.ts";
import { type Remembered, unpackSnapshot } from "./snapshot.ts";

export interface RestoreParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly clockMode: "live" | "manual";
  readonly log: Log;
  /** Gets the facts of the snapshot as they are packed, to read them while they are read here. */
  readonly feeding?: Feeding;
}

export interface Feeding {
  feed(chunks: readonly PackedFacts[], clock: Instant): void;
  /** What it was fed with is not what is so. */
  waste(): void;
}

export interface Known {
  readonly restored: Restored;
  readonly feeds: FeedBook;
  /** What the facts in the snapshot were packed as: the next one need not pack them again. */
  readonly archive: FactArchive;
  /** Which rules all facts have been checked by. */
  readonly rules: string;
}

/** Builds up from the store what was known: the newest good snapshot, then the log behind it. */
export async function restore(parts: RestoreParts): Promise<Known> {
  const { store, intake } = parts;
  const rules = rulesVersion(parts.clockMode);
  const connectors = createConnectors();
  const facts = createFactLoader(parts, connectors);
  const clock = (await store.clock()) ?? 0;
  const { remembered, packed, fed } = await restoreSnapshot(parts, facts, { rules, clock });
  const feeds = createFeedBook(remembered?.feeds ?? []);
  const from = remembered?.seq ?? 0;
  for await (const page of store.read(from)) for (const record of page) replay(record, facts, feeds);
  await describeOld(store);
  const quarantine = createQuarantineBook(await store.quarantineOwners());
  for await (const page of store.quarantineKeys()) {
    for (const { contentHash, rule } of page) intake.remember(contentHash, rule);
    quarantine.keep({ quarantined: page, settled: [], assigned: [] });
  }
  const { workflow, auditNumber } = await replayAudit(store, remembered);
  const restored: Restored = {
    seq: await store.lastSeq(),
    snapshotSeq: packed.seq,
    fed,
    fedGaveWay: facts.displacedUpTo(packed.seq),
    clock,
    factAt: facts.latestReceipt(),
    workflow,
    auditNumber,
    connectors,
    quarantine,
    ruleSet: ruleSetOf((await store.ruleSets(1))[0], parts.log),
    timers: await store.escalationTimers(),
  };
  const archive = createFactArchive(packed, (fact) => connectors.get(fact) ?? "");
  return { restored, feeds, archive, rules };
}

interface FromSnapshot {
  readonly remembered: (Remembered & { readonly seq: number }) | null;
  readonly packed: Packed;
  /** The facts that were fed, each at its position in the log. */
  readonly fed: readonly AnyFact[];
}

/** What a snapshot holds that was checked by other rules is checked again, and not taken over as it was packed. */
async function restoreSnapshot(
  { store, ledger, clockMode, log, feeding }: RestoreParts,
  facts: FactLoader,
  { rules, clock }: { readonly rules: string; readonly clock: Instant },
): Promise<FromSnapshot> {
  const snapshot = await store.loadSnapshot();
  const remembered = snapshot === null ? null : unpackSnapshot(snapshot.payload);
  if (snapshot === null || remembered === null) return { remembered: null, packed: nothingPacked, fed: [] };
  const { seq } = snapshot;
  const isAsChecked = remembered.rules === rules;
  const isFed = isAsChecked && feeding !== undefined;
  const fed: AnyFact[] = isFed ? new Array(seq + 1) : [];
  if (isFed) feeding.feed(remembered.facts, clockMode === "live" ? Date.now() : clock);
  try {
    for (const chunk of remembered.facts) {
      // Who asks whether the server is ready is answered meanwhile.
      await nextTurn();
      for (const fact of unpackFacts(chunk)) {
        if (isFed) fed[fact.seq] = fact;
        if (isAsChecked) facts.keep(fact);
        else facts.load({ ...fact, canonical: fact.canonical, connector: connectorOf(fact) ?? "" });
      }
    }
  } catch (error) {
    log.error(error, "the snapshot cannot be read, though it is what was saved; the log is read instead");
    for (const { source, id } of [...ledger.all()]) ledger.withdraw(source, id);
    if (isFed) feeding.waste();
    return { remembered: null, packed: nothingPacked, fed: [] };
  }
  return {
    remembered: { ...remembered, seq },
    packed: isAsChecked ? { chunks: remembered.facts, seq } : nothingPacked,
    fed,
  };
}

/** A fact as the log keeps it. */
interface KeptFact {
  readonly canonical: string;
  readonly seq: number;
  readonly receivedAt: Instant;
  readonly connector: string;
}

interface FactLoader {
  /** One that needs no check. */
  keep(fact: AnyFact): void;
  /** Null if the rules of today refuse it. */
  load(kept: KeptFact): AnyFact | null;
  find(source: string, id: string): AnyFact | undefined;
  latestReceipt(): Instant | null;
  /** Whether a fact up to that position of the log has given way to another of its name. */
  displacedUpTo(seq: number): boolean;
}

function createFactLoader({ ledger, clockMode, log }: RestoreParts, connectors: Connectors): FactLoader {
  let latest: Instant | null = null;
  let firstDisplaced = Number.POSITIVE_INFINITY;
  return {
    keep(fact) {
      latest = Math.max(latest ?? fact.receivedAt, fact.receivedAt);
      ledger.add(fact);
    },
    load({ canonical, seq, receivedAt, connector }) {
      latest = Math.max(latest ?? receivedAt, receivedAt);
      const checked = checkEvent(JSON.parse(canonical), { seq, receivedAt, mode: clockMode });
      if (!checked.ok) {
        log.error({ seq, ...checked.error }, "a fact of the log breaks a rule of today and is left out");
        return null;
      }
      const before = ledger.add(checked.value);
      if (before !== null) firstDisplaced = Math.min(firstDisplaced, before.seq);
      connectors.set(checked.value, connector);
      return checked.value;
    },
    find: ledger.find,
    latestReceipt: () => latest,
    displacedUpTo: (seq) => firstDisplaced <= seq,
  };
}

/** A fact that has given way later is passed over, but counted as it was when it came and when it went. */
function replay(record: StoredRecord, facts: FactLoader, feeds: FeedBook): void {
  const { kind, body: canonical, seq, receivedAt, connector, source, eventId, type, eventTime, supersededBy } = record;
  if (kind === "command") return;
  if (kind === "quarantine") {
    feeds.quarantined({ source: source || null, type: type || null, time: eventTime, receivedAt, connector });
    return;
  }
  const before = facts.find(source, eventId);
  if (supersededBy !== null) {
    feeds.accepted({ source, type, receivedAt, time: eventTime ?? receivedAt }, connector);
    feeds.displaced(record);
    return;
  }
  const fact = facts.load({ canonical, seq, receivedAt, connector });
  if (fact === null) return;
  feeds.accepted(fact, connector);
  if (before !== undefined) feeds.displaced(before);
}

const DESCRIBED_AT_ONCE = 500;

/** What an older version has put into quarantine is described as it would be today. */
async function describeOld(store: Store): Promise<void> {
  for (;;) {
    const rows = await store.undescribedQuarantine(DESCRIBED_AT_ONCE);
    if (rows.length === 0) return;
    await store.describeQuarantined(
      rows.map(({ id, connector, rule, reason, fact: text }) => {
        const said = describeRefused({ connector, rule, reason, text });
        return { id, cause: said.cause.id, described: describedText(said) };
      }),
    );
  }
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
      page.map(exceptionEventOf).filter((event) => event !== null),
    );
    auditNumber = page.at(-1)?.number ?? auditNumber;
  }
  return { workflow, auditNumber };
}
