import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit, operationId, orderOfOperation, pointId } from "@lockstep/domain/world";
import type { Allocation, DemandView, OperationView, ProductionOrderView } from "@lockstep/engine/views";
import type { PlanChainKind, PlanChainStep } from "@lockstep/protocol/generated/schema";
import { itemOf } from "../wire/names.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";

/** As the schema says; the last one tells by `boundBy` whether it waits itself. */
const MOST_STEPS = 200;

/** What an operation waits for, step by step. Null: the viewer sees no such operation. */
export function planChain(moment: Moment, id: string): readonly PlanChainStep[] | null {
  let place = operationOf(moment, id);
  if (place === null) return null;
  const steps: PlanChainStep[] = [];
  const seen = new Set<string>();
  while (place !== null && !seen.has(place.id) && steps.length < MOST_STEPS) {
    seen.add(place.id);
    steps.push(stepOf(moment, place));
    const next: Next = waitsFor(moment, place);
    if (next.supply !== null) steps.push(next.supply);
    place = next.place;
  }
  return steps;
}

/** An operation, or the whole of an order without any. */
interface Place {
  readonly id: string;
  readonly order: ProductionOrderView;
  readonly operation: OperationView | null;
}

/** The operation that is waited for, or a supply that nothing is to make; neither: nothing that is known. */
interface Next {
  readonly place: Place | null;
  readonly supply: PlanChainStep | null;
}

const nothing: Next = { place: null, supply: null };
const waitingFor = (place: Place | null): Next => ({ place, supply: null });

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

function stepOf({ view }: Moment, { id, order, operation }: Place): PlanChainStep {
  const { projectedStart, projectedFinish } = operation ?? order;
  return {
    kind: "OPERATION",
    id,
    order: order.id,
    resource: operation?.resource ?? null,
    item: order.item,
    itemName: itemOf(view.world, order.item).name,
    boundBy: operation?.boundBy ? upper(operation.boundBy) : null,
    start: isoOrNull(projectedStart),
    finish: isoOrNull(projectedFinish),
  };
}

function waitsFor(moment: Moment, place: Place): Next {
  const { order, operation: own } = place;
  switch (own?.boundBy) {
    case "operation": {
      const before = order.operations[order.operations.indexOf(own) - 1];
      return before === undefined ? nothing : waitingFor(operationOf(moment, operationId(order.id, before.seq)));
    }
    case "resource":
      return waitingFor(inFrontOf(moment, place));
    case "material":
      return materialOf(moment, place);
    default:
      return nothing;
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

/** What comes last of what it claims; before that, what nothing fills. */
function materialOf(moment: Moment, { id, order }: Place): Next {
  const claims = claimsOf(moment, { order, operations: new Set([id]) });
  const short = claims.find(({ demand }) => demand.shortQuantity > 0);
  if (short !== undefined) {
    const { item, point } = short;
    return { place: null, supply: supplyStep(moment, { kind: "SHORT", id: point, item, finish: null }) };
  }
  let last: { readonly item: string; readonly allocation: Allocation } | null = null;
  for (const { item, demand } of claims) {
    for (const allocation of demand.allocations) {
      if (last === null || allocation.availableAt > last.allocation.availableAt) last = { item, allocation };
    }
  }
  if (last === null) return nothing;
  const { kind, id: supply, availableAt: finish } = last.allocation;
  if (kind === "make") return waitingFor(lastOf(moment, supply));
  return { place: null, supply: supplyStep(moment, { kind: upper(kind), id: supply, item: last.item, finish }) };
}

interface SupplyStep {
  readonly kind: PlanChainKind;
  readonly id: string;
  readonly item: string;
  readonly finish: Instant | null;
}

const supplyStep = ({ view }: Moment, { kind, id, item, finish }: SupplyStep): PlanChainStep => ({
  ...{ kind, id, item, order: null, resource: null, boundBy: null, start: null },
  itemName: itemOf(view.world, item).name,
  finish: isoOrNull(finish),
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
    const demands = view.onRequest.points().find(point)?.demands ?? [];
    return demands
      .filter(({ kind, id }) => kind === "claim" && operations.has(id))
      .map((demand) => ({ item, point, demand }));
  });
}
