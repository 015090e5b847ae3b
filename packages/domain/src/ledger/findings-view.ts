import {
  doneBeforeStarted,
  negativeCounts,
  negativeStock,
  otherItems,
  receivedMoreThanOrdered,
  shippedMoreThanOrdered,
  transferContradictions,
} from "../findings/contradictions.ts";
import {
  ofProduction,
  ofPurchasing,
  ofResources,
  ofSalesOrderLines,
  ofWarehouse,
  unknownNameFindings,
} from "../findings/unknown-names.ts";
import type { Instant } from "../instant.ts";
import type { Steps } from "../steps.ts";
import { stockBuckets } from "../stock-buckets.ts";
import { byCodeUnit, type Finding, type Stated, type World } from "../world.ts";
import { createCell, createClockCell, splitAtClock } from "./cell.ts";
import type { Fold } from "./fold.ts";

/** What findings need beyond the world: facts before unknown components were left out, and all reports of operations. */
export interface Unfiltered {
  readonly boms: Fold<"master.bom">["winners"];
  readonly productionOrders: Fold<"erp.production-order">["winners"];
  readonly sourcing: Fold<"master.sourcing">["winners"];
  readonly states: Fold<"mes.resource-state">["winners"];
  readonly operations: Fold<"mes.operation">;
}

type Parts = Omit<World, "stockingPoints" | "findings">;
type FindingsOf = (world: Parts, all: Unfiltered) => Steps<readonly Finding[]>;

/** All findings, by rule, type and subject; each part looks again only when facts of its own have changed. */
export function createFindings(): FindingsOf {
  const parts = [createUnknownNames(), createContradictions(), createStockFindings()];
  const sorted = createCell((...lists: readonly (readonly Finding[])[]) => lists.flat().sort(inOrder));
  return function* (world, all) {
    const found: (readonly Finding[])[] = [];
    for (const part of parts) found.push(yield* part(world, all));
    return sorted(...found);
  };
}

const inOrder = (a: Finding, b: Finding): number =>
  byCodeUnit(a.rule, b.rule) || byCodeUnit(a.subjectType, b.subjectType) || byCodeUnit(a.subject, b.subject);

function createUnknownNames(): FindingsOf {
  const sales = createCell(
    (
      lines: World["salesOrderLines"],
      customers: World["customers"],
      productionOrders: Keys,
      purchaseOrderLines: Keys,
      transferOrders: Keys,
    ) => ofSalesOrderLines(lines, { customers, productionOrders, purchaseOrderLines, transferOrders }),
  );
  const purchasing = createCell(
    (lines: World["purchaseOrderLines"], sourcing: Unfiltered["sourcing"], suppliers: Keys) =>
      ofPurchasing({ lines, sourcing }, { suppliers }),
  );
  const production = createCell(
    (
      all: Unfiltered["boms"],
      routings: World["routings"],
      orders: Unfiltered["productionOrders"],
      more: ProductionMore,
    ) => ofProduction({ boms: all, routings, orders, operations: more.operations }, more),
  );
  const more = createCell(
    (
      operations: ProductionMore["operations"],
      items: Keys,
      resources: Keys,
      salesOrderLines: Keys,
    ): ProductionMore => ({
      operations,
      items,
      resources,
      salesOrderLines,
    }),
  );
  const resources = createCell(
    (
      own: World["resources"],
      states: Unfiltered["states"],
      estimates: World["estimates"],
      calendars: Keys,
      holds: Keys,
      purchaseOrderLines: Keys,
    ) => ofResources({ resources: own, states, estimates }, { calendars, holds, purchaseOrderLines }),
  );
  const warehouse = createCell(
    (
      moves: World["stockMoves"],
      receipts: World["receipts"],
      shipments: World["shipments"],
      salesOrderLines: Keys,
      purchaseOrderLines: Keys,
      productionOrders: Keys,
      transferOrders: Keys,
    ) =>
      ofWarehouse(
        { moves, receipts, shipments },
        { salesOrderLines, purchaseOrderLines, productionOrders, transferOrders },
      ),
  );
  const findings = createCell((...names: Parameters<typeof unknownNameFindings>[0][]) =>
    unknownNameFindings(names.flat()),
  );
  return function* (w, all) {
    const ofLines = sales(w.salesOrderLines, w.customers, w.productionOrders, w.purchaseOrderLines, w.transferOrders);
    yield;
    const ofPurchases = purchasing(w.purchaseOrderLines, all.sourcing, w.suppliers);
    yield;
    const ofOrders = production(
      all.boms,
      w.routings,
      all.productionOrders,
      more(all.operations.winners, w.items, w.resources, w.salesOrderLines),
    );
    yield;
    const ofStates = resources(w.resources, all.states, w.estimates, w.calendars, w.holds, w.purchaseOrderLines);
    yield;
    const ofGoods = warehouse(
      w.stockMoves,
      w.receipts,
      w.shipments,
      w.salesOrderLines,
      w.purchaseOrderLines,
      w.productionOrders,
      w.transferOrders,
    );
    yield;
    return findings(ofLines, ofPurchases, ofOrders, ofStates, ofGoods);
  };
}

type Keys = ReadonlyMap<string, unknown>;
interface ProductionMore {
  readonly operations: ReadonlyMap<string, Stated<"mes.operation">>;
  readonly items: Keys;
  readonly resources: Keys;
  readonly salesOrderLines: Keys;
}

function createContradictions(): FindingsOf {
  const shipped = createCell(shippedMoreThanOrdered);
  const received = createCell(receivedMoreThanOrdered);
  const transfers = createCell(transferContradictions);
  const doneFirst = createCell(doneBeforeStarted);
  const items = createCell(
    (
      salesOrderLines: World["salesOrderLines"],
      purchaseOrderLines: World["purchaseOrderLines"],
      productionOrders: World["productionOrders"],
      transferOrders: World["transferOrders"],
      receipts: World["receipts"],
      shipments: World["shipments"],
    ) => otherItems({ salesOrderLines, purchaseOrderLines, productionOrders, transferOrders }, receipts, shipments),
  );
  const joined = createCell((...lists: readonly (readonly Finding[])[]) => lists.flat());
  return function* (w, all) {
    const ofShipments = shipped(w.salesOrderLines, w.shipments);
    yield;
    const ofReceipts = received(w.purchaseOrderLines, w.receipts);
    yield;
    const ofTransfers = transfers(w.transferOrders, w.stockMoves, w.receipts);
    yield;
    const ofReports = doneFirst(w.operations, all.operations.inEffect);
    yield;
    const ofItems = items(
      w.salesOrderLines,
      w.purchaseOrderLines,
      w.productionOrders,
      w.transferOrders,
      w.receipts,
      w.shipments,
    );
    yield;
    return joined(ofShipments, ofReceipts, ofTransfers, ofReports, ofItems);
  };
}

/** Shipments take stock when they leave. */
function createStockFindings(): FindingsOf {
  const left = createClockCell((shipments: World["shipments"], clock: Instant) => {
    const { reached, from, until } = splitAtClock(shipments.values(), ({ data }) => data.shippedAt, clock);
    return { output: reached, from, until };
  });
  const findings = createCell(
    (
      stockCounts: World["stockCounts"],
      stockMoves: World["stockMoves"],
      receipts: World["receipts"],
      shipments: readonly Stated<"wms.shipment">[],
    ) => [
      ...negativeCounts(stockCounts),
      ...negativeStock(stockBuckets({ stockCounts, stockMoves, receipts, shipments }).values()),
    ],
  );
  return function* (w) {
    const shipped = left(w.shipments, w.clock);
    yield;
    return findings(w.stockCounts, w.stockMoves, w.receipts, shipped);
  };
}
