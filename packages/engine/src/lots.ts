import { present } from "@lockstep/domain/assert";
import { addPart, sumFrom, totalOf } from "@lockstep/domain/exact-sum";
import { HOUR, type Instant, NEVER } from "@lockstep/domain/instant";
import type { StockBucket } from "@lockstep/domain/stock-buckets";
import { byCodeUnit, pointId, type Stated, type World } from "@lockstep/domain/world";
import { createSupply } from "./create-supply.ts";
import type { HoldState, Holds } from "./holds.ts";
import { AT_ONCE, availableFrom, type Supply, type SupplySource } from "./model.ts";
import { byNumber, EPSILON, groupBy } from "./order.ts";
import { lotKey, type Plant } from "./plant.ts";
import { WAITING_FOR_RELEASE } from "./variance.ts";

/** The stock of one lot at one point, over all bins. */
export interface LotStock {
  readonly lot: string;
  readonly available: number;
  readonly quality: number;
  readonly blocked: number;
  readonly expiresAt: Instant;
  readonly held: HoldState | null;
}

export interface LotSources {
  readonly plant: Plant;
  readonly holds: Holds;
  /** By `ITEM\0LOT`, or by `ITEM@SITE` for goods without a lot. */
  readonly expiries: ReadonlyMap<string, Instant>;
  /** The lines that the goods named by a receipt are pegged to. */
  readonly pegsOfLot: (item: string, lot: string) => readonly string[];
  /** What is picked for lines at a point, by line. */
  readonly picksAt: (point: string) => readonly Pick[];
}

/** What is picked for a line of one lot and has not left. */
export interface Pick {
  readonly line: string;
  readonly point: string;
  readonly lot: string;
  readonly quantity: number;
}

type Expiring = Stated<"wms.receipt"> | Stated<"wms.stock-count">;

/** When goods expire, by what was said last of their lot. */
export function readExpiries(world: World, endOfDay: Plant["endOfDay"]): ReadonlyMap<string, Instant> {
  const said = groupBy<Expiring>([...world.receipts, ...[...world.stockCountHistory.values()].flat()], ({ data }) =>
    data.expiresAt === undefined ? undefined : expiryKey(data),
  );
  return new Map(
    [...said].flatMap(([key, facts]) => {
      const at = readExpiry(facts, endOfDay);
      return at === undefined ? [] : [[key, at] as const];
    }),
  );
}

/** By `ITEM\0LOT`, or by `ITEM@SITE` for goods without a lot. */
export const expiryKey = ({ item, lot, site }: Expiring["data"]): string =>
  lot ? lotKey(item, lot) : pointId(item, site);

/** What was said last; of two at one time the earlier day. */
export function readExpiry(facts: readonly Expiring[], endOfDay: Plant["endOfDay"]): Instant | undefined {
  let last: { readonly at: Instant; readonly time: Instant } | undefined;
  for (const { data, time } of facts) {
    if (data.expiresAt === undefined) continue;
    const at = endOfDay(data.site, data.expiresAt);
    if (last === undefined || time > last.time || (time === last.time && at < last.at)) last = { at, time };
  }
  return last?.at;
}

/** Picks that name a line, less what was moved back and what has left, by point. */
export function readPicks(plant: Plant): ReadonlyMap<string, readonly Pick[]> {
  const picks = [...plant.movesByLine.keys()].sort(byCodeUnit).flatMap((line) => picksOf(plant, line));
  return groupBy(picks, ({ point }) => point);
}

/** What is picked for one line and has not left, wherever. */
export function picksOf(plant: Plant, line: string): Pick[] {
  const picked = new Map<string, { readonly point: string; readonly lot: string; quantity: number }>();
  const add = (site: string, { item, lot = "" }: { item: string; lot?: string }, quantity: number): void => {
    const point = pointId(item, site);
    const key = `${point}\0${lot}`;
    const pick = picked.get(key) ?? { point, lot, quantity: 0 };
    picked.set(key, pick);
    pick.quantity += quantity;
  };
  for (const { data } of plant.movesByLine.get(line) ?? []) {
    if (data.reason === "pick" && data.from && data.to) add(data.to.site, data, data.quantity);
    else if (data.reason === "putaway" || data.reason === "adjust") {
      const site = data.from?.site ?? data.to?.site;
      if (site !== undefined) add(site, data, -data.quantity);
    }
  }
  const inOrder = [...picked.values()].sort((a, b) => byCodeUnit(a.point, b.point) || byCodeUnit(a.lot, b.lot));
  for (const { data } of namedLotsFirst(plant.shipmentsByLine.get(line) ?? [])) {
    let left = data.quantity;
    for (const pick of inOrder) {
      if (pick.point !== pointId(data.item, data.site)) continue;
      if (data.lot !== undefined && data.lot !== pick.lot) continue;
      const taken = Math.min(Math.max(0, pick.quantity), left);
      pick.quantity -= taken;
      left -= taken;
    }
  }
  return inOrder.filter(({ quantity }) => quantity > EPSILON).map((pick) => ({ line, ...pick }));
}

/** What left of a lot is known to come from what was picked of it; what left without one, from whatever else was. */
function namedLotsFirst(shipments: readonly Stated<"wms.shipment">[]): readonly Stated<"wms.shipment">[] {
  const named = ({ data }: Stated<"wms.shipment">): number => (data.lot === undefined ? 1 : 0);
  return [...shipments].sort((a, b) => named(a) - named(b) || byCodeUnit(a.data.id, b.data.id));
}

/** The lots of a point by lot number. */
export function lotsOf(sources: LotSources, point: string): LotStock[] {
  const buckets = sources.plant.bucketsByPoint.get(point) ?? none;
  const lots: LotStock[] = [];
  for (let from = 0; from < buckets.length; ) {
    const end = endOfLot(buckets, from);
    lots.push(lotIn(sources, point, { buckets, from, end }));
    from = end;
  }
  return lots;
}

/** One of them; null if nothing of it lies there. */
export function lotAt(sources: LotSources, point: string, lot: string): LotStock | null {
  const buckets = sources.plant.bucketsByPoint.get(point) ?? none;
  const from = lotPlace(buckets, lot);
  if (buckets[from]?.lot !== lot) return null;
  return lotIn(sources, point, { buckets, from, end: endOfLot(buckets, from) });
}

/** Where a lot begins, or would, in a list by lot number. */
export function lotPlace(list: readonly { readonly lot: string }[], lot: string): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byCodeUnit(list[middle]?.lot ?? "", lot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endOfLot(buckets: readonly StockBucket[], from: number): number {
  let end = from + 1;
  while (end < buckets.length && buckets[end]?.lot === buckets[from]?.lot) end += 1;
  return end;
}

interface Bins {
  readonly buckets: readonly StockBucket[];
  readonly from: number;
  readonly end: number;
}

function lotIn({ holds, expiries }: LotSources, point: string, { buckets, from, end }: Bins): LotStock {
  const { item, site, lot } = present(buckets[from], () => `there is no bucket ${from} of ${buckets.length}`);
  return {
    lot,
    available: liesIn(buckets, from, end, "available"),
    quality: liesIn(buckets, from, end, "quality"),
    blocked: liesIn(buckets, from, end, "blocked"),
    expiresAt: expiries.get(lot === "" ? point : lotKey(item, lot)) ?? NEVER,
    held: holds.ofLot(item, lot, site),
  };
}

/** Less than nothing lies there: the others make up for it. */
export const owes = ({ held, available, quality }: LotStock): boolean =>
  (held === null ? available : available + Math.max(0, quality)) < 0;

/** A lot lies in several bins, in no order. */
function liesIn(buckets: readonly StockBucket[], from: number, end: number, status: StockBucket["status"]): number {
  const sum = sumFrom(0);
  for (let k = from; k < end; k++) {
    const bucket = buckets[k];
    if (bucket?.status === status) addPart(sum, bucket.quantity);
  }
  return totalOf(sum);
}

const none: readonly never[] = [];

/** What lies at a point and can be used now or later. */
export function lotSupplies(sources: LotSources, point: string, lots: readonly LotStock[]): Supply[] {
  const { plant, holds, picksAt } = sources;
  const at = point.lastIndexOf("@");
  const [item, site] = [point.slice(0, at), point.slice(at + 1)];
  const supplies: Supply[] = [];
  const free: { readonly stock: LotStock; quantity: number }[] = [];
  let missing = 0;
  const picks = picksAt(point);
  type Part = Omit<Supply, "point" | "kind" | "id" | "expiresAt" | "pegs" | "left" | "mark">;
  const add = ({ lot, expiresAt }: LotStock, part: Part, pegs = sources.pegsOfLot(item, lot)): void => {
    const { quantity, availableAt, assumed, source, variance } = part;
    const kind = "lot";
    supplies.push(
      createSupply({ point, kind, id: lot, quantity, availableAt, assumed, expiresAt, pegs, source, variance }),
    );
  };
  for (const stock of lots) {
    const { lot } = stock;
    if (stock.held !== null) {
      const quantity = stock.available + Math.max(0, stock.quality);
      if (quantity < 0) missing -= quantity;
      if (quantity <= EPSILON || stock.held.isRejected) continue;
      const { availableAt, assumed, hold } = stock.held;
      add(stock, {
        quantity,
        availableAt: availableFrom(availableAt, plant.now),
        assumed,
        source: { what: "held", hold },
        variance: WAITING_FOR_RELEASE,
      });
      continue;
    }
    let left = stock.available;
    for (const { line, lot: picked, quantity: wanted } of picks) {
      if (picked !== lot) continue;
      const quantity = Math.min(wanted, Math.max(0, left));
      if (quantity <= EPSILON) continue;
      left -= quantity;
      add(stock, thereNow(quantity, { what: "picked", line }), [line]);
    }
    if (left < 0) missing -= left;
    else free.push({ stock, quantity: left });
    if (stock.quality <= EPSILON) continue;
    const { availableAt, assumed } = holds.inspection(site);
    const source = { what: "held", hold: null } as const;
    add(stock, {
      quantity: stock.quality,
      availableAt: availableFrom(availableAt, plant.now),
      assumed,
      source,
      variance: WAITING_FOR_RELEASE,
    });
  }
  if (free.length > 1)
    free.sort((a, b) => byNumber(a.stock.expiresAt, b.stock.expiresAt) || byCodeUnit(a.stock.lot, b.stock.lot));
  for (const one of free) {
    const taken = Math.min(one.quantity, missing);
    missing -= taken;
    const quantity = one.quantity - taken;
    if (quantity <= EPSILON) continue;
    add(one.stock, thereNow(quantity, lyingThere));
  }
  return supplies;
}

const lyingThere: SupplySource = { what: "lot" };

const thereNow = (quantity: number, source: SupplySource) => ({
  quantity,
  availableAt: AT_ONCE,
  assumed: false,
  source,
  variance: 0,
});

/** Goods made or bought expire so long after they are there. */
export function shelfEnd(world: World, item: string, availableAt: Instant): Instant {
  const days = world.items.get(item)?.data.shelfLifeDays;
  return days === undefined ? NEVER : availableAt + days * 24 * HOUR;
}
