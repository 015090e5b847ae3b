import type { Data } from "./facts/fact.ts";
import { DAY, type Instant, type Millis, NEVER } from "./instant.ts";
import { dayOfDate, weekdayOf, zoneOf } from "./zone.ts";

export interface Stretch {
  readonly from: Instant;
  /** Not part of it any more. */
  readonly to: Instant;
}

/**
 * When a resource works. All lengths are milliseconds of working time. What is ahead is looked for within 1,200 days of where it is
 * looked for from. A calendar counts in the years 1970 to 2099; before and after it is open around the clock.
 */
export interface WorkingTime {
  /** The first working instant at or after `at`; `NEVER` if none comes in sight. */
  firstOpen(at: Instant): Instant;
  /** Where `work` ends that is begun at or after `at`, `NEVER` if that is not in sight; on the stroke of closing it is that instant. */
  add(at: Instant, work: Millis): Instant;
  /** Working time from `from` to `to`, negative if `to` is before `from`. */
  between(from: Instant, to: Instant): Millis;
  /** The closed stretch that `at` lies in, if it does: up to the next opening, which may be `NEVER`. */
  closedAround(at: Instant): Stretch | null;
}

/** Without a calendar: around the clock. */
export const aroundTheClock: WorkingTime = {
  firstOpen: (at) => at,
  add: (at, work) => Math.round(at + work),
  between: (from, to) => to - from,
  closedAround: () => null,
};

const SIGHT = 1_200 * DAY;
/** What lies between is cut into blocks, each made when it is asked for: what is far away costs what lies there alone. */
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(2100, 0, 1);
const BLOCK_DAYS = 256;
const BLOCK = BLOCK_DAYS * DAY;
/** A shift begins at most so many days before it ends, in another zone. */
const MARGIN_DAYS = 3;
const byCalendar = new WeakMap<Data<"master.calendar">, WorkingTime>();

/** The working time of a calendar; made once for each calendar object, grown as it is asked. */
export function workingTimeOf(calendar: Data<"master.calendar">): WorkingTime {
  const known = byCalendar.get(calendar);
  if (known) return known;
  const made = makeWorkingTime(calendar);
  byCalendar.set(calendar, made);
  return made;
}

/** `base` with one of its closed stretches open, too. */
export function withOpenStretch(base: WorkingTime, stretch: Stretch): WorkingTime {
  const { from: opens, to: closes } = stretch;
  const add = (at: Instant, work: Millis): Instant => {
    if (at >= closes) return base.add(at, work);
    if (at < opens) {
      const before = base.between(at, opens);
      return work <= before ? base.add(at, work) : add(opens, work - before);
    }
    return work <= closes - at ? Math.round(at + work) : base.add(closes, work - (closes - at));
  };
  const between = (from: Instant, to: Instant): Millis =>
    from > to ? -between(to, from) : base.between(from, to) + Math.max(0, Math.min(to, closes) - Math.max(from, opens));
  return {
    firstOpen: (at) =>
      at >= opens && at < closes ? at : at < opens ? Math.min(base.firstOpen(at), opens) : base.firstOpen(at),
    add,
    between,
    closedAround: (at) => (at >= opens && at < closes ? null : base.closedAround(at)),
  };
}

/** The open stretches of some days, none touching another. */
interface Block {
  readonly from: Instant;
  readonly to: Instant;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Working time before the start of each stretch, since the block's first; and in all of it. */
  readonly before: Float64Array;
  readonly total: Millis;
}

function makeWorkingTime(calendar: Data<"master.calendar">): WorkingTime {
  const blocks: (Block | undefined)[] = [];
  const block = (k: number): Block => {
    const known = blocks[k];
    if (known !== undefined) return known;
    const from = FIRST + k * BLOCK;
    const made = buildBlock(calendar, from, Math.min(from + BLOCK, LAST));
    blocks[k] = made;
    return made;
  };
  const placeOf = (at: Instant): number => Math.floor((at - FIRST) / BLOCK);
  /** How many blocks begin before an instant. */
  const countUntil = (at: Instant): number => Math.ceil((Math.min(at, LAST) - FIRST) / BLOCK);

  const firstOpen = (at: Instant): Instant => {
    if (at < FIRST || at >= LAST) return at;
    const count = countUntil(at + SIGHT);
    for (let k = placeOf(at); k < count; k += 1) {
      const one = block(k);
      const start = one.starts[firstEndingAfter(one, at)];
      if (start !== undefined) return inSight(Math.max(at, start), at);
    }
    return inSight(LAST, at);
  };
  const add = (at: Instant, work: Millis): Instant => {
    if (work <= 0 || at === NEVER) return at;
    if (at >= LAST) return Math.round(at + work);
    if (at < FIRST) return work <= FIRST - at ? Math.round(at + work) : inSight(add(FIRST, work - (FIRST - at)), at);
    const count = countUntil(at + SIGHT);
    let left = work;
    for (let k = placeOf(at); k < count; k += 1) {
      const one = block(k);
      const done = workBefore(one, at);
      const goal = done + left;
      const n = firstReaching(one, goal - 1e-3);
      const start = one.starts[n];
      if (start !== undefined) return inSight(Math.round(start + goal - (one.before[n] ?? 0)), at);
      left -= one.total - done;
    }
    return inSight(Math.round(LAST + left), at);
  };
  const between = (start: Instant, end: Instant): Millis => {
    if (start > end) return 0 - between(end, start);
    let work = Math.max(0, Math.min(end, FIRST) - start) + Math.max(0, end - Math.max(start, LAST));
    const [first, last] = [Math.max(start, FIRST), Math.min(end, LAST)];
    if (first >= last) return work;
    const count = countUntil(last);
    for (let k = placeOf(first); k < count; k += 1) work += workBefore(block(k), last) - workBefore(block(k), first);
    return work;
  };
  return {
    firstOpen,
    add,
    between,
    closedAround(at) {
      if (at < FIRST || at >= LAST) return null;
      const to = firstOpen(at);
      if (to <= at) return null;
      for (let k = placeOf(at); k >= 0; k -= 1) {
        const one = block(k);
        const closed = one.ends[firstEndingAfter(one, at) - 1];
        if (closed !== undefined) return { from: closed, to };
      }
      return { from: FIRST, to };
    },
  };
}

const inSight = (found: Instant, from: Instant): Instant => (found > from + SIGHT ? NEVER : found);

function buildBlock(calendar: Data<"master.calendar">, from: Instant, to: Instant): Block {
  const [first, last] = [Math.floor(from / DAY), Math.floor(to / DAY)];
  const stretches = join(shiftsOf(calendar, first - MARGIN_DAYS, last + MARGIN_DAYS)).flatMap((one) => {
    const cut = { from: Math.max(one.from, from), to: Math.min(one.to, to) };
    return cut.from < cut.to ? [cut] : [];
  });
  const before = new Float64Array(stretches.length);
  let total = 0;
  for (const [k, one] of stretches.entries()) {
    before[k] = total;
    total += one.to - one.from;
  }
  const starts = Float64Array.from(stretches, (one) => one.from);
  const ends = Float64Array.from(stretches, (one) => one.to);
  return { from, to, starts, ends, before, total };
}

/** The shifts that begin on the days from `fromDay` to `toDay` (local, since 1970-01-01), each for itself, by their beginning. */
export function shiftsOf(calendar: Data<"master.calendar">, fromDay: number, toDay: number): readonly Stretch[] {
  const zone = zoneOf(calendar.timeZone);
  const weekly = new Map<number, { start: string; end: string }[]>();
  for (const shift of calendar.weekly) push(weekly, shift.day, shift);
  const replaced = new Map<number, { start: string; end: string }[]>();
  for (const { date, closed, start, end } of calendar.exceptions) {
    const day = dayOfDate(date);
    if (!replaced.has(day)) replaced.set(day, []);
    if (!closed && start !== undefined && end !== undefined) push(replaced, day, { start, end });
  }
  const stretches: { from: Instant; to: Instant }[] = [];
  for (let day = fromDay; day <= toDay; day++) {
    for (const { start, end } of replaced.get(day) ?? weekly.get(weekdayOf(day)) ?? []) {
      const opens = minutesOf(start);
      const closes = minutesOf(end);
      const from = zone.instantOf(day, opens);
      const to = zone.instantOf(closes <= opens ? day + 1 : day, closes);
      if (to > from) stretches.push({ from, to });
    }
  }
  return stretches.sort((a, b) => a.from - b.from || a.to - b.to);
}

function join(sorted: readonly { from: Instant; to: Instant }[]): Stretch[] {
  const joined: { from: Instant; to: Instant }[] = [];
  for (const stretch of sorted) {
    const last = joined.at(-1);
    if (last && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
    else joined.push({ ...stretch });
  }
  return joined;
}

const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Of a block, what lies before an instant: of one that is outside of it, nothing or all. */
function workBefore(one: Block, at: Instant): Millis {
  if (at <= one.from) return 0;
  if (at >= one.to) return one.total;
  const k = firstEndingAfter(one, at);
  const start = one.starts[k];
  return start === undefined ? one.total : (one.before[k] ?? 0) + Math.max(0, at - start);
}

/** Index of the first stretch whose end is after `at`. */
function firstEndingAfter({ ends }: Block, at: Instant): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first stretch by whose end the working time since the block's start is at least `goal`. */
function firstReaching({ starts, ends, before }: Block, goal: Millis): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const done = (before[middle] ?? 0) + (ends[middle] ?? 0) - (starts[middle] ?? 0);
    if (done >= goal) high = middle;
    else low = middle + 1;
  }
  return low;
}
