import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { isoOf } from "@lockstep/domain/instant";
import { isLocalDate, parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { hashedId } from "../mapping/fact-mapping.ts";
import { type Amount, amountsOf } from "./amounts.ts";
import type { EpcisEvent, Thing } from "./event.ts";
import { identify } from "./identifiers.ts";
import type { EpcisMapping, NamedOrder, OrderKind, Place } from "./mapping.ts";
import { type Packing, unitPlace } from "./packing.ts";
import type { Meaning, Status } from "./vocabulary.ts";

export interface Known {
  readonly mapping: EpcisMapping;
  readonly packing: Packing;
}

/** The facts of an event that is no retraction; null: it says nothing about stock. */
export type Facts = Result<readonly CloudEvent[] | null, Refusal>;

/** What an event means here, all of it or nothing. */
export function eventFacts(event: EpcisEvent, known: Known): Facts {
  switch (event.type) {
    case "TransformationEvent":
      return transformed(event, known);
    case "AssociationEvent":
      return ok(null);
    case "AggregationEvent": {
      const meaning = meaningOf(event, known.mapping);
      if (meaning === "receipt" || meaning === "shipment") return handled(event, meaning, known);
      return event.action === "OBSERVE" ? ok(null) : packed(event, known);
    }
    default: {
      const meaning = meaningOf(event, known.mapping);
      if (meaning === null) return no("no-step", "The event names no bizStep: nobody knows what it means for stock.");
      if (meaning === undefined) {
        const reason = `Nobody has said what the step ${event.step} means for stock: declare it under epcis.steps.`;
        return no("unknown-step", reason);
      }
      return handled(event, meaning, known);
    }
  }
}

const meaningOf = ({ step }: EpcisEvent, mapping: EpcisMapping): Meaning | null | undefined =>
  step === null ? null : mapping.meaningOf(step);

/** Goods came, went, moved, or have another status. */
function handled(event: EpcisEvent, meaning: Meaning, known: Known): Facts {
  if (meaning === "none") return ok(null);
  if (event.action === "DELETE" && meaning !== "removal" && meaning !== "shipment") {
    const reason = `The event deletes, and its step ${event.step} means ${meaning}: what it takes back is an errorDeclaration's to say.`;
    return no("unknown-action", reason);
  }
  const named = event.things.length === 0 && event.parent !== null ? [one(event.parent)] : event.things;
  if (named.length === 0) return no("no-things", "The event names no goods: nothing has come, gone or moved.");
  const lot = meaning === "receipt" ? event.lotNumber : null;
  const amounts = amountsOf(named, event, { ...known, lot });
  if (!amounts.ok) return amounts;
  const told = { event, amounts: amounts.value, mapping: known.mapping };
  switch (meaning) {
    case "receipt":
      return received(told);
    case "shipment":
      return shipped(told);
    case "status":
      return restated(told);
    default:
      return moved(told, meaning);
  }
}

const one = (id: string): Thing => ({ id, quantity: null, uom: null, isClass: false });

interface Told {
  readonly event: EpcisEvent;
  readonly amounts: readonly Amount[];
  readonly mapping: EpcisMapping;
}

function received({ event, amounts, mapping }: Told): Facts {
  const place = placeOf(mapping, event.bizLocation ?? event.readPoint);
  if (!place.ok) return place;
  const order = orderOf(event, mapping, "in", ["production", "purchase", "transfer"]);
  return ok(amounts.map((amount) => receipt({ event, amount, mapping }, place.value, order)));
}

interface ToldOne {
  readonly event: EpcisEvent;
  readonly amount: Amount;
  readonly mapping: EpcisMapping;
}

function receipt(told: ToldOne, place: Place, order: NamedOrder | null): CloudEvent {
  const { event, amount, mapping } = told;
  const status = statusOf(event, mapping);
  const expiresAt = expiryOf(event);
  return tell("wms.receipt", told, {
    ...place,
    ...goods(amount),
    ...(status === undefined ? {} : { status }),
    ...(order?.kind === "purchase" ? { purchaseOrderLine: order.line } : {}),
    ...(order?.kind === "production" ? { productionOrder: order.order } : {}),
    ...(order?.kind === "transfer" ? { transferOrder: order.order } : {}),
    ...(expiresAt === null ? {} : { expiresAt }),
  });
}

function shipped({ event, amounts, mapping }: Told): Facts {
  const place = placeOf(mapping, event.readPoint ?? event.bizLocation);
  if (!place.ok) return place;
  const order = orderOf(event, mapping, "out", ["sales", "transfer"]);
  if (order === null) {
    const reason =
      "The event names no order that goods are shipped for: say under epcis.orders which transaction is one.";
    return no("no-sales-order", reason);
  }
  if (order.kind === "transfer") return moved({ event, amounts, mapping }, "transfer");
  return ok(
    amounts.map((amount) => {
      const told = { event, amount, mapping };
      const { site, location } = within(place.value, amount);
      return tell("wms.shipment", told, {
        id: idOf("epcis", told),
        salesOrderLine: order.line,
        site,
        location,
        ...goods(amount),
        shippedAt: isoOf(event.at),
      });
    }),
  );
}

function moved(
  { event, amounts, mapping }: Told,
  meaning: "putaway" | "pick" | "transfer" | "issue" | "removal",
): Facts {
  const from = placeOf(mapping, event.sourceLocation ?? event.readPoint ?? event.bizLocation);
  if (!from.ok) return from;
  const order = orderOf(event, mapping, "out", ORDERS[meaning]);
  if (meaning === "issue" && order === null) {
    return no(
      "no-production-order",
      "The event names no production order: say under epcis.orders which transaction is one.",
    );
  }
  const needsTo = meaning === "putaway" || meaning === "pick";
  const to = needsTo ? placeOf(mapping, event.destinationLocation ?? event.bizLocation) : null;
  if (to?.ok === false) return to;
  if (to?.ok === true && to.value.site === from.value.site && to.value.location === from.value.location) {
    return no("one-place", `The event moves goods from ${from.value.location} to the same place: name both places.`);
  }
  return ok(
    amounts.map((amount) =>
      tell(
        "wms.stock-move",
        { event, amount, mapping },
        {
          ...goods(amount),
          from: within(from.value, amount),
          ...(to?.ok === true ? { to: to.value } : {}),
          reason: meaning === "removal" ? "adjust" : meaning,
          ...(order?.kind === "sales" ? { salesOrderLine: order.line } : {}),
          ...(order?.kind === "production" ? { productionOrder: order.order } : {}),
          ...(order?.kind === "transfer" ? { transferOrder: order.order } : {}),
        },
      ),
    ),
  );
}

const ORDERS: { readonly [meaning: string]: readonly OrderKind[] } = {
  pick: ["sales"],
  transfer: ["transfer"],
  issue: ["production"],
};

/** Held goods leave what is available; those that pass an inspection come back. */
function restated({ event, amounts, mapping }: Told): Facts {
  const stated = statusOf(event, mapping);
  const toStatus = stated ?? (event.step === "holding" ? "quality" : undefined);
  if (toStatus === undefined) return ok(null);
  const place = placeOf(mapping, event.bizLocation ?? event.readPoint);
  if (!place.ok) return place;
  const status: Status = toStatus === "available" ? "quality" : "available";
  return ok(
    amounts.map((amount) => {
      const at = within(place.value, amount);
      const data = { ...goods(amount), from: at, to: at, status, toStatus, reason: "adjust" };
      return tell("wms.stock-move", { event, amount, mapping }, data);
    }),
  );
}

/** Inputs are consumed and leave stock; outputs are received from the order. */
function transformed(event: EpcisEvent, known: Known): Facts {
  const { mapping } = known;
  const order =
    orderOf(event, mapping, "in", ["production"])?.order ??
    (event.transformationID === null
      ? undefined
      : mapping.orderOf({ type: "prodorder", id: event.transformationID }, "in").order);
  if (order === undefined) {
    const reason = "The transformation names neither a production order nor a transformationID: add one.";
    return no("no-production-order", reason);
  }
  const inputs = amountsOf(event.inputs, event, known);
  if (!inputs.ok) return inputs;
  const outputs = amountsOf(event.outputs, event, { ...known, lot: event.lotNumber });
  if (!outputs.ok) return outputs;
  const from = placeOf(mapping, event.readPoint ?? event.bizLocation);
  const to = placeOf(mapping, event.bizLocation ?? event.readPoint);
  if (!from.ok) return from;
  if (!to.ok) return to;
  const used = inputs.value.flatMap((amount) => {
    const told = { event, amount, mapping };
    const issue = { ...goods(amount), from: within(from.value, amount), reason: "issue", productionOrder: order };
    const consumption = { order, seq: mapping.seq, ...goods(amount) };
    return [
      tell("mes.consumption", told, consumption),
      ...(mapping.takesStock ? [tell("wms.stock-move", told, issue)] : []),
    ];
  });
  const made: NamedOrder = { kind: "production", order, line: order };
  const received = outputs.value.map((amount) => receipt({ event, amount, mapping }, to.value, made));
  return ok([...used, ...received]);
}

/** Children go into their parent, or come out of it: all of them, if none is named. */
function packed(event: EpcisEvent, known: Known): Facts {
  const { mapping, packing } = known;
  const parent = event.parent === null ? null : identify(event.parent);
  if (parent === null || !parent.ok || parent.value.kind !== "unit") {
    return no("no-unit", `The parent ${event.parent ?? ""} is no logistic unit with an SSCC: only those are followed.`);
  }
  const isOut = event.action === "DELETE";
  const children = isOut && event.things.length === 0 && event.parent !== null ? [one(event.parent)] : event.things;
  const amounts = amountsOf(children, event, { mapping, packing });
  if (!amounts.ok) return amounts;
  const place = placeOf(mapping, event.bizLocation ?? event.readPoint);
  if (!place.ok) return place;
  const unit = { site: place.value.site, location: unitPlace(parent.value.sscc) };
  return ok(
    amounts.value.map((amount) => {
      const from = isOut ? unit : within(place.value, amount);
      const to = isOut ? place.value : unit;
      return tell("wms.stock-move", { event, amount, mapping }, { ...goods(amount), from, to, reason: "putaway" });
    }),
  );
}

function goods({ item, lot, quantity, serials }: Amount) {
  return { item, ...(lot === "" ? {} : { lot }), quantity, ...(serials.length === 0 ? {} : { serials }) };
}

const within = (place: Place, { unit }: Amount): Place =>
  unit === null ? place : { site: place.site, location: unitPlace(unit) };

function placeOf(mapping: EpcisMapping, id: string | null): Result<Place, Refusal> {
  if (id === null) return no("no-place", "The event names no place: add a readPoint or a bizLocation.");
  const read = identify(id);
  if (!read.ok) return no("wrong-identifier", `${read.error}.`);
  const place = mapping.placeOf(id);
  if (place !== undefined) return ok(place);
  return no("unknown-place", `${id} is no place of ours that is known: declare it under epcis.locations.`);
}

function orderOf(
  event: EpcisEvent,
  mapping: EpcisMapping,
  side: "in" | "out",
  kinds: readonly OrderKind[] = [],
): NamedOrder | null {
  const named = event.transactions.map((transaction) => mapping.orderOf(transaction, side));
  for (const kind of kinds) {
    const found = named.find((order) => order.kind === kind);
    if (found !== undefined) return found;
  }
  return null;
}

const statusOf = ({ disposition }: EpcisEvent, mapping: EpcisMapping): Status | undefined =>
  disposition === null ? undefined : mapping.statusOf(disposition);

/** A day alone is that day at the place: it counts until its end. */
function expiryOf({ expiry, offset }: EpcisEvent): string | null {
  if (expiry === null) return null;
  if (isLocalDate(expiry)) return `${expiry}T00:00:00${offset}`;
  return parseInstant(expiry) === null ? null : expiry;
}

function tell(type: FactType, { event, amount, mapping }: ToldOne, data: object): CloudEvent {
  return {
    specversion: "1.0",
    id: idOf(type.slice(type.indexOf(".") + 1), { event, amount }),
    source: mapping.source,
    type,
    time: isoOf(event.at),
    epcisevent: event.eventID,
    data,
  };
}

/** The same for the same event, item and lot, so that the log drops what comes twice, and a retraction finds it. */
const idOf = (what: string, { event, amount }: Pick<ToldOne, "event" | "amount">): string =>
  hashedId(what, [event.eventID, amount.item, amount.lot, amount.unit]);

const no = (rule: string, reason: string): Result<never, Refusal> => refuse({ rule, reason });
