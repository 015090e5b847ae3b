import type { SiteId } from "./catalogue.ts";
import { needOf, round4, type Sim } from "./sim.ts";
import { lotsAt, quantityOf } from "./warehouse.ts";

/** On hand and still to come from planned orders, less what planned orders take: what nobody needs yet. */
export function spare(sim: Sim, item: string, site: SiteId): number {
  let quantity = quantityOf(lotsAt(sim, item, site).filter(({ hold }) => hold === null));
  for (const order of sim.orders.values()) {
    if (order.recipe.site !== site || order.status === "cancelled" || order.status === "closed") continue;
    if (order.recipe.item === item) quantity += order.quantity;
    if (order.progress !== "waiting") continue;
    for (const part of order.recipe.components) if (part.item === item) quantity -= needOf(part, order.quantity);
  }
  return round4(quantity);
}
