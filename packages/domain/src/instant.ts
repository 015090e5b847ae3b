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

/** The first and the last that a calendar of four-digit years can say. */
const FIRST: Instant = Date.parse("0000-01-01T00:00:00Z");
export const LAST: Instant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The nearest that has a date. A duration in the wrong unit, or 5,000,000 pieces at one in a thousand hours, leads out of any
 * calendar, which is no reason to have no answer. NaN stays NaN.
 */
export const withinCalendar = (at: Instant): Instant => Math.min(Math.max(at, FIRST), LAST);

/** ISO 8601 UTC with milliseconds; of what lies beyond the years 0 to 9999 the nearest of these. */
export const isoOf = (at: Instant): string => new Date(withinCalendar(at)).toISOString();

/** The whole minute that `at` lies in: the projection's `now`. */
export const floorToMinute = (at: Instant): Instant => Math.floor(at / MINUTE) * MINUTE;
