import { type Instant, isoOf } from "@lockstep/domain/instant";
import { byCodeUnit, operationId, orderOfOperation, pointId } from "@lockstep/domain/world";
import type { Allocation, DemandView, OperationView, ProductionOrderView } from "@lockstep/engine/views";
import type { PlanChainKind, PlanChainStep } from "@lockstep/protocol/generated/schema";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";

const MOST_STEPS = 40;

/** What an operation waits for, step by step. Null: the viewer sees no such operation. */
export function planChain(moment: Moment, id: string): readonly PlanChainStep[] | null {
  let place = operationOf(moment, id);
  if (place === null) return null;
  const steps: PlanChainStep[] = [];
  const seen = new Set<string>();
  while (place !== null && !seen.has(place.id) && steps.length < MOST_STEPS) {
    seen.add(place.id);
    steps.push(stepOf(place));
    const next = waitsFor(moment, place);
    if (next === null || "place" in next) {
      place = next?.place ?? null;
      continue;
    }
    steps.push(next.supply);
    place = next.madeBy;
  }
  return steps;
}

/** An operation, or the whole of an order without any. */
interface Place {
  readonly id: string;
  readonly order: ProductionOrderView;
  readonly operation: OperationView | null;
}

type Next =
  | { readonly place: Place | null }
  /** A supply, and what makes it where that is an order to make. */
  | { readonly supply: PlanChainStep; readonly madeBy: Place | null };

function operationOf({ view, viewer }: Moment, id: string): Place | null {
  const orders = view.projection.productionOrders;
  const order = orders.get(orderOfOperation(id, orders));
  if (order === undefined || !viewer.scope.sees(order.site)) return null;
  if (id === order.id) return order.operations.length === 0 ? { id, order, operation: null } : null;
  const operation = order.operations.find(({ seq }) => operationId(order.id, seq) === id);
  return operation === undefined ? null : { id, order, operation };
}

function lastOf(moment: Moment, order: string): Place | null {
  const seq = moment.view.projection.productionOrders.get(order)?.operations.at(-1)?.seq;
  return operationOf(moment, seq === undefined ? order : operationId(order, seq));
}

function stepOf({ id, order, operation }: Place): PlanChainStep {
  const { projectedStart, projectedFinish } = operation ?? order;
  return {
    kind: "OPERATION",
    id,
    order: order.id,
    resource: operation?.resource ?? null,
    item: order.item,
    boundBy: operation?.boundBy ? upper(operation.boundBy) : null,
    start: isoOrNull(projectedStart),
    finish: isoOrNull(projectedFinish),
  };
}

function waitsFor(moment: Moment, place: Place): Next | null {
  const { order, operation } = place;
  switch (operation?.boundBy) {
    case "operation": {
      const before = order.operations[order.operations.indexOf(operation) - 1];
      return before === undefined ? null : { place: operationOf(moment, operationId(order.id, before.seq)) };
    }
    case "resource":
      return { place: inFrontOf(moment, place) };
    case "material":
      return materialOf(moment, place);
    default:
      return null;
  }
}

/** Of those that end on its resource before it starts, the latest. */
function inFrontOf({ view, viewer }: Moment, { id, operation }: Place): Place | null {
  const start = operation?.projectedStart ?? null;
  if (operation === null || start === null) return null;
  let front: { readonly place: Place; readonly finish: Instant } | null = null;
  for (const order of view.projection.productionOrders.values()) {
    if (!viewer.scope.sees(order.site)) continue;
    for (const one of order.operations) {
      const finish = one.projectedFinish;
      if (one.resource !== operation.resource || finish === null || finish > start) continue;
      const place = { id: operationId(order.id, one.seq), order, operation: one };
      if (place.id === id || (front !== null && !isLater(finish, place.id, front))) continue;
      front = { place, finish };
    }
  }
  return front?.place ?? null;
}

const isLater = (finish: Instant, id: string, front: { readonly place: Place; readonly finish: Instant }): boolean =>
  (finish - front.finish || byCodeUnit(id, front.place.id)) > 0;

/** What comes last of what it claims. */
function materialOf(moment: Moment, { id, order }: Place): Next | null {
  const claims = claimsOf(moment, { order, operations: new Set([id]) });
  const short = claims.find(({ demand }) => demand.shortQuantity > 0);
  if (short !== undefined)
    return { supply: supplyStep("SHORT", short.point, { item: short.item, finish: null }), madeBy: null };
  const all = claims.flatMap(({ item, demand }) => demand.allocations.map((allocation) => ({ item, allocation })));
  const last = all.reduce<(typeof all)[number] | null>(
    (latest, one) => (latest === null || one.allocation.availableAt > latest.allocation.availableAt ? one : latest),
    null,
  );
  return last === null ? null : supplyOf(moment, last.item, last.allocation);
}

function supplyOf(moment: Moment, item: string, { kind, id, availableAt }: Allocation): Next {
  if (kind === "make") return { place: lastOf(moment, id) };
  return { supply: supplyStep(upper(kind), id, { item, finish: availableAt }), madeBy: null };
}

const supplyStep = (
  kind: PlanChainKind,
  id: string,
  { item, finish }: { readonly item: string; readonly finish: Instant | null },
): PlanChainStep => ({
  ...{ kind, id, item, order: null, resource: null, boundBy: null, start: null },
  finish: finish !== null && Number.isFinite(finish) ? isoOf(finish) : null,
});

export interface ClaimOf {
  readonly item: string;
  readonly point: string;
  readonly demand: DemandView;
}

/** What operations of an order claim of its components. */
export function claimsOf(
  { view }: Moment,
  { order, operations }: { readonly order: ProductionOrderView; readonly operations: ReadonlySet<string> },
): readonly ClaimOf[] {
  const stated = view.world.productionOrders.get(order.id)?.data.components;
  const components = stated ?? view.world.boms.get(pointId(order.item, order.site))?.data.components ?? [];
  const items = new Set(components.map(({ item }) => item));
  return [...items].flatMap((item) => {
    const point = pointId(item, order.site);
    const demands = view.projection.stockingPoint(point)?.demands ?? [];
    return demands
      .filter(({ kind, id }) => kind === "claim" && operations.has(id))
      .map((demand) => ({ item, point, demand }));
  });
}
