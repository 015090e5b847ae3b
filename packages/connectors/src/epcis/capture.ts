import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { ID_CONFLICT } from "@lockstep/domain/intake";
import { findTrouble, isObject, jsonText } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { MOST_MESSAGE_BYTES, type Offered } from "../contract.ts";
import { refusedText } from "../refused-text.ts";
import { type EpcisEvent, EVENT_TYPES, type Naming, readEvent } from "./event.ts";
import { eventFacts, type Known } from "./event-facts.ts";
import { identify } from "./identifiers.ts";
import type { EpcisMapping } from "./mapping.ts";
import { namespacesOf } from "./namespaces.ts";
import { createPacking, type Packed, packedBy } from "./packing.ts";
import { retract } from "./retract.ts";
import { NEVER_TOLD, saysOtherwise, type ToldEvent, toldAlso } from "./told-event.ts";

export interface Capture {
  /** In the order of the events. */
  readonly offered: readonly Offered[];
  readonly events: number;
  /** Events that say nothing about stock. */
  readonly ignored: number;
}

export interface CaptureOptions {
  readonly mapping: EpcisMapping;
  /** What has been said before about the contents of a logistic unit, by its SSCC. */
  readonly earlier?: (unit: string) => readonly Packed[];
  /** Ids that end with `HASHED_BEFORE`, of events that facts are of. */
  readonly hashedBefore?: () => ReadonlySet<string>;
  /** What was made before of the event of an id. */
  readonly told?: (eventID: string) => ToldEvent;
}

/** Why a document is not read, and whether that is because it is too large. */
export interface NotRead {
  readonly isTooLarge: boolean;
  readonly reason: string;
}

/** A document may have so many events, and mean so many facts: a pallet may hold many lots, and be named often. */
const MOST_EVENTS = 10_000;
const MOST_FACTS = 50_000;

/**
 * The facts of an EPCIS document, of the answer to an EPCIS query, or of one event; the refusal says in one line why it is
 * none. An event becomes facts as a whole, or is offered whole with the rule and the reason.
 */
export function readCapture(document: unknown, options: CaptureOptions): Result<Capture, NotRead> {
  const events = eventsOf(document);
  if (events === null) {
    const known = `an EPCISDocument, nor an EPCISQueryDocument, nor one of ${EVENT_TYPES.join(", ")}`;
    return refuse({ isTooLarge: false, reason: `This is neither ${known}.` });
  }
  if (events.length > MOST_EVENTS) return tooMany(`${events.length} events`, MOST_EVENTS);
  const packing = createPacking(options.earlier ?? (() => []));
  const known: Known = { mapping: options.mapping, packing };
  const naming = namingIn(document, events, options);
  const read = events.map((value) => ({ value, event: readWhole(value, naming) }));
  // What lies in a unit must be known before the unit is shipped, wherever in the document that stands.
  const packings = read.flatMap(({ event }) =>
    event.ok && event.value.type === "AggregationEvent" ? [event.value] : [],
  );
  const told = createTold(options.told);
  for (const event of packings.sort((a, b) => a.at - b.at)) {
    const facts = factsOf(event, known, told);
    if (facts.ok || facts.error.rule !== ID_CONFLICT) remember(event, known);
  }
  let ignored = 0;
  const offered: Offered[] = [];
  for (const [k, { value, event }] of read.entries()) {
    const facts = event.ok ? factsOf(event.value, known, told) : event;
    if (!facts.ok) offered.push(refusedText(jsonText(value), facts.error));
    else if (facts.value === null) ignored += 1;
    else {
      const from = { place: `EPCIS event ${k + 1} of ${read.length}`, text: JSON.stringify(value) };
      for (const fact of facts.value) offered.push({ value: fact, from });
      if (event.ok) told.add(event.value, facts.value);
    }
    if (offered.length > MOST_FACTS) return tooMany(`more than ${MOST_FACTS} facts`, MOST_FACTS);
  }
  return ok({ offered, events: events.length, ignored });
}

const tooMany = (what: string, most: number): Result<never, NotRead> =>
  refuse({ isTooLarge: true, reason: `The document means ${what}; it may mean ${most}: send it in parts.` });

/** The log is looked through only where an event has no id of its own. */
function namingIn(document: unknown, events: readonly unknown[], { hashedBefore }: CaptureOptions): Naming {
  const isLeftOpen = events.some((event) => isObject(event) && event["eventID"] === undefined);
  const namespaces = namespacesOf(isObject(document) ? document["@context"] : undefined);
  return { namespaces, hashedBefore: (isLeftOpen ? hashedBefore?.() : undefined) ?? new Set() };
}

function readWhole(value: unknown, naming: Naming): Result<EpcisEvent, Refusal> {
  const trouble = findTrouble(value);
  if (trouble !== null) {
    return refuse({ rule: trouble.kind, reason: `${trouble.where || "The event"} cannot be stored: clean it.` });
  }
  // Never less than a third of its bytes.
  const characters = JSON.stringify(value)?.length ?? 0;
  if (characters > MOST_MESSAGE_BYTES / 3) {
    const reason = `The event has ${characters} characters; it may have ${Math.floor(MOST_MESSAGE_BYTES / 3)}: send it in parts.`;
    return refuse({ rule: "too-large", reason });
  }
  return readEvent(value, naming);
}

function factsOf(event: EpcisEvent, known: Known, told: Told): ReturnType<typeof eventFacts> {
  const facts = eventFacts(event, known);
  if (!facts.ok || facts.value === null) return facts;
  if (event.isRetraction) return ok(facts.value.map((fact) => retract(fact, event.reason)));
  return saysOtherwise(facts.value, told.of(event.eventID)) ? refuse(conflict(event)) : facts;
}

const conflict = ({ eventID }: EpcisEvent): Refusal => ({
  rule: ID_CONFLICT,
  reason:
    `Another event with the eventID ${eventID.slice(0, 200)} says something else, and stays: if both are meant, send this one ` +
    "under an eventID of its own; if that one is wrong, take it back with an errorDeclaration as well.",
});

/** What was made of events before, and of those before in the same document. */
interface Told {
  of(eventID: string): ToldEvent;
  add(event: EpcisEvent, facts: readonly CloudEvent[]): void;
}

function createTold(before: CaptureOptions["told"] = () => NEVER_TOLD): Told {
  const known = new Map<string, ToldEvent>();
  const of = (eventID: string): ToldEvent => known.get(eventID) ?? before(eventID);
  return { of, add: ({ eventID }, facts) => known.set(eventID, toldAlso(of(eventID), facts)) };
}

const SOMEWHERE = { site: "", location: "" };

/** Also of an aggregation at a place that is not ours: its structure is told, though it moves no stock here. */
function remember(event: EpcisEvent, { mapping, packing }: Known): void {
  const anywhere: EpcisMapping = { ...mapping, placeOf: (id) => mapping.placeOf(id) ?? SOMEWHERE };
  const told = event.bizLocation ?? event.readPoint;
  const isBad = told !== null && !identify(told).ok;
  const placed = told === null || isBad ? { ...event, bizLocation: "somewhere" } : event;
  const facts = eventFacts(placed, { mapping: anywhere, packing });
  if (!facts.ok) return;
  const said = (facts.value ?? []).filter(({ type }: CloudEvent) => type === "wms.stock-move");
  const moves = event.isRetraction ? [...said, ...said.map((move) => retract(move, event.reason))] : said;
  packing.add(moves.flatMap((move) => packedBy(move, event.at)));
}

function eventsOf(document: unknown): readonly unknown[] | null {
  if (!isObject(document)) return null;
  const body = document["epcisBody"];
  if (document["type"] === "EPCISDocument") return isObject(body) ? listOf(body["eventList"]) : null;
  if (document["type"] === "EPCISQueryDocument") {
    const results = isObject(body) ? body["queryResults"] : null;
    const inner = isObject(results) ? results["resultsBody"] : null;
    return isObject(inner) ? listOf(inner["eventList"]) : null;
  }
  return EVENT_TYPES.some((type) => type === document["type"]) ? [document] : null;
}

const listOf = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? value : null);
