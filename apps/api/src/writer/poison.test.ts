import { hash } from "node:crypto";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { isoOf } from "@lockstep/domain/instant";
import { createIntake, type Intake } from "@lockstep/domain/intake";
import { expect, test } from "vitest";
import { createConnectors } from "../restore/connectors.ts";
import { createDraft, type Draft, decideFacts, type Outcome } from "./decide-group.ts";
import type { Incoming } from "./incoming.ts";

const NOON = Date.UTC(2026, 2, 2, 12);
const STREAM = 2_000;
/** 0.1 % */
const POISONED = STREAM / 1_000;
/** Every kind comes. */
const ROUNDS = 16;

const receipt = (k: number): CloudEvent => ({
  specversion: "1.0",
  id: `receipt-${k}`,
  source: "/wms/plant-a",
  type: "wms.receipt",
  time: isoOf(NOON - 3_600_000 + k),
  subject: `FG-${k % 50}`,
  data: {
    site: "PLANT-A",
    location: `BIN-${k % 400}`,
    item: `FG-${k % 50}`,
    lot: `L-${k % 1_000}`,
    quantity: (k % 90) + 1,
    rejected: 0,
    status: "available",
    expiresAt: isoOf(NOON + 8_640_000_000),
  },
});

type Poison = (event: CloudEvent) => string;
const changed =
  (change: object): Poison =>
  (event) =>
    JSON.stringify({ ...event, ...change });
const withData =
  (change: object): Poison =>
  (event) =>
    JSON.stringify({ ...event, data: { ...(event.data as object), ...change } });
const replaced =
  (before: RegExp, after: string): Poison =>
  (event) =>
    JSON.stringify(event).replace(before, after);

/** What goes wrong on the way to us, with the rule that keeps it. */
const KINDS: readonly (readonly [string, string, Poison])[] = [
  ["cut off", "not-json", (event) => JSON.stringify(event).slice(0, 120)],
  ["another format", "not-json", ({ id }) => `<receipt id="${id}"/>`],
  ["nothing between two commas", "not-json", replaced(/"rejected":0,/, ",")],
  ["a text", "not-an-event", ({ id }) => JSON.stringify(id)],
  ["a list", "not-an-event", (event) => JSON.stringify([event])],
  ["an older envelope", "not-an-event", changed({ specversion: "0.3" })],
  ["no envelope", "not-an-event", ({ data, id }) => JSON.stringify({ ...(data as object), id })],
  ["nested without end", "too-deep", replaced(/"rejected":0/, `"rejected":${"[".repeat(70)}${"]".repeat(70)}`)],
  ["a number without end", "not-finite", replaced(/"quantity":\d+/, '"quantity":1e999')],
  ["half a character", "unreadable-text", replaced(/"subject":"/, '"subject":"\\ud800')],
  ["a NUL", "unreadable-text", replaced(/"subject":"/, '"subject":"\\u0000')],
  ["no source", "envelope", changed({ source: undefined })],
  ["an empty source", "envelope", changed({ source: "" })],
  ["an id that is a number", "envelope", ({ id, ...event }) => JSON.stringify({ ...event, id: Number(id.slice(8)) })],
  ["an id without end", "envelope", ({ id, ...event }) => JSON.stringify({ ...event, id: id.repeat(200) })],
  ["a subject that is a list", "envelope", changed({ subject: [] })],
  ["a type that there is not", "unknown-type", changed({ type: "wms.goods-in" })],
  ["no type", "unknown-type", changed({ type: null })],
  ["no time", "instant", changed({ time: undefined })],
  ["a time without an offset", "instant", changed({ time: "2026-03-02T11:00:00" })],
  ["a day that there is not", "instant", changed({ time: "2026-02-30T11:00:00Z" })],
  ["a clock that is ahead", "future", changed({ time: isoOf(NOON + 3_600_000) })],
  ["no data", "required-field", changed({ data: undefined })],
  ["a field that is missing", "required-field", withData({ site: undefined })],
  ["a number as a text", "field-type", withData({ quantity: "12,5" })],
  ["an empty name", "empty-text", withData({ item: "" })],
  ["a name without end", "long-text", withData({ location: "B".repeat(300) })],
  ["a status that there is not", "enum", withData({ status: "free" })],
  ["an expiry that is none", "instant", withData({ expiresAt: "soon" })],
  ["more rejected than there was", "rejected-within-receipt", withData({ rejected: 1_000 })],
  ["less than nothing", "quantity-not-negative", withData({ quantity: -4 })],
];

interface Stream {
  readonly incoming: readonly Incoming[];
  /** By place: what it should have been, and why it is not. */
  readonly poison: readonly { readonly event: CloudEvent; readonly rule: string }[];
}

function streamOf(from: number, kinds: readonly (typeof KINDS)[number][]): Stream {
  const poison: { event: CloudEvent; rule: string }[] = [];
  const incoming = Array.from({ length: STREAM }, (_, k): Incoming => {
    const event = receipt(from + k);
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
  expect(KINDS.length).toBeGreaterThanOrEqual(30);
  const [clean, poisoned] = [receiver(), receiver()];
  clean.take(streamOf(900_000, []).incoming);
  poisoned.take(streamOf(900_000, []).incoming);
  const events: CloudEvent[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const kinds = Array.from({ length: POISONED }, (_, k) => KINDS[(round * POISONED + k) % KINDS.length] ?? KINDS[0]);
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
