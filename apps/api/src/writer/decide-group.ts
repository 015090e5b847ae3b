import { hash } from "node:crypto";
import type { About, MadeOf } from "@lockstep/connectors/contract";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { createGroups, type Groups } from "@lockstep/domain/groups";
import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { type Decision, ID_CONFLICT, type IntakeBatch } from "@lockstep/domain/intake";
import type { Commit, LogRecord, QuarantineRow, RawOfFact, Settlement } from "@lockstep/store/store";
import { describeRefused } from "@lockstep/workflow/quarantine/cause";
import type { Connectors } from "../restore/connectors.ts";
import type { FeedBook } from "../view/feed-book.ts";
import { describedText, keyOfName, type QuarantineBook } from "../view/quarantine-book.ts";
import type { Incoming } from "./incoming.ts";

/** The planning network that all facts belong to, until there are several. */
export const NETWORK = "default";

/** What becomes of the facts of one sender. */
export interface Outcome {
  readonly accepted: AnyFact[];
  duplicates: number;
  quarantined: number;
}

/** One group's share of the log, as it grows. */
export interface Draft {
  nextSeq: number;
  readonly records: LogRecord[];
  readonly superseded: Commit["superseded"][number][];
  readonly quarantined: QuarantineRow[];
  readonly settled: Settlement[];
  /** The rows of what broke a rule in this very group, by the name that it was sent under. */
  readonly broken: Groups<string, string>;
  readonly raw: RawOfFact[];
  /** What the feeds will count once the group is durable. */
  readonly tallies: ((book: FeedBook) => void)[];
}

export const createDraft = (nextSeq: number): Draft => ({
  nextSeq,
  records: [],
  superseded: [],
  quarantined: [],
  settled: [],
  broken: createGroups(),
  raw: [],
  tallies: [],
});

export interface Sender {
  readonly connector: string;
  readonly receivedAt: Instant;
  /** What the age of what is quarantined counts from. */
  readonly clock: Instant;
  readonly mode: "live" | "manual";
  /** Who brought each fact in. */
  readonly connectors: Connectors;
  readonly quarantine: Pick<QuarantineBook, "brokenUnder">;
}

/** Decides what becomes of each fact of one sender and writes it into the draft. */
export function decideFacts(incoming: readonly Incoming[], batch: IntakeBatch, draft: Draft, sender: Sender): Outcome {
  const outcome: Outcome = { accepted: [], duplicates: 0, quarantined: 0 };
  const { receivedAt, mode, connector } = sender;
  for (const one of incoming) {
    const decision =
      "refused" in one
        ? batch.reject(one.text, one.refused, one.about)
        : named(batch.decide(one, { receivedAt, seq: draft.nextSeq, mode, connector }), one.about);
    writeDecision(decision, draft, sender);
    if (decision.kind === "accept") {
      outcome.accepted.push(decision.fact);
      if ("from" in one) draft.raw.push(rawOf(decision.fact.seq, one.from));
    } else if (decision.kind === "duplicate") outcome.duplicates += 1;
    else outcome.quarantined += 1;
  }
  return outcome;
}

/** What does not say whose it is counts as that of whoever brought it in. */
function named(decision: Decision, about: About | undefined): Decision {
  if (decision.kind !== "quarantine" || decision.source !== null || about === undefined) return decision;
  return { ...decision, source: about.source, type: decision.type ?? about.type ?? null, id: null };
}

/** Beyond that, its hash alone is kept. */
const MOST_RAW_BYTES = 65_536;

/** Many facts may be made of one message. */
const known = new WeakMap<MadeOf, Omit<RawOfFact, "seq">>();

function rawOf(seq: number, from: MadeOf): RawOfFact {
  const raw = known.get(from) ?? describe(from);
  known.set(from, raw);
  return { seq, ...raw };
}

function describe({ place, text }: MadeOf): Omit<RawOfFact, "seq"> {
  const bytes = Buffer.byteLength(text);
  return { sha256: hash("sha256", text), place, bytes, body: bytes > MOST_RAW_BYTES ? null : text };
}

export function writeDecision(decision: Decision, draft: Draft, sender: Sender): void {
  switch (decision.kind) {
    case "duplicate":
      return;
    case "accept":
      writeAccepted(decision, draft, sender);
      return;
    case "quarantine":
      writeQuarantined(decision, draft, sender);
      return;
  }
}

function writeAccepted(decision: Decision & { kind: "accept" }, draft: Draft, sender: Sender): void {
  const { fact, replaces, settles } = decision;
  draft.nextSeq += 1;
  draft.records.push({
    ...common(fact.seq, sender),
    kind: "fact",
    source: fact.source,
    eventId: fact.id,
    type: fact.type,
    eventTime: fact.time,
    body: fact.canonical,
  });
  sender.connectors.set(fact, sender.connector);
  draft.tallies.push((book) => book.accepted(fact, sender.connector));
  if (settles !== undefined) settle(draft, settles, sender);
  settleBroken(fact, draft, sender);
  if (replaces === undefined) return;
  const displaced = replaces.fact;
  draft.superseded.push({ seq: displaced.seq, by: fact.seq });
  const broughtIn = {
    connector: sender.connectors.get(displaced) ?? sender.connector,
    receivedAt: displaced.receivedAt,
    clock: sender.clock,
  };
  draft.quarantined.push(openRow(displaced.seq, { ...replaces, text: displaced.canonical }, broughtIn));
  draft.tallies.push((book) => book.displaced(displaced));
}

function writeQuarantined(decision: Decision & { kind: "quarantine" }, draft: Draft, sender: Sender): void {
  const { text, settles, source, id, type } = decision;
  const { connector, receivedAt } = sender;
  const seq = draft.nextSeq;
  draft.nextSeq += 1;
  const eventTime = timeAhead(decision);
  const about = { source: source ?? "", eventId: id ?? "", type: type ?? "", eventTime };
  draft.records.push({ ...common(seq, sender), kind: "quarantine", ...about, body: text });
  if (settles !== undefined) settle(draft, settles, sender);
  draft.quarantined.push(openRow(seq, decision, sender));
  if (source !== null && id !== null && decision.rule !== ID_CONFLICT)
    draft.broken.add(keyOfName({ source, id }), quarantineId(seq));
  draft.tallies.push((book) => book.quarantined({ source, type, time: eventTime, receivedAt, connector }));
}

/** Of what was refused as its time has not come: by that the clock of its source is known to be ahead. */
function timeAhead({ rule, text }: Decision & { kind: "quarantine" }): Instant | null {
  if (rule !== "future") return null;
  const { time } = JSON.parse(text) as { readonly time?: unknown };
  return typeof time === "string" ? parseInstant(time) : null;
}

/** What was too far ahead has come again: its entry is closed by that. */
function settle(draft: Draft, contentHash: string, { connector, receivedAt }: Sender): void {
  const reason = "It was sent again.";
  draft.settled.push({ id: contentHash, state: "resubmitted", by: connector, at: receivedAt, reason });
}

/** What its sender has put right: what was broken under its name needs nobody any more. */
function settleBroken(fact: AnyFact, draft: Draft, { connector, receivedAt, quarantine }: Sender): void {
  for (const id of [...quarantine.brokenUnder(fact), ...draft.broken.of(keyOfName(fact))]) {
    const reason = "It was put right and sent again.";
    const { canonical: corrected } = fact;
    draft.settled.push({ id, state: "resubmitted", by: connector, at: receivedAt, reason, corrected });
  }
}

const common = (seq: number, { connector, receivedAt }: Sender) => ({ seq, network: NETWORK, connector, receivedAt });

interface Refused {
  readonly rule: string;
  readonly reason: string;
  readonly text: string;
  readonly contentHash: string;
}

type BroughtIn = Pick<Sender, "connector" | "receivedAt" | "clock">;

function openRow(seq: number, { rule, reason, text, contentHash }: Refused, broughtIn: BroughtIn): QuarantineRow {
  const { receivedAt, connector, clock: since } = broughtIn;
  const open = { state: "open", settledBy: null, settledAt: null, settledReason: null } as const;
  const fresh = { owner: null, corrected: null } as const;
  const said = describeRefused({ connector, rule, reason, text });
  const about = { since, cause: said.cause.id, described: describedText(said) };
  const id = quarantineId(seq);
  return { id, seq, receivedAt, connector, rule, reason, fact: text, contentHash, ...open, ...fresh, ...about };
}

const LAST = 999_999_999_999;

/** By code unit, the newest is the first. */
export const quarantineId = (seq: number): string => `q-${String(LAST - seq).padStart(12, "0")}`;
