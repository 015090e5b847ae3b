import { hash } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { assert, present } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { createIntake } from "@lockstep/domain/intake";
import type { Ledger } from "@lockstep/domain/ledger";
import { stateHash } from "@lockstep/domain/state-hash";
import { piecesOf, readPieces } from "@lockstep/store/facts/fact-bytes";
import { FACTS_A_CHUNK, type PackedFacts, packFacts, unpackFacts } from "@lockstep/store/facts/packed-facts";
import type { LogRecord, Store } from "@lockstep/store/store";
import { openStore } from "@lockstep/store/store";
import { createFactMaker } from "./fact-maker.ts";
import { heldBytes } from "./memory.ts";
import { PUBLISHED } from "./mixes.ts";
import { createNetwork } from "./network.ts";
import { createStream } from "./stream.ts";

export interface RestartOrder {
  /** Order lines. */
  readonly size: number;
  /** Facts of the log, master data and orders included. */
  readonly facts: number;
  /** How many of them came after the snapshot. */
  readonly tail: number;
  readonly seed: number;
  /** Where the log is kept. */
  readonly folder: string;
  /** Hash the state, to be compared. */
  readonly isChecked: boolean;
}

/** One phase: by the wall clock, and by the thread's own processor time. */
export interface Phase {
  readonly ms: number;
  readonly cpuMs: number;
}

export interface LogMeasure {
  readonly textBytesAFact: number;
  readonly phases: Readonly<Record<string, Phase>>;
  readonly bytesAFact: number;
  readonly snapshotBytes: number;
  /** The longest time for which nothing else could be done, while a snapshot was packed and saved. */
  readonly longestStallMs: number;
  readonly clock: Instant;
  readonly stateHash: string | null;
}

export interface RestartMeasure {
  readonly facts: number;
  readonly phases: Readonly<Record<string, Phase>>;
  readonly bytesAFact: number;
  readonly stateHash: string | null;
}

const BATCH = 500;

/** Takes a log in, and saves a snapshot and the rest of the log. */
export async function measureLog(order: RestartOrder): Promise<LogMeasure> {
  const { facts: count, tail, folder } = order;
  const { phases, phase } = createPhases();
  const { texts, clock } = makeTexts(order);
  const empty = heldBytes();
  const ledger = createLedger();
  await phase("take in", () => takeIn(ledger, texts));
  const bytesAFact = (heldBytes() - empty) / ledger.size;
  const store = await open(folder);
  const chunks: PackedFacts[] = [];
  const upTo = count - tail;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await phase("pack", async () => {
    const facts: AnyFact[] = [];
    for (const fact of ledger.all()) if (fact.seq <= upTo) facts.push(fact);
    for (let from = 0; from < facts.length; from += FACTS_A_CHUNK) {
      chunks.push(await packFacts(facts.slice(from, from + FACTS_A_CHUNK), () => "bench"));
    }
  });
  const pieces = [...piecesOf({ about: new Uint8Array(), chunks })];
  await phase("save", () => store.saveSnapshot({ seq: upTo, payload: pieces }));
  delay.disable();
  await appendTail(store, texts.slice(upTo), upTo);
  await store.close();
  return {
    textBytesAFact: texts.reduce((sum, { length }) => sum + length, 0) / count,
    phases,
    bytesAFact,
    snapshotBytes: pieces.reduce((sum, { length }) => sum + length, 0),
    longestStallMs: delay.max / 1e6,
    clock,
    stateHash: order.isChecked ? stateHash(ledger, clock, "manual") : null,
  };
}

/** Builds the ledger up again from the snapshot and the rest of the log. */
export async function measureRestart(order: RestartOrder & { readonly clock: Instant }): Promise<RestartMeasure> {
  const { facts: count, tail, folder, clock, isChecked } = order;
  const { phases, phase } = createPhases();
  const empty = heldBytes();
  const ledger = createLedger();
  const store = await phase("open the store", () => open(folder));
  const snapshot = await phase("load the snapshot", async () =>
    present(await store.loadSnapshot(), () => "no snapshot was saved"),
  );
  await phase("fill the ledger", async () => {
    const read = present(readPieces(snapshot.payload), () => "the snapshot is none");
    for (const chunk of read.chunks) for (const fact of await unpackFacts(chunk)) ledger.add(fact);
  });
  await phase("read the tail", () => readTail(store, count - tail, ledger));
  await store.close();
  const bytesAFact = (heldBytes() - empty) / ledger.size;
  const hashed = isChecked ? stateHash(ledger, clock, "manual") : null;
  return { facts: ledger.size, phases, bytesAFact, stateHash: hashed };
}

function createPhases() {
  const phases: Record<string, Phase> = {};
  const phase = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const [begin, cpu] = [performance.now(), process.threadCpuUsage()];
    const result = await work();
    const used = process.threadCpuUsage(cpu);
    phases[name] = { ms: Math.round(performance.now() - begin), cpuMs: Math.round((used.user + used.system) / 1_000) };
    process.stderr.write(`  ${name}: ${JSON.stringify(phases[name])}\n`);
    return result;
  };
  return { phases, phase };
}

function makeTexts({ size, facts: count, seed }: RestartOrder): { texts: string[]; clock: Instant } {
  const make = createFactMaker("/bench", { withText: true });
  const network = createNetwork(size, seed, make);
  const stream = createStream(network, PUBLISHED, { seed, make });
  const texts = network.facts.slice(0, count).map(({ canonical }) => canonical);
  while (texts.length < count) texts.push(stream.next().fact.canonical);
  process.stderr.write(`  ${count} facts made, ${network.facts.length} of them the network of ${size} lines\n`);
  return { texts, clock: stream.clock };
}

function takeIn(ledger: Ledger, texts: readonly string[]): void {
  const intake = createIntake(ledger, { hash: (text) => hash("sha256", text) });
  for (let from = 0; from < texts.length; from += BATCH) {
    const batch = intake.batch();
    for (const [k, text] of texts.slice(from, from + BATCH).entries()) {
      batch.decide({ text }, { receivedAt: Date.UTC(2026, 2, 1), seq: from + k + 1, mode: "manual" });
    }
    batch.commit();
  }
}

async function open(dataFolder: string): Promise<Store> {
  const opened = await openStore({ dataFolder });
  assert(opened.ok, () => `the store in ${dataFolder} does not open`);
  return opened.value;
}

async function appendTail(store: Store, texts: readonly string[], after: number): Promise<void> {
  const nothing = { superseded: [], quarantined: [], settled: [], audit: [], commands: [], clock: null };
  // Positions have no holes: what the snapshot holds stands in the log as one short record each.
  const records = function* (): Iterable<LogRecord> {
    for (let seq = 1; seq <= after; seq += 1) yield recordOf(seq, "{}", "command");
    for (const [k, text] of texts.entries()) yield recordOf(after + k + 1, text, "fact");
  };
  let some: LogRecord[] = [];
  for (const record of records()) {
    some.push(record);
    if (some.length < 4_000) continue;
    await store.append({ ...nothing, records: some });
    some = [];
  }
  await store.append({ ...nothing, records: some });
}

function recordOf(seq: number, body: string, kind: "command" | "fact"): LogRecord {
  const about = { source: "/bench", eventId: String(seq), type: kind, eventTime: 0 };
  return { ...about, seq, kind, body, network: "default", connector: "bench", receivedAt: Date.UTC(2026, 2, 1) };
}

async function readTail(store: Store, after: number, ledger: Ledger): Promise<void> {
  for await (const page of store.read(after)) {
    for (const { body, seq, receivedAt } of page) ledger.add(checked(body, seq, receivedAt));
  }
}

function checked(text: string, seq: number, receivedAt: Instant): AnyFact {
  const found = checkEvent(JSON.parse(text), { seq, receivedAt, mode: "manual" });
  assert(found.ok, () => `a fact of the log is refused: ${text}`);
  return found.value;
}
