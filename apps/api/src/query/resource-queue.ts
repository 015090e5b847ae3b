import { byCodeUnit } from "@lockstep/domain/world";
import type { OperationView, ProductionOrderView } from "@lockstep/engine/views";
import type { QueuedOperation } from "@lockstep/protocol/generated/schema";
import type { View } from "../view/view.ts";
import { productionOrderRow } from "../wire/plant-rows.ts";
import { pageSize } from "./paging.ts";

interface Queued {
  readonly order: ProductionOrderView;
  /** Which of its operations. */
  readonly place: number;
  readonly operation: OperationView;
}

/** What runs on a resource and what waits for it, the next one first. */
export function queueOf(view: View, resource: string, first: number): readonly QueuedOperation[] {
  const size = pageSize(first);
  return queued(view, resource)
    .sort((a, b) => startOf(a) - startOf(b) || byCodeUnit(a.order.id, b.order.id) || a.place - b.place)
    .slice(0, size)
    .map(({ order, place }) => {
      const row = productionOrderRow(order, view);
      const operation = row.operations[place];
      if (operation === undefined) throw new Error(`order ${order.id} has no operation at ${place}`);
      const { id, item, itemName, uom, quantity } = row;
      return { order: id, operation, item, itemName, uom, quantity };
    });
}

export const queueLength = (view: View, resource: string): number => queued(view, resource).length;

function queued({ projection }: View, resource: string): Queued[] {
  const found: Queued[] = [];
  for (const order of projection.productionOrders.values()) {
    if (order.status === "closed" || order.status === "cancelled") continue;
    for (const [place, operation] of order.operations.entries())
      if (operation.resource === resource && operation.state !== "done") found.push({ order, place, operation });
  }
  return found;
}

/** What runs has started; what never can stands last. */
const startOf = ({ operation }: Queued): number =>
  operation.state === "running" || operation.state === "setup"
    ? Number.NEGATIVE_INFINITY
    : (operation.projectedStart ?? Number.POSITIVE_INFINITY);
