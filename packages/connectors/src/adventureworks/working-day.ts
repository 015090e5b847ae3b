import { DAY, HOUR, type Instant, MINUTE, type Millis, SECOND } from "@lockstep/domain/instant";

/** Work is recorded to begin and end on all seven days; two shifts a day are assumed. */
export const SHIFTS = [
  { start: "06:00", end: "14:00" },
  { start: "14:00", end: "22:00" },
] as const;
export const OPENING: Millis = 6 * HOUR;
export const CLOSING: Millis = 22 * HOUR;
const OPEN: Millis = CLOSING - OPENING;

/** Hours of the day between which something is told. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** A time in a day that follows from the id alone: the same in every run, spread evenly over the window. */
export function timeOfDay(day: Instant, id: string, { from, to }: Window): Instant {
  const length = (to - from) * HOUR;
  return day + from * HOUR + Math.floor((shareOf(id) * length) / SECOND) * SECOND;
}

/** A hash of the id as a share of one: FNV-1a, its bits mixed once more so that ids in a row lie far apart. */
function shareOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < id.length; k++) hash = Math.imul(hash ^ id.charCodeAt(k), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

export interface Span {
  readonly start: Instant;
  readonly finish: Instant;
}

/**
 * A part of the working time from the first day's opening to the last day's closing; the parts are given as shares of
 * it, to the minute. A start on the stroke of closing is the next opening.
 */
export function partOf(firstDay: Instant, lastDay: Instant, from: number, to: number): Span {
  const whole = ((lastDay - firstDay) / DAY + 1) * OPEN;
  const upTo = (share: number): Millis => Math.round((whole * share) / MINUTE) * MINUTE;
  const start = upTo(from);
  const finish = Math.max(start, upTo(to));
  const at = (worked: Millis, days: number): Instant => firstDay + days * DAY + OPENING + (worked - days * OPEN);
  const startsAt = at(start, Math.floor(start / OPEN));
  if (finish === start) return { start: startsAt, finish: startsAt };
  return { start: startsAt, finish: at(finish, Math.ceil(finish / OPEN) - 1) };
}
