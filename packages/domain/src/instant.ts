/** A point in time: epoch milliseconds, UTC. */
export type Instant = number;

/** RFC 3339 text with an offset, as facts carry it on the wire; `InForce` turns it into an `Instant`. */
export type InstantText = string & { readonly __instant: true };

/** A length of time in milliseconds. */
export type Millis = number;

export const SECOND: Millis = 1_000;
export const MINUTE: Millis = 60_000;
export const HOUR: Millis = 3_600_000;
export const DAY: Millis = 24 * HOUR;

/** "Not in any time that we can see": shown as null outside. */
export const NEVER: Instant = Number.POSITIVE_INFINITY;

/** The first of those that are known; null: none is. */
export function earliest(instants: Iterable<Instant | null | undefined>): Instant | null {
  let first: Instant | null = null;
  for (const at of instants) if (at !== null && at !== undefined && (first === null || at < first)) first = at;
  return first;
}

export const isNever = (at: Instant): boolean => at === NEVER;

/** ISO 8601 UTC with milliseconds. */
export const isoOf = (at: Instant): string => new Date(at).toISOString();

/** The whole minute that `at` lies in: the projection's `now`. */
export const floorToMinute = (at: Instant): Instant => Math.floor(at / MINUTE) * MINUTE;
