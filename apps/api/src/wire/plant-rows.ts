import { isoOf } from "@lockstep/domain/instant";
import type {
  DemandView,
  OperationView,
  ProductionOrderView,
  ResourceView,
  StockingPointView,
  SupplyView,
} from "@lockstep/engine/views";
import type { Demand, Operation, Supply } from "@lockstep/protocol/generated/schema";
import type { ProductionOrderRow, ResourceRow, StockingPointRow } from "@lockstep/protocol/rows";
import type { KnownWorld } from "../replica/known-facts.ts";
import type { View } from "../view/view.ts";
import { inProcessOf } from "./in-process-rows.ts";
import { itemOf, resourceName } from "./names.ts";
import { allocationRow } from "./order-line-row.ts";
import { isoOrNull, upper } from "./words.ts";

export function productionOrderRow(order: ProductionOrderView, view: View): ProductionOrderRow {
  const { world } = view;
  const { name, uom } = itemOf(world, order.item);
  const lying = inProcessOf(order, view);
  return {
    id: order.id,
    item: order.item,
    itemName: name,
    uom,
    site: order.site,
    quantity: order.quantity,
    status: upper(order.status),
    plannedStart: isoOf(order.plannedStart),
    plannedFinish: isoOf(order.plannedFinish),
    projectedStart: isoOrNull(order.projectedStart),
    projectedFinish: isoOrNull(order.projectedFinish),
    stillToMake: order.stillToMake,
    inProcess: Number(lying.reduce((sum, quantity) => sum + quantity, 0).toPrecision(12)),
    operations: order.operations.map((operation, k) => operationRow(operation, { world, inProcess: lying[k] ?? 0 })),
  };
}

function operationRow(
  operation: OperationView,
  { world, inProcess }: { readonly world: KnownWorld; readonly inProcess: number },
): Operation {
  const { seq, resource, remainingHours, boundBy, good, scrap } = operation;
  return {
    seq,
    resource,
    resourceName: resource === null ? null : resourceName(world, resource),
    state: upper(operation.state),
    plannedStart: isoOf(operation.plannedStart),
    plannedFinish: isoOf(operation.plannedFinish),
    projectedStart: isoOrNull(operation.projectedStart),
    projectedFinish: isoOrNull(operation.projectedFinish),
    remainingHours,
    boundBy: boundBy === null ? null : upper(boundBy),
    good,
    scrap,
    inProcess,
  };
}

export function stockingPointRow(point: StockingPointView, world: KnownWorld): StockingPointRow {
  const { name, uom } = itemOf(world, point.item);
  return {
    id: point.id,
    item: point.item,
    itemName: name,
    uom,
    site: point.site,
    onHand: point.onHand,
    erpOnHand: point.erpOnHand,
    supplies: point.supplies.map(supplyRow),
    demands: point.demands.map(demandRow),
    verdict: point.verdict === null ? null : upper(point.verdict),
  };
}

function supplyRow({ kind, id, quantity, availableAt, assumed, expiresAt }: SupplyView): Supply {
  return {
    kind: upper(kind),
    id,
    quantity,
    availableAt: isoOrNull(availableAt),
    assumed,
    expiresAt: isoOrNull(expiresAt),
  };
}

function demandRow(demand: DemandView): Demand {
  return {
    kind: upper(demand.kind),
    id: demand.id,
    quantity: demand.quantity,
    needAt: isoOf(demand.needAt),
    priority: demand.priority,
    shortQuantity: demand.shortQuantity,
    availableAt: isoOrNull(demand.availableAt),
    allocations: demand.allocations.map(allocationRow),
  };
}

export function resourceRow(resource: ResourceView): ResourceRow {
  return {
    id: resource.id,
    name: resource.name,
    site: resource.site,
    state: resource.state === null ? null : upper(resource.state),
    since: isoOrNull(resource.since),
    reason: resource.reason,
    upAt: isoOrNull(resource.upAt),
    upBy: resource.upBy,
    upAtAssumed: resource.upAtAssumed,
  };
}
