import type { FactType } from "../facts/catalogue.ts";
import type { Instant } from "../instant.ts";
import { finished, type Steps } from "../steps.ts";
import type { World } from "../world.ts";
import { createCell } from "./cell.ts";
import type { FactIndex } from "./fact-index.ts";
import { createFindings } from "./findings-view.ts";
import { createFold, type Fold, type Folding, type Known, type Mode, nothingKnown } from "./fold.ts";
import { createParts } from "./parts.ts";

export interface WorldView {
  worldAt(clock: Instant): World;
  worldInSteps(clock: Instant): Steps<World>;
  knownAt(clock: Instant): Known;
}

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

  function* nameableAt(clock: Instant): Steps<Known> {
    const items = keys.items((yield* fold.items({ clock, mode }, nothingKnown)).winners);
    const sites = keys.sites((yield* fold.sites({ clock, mode }, nothingKnown)).winners);
    return { ...nothingKnown, items, sites };
  }
  function* knownAt(clock: Instant): Steps<Known> {
    const nameable = yield* nameableAt(clock);
    const orders = yield* fold.productionOrders({ clock, mode }, nameable);
    return { ...nameable, productionOrders: keys.productionOrders(orders.winners) };
  }

  function* worldAt(clock: Instant): Steps<World> {
    const known = yield* knownAt(clock);
    const moment = { clock, mode };
    const winners = function* <T extends FactType>(folding: Folding<T>): Steps<Fold<T>["winners"]> {
      return (yield* folding(moment, known)).winners;
    };
    const { winners: sites } = yield* fold.sites(moment, nothingKnown);
    const { winners: items } = yield* fold.items(moment, nothingKnown);
    const { winners: orders } = yield* fold.productionOrders(moment, yield* nameableAt(clock));
    const operations = yield* fold.operations(moment, known);
    const purchaseOrderLines = yield* fold.purchaseOrderLines(moment, known);
    const holds = yield* fold.holds(moment, known);
    const states = yield* fold.resourceStates(moment, known);
    const counts = yield* fold.stockCounts(moment, known);
    const { inEffect: moves } = yield* fold.stockMoves(moment, known);
    const { inEffect: receipts } = yield* fold.receipts(moment, known);
    const { inEffect: consumptions } = yield* fold.consumptions(moment, known);
    const raw = {
      boms: yield* winners(fold.boms),
      productionOrders: orders,
      sourcing: yield* winners(fold.sourcing),
    };
    const parts = {
      clock,
      sites,
      items,
      calendars: yield* winners(fold.calendars),
      resources: yield* winners(fold.resources),
      boms: part.boms(raw.boms, known.items),
      routings: yield* winners(fold.routings),
      suppliers: yield* winners(fold.suppliers),
      customers: yield* winners(fold.customers),
      sourcing: part.sourcing(raw.sourcing),
      stocking: yield* winners(fold.stocking),
      responseCosts: yield* winners(fold.responseCosts),
      salesOrderLines: yield* winners(fold.salesOrderLines),
      productionOrders: part.productionOrders(orders, known.items),
      purchaseOrderLines: purchaseOrderLines.winners,
      transferOrders: yield* winners(fold.transferOrders),
      erpStock: yield* winners(fold.erpStock),
      plans: yield* winners(fold.plans),
      operations: part.operations(operations.winners, clock),
      resourceStates: part.resourceStates(states.winners),
      holds: holds.winners,
      stockCounts: part.stockCounts(counts.winners),
      stockMoves: part.stockMoves(moves),
      receipts: part.receipts(receipts),
      shipments: yield* winners(fold.shipments),
      consumptions: part.consumptions(consumptions),
      estimates: yield* winners(fold.estimates),
      purchaseOrderLineHistory: purchaseOrderLines.inEffect,
      holdHistory: holds.inEffect,
      stockCountHistory: counts.inEffect,
      resourceHistory: part.resourceHistory(states.inEffect),
    };
    yield;
    const stockingPoints = yield* part.points([
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
    const findings = yield* findingsOf(parts, { ...raw, operations, states: states.winners });
    return { ...parts, stockingPoints, findings };
  }
  return {
    worldInSteps: worldAt,
    worldAt: (clock) => finished(worldAt(clock)),
    knownAt: (clock) => finished(knownAt(clock)),
  };
}

/** The keys of a map, as the very same set for as long as they are the same keys. */
function createKeySet(): (map: ReadonlyMap<string, unknown>) => ReadonlySet<string> {
  let last: ReadonlySet<string> = nothingKnown.items;
  return createCell((map: ReadonlyMap<string, unknown>) => {
    const isSame = map.size === last.size && [...map.keys()].every((key) => last.has(key));
    if (!isSame) last = new Set(map.keys());
    return last;
  });
}
