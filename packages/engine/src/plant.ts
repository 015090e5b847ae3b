import type { Data, Fact } from "@lockstep/domain/facts/fact";
import { byFactOrder } from "@lockstep/domain/facts/fact-order";
import { floorToMinute, type Instant } from "@lockstep/domain/instant";
import { finished, type Steps } from "@lockstep/domain/steps";
import { type StockBucket, stockBuckets } from "@lockstep/domain/stock-buckets";
import { aroundTheClock, type Stretch, type WorkingTime, workingTimeOf } from "@lockstep/domain/working-time";
import { byCodeUnit, type Finding, pointId, type Stated, type World } from "@lockstep/domain/world";
import { endOfDayIfMidnight, type Zone, zoneOf } from "@lockstep/domain/zone";
import { type ConsumedBy, createConsumed } from "./consumed.ts";
import { createLotOrigins, type LotOrigins } from "./lot-origins.ts";
import type { ResourceModel } from "./model.ts";
import { groupBy } from "./order.ts";
import { readResource, stopsOf } from "./resources.ts";

type Receipt = Stated<"wms.receipt">;
type Move = Stated<"wms.stock-move">;
type Shipment = Stated<"wms.shipment">;
export type Arrival = Receipt | Move;

/** The facts in force, filed as the projection asks for them. */
export interface Plant {
  readonly world: World;
  /** The clock rounded down to the whole minute. */
  readonly now: Instant;
  readonly siteOf: (id: string) => Site;
  readonly zoneAt: (site: string) => Zone;
  /** A date without a time is that day's end. */
  readonly endOfDay: (site: string, at: Instant) => Instant;
  readonly workingOf: (calendar: string | undefined) => WorkingTime;
  readonly resourceOf: (id: string) => ResourceModel;
  /** All that master data knows or some operation or state names, by code unit. */
  readonly resourceIds: () => readonly string[];
  readonly receiptsByPurchase: Lists<Receipt>;
  readonly receiptsByOrder: Lists<Receipt>;
  readonly receiptsByTransfer: Lists<Receipt>;
  /** What came to a point: receipts, and transfers that were moved there. */
  readonly arrivalsByPoint: Lists<Arrival>;
  readonly lotOrigins: LotOrigins;
  readonly movesByOrder: Lists<Move>;
  readonly movesByTransfer: Lists<Move>;
  /** Those that name a sales order line. */
  readonly movesByLine: Lists<Move>;
  readonly consumed: ConsumedBy;
  readonly holdsByOrder: Lists<Stated<"mes.quality-hold">>;
  /** Those that have left. */
  readonly shipmentsByLine: Lists<Shipment>;
  readonly bucketsByPoint: Lists<StockBucket>;
  readonly lastCountAt: (point: string) => Instant | null;
  /** Stretches of state down, those that follow each other without a break as one. */
  readonly stopsOf: (resource: string) => readonly Stretch[];
  /** All that the source said of it over time, in order. */
  readonly purchaseHistory: (id: string) => readonly Fact<"erp.purchase-order-line">[];
  readonly holdHistory: (id: string) => readonly Fact<"mes.quality-hold">[];
  /** Of the states that began then or later. */
  readonly resourceHistory: (id: string, since: Instant) => readonly Fact<"mes.resource-state">[];
  readonly findings: Finding[];
}

export type Lists<T> = ReadonlyMap<string, readonly T[]>;

export interface Site {
  readonly putawayHours: number;
  readonly pickHours: number;
  readonly inspectionHours: number;
  readonly valueAtRiskLimit: number;
  readonly timeZone: string;
  readonly receipts: "posted" | "counted";
}

export const unknownSite: Site = {
  putawayHours: 0,
  pickHours: 0,
  inspectionHours: 24,
  valueAtRiskLimit: 50_000,
  timeZone: "UTC",
  receipts: "posted",
};

export const readPlant = (world: World): Plant => finished(readPlantInSteps(world));

/** The same bit by bit. */
export function* readPlantInSteps(world: World): Steps<Plant> {
  const siteOf = (id: string): Site => world.sites.get(id)?.data ?? unknownSite;
  const zoneAt = (site: string): Zone => zoneOf(siteOf(site).timeZone);
  const { stockCounts, stockMoves, receipts } = world;
  const shipped = [...world.shipments.values()].filter(({ data }) => data.shippedAt <= world.clock);
  yield;
  const buckets = [...stockBuckets({ stockCounts, stockMoves, receipts, shipments: shipped }).values()];
  yield;
  const bucketsByPoint = groupBy(
    buckets.sort((a, b) => byCodeUnit(a.lot, b.lot)),
    ({ item, site }) => pointId(item, site),
  );
  yield;
  const counts = lastCounts(stockCounts);
  yield;
  const arrivals = [...receipts, ...stockMoves.filter(isArrival)].sort(byFactOrder);
  yield;
  const arrivalsByPoint = groupBy(arrivals, arrivalPoint);
  yield;
  const receiptsByPurchase = groupBy(receipts, ({ data }) => data.purchaseOrderLine);
  yield;
  const receiptsByOrder = groupBy(receipts, ({ data }) => data.productionOrder);
  yield;
  const receiptsByTransfer = groupBy(receipts, ({ data }) => data.transferOrder);
  yield;
  const lotOrigins = createLotOrigins();
  for (const arrival of arrivals) lotOrigins.turn(lotOf(arrival), arrival, 1);
  yield;
  const movesByOrder = groupBy(stockMoves, ({ data }) => data.productionOrder);
  yield;
  const movesByTransfer = groupBy(stockMoves, ({ data }) => data.transferOrder);
  yield;
  const movesByLine = groupBy(stockMoves, ({ data }) => data.salesOrderLine);
  yield;
  const consumed = createConsumed();
  for (const used of world.consumptions.values()) for (const { data } of used) consumed.add(data);
  yield;
  const resources = new Map<string, ResourceModel>();
  const plant: Plant = {
    world,
    now: floorToMinute(world.clock),
    siteOf,
    zoneAt,
    endOfDay: (site, at) => endOfDayIfMidnight(zoneAt(site), at),
    workingOf: (id) => {
      const calendar = id === undefined ? undefined : world.calendars.get(id);
      return calendar === undefined ? aroundTheClock : workingTimeOf(calendar.data);
    },
    resourceOf: (id) => {
      const known = resources.get(id) ?? readResource(plant, id);
      resources.set(id, known);
      return known;
    },
    resourceIds: () =>
      [...new Set([...world.resources.keys(), ...world.resourceStates.keys(), ...resources.keys()])].sort(byCodeUnit),
    receiptsByPurchase,
    receiptsByOrder,
    receiptsByTransfer,
    arrivalsByPoint,
    lotOrigins,
    movesByOrder,
    movesByTransfer,
    movesByLine,
    consumed,
    holdsByOrder: groupBy(world.holds.values(), ({ data }) => data.target.productionOrder),
    shipmentsByLine: groupBy(shipped, ({ data }) => data.salesOrderLine),
    bucketsByPoint,
    lastCountAt: (point) => counts.get(point) ?? null,
    purchaseHistory: (id) => world.purchaseOrderLineHistory.get(id) ?? [],
    holdHistory: (id) => world.holdHistory.get(id) ?? [],
    resourceHistory: (id, since) => (world.resourceHistory.get(id) ?? []).filter(({ data }) => data.since >= since),
    stopsOf: (id) => stopsOf(world.resourceStates.get(id) ?? []),
    findings: [],
  };
  return plant;
}

/** Whether a move brings a transfer to where it goes. */
export const isArrival = ({ data }: Move): boolean => data.transferOrder !== undefined && data.to !== undefined;

export const arrivalPoint = ({ data }: Arrival): string =>
  pointId(data.item, "site" in data ? data.site : (data.to?.site ?? ""));

export const lotKey = (item: string, lot: string): string => `${item}\0${lot}`;

/** The lot that came; undefined: it has no number. */
export const lotOf = ({ data: { item, lot } }: Arrival): string | undefined => (lot ? lotKey(item, lot) : undefined);

/** What counts as received: what was rejected does not. */
export const acceptedOf = ({ quantity, rejected }: Data<"wms.receipt">): number => quantity - rejected;

function lastCounts(counts: World["stockCounts"]): ReadonlyMap<string, Instant> {
  const last = new Map<string, Instant>();
  for (const { data, time } of counts) {
    const point = pointId(data.item, data.site);
    last.set(point, Math.max(last.get(point) ?? time, time));
  }
  return last;
}
