import { present } from "@lockstep/domain/assert";
import { checkEvent, type Receipt } from "@lockstep/domain/check-event";
import { contentHash } from "@lockstep/domain/content-hash";
import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, CloudEvent } from "@lockstep/domain/facts/fact";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Instant } from "@lockstep/domain/instant";
import { canonicalText } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { eventOf } from "../mapping/fact-mapping.ts";
import type { Draft } from "./read-table.ts";

/** What has been told so far. */
export interface Told {
  find(source: string, id: string): AnyFact | undefined;
  /** In order of (time, source, id). */
  factsOf(type: FactType, key: string): readonly AnyFact[];
}

export interface Stand {
  readonly source: string;
  /** As of when the table tells, where its rows do not say so themselves. */
  readonly asOf: Instant;
  /** The fields of the data that the table tells, by their first name. */
  readonly fields: ReadonlySet<string>;
  readonly receipt: Receipt;
}

/**
 * What becomes of a draft:
 * - `new`: nothing is known under its key; `changed`: something else is;
 * - `unchanged`: it says what is known; sent again it is a duplicate;
 * - `older`: what is known is of a later time, and stays in force.
 */
export type Outcome = "new" | "changed" | "unchanged" | "older";

export interface Change {
  readonly field: string;
  /** Null: nothing. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface Planned {
  readonly outcome: Outcome | "gone";
  readonly rows: readonly number[];
  readonly key: string;
  readonly changes: readonly Change[];
  /** Of `unchanged` the one that says so already. */
  readonly event: CloudEvent;
  /** The event as it would be taken. */
  readonly fact: AnyFact;
  /** What is known under the key now. */
  readonly before: AnyFact | null;
}

/** Sends nothing, decides only: which event a draft is, and what it would change. */
export function planDraft(type: FactType, draft: Draft, told: Told, stand: Stand): Result<Planned, Refusal> {
  const asked = draft.time === null ? stand.asOf : Date.parse(draft.time);
  const probe = eventOf({ type }, { source: stand.source, id: draft.id ?? "probe", at: asked }, draft.data);
  const checked = checkEvent(probe, stand.receipt);
  if (!checked.ok) return checked;
  const fact = checked.value;
  if (FACT_TYPES[type].shape === "movement") return planMovement(fact, probe, draft, told);
  const before = told.factsOf(type, fact.key).at(-1) ?? null;
  const data = withUntold(draft.data, before, stand);
  if (data === draft.data) return planEntity(fact, draft, told, stand);
  const whole = checkEvent({ ...probe, data }, stand.receipt);
  return whole.ok ? planEntity(whole.value, { ...draft, data }, told, stand) : whole;
}

/** A file without a column for it says nothing about a field: what is known of it stays. An empty cell takes it out. */
function withUntold(data: Draft["data"], before: AnyFact | null, { fields }: Stand): Draft["data"] {
  if (before === null || before.deleted || FACT_TYPES[before.type].shape !== "entity") return data;
  const { data: known } = JSON.parse(before.canonical) as { readonly data: Draft["data"] };
  const untold = Object.entries(known).filter(([name]) => !fields.has(name) && name !== "deleted");
  return untold.length === 0 ? data : { ...Object.fromEntries(untold), ...data };
}

function planMovement(fact: AnyFact, event: CloudEvent, { rows }: Draft, told: Told): Result<Planned, Refusal> {
  const before = told.find(fact.source, fact.id) ?? null;
  const common = { rows, key: fact.id, event, fact, before };
  if (before === null) return ok({ ...common, outcome: "new", changes: changesOf(null, fact) });
  if (before.canonical === fact.canonical) return ok({ ...common, outcome: "unchanged", changes: [] });
  const reason = `The document ${fact.id} has been told before and says something else now; movements add up and cannot be changed: send what makes up for it under a number of its own.`;
  return refuse({ rule: "movement-changed", reason });
}

function planEntity(fact: AnyFact, draft: Draft, told: Told, stand: Stand): Result<Planned, Refusal> {
  const all = told.factsOf(fact.type, fact.key);
  const before = all.at(-1) ?? null;
  const { key } = fact;
  const common = { rows: draft.rows, key, before };
  if (before !== null && saysTheSame(before, fact) && !isCountedAnew(before, fact)) {
    const event = JSON.parse(before.canonical) as CloudEvent;
    return ok({ ...common, outcome: "unchanged", changes: [], event, fact: before });
  }
  const event = nextEvent(fact, draft.data, all, stand);
  const taken = present(checked(event, stand), () => "what was checked is checked with another id and time");
  const isOlder = before !== null && !isAfter(taken, before);
  const outcome = isOlder ? "older" : before === null || before.deleted ? "new" : "changed";
  return ok({ ...common, outcome, changes: changesOf(before, taken), event, fact: taken });
}

function checked(event: CloudEvent, { receipt }: Stand): AnyFact | null {
  const result = checkEvent(event, receipt);
  return result.ok ? result.value : null;
}

/** A tombstone for what a complete table no longer names; of stock a count of nothing. */
export function planGone(before: AnyFact, told: Told, stand: Stand): Planned | null {
  const { type, key } = before;
  const event = JSON.parse(before.canonical) as CloudEvent;
  const data = event.data as Readonly<Record<string, unknown>>;
  const isCount = FACT_TYPES[type].shape === "count";
  if (isCount && (data["quantity"] === 0 || stand.asOf <= before.time)) return null;
  const names: readonly string[] = FACT_TYPES[type].key;
  const keyed = Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name]]));
  const gone = isCount ? { ...data, quantity: 0 } : { ...keyed, deleted: true };
  const next = nextEvent({ ...before, time: stand.asOf } as AnyFact, gone, told.factsOf(type, key), stand);
  const fact = checked(next, stand);
  if (fact === null || !isAfter(fact, before)) return null;
  return { outcome: "gone", rows: [], key, changes: changesOf(before, fact), event: next, fact, before };
}

/**
 * The id follows from the key, how often this source has told of it, and what it says: told once more it is another
 * fact, also where it says what it said before last; and of two of the same time the later one is in force.
 */
function nextEvent(fact: AnyFact, data: object, all: readonly AnyFact[], { source }: Stand): CloudEvent {
  const last = all.at(-1);
  const revision = all.filter((one) => one.source === source).length + 1;
  const id = [short(fact.key), String(revision).padStart(5, "0"), short(canonicalText(data))].join("-");
  const isBehindAnother = last !== undefined && last.time === fact.time && last.source > source;
  return eventOf(fact, { source, id, at: isBehindAnother ? fact.time + 1 : fact.time }, data);
}

const short = (text: string): string => contentHash(text).slice(0, 16);

const isAfter = (one: AnyFact, other: AnyFact): boolean => {
  if (one.time !== other.time) return one.time > other.time;
  return one.source === other.source ? one.id > other.id : one.source > other.source;
};

const saysTheSame = (before: AnyFact, fact: AnyFact): boolean =>
  before.deleted === fact.deleted && canonicalText(before.data) === canonicalText(fact.data);

/** Whoever counts the same again has still counted: what moved in between was in it. */
const isCountedAnew = (before: AnyFact, fact: AnyFact): boolean =>
  FACT_TYPES[fact.type].shape === "count" && fact.time > before.time;

function changesOf(before: AnyFact | null, after: AnyFact): readonly Change[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  // Of what is new, only what the table says is worth a line.
  const names = new Set(
    from.size === 0 ? [...to].flatMap(([field, { isSent }]) => (isSent ? field : [])) : [...from.keys(), ...to.keys()],
  );
  return [...names].flatMap((field) => {
    const [one, two] = [from.get(field), to.get(field)];
    if (one?.meant === two?.meant) return [];
    return [{ field, from: one?.text ?? null, to: two?.text ?? null }];
  });
}

interface Said {
  /** What two texts must have in common to say the same. */
  readonly meant: string;
  readonly text: string;
  /** Else it is what the type says where nothing is told. */
  readonly isSent: boolean;
}

/** As it was sent: instants in ISO 8601, lists and inner objects as JSON. */
function fieldsOf(fact: AnyFact | null): ReadonlyMap<string, Said> {
  if (fact === null || fact.deleted) return new Map();
  const { data: sent } = JSON.parse(fact.canonical) as { readonly data: Readonly<Record<string, unknown>> };
  const said = Object.entries(fact.data).map(([name, value]) => [
    name,
    { meant: JSON.stringify(value), text: textOf(sent[name] ?? value), isSent: name in sent },
  ]);
  return new Map(said as [string, Said][]);
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
