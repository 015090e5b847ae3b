import type { FactType } from "./facts/catalogue.ts";
import type { Data } from "./facts/fact.ts";
import { bucketKey } from "./facts/keys.ts";
import type { Instant } from "./instant.ts";
import type { Stated } from "./world.ts";

/** What lies in one place of one item, lot and status. */
export interface StockBucket {
  readonly site: string;
  readonly location: string;
  readonly item: string;
  /** Empty for no lot. */
  readonly lot: string;
  readonly status: Data<"wms.stock-count">["status"];
  readonly quantity: number;
}

export interface StockFacts {
  /** The latest of each bucket. */
  readonly stockCounts: Iterable<Stated<"wms.stock-count">>;
  readonly stockMoves: Iterable<Stated<"wms.stock-move">>;
  readonly receipts: Iterable<Stated<"wms.receipt">>;
  /** Those that have left. */
  readonly shipments: Iterable<Stated<"wms.shipment">>;
}

/** On hand by bucket key: the latest count plus all movements of that bucket with a later time. */
export function stockBuckets(facts: StockFacts): ReadonlyMap<string, StockBucket> {
  const buckets = new Map<string, Mutable>();
  for (const { data, time } of facts.stockCounts) {
    const { site, location, item, lot = "", status, quantity } = data;
    buckets.set(bucketKey(data), { site, location, item, lot, status, quantity, countedAt: time });
  }
  for (const change of changesOf(facts)) {
    const key = bucketKey(change);
    const bucket = buckets.get(key) ?? { ...change, quantity: 0, countedAt: null };
    buckets.set(key, bucket);
    if (bucket.countedAt === null || change.at > bucket.countedAt) bucket.quantity += change.quantity;
  }
  return buckets;
}

type Mutable = { -readonly [K in keyof StockBucket]: StockBucket[K] } & { countedAt: Instant | null };
type Change = StockBucket & { readonly at: Instant };

function* changesOf({ stockMoves, receipts, shipments }: StockFacts): Iterable<Change> {
  for (const { data, time: at } of stockMoves) {
    const { from, to, item, lot = "", quantity, status } = data;
    if (from) yield { ...from, item, lot, status, quantity: -quantity, at };
    if (to) yield { ...to, item, lot, status: data.toStatus ?? status, quantity, at };
  }
  for (const { data, time: at } of receipts) {
    const { site, location, item, lot = "", status, quantity, rejected } = data;
    yield { site, location, item, lot, status, quantity: quantity - rejected, at };
  }
  for (const { data } of shipments) {
    const { site, location, item, lot = "", quantity, shippedAt: at } = data;
    if (location !== undefined) yield { site, location, item, lot, status: "available", quantity: -quantity, at };
  }
}

/** Sums up by a reference, leaving out those without one. */
export function sumBy<T extends FactType>(
  facts: Iterable<Stated<T>>,
  by: (data: Data<T>) => string | undefined,
  quantity: (data: Data<T>) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { data } of facts) {
    const key = by(data);
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + quantity(data));
  }
  return sums;
}
