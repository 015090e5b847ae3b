import type { AnyFact, Fact } from "@lockstep/domain/facts/fact";
import { byFactOrder } from "@lockstep/domain/facts/fact-order";
import type { Thing, TraceFacts, TraceNode } from "./model.ts";

/** A node without its distance. */
export type Place = TraceNode extends infer N ? (N extends TraceNode ? Omit<N, "distance"> : never) : never;

/** From one node to another one against or along the flow of goods. */
export interface Step {
  readonly to: Place;
  readonly quantity: number | null;
  readonly facts: readonly AnyFact[];
}

export function thingPlace({ item, lot, serial }: Thing): Place {
  const thing = { item, lot, serial };
  if (serial !== null) return { kind: "serial", id: `serial:${item}:${serial}`, ...thing };
  return { kind: "lot", id: `lot:${item}:${lot}`, ...thing };
}

export const orderPlace = (order: string): Place => ({ kind: "production-order", id: `order:${order}`, order });

/** Where a node's goods came from. */
export function stepsBack(place: Place, facts: TraceFacts): readonly Step[] {
  switch (place.kind) {
    case "lot":
      return origins(place, facts.ofLot(place.item, place.lot));
    case "serial":
      return originsOfSerial(place, facts);
    case "production-order":
      return [...inputs(facts.ofOrder(place.order)), ...machines(facts.ofOrder(place.order))];
    case "purchase-order-line": {
      const supplier = facts.supplierOf(place.line);
      return supplier === undefined
        ? []
        : [{ to: { kind: "supplier", id: `supplier:${supplier}`, supplier }, quantity: null, facts: [] }];
    }
    default:
      return [];
  }
}

/** Where a node's goods went. */
export function stepsOn(place: Place, facts: TraceFacts): readonly Step[] {
  switch (place.kind) {
    case "lot":
      return uses(place, facts.ofLot(place.item, place.lot));
    case "serial":
      return uses(place, facts.ofSerial(place.item, place.serial ?? ""));
    case "production-order":
      return outputs(facts.ofOrder(place.order));
    case "shipment": {
      const customer = facts.customerOf(place.line);
      return customer === undefined
        ? []
        : [{ to: { kind: "customer", id: `customer:${customer}`, customer }, quantity: null, facts: [] }];
    }
    default:
      return [];
  }
}

/** Of one serial a fact tells of one piece, however many it is about. */
const shareOf = (thing: Thing, quantity: number): number => (thing.serial === null ? quantity : Math.sign(quantity));

function origins(thing: Thing, about: Iterable<AnyFact>): readonly Step[] {
  const sums = createSums({ keepsNothing: true });
  for (const fact of [...about].sort(byFactOrder)) {
    if (fact.type !== "wms.receipt" || fact.data.quantity === 0) continue;
    const origin = originOf(fact);
    const { quantity, rejected } = fact.data;
    if (origin !== null) sums.add(origin, shareOf(thing, quantity - rejected), fact);
  }
  return sums.steps();
}

/** Null: of a transfer it is the same lot, wherever it lies. */
function originOf({ data }: Fact<"wms.receipt">): Place | null {
  const { purchaseOrderLine: line, productionOrder, transferOrder, site } = data;
  if (productionOrder !== undefined) return orderPlace(productionOrder);
  if (line !== undefined) return { kind: "purchase-order-line", id: `purchase:${line}`, line };
  return transferOrder === undefined ? { kind: "receipt", id: `receipt:${site}`, site } : null;
}

/** Its own receipts if there are any, else it came as its lot came. */
function originsOfSerial(thing: Thing, facts: TraceFacts): readonly Step[] {
  const about = [...facts.ofSerial(thing.item, thing.serial ?? "")].sort(byFactOrder);
  const own = origins(thing, about);
  if (own.length > 0) return own;
  const sums = createSums();
  for (const fact of about) {
    const lot = "lot" in fact.data ? fact.data.lot : undefined;
    if (lot) sums.add(thingPlace({ item: thing.item, lot, serial: null }), null, fact);
  }
  return sums.steps();
}

function uses(thing: Thing, about: Iterable<AnyFact>): readonly Step[] {
  const issued = createSums();
  const consumed = createSums();
  const shipped = createSums();
  for (const fact of [...about].sort(byFactOrder)) {
    switch (fact.type) {
      case "wms.stock-move":
        if (fact.data.reason === "issue" && fact.data.productionOrder !== undefined) {
          issued.add(orderPlace(fact.data.productionOrder), shareOf(thing, issuedBy(fact)), fact);
        }
        break;
      case "mes.consumption":
        consumed.add(orderPlace(fact.data.order), shareOf(thing, fact.data.quantity), fact);
        break;
      case "wms.shipment": {
        const { id, salesOrderLine: line, quantity } = fact.data;
        shipped.add({ kind: "shipment", id: `shipment:${id}`, shipment: id, line }, shareOf(thing, quantity), fact);
        break;
      }
      default:
    }
  }
  return [...usedUp(consumed, issued), ...shipped.steps()];
}

function inputs(about: Iterable<AnyFact>): readonly Step[] {
  const issued = createSums();
  const consumed = createSums();
  for (const fact of [...about].sort(byFactOrder)) {
    if (fact.type === "mes.consumption") {
      for (const thing of thingsOf(fact)) consumed.add(thingPlace(thing), shareOf(thing, fact.data.quantity), fact);
    } else if (fact.type === "wms.stock-move" && fact.data.reason === "issue") {
      for (const thing of thingsOf(fact)) issued.add(thingPlace(thing), shareOf(thing, issuedBy(fact)), fact);
    }
  }
  return usedUp(consumed, issued);
}

function outputs(about: Iterable<AnyFact>): readonly Step[] {
  const made = createSums({ keepsNothing: true });
  for (const fact of [...about].sort(byFactOrder)) {
    if (fact.type !== "wms.receipt" || fact.data.quantity === 0) continue;
    const { quantity, rejected } = fact.data;
    for (const thing of thingsOf(fact)) made.add(thingPlace(thing), shareOf(thing, quantity - rejected), fact);
  }
  return made.steps();
}

function machines(about: Iterable<AnyFact>): readonly Step[] {
  return [...about].sort(byFactOrder).flatMap((fact): Step[] => {
    if (fact.type !== "mes.operation" || fact.data.state === "pending") return [];
    const { order, seq, resource } = fact.data;
    const to: Place = { kind: "operation", id: `operation:${order}/${seq}`, order, seq, resource };
    return [{ to, quantity: null, facts: [fact] }];
  });
}

/** Less what was given back. */
const issuedBy = ({ data: { from, to, quantity } }: Fact<"wms.stock-move">): number =>
  (from === undefined ? 0 : quantity) - (to === undefined ? 0 : quantity);

type Movement = Fact<"mes.consumption"> | Fact<"wms.stock-move"> | Fact<"wms.receipt">;

/** With a lot number that lot; else, if each is named, each for itself; else what has no number. */
function thingsOf({ data }: Movement): readonly Thing[] {
  const { item, lot = "", serials = [] } = data;
  if (lot !== "" || serials.length === 0) return [{ item, lot, serial: null }];
  return serials.map((serial) => ({ item, lot, serial }));
}

/** What was consumed, where that was told; else what was issued. */
function usedUp(consumed: Sums, issued: Sums): readonly Step[] {
  const told = new Map(consumed.steps().map((step) => [step.to.id, step]));
  const both = issued.steps().map((step) => {
    const said = told.get(step.to.id);
    told.delete(step.to.id);
    return said === undefined ? step : { ...said, facts: [...said.facts, ...step.facts].sort(byFactOrder) };
  });
  return [...both, ...told.values()];
}

type Sums = ReturnType<typeof createSums>;

/** Adds up by where it leads; what comes to nothing, because it was taken back, leads nowhere, but for what was rejected. */
function createSums({ keepsNothing = false } = {}) {
  const byId = new Map<string, { readonly to: Place; quantity: number | null; readonly facts: AnyFact[] }>();
  return {
    add(to: Place, quantity: number | null, fact: AnyFact): void {
      const sum = byId.get(to.id);
      if (sum === undefined) byId.set(to.id, { to, quantity, facts: [fact] });
      else {
        sum.quantity = sum.quantity === null || quantity === null ? null : sum.quantity + quantity;
        sum.facts.push(fact);
      }
    },
    steps(): readonly Step[] {
      return [...byId.values()].flatMap(({ to, quantity, facts }): Step[] => {
        if (quantity === null) return [{ to, quantity, facts }];
        const tidy = Math.round(quantity * 1e6) / 1e6;
        return tidy === 0 && !keepsNothing ? [] : [{ to, quantity: tidy, facts }];
      });
    },
  };
}
