/** After so many failures waiting begins; each further one doubles it. */
const FREE_TRIES = 5;
/** Of an address: a whole plant may sit behind one. */
const FREE_TRIES_OF_ADDRESS = 50;
const ADDRESS = "address:";
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Without a failure for so long all is forgotten. */
const FORGET_MS = 60 * 60_000;
const MOST_KEYS = 50_000;

interface Failures {
  readonly count: number;
  readonly lastAt: number;
}

export const addressKey = (ip: string | undefined): string => `${ADDRESS}${ip ?? ""}`;

/**
 * Lets everyone try, and who fails again and again wait longer and longer. A key that does not exist is treated like one
 * that does. It remembers a bounded number of keys, and forgets those first that failed longest ago.
 */
export function createThrottle() {
  const byKey = new Map<string, Failures>();
  return {
    /** How long to wait until the next try, in milliseconds; 0: now. */
    waitFor(keys: readonly string[], now: number): number {
      return Math.max(0, ...keys.map((key) => waitAfter(byKey.get(key), freeTries(key), now)));
    },
    failed(keys: readonly string[], now: number): void {
      for (const key of keys) {
        const before = byKey.get(key);
        const isOld = before === undefined || now - before.lastAt > FORGET_MS;
        byKey.delete(key);
        byKey.set(key, { count: isOld ? 1 : before.count + 1, lastAt: now });
      }
      for (const key of byKey.keys()) {
        if (byKey.size <= MOST_KEYS) break;
        byKey.delete(key);
      }
    },
    /** Takes back a failure that was counted beforehand; of the first key all of them, since it has proved itself. */
    succeeded([first, ...others]: readonly string[]): void {
      if (first !== undefined) byKey.delete(first);
      for (const key of others) {
        const failures = byKey.get(key);
        if (failures === undefined) continue;
        if (failures.count <= 1) byKey.delete(key);
        else byKey.set(key, { ...failures, count: failures.count - 1 });
      }
    },
  };
}

const freeTries = (key: string): number => (key.startsWith(ADDRESS) ? FREE_TRIES_OF_ADDRESS : FREE_TRIES);

function waitAfter(failures: Failures | undefined, free: number, now: number): number {
  if (failures === undefined || failures.count < free || now - failures.lastAt > FORGET_MS) return 0;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, failures.count - free));
  return Math.max(0, failures.lastAt + wait - now);
}
