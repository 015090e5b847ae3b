import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import type { PointModel } from "./evaluate.ts";
import { shelfEnd } from "./lots.ts";
import type { Allocation, Demand, OperationModel, OrderModel, ResourceModel, Supply } from "./model.ts";
import type { LineProjection } from "./project-line.ts";
import { liesThere, verdictOf } from "./verdict.ts";
import type {
  Allocation as AllocationView,
  DemandView,
  OperationView,
  OrderLineView,
  ProductionOrderView,
  ResourceView,
  StockingPointView,
  SupplyView,
} from "./views.ts";

/** As it stands at a minute. */
export function orderLineView(projection: LineProjection, now: Instant): OrderLineView {
  const { line, outcome, allocations, found, path, valueAtRiskMinor, openValueMinor } = projection;
  const { id, data } = line;
  return {
    id,
    site: data.site,
    item: data.item,
    customer: data.customer,
    state: outcome.state,
    quantity: data.quantity,
    openQuantity: line.isOpen ? line.open : 0,
    shortQuantity: outcome.short,
    requestedAt: line.requestedAt,
    promisedAt: line.promisedAt,
    projectedDelivery: outcome.projectedDelivery,
    slackMinutes: outcome.slack === null ? null : outcome.slack / MINUTE,
    pLate: outcome.pLate,
    sigmaHours: outcome.sigmaHours,
    cause: found === null ? null : { kind: found.kind, subjectType: found.subjectType, subject: found.subject },
    path,
    allocations: allocations.map((one) => allocationView(one, now)),
    valueAtRiskMinor,
    openValueMinor,
  };
}

export const allocationView = ({ supply, quantity }: Allocation, now: Instant): AllocationView => ({
  kind: supply.kind,
  id: supply.id,
  quantity,
  availableAt: Math.max(now, supply.availableAt),
});

export function productionOrderView(order: OrderModel): ProductionOrderView {
  const { id, data, stillToMake, operations, isBlock } = order;
  return {
    id,
    item: data.item,
    site: data.site,
    quantity: data.quantity,
    status: data.status,
    plannedStart: data.plannedStart,
    plannedFinish: data.plannedFinish,
    projectedStart: startOf(operations[0]),
    projectedFinish: finishOf(operations.at(-1)),
    stillToMake,
    operations: isBlock ? [] : operations.map(operationView),
  };
}

function operationView(operation: OperationModel): OperationView {
  const isProjected = operation.order.isLoaded || operation.phase === "done";
  return {
    seq: operation.seq,
    resource: operation.resource?.id ?? null,
    state: operation.state,
    plannedStart: operation.plannedStart,
    plannedFinish: operation.plannedFinish,
    projectedStart: startOf(operation),
    projectedFinish: finishOf(operation),
    remainingHours: isProjected ? operation.remainingWork / (60 * MINUTE) : null,
    boundBy: operation.boundBy,
    good: operation.good,
    scrap: operation.scrap,
  };
}

/** Null: it never does, or nobody knows. */
const known = (at: Instant): Instant | null => (Number.isFinite(at) ? at : null);
const startOf = (operation: OperationModel | undefined): Instant | null => (operation ? known(operation.start) : null);
const finishOf = (operation: OperationModel | undefined): Instant | null =>
  operation ? known(operation.finish) : null;

export function stockingPointView(world: World, point: PointModel, now: Instant): StockingPointView {
  const at = point.id.lastIndexOf("@");
  const erpOnHand = world.erpStock.get(point.id)?.data.quantity ?? null;
  return {
    id: point.id,
    item: point.id.slice(0, at),
    site: point.id.slice(at + 1),
    onHand: point.onHand,
    erpOnHand,
    level: point.level,
    supplies: point.supplies.map((supply) => supplyView(world, supply, now)),
    demands: point.demands.map((demand) => demandView(demand, now)),
    verdict: verdictOf(point, { onHand: point.onHand, erpOnHand }, now, liesThere),
  };
}

/** What is made begins to age when it is received: once it is there it keeps for so long from now on, whenever that is. */
export const isFresh = ({ source }: Supply): boolean => source.what === "made" || source.what === "make";

function supplyView(world: World, supply: Supply, now: Instant): SupplyView {
  const { kind, id, quantity, assumed, point } = supply;
  const availableAt = Math.max(now, supply.availableAt);
  const expiresAt = isFresh(supply)
    ? shelfEnd(world, point.slice(0, point.lastIndexOf("@")), availableAt)
    : supply.expiresAt;
  return { kind, id, quantity, availableAt, assumed, expiresAt: known(expiresAt) };
}

const demandView = (demand: Demand, now: Instant): DemandView => ({
  kind: demand.kind,
  id: demand.id,
  quantity: demand.quantity,
  needAt: demand.need,
  priority: demand.priority,
  shortQuantity: demand.short,
  availableAt: demand.availableAt === null ? null : Math.max(now, demand.availableAt),
  allocations: demand.allocations.map((one) => allocationView(one, now)),
});

export function resourceView(resource: ResourceModel): ResourceView {
  const { id, site, name, state, upAt, isUpEstimated, upBy } = resource;
  return {
    id,
    site,
    name,
    state: state?.state ?? null,
    since: state?.since ?? null,
    reason: state?.reason ?? null,
    upAt,
    upBy,
    upAtAssumed: upAt !== null && !isUpEstimated,
  };
}
