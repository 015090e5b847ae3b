import type { Data } from "./facts/fact.ts";
import { DAY, type Instant, type Millis, NEVER } from "./instant.ts";
import { dayOfDate, weekdayOf, zoneOf } from "./zone.ts";

export interface Stretch {
  readonly from: Instant;
  /** Not part of it any more. */
  readonly to: Instant;
}

/** When a resource works. All lengths are milliseconds of working time. */
export interface WorkingTime {
  /** The first working instant at or after `at`; `NEVER` if none comes within the sight of 1,200 days. */
  firstOpen(at: Instant): Instant;
  /** Where `work` ends that is begun at or after `at`; on the stroke of closing it is that instant. */
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

const SIGHT_DAYS = 1_200;
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

interface Table {
  readonly fromDay: number;
  readonly toDay: number;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Working time before the start of each stretch, since the table's first. */
  readonly before: Float64Array;
}

function makeWorkingTime(calendar: Data<"master.calendar">): WorkingTime {
  let table: Table | null = null;
  const covering = (from: Instant, to: Instant): Table => {
    const fromDay = Math.floor(from / DAY) - 10;
    const toDay = Math.floor(to / DAY) + 10;
    if (table && table.fromDay <= fromDay && table.toDay >= toDay) return table;
    table = buildTable(
      calendar,
      Math.min(table?.fromDay ?? fromDay, fromDay - 30),
      Math.max(table?.toDay ?? toDay, toDay + 100),
    );
    return table;
  };
  return {
    firstOpen: (at) => {
      if (at === NEVER) return NEVER;
      const t = covering(at, at + SIGHT_DAYS * DAY);
      const k = firstEndingAfter(t, at);
      return k < t.starts.length ? Math.max(at, t.starts[k] ?? NEVER) : NEVER;
    },
    add: (at, work) => {
      if (at === NEVER) return NEVER;
      if (work <= 0) return at;
      const t = covering(at, at + SIGHT_DAYS * DAY);
      const goal = workBefore(t, at) + work;
      const k = firstReaching(t, goal - 1e-3);
      if (k >= t.starts.length) return NEVER;
      return Math.round((t.starts[k] ?? NEVER) + goal - (t.before[k] ?? 0));
    },
    between: (from, to) => {
      const t = covering(Math.min(from, to), Math.max(from, to));
      return workBefore(t, to) - workBefore(t, from);
    },
    closedAround: (at) => {
      const t = covering(at - 400 * DAY, at + SIGHT_DAYS * DAY);
      const k = firstEndingAfter(t, at);
      const next = t.starts[k] ?? NEVER;
      return next <= at ? null : { from: k > 0 ? (t.ends[k - 1] ?? -NEVER) : -NEVER, to: next };
    },
  };
}

function buildTable(calendar: Data<"master.calendar">, fromDay: number, toDay: number): Table {
  const stretches = mergedStretches(calendar, fromDay, toDay);
  const starts = Float64Array.from(stretches, (s) => s.from);
  const ends = Float64Array.from(stretches, (s) => s.to);
  const before = new Float64Array(stretches.length);
  let sum = 0;
  for (const [k, s] of stretches.entries()) {
    before[k] = sum;
    sum += s.to - s.from;
  }
  return { fromDay, toDay, starts, ends, before };
}

/** The open stretches of all shifts that begin on the days from `fromDay` to `toDay`, touching ones joined. */
const mergedStretches = (calendar: Data<"master.calendar">, fromDay: number, toDay: number): Stretch[] =>
  join(shiftsOf(calendar, fromDay, toDay));

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

function workBefore(t: Table, at: Instant): Millis {
  const k = firstEndingAfter(t, at);
  if (k >= t.starts.length) {
    const last = t.starts.length - 1;
    return last < 0 ? 0 : (t.before[last] ?? 0) + (t.ends[last] ?? 0) - (t.starts[last] ?? 0);
  }
  return (t.before[k] ?? 0) + Math.max(0, at - (t.starts[k] ?? 0));
}

/** Index of the first stretch whose end is after `at`. */
function firstEndingAfter(t: Table, at: Instant): number {
  let low = 0;
  let high = t.ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((t.ends[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first stretch by whose end the working time since the table's start is at least `goal`. */
function firstReaching(t: Table, goal: Millis): number {
  let low = 0;
  let high = t.ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const done = (t.before[middle] ?? 0) + (t.ends[middle] ?? 0) - (t.starts[middle] ?? 0);
    if (done >= goal) high = middle;
    else low = middle + 1;
  }
  return low;
}
