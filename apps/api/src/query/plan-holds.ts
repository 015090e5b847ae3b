import { pointId } from "@lockstep/domain/world";
import type { ProductionOrderView } from "@lockstep/engine/views";
import type { HoldRow } from "@lockstep/protocol/rows";
import { lotTopic } from "../replica/known-facts.ts";
import { hold } from "./logistics.ts";
import type { Moment } from "./moment.ts";

/** The hold that stands on what an order makes: on the order, on its item at its site, or on a lot that came of it. */
export type HoldOf = (order: ProductionOrderView) => HoldRow | null;

/** What is rejected is held as well. */
export function holdsOnOrders(moment: Moment): HoldOf {
  const { view } = moment;
  const byOrder = new Map<string, string>();
  const byPoint = new Map<string, string>();
  for (const [id, { data }] of view.world.holds) {
    if (data.state === "released") continue;
    const { productionOrder, item, lot, site } = data.target;
    if (productionOrder !== undefined) byOrder.set(productionOrder, id);
    else if (item !== undefined && lot !== undefined) {
      for (const fact of view.known.about(lotTopic(item, lot))) {
        if (fact.type !== "wms.receipt" || fact.data.productionOrder === undefined) continue;
        if (site === undefined || fact.data.site === site) byOrder.set(fact.data.productionOrder, id);
      }
    } else if (item !== undefined && site !== undefined) byPoint.set(pointId(item, site), id);
  }
  return (order) => {
    const id = byOrder.get(order.id) ?? byPoint.get(pointId(order.item, order.site));
    return id === undefined ? null : hold(moment, id);
  };
}
