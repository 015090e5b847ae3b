import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { isObject, type JsonObject } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { eventHash } from "./event-hash.ts";
import { eventHashBefore } from "./event-hash-before.ts";
import { type Namespaces, namespacesOf } from "./namespaces.ts";
import { bare } from "./vocabulary.ts";

export const EVENT_TYPES = [
  "ObjectEvent",
  "AggregationEvent",
  "TransactionEvent",
  "TransformationEvent",
  "AssociationEvent",
] as const;
type EventType = (typeof EVENT_TYPES)[number];

/** One thing, or so many of a class. */
export interface Thing {
  readonly id: string;
  /** Null: it is one of its own, or nobody says how many. */
  readonly quantity: number | null;
  readonly uom: string | null;
  readonly isClass: boolean;
}

/** An EPCIS event as far as it says something about stock, orders and lots; words bare, identifiers as they came. */
export interface EpcisEvent {
  readonly type: EventType;
  /** As stated, or the hash of what it says. */
  readonly eventID: string;
  readonly at: Instant;
  /** Of the place, as in `+02:00`. */
  readonly offset: string;
  readonly action: string | null;
  readonly step: string | null;
  readonly disposition: string | null;
  readonly readPoint: string | null;
  readonly bizLocation: string | null;
  readonly sourceLocation: string | null;
  readonly destinationLocation: string | null;
  readonly transactions: readonly { readonly type: string; readonly id: string }[];
  readonly parent: string | null;
  /** Of an aggregation its children. */
  readonly things: readonly Thing[];
  readonly inputs: readonly Thing[];
  readonly outputs: readonly Thing[];
  readonly transformationID: string | null;
  readonly lotNumber: string | null;
  readonly expiry: string | null;
  /** It says of the event with the same id that it did not happen. */
  readonly isRetraction: boolean;
  readonly reason: string | null;
}

/** What an event without an id is known by. */
export interface Naming {
  /** Of its document. */
  readonly namespaces: Namespaces;
  /** Ids of events that facts are of already, under the hash that was theirs before. */
  readonly hashedBefore: ReadonlySet<string>;
}

/** Reads what we need of an event; what is there must be well formed, what we do not know may be anything. */
export function readEvent(value: unknown, naming: Naming): Result<EpcisEvent, Refusal> {
  if (!isObject(value)) return wrong("An event must be a JSON object.");
  const type = EVENT_TYPES.find((name) => name === value["type"]);
  if (type === undefined) return wrong(`type must be one of ${EVENT_TYPES.join(", ")}.`);
  const time = value["eventTime"];
  const at = typeof time === "string" ? parseInstant(time) : null;
  if (at === null) return wrong("eventTime must be an instant with an offset, such as 2026-03-02T06:10:00Z.");
  const offset = value["eventTimeZoneOffset"];
  if (typeof offset !== "string" || !OFFSET.test(offset)) {
    return wrong("eventTimeZoneOffset must be as in +01:00, up to 14:00.");
  }
  const action = value["action"];
  if (type !== "TransformationEvent" && !ACTIONS.some((known) => known === action)) {
    return wrong(`action must be one of ${ACTIONS.join(", ")}.`);
  }
  const lists: Thing[][] = [];
  for (const [epcs, classes] of LISTS) {
    const things = thingsOf(value, epcs, classes);
    if (!things.ok) return things;
    lists.push(things.value);
  }
  const [own = [], children = [], inputs = [], outputs = []] = lists;
  const transactions = transactionsOf(value["bizTransactionList"]);
  if (transactions === null) return wrong("bizTransactionList must hold objects with type and bizTransaction.");
  const error = value["errorDeclaration"];
  if (error !== undefined && !isObject(error)) return wrong("errorDeclaration must be an object.");
  const id = value["eventID"];
  if (id !== undefined && (typeof id !== "string" || id === "")) return wrong("eventID must be a text or left out.");
  const ilmd = isObject(value["ilmd"]) ? value["ilmd"] : {};
  const isAggregation = type === "AggregationEvent" || type === "AssociationEvent";
  return ok({
    type,
    eventID: id ?? nameOf(value, naming),
    at,
    offset,
    action: textOf(action),
    step: wordOf(value["bizStep"]),
    disposition: wordOf(value["disposition"]),
    readPoint: idOf(value["readPoint"]),
    bizLocation: idOf(value["bizLocation"]),
    sourceLocation: locationIn(value["sourceList"], "source"),
    destinationLocation: locationIn(value["destinationList"], "destination"),
    transactions,
    parent: textOf(value["parentID"]),
    things: isAggregation ? children : own,
    inputs,
    outputs,
    transformationID: textOf(value["transformationID"]),
    lotNumber: textOf(ilmd["cbvmda:lotNumber"] ?? ilmd["lotNumber"]),
    expiry: textOf(EXPIRIES.map((name) => ilmd[name]).find((one) => one !== undefined)),
    isRetraction: error !== undefined,
    reason: isObject(error) ? wordOf(error["reason"]) : null,
  });
}

/** What came before the algorithm changed keeps its name, so that it comes again as a duplicate, and is taken back by it. */
function nameOf(event: JsonObject, { namespaces, hashedBefore }: Naming): string {
  const before = hashedBefore.size === 0 ? "" : eventHashBefore(event);
  return hashedBefore.has(before) ? before : eventHash(event, namespacesOf(event["@context"], namespaces));
}

const ACTIONS = ["ADD", "OBSERVE", "DELETE"] as const;
/** As the standard has it. */
const OFFSET = /^[+-]((0\d|1[0-3]):[0-5]\d|14:00)$/;

const LISTS = [
  ["epcList", "quantityList"],
  ["childEPCs", "childQuantityList"],
  ["inputEPCList", "inputQuantityList"],
  ["outputEPCList", "outputQuantityList"],
] as const;

const EXPIRIES = [
  "cbvmda:itemExpirationDate",
  "itemExpirationDate",
  "cbvmda:bestBeforeDate",
  "bestBeforeDate",
] as const;

const wrong = (reason: string): Result<never, Refusal> => refuse({ rule: "not-an-epcis-event", reason });

function thingsOf(event: JsonObject, epcs: string, classes: string): Result<Thing[], Refusal> {
  const ids = event[epcs] ?? [];
  const amounts = event[classes] ?? [];
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string"))
    return wrong(`${epcs} must be a list of texts.`);
  if (!Array.isArray(amounts)) return wrong(`${classes} must be a list.`);
  const things = [...new Set(ids as string[])].map((id): Thing => ({ id, quantity: null, uom: null, isClass: false }));
  for (const amount of amounts as unknown[]) {
    if (!isObject(amount)) return wrong(`${classes} must hold objects.`);
    const { epcClass: id, quantity, uom } = amount;
    if (typeof id !== "string") return wrong(`${classes} must name an epcClass.`);
    if (quantity !== undefined && typeof quantity !== "number") return wrong(`${classes}: quantity must be a number.`);
    if (uom !== undefined && typeof uom !== "string") return wrong(`${classes}: uom must be a text.`);
    things.push({ id, quantity: quantity ?? null, uom: uom ?? null, isClass: true });
  }
  return ok(things);
}

function transactionsOf(list: unknown): { type: string; id: string }[] | null {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return null;
  const read = list.map((one: unknown) => {
    const id = isObject(one) ? textOf(one["bizTransaction"]) : null;
    return isObject(one) && id !== null ? { type: wordOf(one["type"]) ?? "", id } : null;
  });
  return read.every((one) => one !== null) ? read : null;
}

function locationIn(list: unknown, name: string): string | null {
  if (!Array.isArray(list)) return null;
  const found = (list as unknown[]).find((one) => isObject(one) && wordOf(one["type"]) === "location");
  return isObject(found) ? textOf(found[name]) : null;
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const idOf = (value: unknown): string | null => (isObject(value) ? textOf(value["id"]) : textOf(value));

function wordOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : bare(text);
}
