import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Data } from "./facts/fact.ts";
import { DAY, HOUR, type Instant, MINUTE, NEVER } from "./instant.ts";
import { shiftsOf, type WorkingTime, workingTimeOf } from "./working-time.ts";

type Calendar = Data<"master.calendar">;

const SIGHT = 1_200 * DAY;
const NOON = Date.UTC(2026, 2, 2, 12);
const wall = fc.constantFrom("00:00", "02:30", "06:00", "13:59", "14:00", "22:00", "24:00");
const date = fc.integer({ min: -900, max: 900 }).map((day) => new Date(NOON + day * DAY).toISOString().slice(0, 10));

const calendars: fc.Arbitrary<Calendar> = fc.record({
  id: fc.constant("C"),
  timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"),
  weekly: fc.array(fc.record({ day: fc.integer({ min: 1, max: 7 }), start: wall, end: wall }), { maxLength: 6 }),
  exceptions: fc.array(
    fc.oneof(fc.record({ date, closed: fc.constant(true) }), fc.record({ date, start: wall, end: wall })),
    { maxLength: 5 },
  ),
});
const instants = fc.integer({ min: -1_500 * 24 * 60, max: 1_500 * 24 * 60 }).map((m) => NOON + m * MINUTE);

/** By going through all stretches of nine years around, one by one. */
function plain(calendar: Calendar) {
  const day = Math.floor(NOON / DAY);
  const open: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of shiftsOf(calendar, day - 3_300, day + 3_300)) {
    const last = open.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else open.push({ from, to });
  }
  const seen = (found: Instant, from: Instant): Instant => (found > from + SIGHT ? NEVER : found);
  return {
    firstOpen: (at: Instant) => seen(Math.max(at, open.find(({ to }) => to > at)?.from ?? NEVER), at),
    add(at: Instant, work: number): Instant {
      if (work <= 0) return at;
      let left = work;
      for (const { from, to } of open) {
        const begin = Math.max(from, at);
        if (begin >= to) continue;
        if (to - begin >= left - 1e-3) return seen(Math.round(begin + left), at);
        left -= to - begin;
      }
      return NEVER;
    },
    between: (start: Instant, end: Instant) =>
      open.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, start)), 0),
    isOpen: (at: Instant) => open.some(({ from, to }) => from <= at && at < to),
    closedSince: (at: Instant) => open.filter(({ to }) => to <= at).at(-1)?.to,
  };
}

describe("working time", () => {
  test("is what its stretches come to one by one, whatever was asked before", () => {
    fc.assert(
      fc.property(
        calendars,
        fc.array(fc.tuple(instants, instants, fc.nat(40_000)), { minLength: 4 }),
        (calendar, asked) => {
          const real = workingTimeOf(calendar);
          const naive = plain(calendar);
          for (const [at, other, hours] of asked) {
            expect(real.firstOpen(at)).toBe(naive.firstOpen(at));
            expect(real.add(at, hours * 7 * MINUTE)).toBe(naive.add(at, hours * 7 * MINUTE));
            const [from, to] = [Math.min(at, other), Math.max(at, other)];
            expect(real.between(from, to)).toBe(naive.between(from, to));
            expect(real.between(to, from)).toBe(0 - real.between(from, to));
            const closed = real.closedAround(at);
            expect(closed === null).toBe(naive.isOpen(at));
            if (closed === null) continue;
            expect(closed.to).toBe(naive.firstOpen(at));
            expect(closed.from).toBe(naive.closedSince(at) ?? Date.UTC(1970, 0, 1));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  const office: Calendar = {
    ...{ id: "C", timeZone: "Europe/Berlin", exceptions: [] },
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, start: "06:00", end: "22:00" })),
  };
  const nothing: Calendar = { ...office, weekly: [] };
  const fresh = (calendar: Calendar): WorkingTime => workingTimeOf({ ...calendar });

  test("says the same in whatever order it is asked", () => {
    const work = 3_500 * HOUR;
    const asked = fresh(office);
    asked.between(NOON, NOON + 6_000 * DAY);
    asked.add(NOON + 4_000 * DAY, work);
    asked.closedAround(Date.UTC(2090, 5, 5));
    for (const hours of [10, 3_500, 13_714, 13_715, 20_000])
      expect(asked.add(NOON, hours * HOUR), `${hours} h`).toBe(fresh(office).add(NOON, hours * HOUR));
    // Sixteen hours on five days of seven.
    expect(fresh(office).add(NOON, 13_000 * HOUR)).toBeLessThan(NOON + SIGHT);
    expect(fresh(office).add(NOON, 14_000 * HOUR)).toBe(NEVER);
  });

  test("of dates that stand for none is open around the clock beyond the years of a calendar", () => {
    const [first, last] = [Date.UTC(1970, 0, 1), Date.UTC(2100, 0, 1)];
    const [none, never] = [Date.parse("0001-01-01T00:00:00Z"), Date.parse("9999-12-31T23:59:59Z")];
    for (const calendar of [office, nothing]) {
      const time = fresh(calendar);
      const within = time.between(first, last);
      expect(time.between(none, never)).toBe(first - none + within + (never - last));
      expect([time.firstOpen(none), time.firstOpen(never)]).toEqual([none, never]);
      expect([time.add(none, HOUR), time.add(never, HOUR)]).toEqual([none + HOUR, never + HOUR]);
      expect([time.closedAround(none), time.closedAround(never)]).toEqual([null, null]);
    }
    expect(fresh(nothing).between(first, last)).toBe(0);
    expect(fresh(nothing).firstOpen(NOON)).toBe(NEVER);
    expect(fresh(nothing).add(NOON, 1)).toBe(NEVER);
    expect(fresh(nothing).add(last - HOUR, 2 * HOUR)).toBe(last + 2 * HOUR);
    expect(fresh(nothing).add(first - HOUR, 2 * HOUR)).toBe(NEVER);
    expect(fresh(nothing).add(first - HOUR, HOUR)).toBe(first);
    expect(fresh(nothing).closedAround(NOON)).toEqual({ from: first, to: NEVER });
    expect([fresh(office).firstOpen(NEVER), fresh(office).add(NEVER, 1)]).toEqual([NEVER, NEVER]);
  });
});
