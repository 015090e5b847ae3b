import { addPart, type ExactSum, sumFrom, totalOf } from "./exact-sum.ts";
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
    const sum = sumFrom(quantity);
    buckets.set(bucketKey(data), { site, location, item, lot, status, quantity, countedAt: time, sum });
  }
  for (const list of [facts.stockMoves, facts.receipts, facts.shipments]) {
    for (const fact of list) {
      for (const change of bucketChangesOf(fact)) {
        const bucket = buckets.get(change.key) ?? { ...change.bucket, quantity: 0, countedAt: null, sum: sumFrom(0) };
        buckets.set(change.key, bucket);
        if (bucket.countedAt === null || change.at > bucket.countedAt) addPart(bucket.sum, change.bucket.quantity);
      }
    }
  }
  for (const bucket of buckets.values()) bucket.quantity = totalOf(bucket.sum);
  return buckets;
}

interface Mutable extends StockBucket {
  quantity: number;
  readonly countedAt: Instant | null;
  readonly sum: ExactSum;
}

/** What a movement does to one bucket. */
export interface BucketChange {
  readonly key: string;
  /** Its quantity is what comes or goes. */
  readonly bucket: StockBucket;
  readonly at: Instant;
}

type Movement = Stated<"wms.stock-move"> | Stated<"wms.receipt"> | Stated<"wms.shipment">;

/** What a movement does to buckets. */
export function bucketChangesOf({ data, time }: Movement): readonly BucketChange[] {
  return "shippedAt" in data ? shipped(data) : "rejected" in data ? received(data, time) : moved(data, time);
}

const change = (at: Instant, bucket: StockBucket): BucketChange => ({ key: bucketKey(bucket), bucket, at });

function moved(data: Data<"wms.stock-move">, at: Instant): readonly BucketChange[] {
  const { from, to, item, lot = "", quantity, status } = data;
  const taken = from ? [change(at, { ...from, item, lot, status, quantity: -quantity })] : [];
  return to ? [...taken, change(at, { ...to, item, lot, status: data.toStatus ?? status, quantity })] : taken;
}

function received(data: Data<"wms.receipt">, at: Instant): readonly BucketChange[] {
  const { site, location, item, lot = "", status, quantity, rejected } = data;
  return [change(at, { site, location, item, lot, status, quantity: quantity - rejected })];
}

function shipped(data: Data<"wms.shipment">): readonly BucketChange[] {
  const { site, location, item, lot = "", quantity, shippedAt } = data;
  if (location === undefined) return [];
  return [change(shippedAt, { site, location, item, lot, status: "available", quantity: -quantity })];
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
