import { assert } from "@lockstep/domain/assert";
import { addPart, type ExactSum, sumFrom, totalOf } from "@lockstep/domain/exact-sum";
import type { Fact } from "@lockstep/domain/facts/fact";
import { bucketKey } from "@lockstep/domain/facts/keys";
import type { Instant } from "@lockstep/domain/instant";
import { bucketChangesOf, type StockBucket } from "@lockstep/domain/stock-buckets";
import { pointId } from "@lockstep/domain/world";
import { lotPlace } from "../lots.ts";
import { addTo, takeFrom } from "./sets.ts";

type Movement = Fact<"wms.stock-move"> | Fact<"wms.receipt"> | Fact<"wms.shipment">;

interface Bucket extends StockBucket {
  readonly point: string;
  quantity: number;
  sum: ExactSum;
  isListed: boolean;
  counted: Fact<"wms.stock-count"> | null;
  readonly changes: Change[];
}

/** What a movement brought to a bucket, or took from it. */
interface Change {
  readonly of: Movement;
  readonly at: Instant;
  readonly quantity: number;
}

export interface LotPlace {
  readonly point: string;
  /** Empty: goods without a number. */
  readonly lot: string;
}

/** What lies in each bucket, kept up to date movement by movement. */
export interface LiveBuckets {
  readonly byPoint: ReadonlyMap<string, readonly StockBucket[]>;
  lastCountAt(point: string): Instant | null;
  /** Both answer with where what has changed: of which lot. */
  move(movement: Movement, isIn: boolean): readonly LotPlace[];
  count(before: Fact<"wms.stock-count"> | null, after: Fact<"wms.stock-count"> | null): readonly LotPlace[];
}

/** Less than that is nothing. */
const NOTHING = 1e-9;

export function createLiveBuckets(): LiveBuckets {
  const buckets = new Map<string, Bucket>();
  /** Those that something lies in, by lot: lots that are used up long ago cost nothing. */
  const byPoint = new Map<string, Bucket[]>();
  /** Of each point, those that have been counted, and when the last of them was. */
  const countedOf = new Map<string, Set<Bucket>>();
  const countedAt = new Map<string, Instant>();

  const bucketOf = (key: string, like: Omit<StockBucket, "quantity">): Bucket => {
    const known = buckets.get(key);
    if (known) return known;
    const { site, location, item, lot, status } = like;
    const point = pointId(item, site);
    const made: Bucket = {
      site,
      location,
      item,
      lot,
      status,
      point,
      quantity: 0,
      sum: sumFrom(0),
      isListed: false,
      counted: null,
      changes: [],
    };
    buckets.set(key, made);
    return made;
  };

  const set = (key: string, bucket: Bucket): void => {
    const quantity = totalOf(bucket.sum);
    bucket.quantity = quantity;
    const isListed = Math.abs(quantity) > NOTHING;
    if (isListed && !bucket.isListed) list(bucket);
    else if (!isListed && bucket.isListed) unlist(bucket);
    bucket.isListed = isListed;
    if (bucket.counted === null && bucket.changes.length === 0) buckets.delete(key);
  };

  const list = (bucket: Bucket): void => {
    const here = byPoint.get(bucket.point);
    if (here === undefined) {
      byPoint.set(bucket.point, [bucket]);
      return;
    }
    here.splice(lotPlace(here, bucket.lot), 0, bucket);
  };
  const unlist = (bucket: Bucket): void => {
    const here = byPoint.get(bucket.point) ?? [];
    here.splice(here.indexOf(bucket), 1);
    if (here.length === 0) byPoint.delete(bucket.point);
  };

  /** A later count only moves it on; where the last one goes away, those of the point are looked at. */
  const lastCount = (point: string, before: Instant | null, after: Instant | null): void => {
    const known = countedAt.get(point) ?? null;
    if (after !== null && (known === null || after >= known)) countedAt.set(point, after);
    else if (before !== null && before === known) {
      let last: Instant | null = null;
      for (const { counted } of countedOf.get(point) ?? [])
        if (counted !== null && (last === null || counted.time > last)) last = counted.time;
      if (last === null) countedAt.delete(point);
      else countedAt.set(point, last);
    }
  };

  return {
    byPoint,
    lastCountAt: (point) => countedAt.get(point) ?? null,
    move: (movement, isIn) =>
      bucketChangesOf(movement).map(({ key, bucket: like, at }) => {
        const bucket = bucketOf(key, like);
        const { changes, counted } = bucket;
        if (isIn) {
          changes.push({ of: movement, at, quantity: like.quantity });
          if (counted === null || at > counted.time) addPart(bucket.sum, like.quantity);
        } else {
          // One that takes and brings back is in the same bucket twice, each time as another quantity.
          const k = changes.findIndex((one) => one.of === movement && one.quantity === like.quantity);
          assert(k >= 0, () => `${movement.key} goes, and was never there`);
          changes.splice(k, 1);
          bucket.sum = sumOf(bucket);
        }
        set(key, bucket);
        return bucket;
      }),
    count: (before, after) => {
      const { data } = after ?? before ?? { data: undefined };
      if (data === undefined) return [];
      const key = bucketKey(data);
      const bucket = bucketOf(key, { ...data, lot: data.lot ?? "" });
      const countedBefore = bucket.counted?.time ?? null;
      bucket.counted = after;
      if (after !== null) addTo(countedOf, bucket.point, bucket);
      else takeFrom(countedOf, bucket.point, bucket);
      bucket.sum = sumOf(bucket);
      set(key, bucket);
      lastCount(bucket.point, countedBefore, after?.time ?? null);
      return [bucket];
    },
  };
}

function sumOf({ counted, changes }: Bucket): ExactSum {
  const sum = sumFrom(counted?.data.quantity ?? 0);
  for (const { at, quantity } of changes) if (counted === null || at > counted.time) addPart(sum, quantity);
  return sum;
}
