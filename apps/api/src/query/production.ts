import { byCodeUnit } from "@lockstep/domain/world";
import type { ProductionOrderView } from "@lockstep/engine/views";
import type { ProductionOrderFilter, QueryProductionOrdersArgs } from "@lockstep/protocol/generated/schema";
import type { ProductionOrderRow, ResourceRow, StockingPointRow } from "@lockstep/protocol/rows";
import { productionOrderRow, resourceRow, stockingPointRow } from "../wire/plant-rows.ts";
import { upper } from "../wire/words.ts";
import { among, anyAmong } from "./filters.ts";
import type { Moment } from "./moment.ts";
import { type Connection, pageOfRows } from "./paging.ts";

export function productionOrder({ view, viewer }: Moment, id: string): ProductionOrderRow | null {
  const order = view.projection.productionOrders.get(id);
  return order !== undefined && viewer.scope.sees(order.site) ? productionOrderRow(order, view) : null;
}

export function productionOrders(
  { view, viewer }: Moment,
  { filter, first, after }: Partial<QueryProductionOrdersArgs>,
): Connection<ProductionOrderRow> {
  return pageOfRows(
    { kind: "production-orders", items: seenOrders({ view, viewer }, filterOf(filter ?? {})), keyOf: ({ id }) => [id] },
    (order) => productionOrderRow(order, view),
    { first: first ?? null, after: after ?? null },
  );
}

/** By id. */
const seenOrders = ({ view, viewer }: Moment, passes: (order: ProductionOrderView) => boolean) =>
  [...view.projection.productionOrders.values()]
    .filter((order) => viewer.scope.sees(order.site) && passes(order))
    .sort((a, b) => byCodeUnit(a.id, b.id));

/** By id, whole. */
export const visibleProductionOrders = (moment: Moment): readonly ProductionOrderRow[] =>
  seenOrders(moment, () => true).map((order) => productionOrderRow(order, moment.view));

function filterOf({ ids, sites, items, resources, statuses }: ProductionOrderFilter) {
  const tests = [
    among(ids, (order: ProductionOrderView) => order.id),
    among(sites, (order: ProductionOrderView) => order.site),
    among(items, (order: ProductionOrderView) => order.item),
    among(statuses, (order: ProductionOrderView) => upper(order.status)),
    anyAmong(resources, (order: ProductionOrderView) => order.operations.flatMap(({ resource }) => resource ?? [])),
  ].filter((test) => test !== null);
  return (order: ProductionOrderView) => tests.every((test) => test(order));
}

export function stockingPoint({ view, viewer }: Moment, id: string): StockingPointRow | null {
  const point = view.onRequest.points().find(id);
  return point !== null && viewer.scope.sees(point.site) ? stockingPointRow(point, view.world) : null;
}

export function resources(moment: Moment, site: string | null): readonly ResourceRow[] {
  return [...moment.view.projection.resources.keys()]
    .sort(byCodeUnit)
    .flatMap((id) => resource(moment, id) ?? [])
    .filter((row) => site === null || row.site === site);
}

/** One that master data does not know has no site, and is everyone's. */
export function resource({ view, viewer }: Moment, id: string): ResourceRow | null {
  const found = view.projection.resources.get(id);
  if (found === undefined) return null;
  return viewer.scope.seesAny(found.site === null ? [] : [found.site]) ? resourceRow(found) : null;
}
