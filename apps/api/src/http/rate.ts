export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

const MOST_KEYS = 20_000;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/**
 * Lets each key do so much at once and so much a second from then on. Says in how many seconds to come again; 0: now. It
 * remembers a bounded number of keys, those that came last.
 */
export function createRateLimit({ perSecond, burst }: Rate): (key: string, now: number) => number {
  const buckets = new Map<string, Bucket>();
  return (key, now) => {
    const before = buckets.get(key);
    const left = before === undefined ? burst : Math.min(burst, before.left + ((now - before.at) / 1_000) * perSecond);
    buckets.delete(key);
    buckets.set(key, { left: left < 1 ? left : left - 1, at: now });
    for (const oldest of buckets.keys()) {
      if (buckets.size <= MOST_KEYS) break;
      buckets.delete(oldest);
    }
    return left < 1 ? Math.max(1, Math.ceil((1 - left) / perSecond)) : 0;
  };
}
