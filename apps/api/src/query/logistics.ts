import type { Data } from "@lockstep/domain/facts/fact";
import { byFactOrder } from "@lockstep/domain/facts/fact-order";
import { isoOf } from "@lockstep/domain/instant";
import type { HoldRow, PurchaseOrderLineRow, TransferOrderRow } from "@lockstep/protocol/rows";
import type { KnownWorld } from "../replica/known-facts.ts";
import { dayEndIso } from "../wire/dates.ts";
import { itemOf, supplierName } from "../wire/names.ts";
import { isoOrNull } from "../wire/words.ts";
import type { Moment } from "./moment.ts";

export function purchaseOrderLine({ view, viewer }: Moment, id: string): PurchaseOrderLineRow | null {
  const line = view.world.purchaseOrderLines.get(id)?.data;
  if (line === undefined || !viewer.scope.sees(line.site)) return null;
  const received = [...view.known.about(`purchase:${id}`)]
    .filter((fact) => fact.type === "wms.receipt")
    .sort(byFactOrder);
  return {
    id,
    supplier: line.supplier,
    supplierName: supplierName(view.world, line.supplier),
    item: line.item,
    itemName: itemOf(view.world, line.item).name,
    site: line.site,
    quantity: line.quantity,
    receivedQuantity: received.reduce((sum, { data }) => sum + data.quantity - data.rejected, 0),
    promisedAt: dayEndIso(view.world, line.site, line.promisedAt),
    status: line.status,
  };
}

/** Of a transfer, both ends see it. */
export function transferOrder({ view, viewer }: Moment, id: string): TransferOrderRow | null {
  const order = view.world.transferOrders.get(id)?.data;
  if (order === undefined || !viewer.scope.seesAny([order.fromSite, order.toSite])) return null;
  return {
    id,
    item: order.item,
    itemName: itemOf(view.world, order.item).name,
    fromSite: order.fromSite,
    toSite: order.toSite,
    quantity: order.quantity,
    plannedShip: isoOf(order.plannedShip),
    plannedReceipt: dayEndIso(view.world, order.toSite, order.plannedReceipt),
    status: order.status,
  };
}

export function hold({ view, viewer }: Moment, id: string): HoldRow | null {
  const found = view.world.holds.get(id)?.data;
  if (found === undefined || !viewer.scope.seesAny(sitesOfHold(found.target, view.world))) return null;
  return {
    id,
    target: targetInWords(found.target),
    state: found.state,
    reason: found.reason,
    expectedReleaseAt: isoOrNull(found.expectedReleaseAt),
  };
}

type Target = Data<"mes.quality-hold">["target"];

/** A lot is held wherever it lies, unless a site is named. */
export function sitesOfHold(
  { site, productionOrder }: Target,
  world: { readonly productionOrders: Pick<KnownWorld["productionOrders"], "get"> },
): readonly string[] {
  const at =
    site ?? (productionOrder === undefined ? undefined : world.productionOrders.get(productionOrder)?.data.site);
  return at === undefined ? [] : [at];
}

function targetInWords({ item, lot, site, productionOrder }: Target): string {
  if (productionOrder !== undefined) return `order ${productionOrder}`;
  const where = site === undefined ? "" : ` at ${site}`;
  return lot === undefined ? `${item}${where}` : `lot ${lot} of ${item}${where}`;
}
