import { pointId } from "@lockstep/domain/world";
import type { ProductionOrderView } from "@lockstep/engine/views";
import { inProcess } from "@lockstep/workflow/way-back/in-process";
import type { View } from "../view/view.ts";

/** What lies in each operation of an order, in their order. */
export function inProcessOf(order: ProductionOrderView, { known, world }: View): readonly number[] {
  const stated = world.productionOrders.get(order.id)?.data;
  const bom = world.boms.get(pointId(order.item, order.site))?.data;
  const taken = new Map<string, number>();
  const take = (item: string, quantity: number): void => void taken.set(item, (taken.get(item) ?? 0) + quantity);
  const used = new Map<string, number>();
  for (const fact of known.about(`order:${order.id}`)) {
    if (fact.type === "mes.consumption") {
      const { item, quantity } = fact.data;
      used.set(item, (used.get(item) ?? 0) + quantity);
    }
    if (fact.type !== "wms.stock-move" || fact.data.reason !== "issue") continue;
    const { item, quantity, from, to } = fact.data;
    if (from !== undefined && to === undefined) take(item, quantity);
    if (from === undefined && to !== undefined) take(item, -quantity);
  }
  const pieces = (stated?.components ?? bom?.components ?? []).flatMap(({ item, quantityPer, scrapFraction }) => {
    // What was used was there, whether or not anybody has said that it was issued.
    const quantity = Math.max(taken.get(item) ?? 0, used.get(item) ?? 0);
    const isSaid = taken.has(item) || used.has(item);
    return isSaid && quantityPer > 0 ? [quantity / (quantityPer * (1 + scrapFraction))] : [];
  });
  return inProcess(order.operations, { ordered: order.quantity, pieces });
}
