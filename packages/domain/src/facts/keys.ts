import { lineId, operationId, pointId } from "../world.ts";
import type { AnyFact, Data } from "./fact.ts";

type Keyed = { [T in AnyFact["type"]]: { readonly type: T; readonly data: Data<T> } }[AnyFact["type"]];

/** What an entity fact or a count is filed under; a movement is filed under its own source and id. */
export function keyOf(fact: Keyed, source: string, id: string): string {
  switch (fact.type) {
    case "master.bom":
    case "master.routing":
    case "master.stocking":
    case "erp.stock-on-hand":
      return pointId(fact.data.item, fact.data.site);
    case "master.sourcing":
      return `${pointId(fact.data.item, fact.data.site)}/${fact.data.supplier}`;
    case "master.response-cost":
      return `${fact.data.site}/${fact.data.kind}`;
    case "erp.sales-order-line":
    case "erp.purchase-order-line":
      return lineId(fact.data.order, fact.data.line);
    case "mes.operation":
      return operationId(fact.data.order, fact.data.seq);
    case "mes.resource-state":
      return `${fact.data.resource}@${fact.data.since}`;
    case "wms.stock-count":
      return bucketKey(fact.data);
    case "tower.estimate":
      return targetKey(fact.data.target);
    case "mes.consumption":
    case "wms.stock-move":
    case "wms.receipt":
      return `${source}#${id}`;
    default:
      return fact.data.id;
  }
}

/** A stock bucket: (site, location, item, lot or none, status). */
export function bucketKey(bucket: {
  readonly site: string;
  readonly location: string;
  readonly item: string;
  readonly lot?: string;
  readonly status: string;
}): string {
  const { site, location, item, lot = "", status } = bucket;
  return `${site}\0${location}\0${item}\0${lot}\0${status}`;
}

/** The target of an estimate: `resource:ID`, `hold:ID`, `purchaseOrderLine:ID`. */
export function targetKey(target: Data<"tower.estimate">["target"]): string {
  if (target.resource !== undefined) return `resource:${target.resource}`;
  if (target.hold !== undefined) return `hold:${target.hold}`;
  return `purchaseOrderLine:${target.purchaseOrderLine ?? ""}`;
}
