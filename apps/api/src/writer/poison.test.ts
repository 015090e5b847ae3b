import { hash } from "node:crypto";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { createIntake, type Intake } from "@lockstep/domain/intake";
import { POISON, streamedReceipt } from "@lockstep/testkit/poison";
import { expect, test } from "vitest";
import { createConnectors } from "../restore/connectors.ts";
import { createQuarantineBook } from "../view/quarantine-book.ts";
import { createDraft, type Draft, decideFacts, type Outcome } from "./decide-group.ts";
import type { Incoming } from "./incoming.ts";

const NOON = Date.UTC(2026, 2, 2, 12);
const STREAM = 2_000;
/** 0.1 % */
const POISONED = STREAM / 1_000;
/** Every kind comes. */
const ROUNDS = 16;

interface Stream {
  readonly incoming: readonly Incoming[];
  /** By place: what it should have been, and why it is not. */
  readonly poison: readonly { readonly event: CloudEvent; readonly rule: string }[];
}

function streamOf(from: number, kinds: readonly (typeof POISON)[number][]): Stream {
  const poison: { event: CloudEvent; rule: string }[] = [];
  const incoming = Array.from({ length: STREAM }, (_, k): Incoming => {
    const event = streamedReceipt(from + k, NOON);
    const kind = k % 1_000 === 500 ? kinds[Math.floor(k / 1_000)] : undefined;
    if (kind === undefined) return { text: JSON.stringify(event) };
    poison.push({ event, rule: kind[1] });
    return { text: kind[2](event) };
  });
  return { incoming, poison };
}

function receiver() {
  const ledger = createLedger();
  let hashes = 0;
  const counted = (text: string): string => {
    hashes += 1;
    return hash("sha256", text);
  };
  const intake: Intake = createIntake(ledger, { hash: counted });
  const sender = {
    connector: "wms",
    receivedAt: NOON,
    clock: NOON,
    mode: "live" as const,
    connectors: createConnectors(),
    quarantine: createQuarantineBook([]),
  };
  let seq = 0;
  return {
    ledger,
    /** The work that only what lies in quarantine gives rise to. */
    get hashes() {
      return hashes;
    },
    /** As the writer takes a stream in: a hundred at a time. */
    take(incoming: readonly Incoming[]): { outcome: Outcome; drafts: Draft[] } {
      const outcome: Outcome = { accepted: [], duplicates: 0, quarantined: 0 };
      const drafts: Draft[] = [];
      for (let k = 0; k < incoming.length; k += 100) {
        const draft = createDraft(seq + 1);
        const batch = intake.batch();
        const one = decideFacts(incoming.slice(k, k + 100), batch, draft, sender);
        batch.commit();
        seq = draft.nextSeq - 1;
        drafts.push(draft);
        outcome.accepted.push(...one.accepted);
        outcome.duplicates += one.duplicates;
        outcome.quarantined += one.quarantined;
      }
      return { outcome, drafts };
    },
  };
}

test("poison in a stream is kept with its reason, costs the rest nothing, and counts once when it is put right", () => {
  expect(POISON.length).toBeGreaterThanOrEqual(30);
  const [clean, poisoned] = [receiver(), receiver()];
  clean.take(streamOf(900_000, []).incoming);
  poisoned.take(streamOf(900_000, []).incoming);
  const events: CloudEvent[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const kinds = Array.from(
      { length: POISONED },
      (_, k) => POISON[(round * POISONED + k) % POISON.length] ?? POISON[0],
    );
    const stream = streamOf(
      round * STREAM,
      kinds.filter((kind) => kind !== undefined),
    );
    const { incoming } = streamOf(round * STREAM, []);
    clean.take(incoming);
    const { outcome, drafts } = poisoned.take(stream.incoming);
    expect(outcome).toMatchObject({ duplicates: 0, quarantined: POISONED });
    const kept = drafts.flatMap(({ quarantined }) => quarantined);
    expect(kept.map(({ rule }) => rule)).toEqual(stream.poison.map(({ rule }) => rule));
    expect(kept.every(({ reason, state }) => reason.length > 20 && state === "open")).toBe(true);
    events.push(...stream.poison.map(({ event }) => event));
  }
  // What is good costs no work more for it.
  expect(clean.hashes).toBe(0);
  expect(poisoned.hashes).toBe(events.length);

  const fixed = events.map((event) => ({ text: JSON.stringify(event) }));
  expect(poisoned.take(fixed).outcome).toMatchObject({ duplicates: 0, quarantined: 0 });
  expect(poisoned.take(fixed).outcome).toMatchObject({ accepted: [], duplicates: events.length });
  const content = ({ ledger }: ReturnType<typeof receiver>): string =>
    hash(
      "sha256",
      [...ledger.all()]
        .map((fact) => fact.canonical)
        .sort()
        .join(),
    );
  expect(content(poisoned)).toBe(content(clean));
});
