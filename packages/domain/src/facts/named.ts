import { pointId } from "../world.ts";
import type { AnyFact } from "./fact.ts";

/** What a fact itself names and cannot be in force without. */
export interface Named {
  readonly items: readonly string[];
  readonly sites: readonly string[];
  readonly productionOrder: string | null;
}

const nothing: Named = { items: [], sites: [], productionOrder: null };

/**
 * The items and sites that a fact names (of a BOM its product's; components are not asked for), and of a MES fact its
 * production order. A tombstone waits for nothing: what it deletes has no effect either as long as the names are unknown.
 */
export function namedBy(fact: AnyFact): Named {
  if (fact.deleted) return nothing;
  switch (fact.type) {
    case "master.bom":
    case "master.routing":
    case "master.sourcing":
    case "master.stocking":
    case "erp.stock-on-hand":
    case "erp.sales-order-line":
    case "erp.production-order":
    case "erp.purchase-order-line":
    case "wms.stock-count":
    case "wms.receipt":
    case "wms.shipment":
      return naming([fact.data.item], [fact.data.site]);
    case "master.resource":
    case "master.response-cost":
    case "erp.plan-published":
      return naming([], [fact.data.site]);
    case "erp.transfer-order":
      return naming([fact.data.item], [fact.data.fromSite, fact.data.toSite]);
    case "wms.stock-move":
      return naming([fact.data.item], [fact.data.from?.site, fact.data.to?.site]);
    case "mes.operation":
      return naming([], [], fact.data.order);
    case "mes.consumption":
      return naming([fact.data.item], [], fact.data.order);
    case "mes.quality-hold":
      return naming([fact.data.target.item], [fact.data.target.site], fact.data.target.productionOrder);
    default:
      return nothing;
  }
}

/** Whether something of that name is known. */
export interface Names {
  has(name: string): boolean;
}

/** As asking for every name of `namedBy`, without listing them: it is asked of each fact again and again. */
export function isAllNamedIn(fact: AnyFact, items: Names, sites: Names, productionOrders: Names): boolean {
  if (fact.deleted) return true;
  switch (fact.type) {
    case "master.bom":
    case "master.routing":
    case "master.sourcing":
    case "master.stocking":
    case "erp.stock-on-hand":
    case "erp.sales-order-line":
    case "erp.production-order":
    case "erp.purchase-order-line":
    case "wms.stock-count":
    case "wms.receipt":
    case "wms.shipment":
      return items.has(fact.data.item) && sites.has(fact.data.site);
    case "mes.operation":
      return productionOrders.has(fact.data.order);
    case "mes.consumption":
      return items.has(fact.data.item) && productionOrders.has(fact.data.order);
    default: {
      const named = namedBy(fact);
      const order = named.productionOrder;
      if (order !== null && !productionOrders.has(order)) return false;
      return named.items.every((item) => items.has(item)) && named.sites.every((site) => sites.has(site));
    }
  }
}

type Maybe = string | undefined;

function naming(items: readonly Maybe[], sites: readonly Maybe[], productionOrder?: Maybe): Named {
  return { items: items.filter(isGiven), sites: sites.filter(isGiven), productionOrder: productionOrder ?? null };
}

const isGiven = (name: Maybe): name is string => name !== undefined;

/** The stocking points that a fact names: items at sites, components at the site of their BOM or order. */
export function pointsNamedBy(fact: AnyFact): readonly string[] {
  if (fact.deleted) return none;
  switch (fact.type) {
    case "master.bom":
    case "erp.production-order": {
      const { item, site, components = none } = fact.data;
      return [pointId(item, site), ...components.map((one) => pointId(one.item, site))];
    }
    case "master.routing":
    case "master.sourcing":
    case "master.stocking":
    case "erp.stock-on-hand":
    case "erp.sales-order-line":
    case "erp.purchase-order-line":
    case "wms.stock-count":
    case "wms.receipt":
    case "wms.shipment":
      return [pointId(fact.data.item, fact.data.site)];
    default: {
      const { items, sites } = namedBy(fact);
      return items.flatMap((item) => sites.map((site) => pointId(item, site)));
    }
  }
}

const none: readonly never[] = [];
