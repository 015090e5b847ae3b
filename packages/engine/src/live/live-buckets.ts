import type { Fact } from "@lockstep/domain/facts/fact";
import { bucketKey } from "@lockstep/domain/facts/keys";
import type { Instant } from "@lockstep/domain/instant";
import { type BucketChange, bucketChangesOf, type StockBucket } from "@lockstep/domain/stock-buckets";
import { byCodeUnit, pointId } from "@lockstep/domain/world";

type Movement = Fact<"wms.stock-move"> | Fact<"wms.receipt"> | Fact<"wms.shipment">;

interface Bucket extends StockBucket {
  quantity: number;
  counted: Fact<"wms.stock-count"> | null;
  readonly changes: BucketChange[];
}

/** What lies in each bucket, kept up to date movement by movement. */
export interface LiveBuckets {
  readonly byPoint: ReadonlyMap<string, readonly StockBucket[]>;
  lastCountAt(point: string): Instant | null;
  /** Both answer with the points that have changed. */
  move(movement: Movement, isIn: boolean): readonly string[];
  count(before: Fact<"wms.stock-count"> | null, after: Fact<"wms.stock-count"> | null): readonly string[];
}

export function createLiveBuckets(): LiveBuckets {
  const buckets = new Map<string, Bucket>();
  const byPoint = new Map<string, Bucket[]>();

  const bucketOf = (key: string, like: Omit<StockBucket, "quantity">): Bucket => {
    const known = buckets.get(key);
    if (known) return known;
    const { site, location, item, lot, status } = like;
    const made: Bucket = { site, location, item, lot, status, quantity: 0, counted: null, changes: [] };
    buckets.set(key, made);
    const point = pointId(item, site);
    const here = byPoint.get(point);
    if (here === undefined) byPoint.set(point, [made]);
    else {
      // By lot; most are the last.
      let k = here.length;
      for (let before = here[k - 1]; before !== undefined && byCodeUnit(before.lot, lot) > 0; before = here[k - 1])
        k -= 1;
      here.splice(k, 0, made);
    }
    return made;
  };

  const dropIfEmpty = (key: string, bucket: Bucket): void => {
    if (bucket.counted !== null || bucket.changes.length > 0) return;
    buckets.delete(key);
    const point = pointId(bucket.item, bucket.site);
    const left = (byPoint.get(point) ?? []).filter((one) => one !== bucket);
    if (left.length === 0) byPoint.delete(point);
    else byPoint.set(point, left);
  };

  return {
    byPoint,
    lastCountAt: (point) => {
      let last: Instant | null = null;
      for (const { counted } of byPoint.get(point) ?? []) {
        if (counted !== null && (last === null || counted.time > last)) last = counted.time;
      }
      return last;
    },
    move: (movement, isIn) =>
      bucketChangesOf(movement).map((change) => {
        const bucket = bucketOf(change.key, change.bucket);
        if (isIn) {
          bucket.changes.push(change);
          if (bucket.counted === null || change.at > bucket.counted.time) bucket.quantity += change.bucket.quantity;
        } else {
          bucket.changes.splice(bucket.changes.indexOf(change), 1);
          bucket.quantity = quantityOf(bucket);
          dropIfEmpty(change.key, bucket);
        }
        return pointId(bucket.item, bucket.site);
      }),
    count: (before, after) => {
      const { data } = after ?? before ?? { data: undefined };
      if (data === undefined) return [];
      const key = bucketKey(data);
      const bucket = bucketOf(key, { ...data, lot: data.lot ?? "" });
      bucket.counted = after;
      bucket.quantity = quantityOf(bucket);
      dropIfEmpty(key, bucket);
      return [pointId(data.item, data.site)];
    },
  };
}

function quantityOf({ counted, changes }: Bucket): number {
  let quantity = counted?.data.quantity ?? 0;
  for (const { at, bucket } of changes) if (counted === null || at > counted.time) quantity += bucket.quantity;
  return quantity;
}
