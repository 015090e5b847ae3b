import type { FactType } from "../facts/catalogue.ts";
import type { Instant } from "../instant.ts";
import type { World } from "../world.ts";
import { createCell } from "./cell.ts";
import type { FactIndex } from "./fact-index.ts";
import { createFindings } from "./findings-view.ts";
import { createFold, type Known, type Mode } from "./fold.ts";
import { createParts } from "./parts.ts";

export interface WorldView {
  worldAt(clock: Instant): World;
  knownAt(clock: Instant): Known;
}

const nobody: ReadonlySet<string> = new Set();

/** The world under one kind of clock. Every part is kept until a fact, a known name or the clock changes it. */
export function createWorldView(index: FactIndex, mode: Mode): WorldView {
  const entity = <T extends FactType>(type: T) => createFold(index, type, { withHistory: false });
  const history = <T extends FactType>(type: T) => createFold(index, type, { withHistory: true });
  const fold = {
    sites: entity("master.site"),
    items: entity("master.item"),
    productionOrders: entity("erp.production-order"),
    calendars: entity("master.calendar"),
    resources: entity("master.resource"),
    boms: entity("master.bom"),
    routings: entity("master.routing"),
    suppliers: entity("master.supplier"),
    customers: entity("master.customer"),
    sourcing: entity("master.sourcing"),
    stocking: entity("master.stocking"),
    responseCosts: entity("master.response-cost"),
    salesOrderLines: entity("erp.sales-order-line"),
    purchaseOrderLines: history("erp.purchase-order-line"),
    transferOrders: entity("erp.transfer-order"),
    erpStock: entity("erp.stock-on-hand"),
    plans: entity("erp.plan-published"),
    operations: history("mes.operation"),
    resourceStates: history("mes.resource-state"),
    holds: history("mes.quality-hold"),
    consumptions: history("mes.consumption"),
    stockCounts: history("wms.stock-count"),
    stockMoves: history("wms.stock-move"),
    receipts: history("wms.receipt"),
    shipments: entity("wms.shipment"),
    estimates: entity("tower.estimate"),
  };
  const part = createParts();
  const keys = { items: createKeySet(), sites: createKeySet(), productionOrders: createKeySet() };
  const findingsOf = createFindings();

  const nameableAt = (clock: Instant): Known => {
    const none = { items: nobody, sites: nobody, productionOrders: nobody };
    const items = keys.items(fold.items({ clock, mode }, none).winners);
    const sites = keys.sites(fold.sites({ clock, mode }, none).winners);
    return { items, sites, productionOrders: nobody };
  };
  const knownAt = (clock: Instant): Known => {
    const nameable = nameableAt(clock);
    const orders = fold.productionOrders({ clock, mode }, nameable).winners;
    return { ...nameable, productionOrders: keys.productionOrders(orders) };
  };

  const worldAt = (clock: Instant): World => {
    const known = knownAt(clock);
    const none = { items: nobody, sites: nobody, productionOrders: nobody };
    const at = <T extends FactType>(f: ReturnType<typeof createFold<T>>) => f({ clock, mode }, known);
    const sites = fold.sites({ clock, mode }, none).winners;
    const items = fold.items({ clock, mode }, none).winners;
    const orders = fold.productionOrders({ clock, mode }, nameableAt(clock)).winners;
    const operations = at(fold.operations);
    const purchaseOrderLines = at(fold.purchaseOrderLines);
    const holds = at(fold.holds);
    const states = at(fold.resourceStates);
    const counts = at(fold.stockCounts);
    const raw = { boms: at(fold.boms).winners, productionOrders: orders, sourcing: at(fold.sourcing).winners };
    const parts = {
      clock,
      sites,
      items,
      calendars: at(fold.calendars).winners,
      resources: at(fold.resources).winners,
      boms: part.boms(raw.boms, known.items),
      routings: at(fold.routings).winners,
      suppliers: at(fold.suppliers).winners,
      customers: at(fold.customers).winners,
      sourcing: part.sourcing(raw.sourcing),
      stocking: at(fold.stocking).winners,
      responseCosts: at(fold.responseCosts).winners,
      salesOrderLines: at(fold.salesOrderLines).winners,
      productionOrders: part.productionOrders(orders, known.items),
      purchaseOrderLines: purchaseOrderLines.winners,
      transferOrders: at(fold.transferOrders).winners,
      erpStock: at(fold.erpStock).winners,
      plans: at(fold.plans).winners,
      operations: part.operations(operations.winners, clock),
      resourceStates: part.resourceStates(states.winners),
      holds: holds.winners,
      stockCounts: part.stockCounts(counts.winners),
      stockMoves: part.stockMoves(at(fold.stockMoves).inEffect),
      receipts: part.receipts(at(fold.receipts).inEffect),
      shipments: at(fold.shipments).winners,
      consumptions: part.consumptions(at(fold.consumptions).inEffect),
      estimates: at(fold.estimates).winners,
      purchaseOrderLineHistory: purchaseOrderLines.inEffect,
      holdHistory: holds.inEffect,
      stockCountHistory: counts.inEffect,
      resourceHistory: part.resourceHistory(states.inEffect),
    };
    const stockingPoints = part.points([
      parts.boms,
      parts.routings,
      raw.sourcing,
      parts.stocking,
      parts.salesOrderLines,
      parts.productionOrders,
      parts.purchaseOrderLines,
      parts.transferOrders,
      parts.erpStock,
      parts.holds,
      parts.stockCounts,
      parts.stockMoves,
      parts.receipts,
      parts.shipments,
    ]);
    return { ...parts, stockingPoints, findings: findingsOf(parts, { ...raw, operations, states: states.winners }) };
  };
  return { worldAt, knownAt };
}

/** The keys of a map, as the very same set for as long as they are the same keys. */
function createKeySet(): (map: ReadonlyMap<string, unknown>) => ReadonlySet<string> {
  let last: ReadonlySet<string> = nobody;
  return createCell((map: ReadonlyMap<string, unknown>) => {
    const isSame = map.size === last.size && [...map.keys()].every((key) => last.has(key));
    if (!isSame) last = new Set(map.keys());
    return last;
  });
}
