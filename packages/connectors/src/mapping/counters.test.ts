import fc from "fast-check";
import { expect, test } from "vitest";
import { type Counting, createCounters } from "./counters.ts";

const by = (modulus: number, more: Partial<Counting> = {}): Counting => ({
  modulus,
  ...{ at: 0, toldAt: more.at ?? 0, latest: Number.POSITIVE_INFINITY, told: null, before: () => [] },
  ...more,
});
const told = (...totals: number[]) => ({ before: () => totals.map((total, at) => ({ at, total })) });

test("a counter that begins again at 0 goes on as a total", () => {
  const counters = createCounters();
  const readings = [65_530, 65_535, 2, 40_000, 65_000, 10];
  const totals = readings.map((reading) => counters.total("a", reading, by(65_536)));
  expect(totals).toEqual([65_530, 65_535, 65_538, 105_536, 130_536, 131_082]);
});

test("a counter that is set back begins anew, and another is none of its business", () => {
  const counters = createCounters();
  expect([100, 3].map((reading) => counters.total("a", reading, by(65_536)))).toEqual([100, 3]);
  expect(counters.total("b", 2, by(65_536))).toBe(2);
});

test("any steps below half of what a counter holds add up exactly, however often it rolls over", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(256, 10_000, 65_536, 4_294_967_296),
      fc.array(fc.double({ min: 0, max: 0.499, noNaN: true }), { maxLength: 200 }),
      (modulus, shares) => {
        const counters = createCounters();
        counters.total("a", 0, by(modulus));
        let sum = 0;
        for (const share of shares) {
          sum += Math.floor(share * modulus);
          expect(counters.total("a", sum % modulus, by(modulus))).toBe(sum);
        }
      },
    ),
  );
});

test("one that is not known goes on from the total that was told last: 65,000, 500 and after a restart 600", () => {
  const at = 1;
  expect(createCounters().total("a", 600, by(65_536, { at, ...told(65_000, 66_036) }))).toBe(66_136);
  expect(createCounters().total("a", 300, by(65_536, { at, ...told(66_036) }))).toBe(300);
  expect(createCounters().total("a", 10, by(65_536, { at, ...told(65_000) }))).toBe(65_546);
  expect(createCounters().total("a", 0.1, by(0.5, { at, ...told(1.45) }))).toBeCloseTo(1.6);
});

test("a reading that comes again is told as it was, and the next goes on from the last one", () => {
  const counters = createCounters();
  const before = told(65_000, 66_036);
  expect(counters.total("a", 65_000, by(65_536, { at: 0, told: 65_000, ...before }))).toBe(65_000);
  expect(counters.total("a", 500, by(65_536, { at: 1, told: 66_036, ...before }))).toBe(66_036);
  expect(counters.total("a", 600, by(65_536, { at: 2, ...before }))).toBe(66_136);
});

/** By the time of each reading. */
const totalsOf = (readings: readonly (readonly [at: number, reading: number])[], more: Partial<Counting> = {}) => {
  const counters = createCounters();
  return readings.map(([at, reading]) => counters.total("a", reading, by(65_536, { at, ...more })));
};

test("a late reading has the total of its time, and the next goes on from the latest one", () => {
  expect(
    totalsOf([
      ...([
        [0, 65_500],
        [20, 10],
        [10, 65_530],
        [30, 20],
        [40, 30],
      ] as const),
    ]),
  ).toEqual([65_500, 65_546, 65_530, 65_556, 65_566]);
  expect(
    totalsOf([
      ...([
        [0, 65_530],
        [10, 20],
        [30, 40],
        [20, 30],
        [40, 50],
      ] as const),
    ]),
  ).toEqual([65_530, 65_556, 65_576, 65_566, 65_586]);
});

test("a late reading of which nobody knows the total has none: before all, before it was set back, or beyond its time", () => {
  expect(
    totalsOf([
      [10, 100],
      [5, 200],
      [20, 110],
    ]),
  ).toEqual([100, null, 110]);
  expect(
    totalsOf([
      [0, 40_000],
      [10, 60_000],
      [20, 30_000],
      [5, 50_000],
      [30, 30_100],
    ]),
  ).toEqual([...[40_000, 60_000, 30_000, null, 30_100]]);
  expect(
    totalsOf([
      [0, 100],
      [10, 200],
      [5, 300],
      [20, 210],
    ]),
  ).toEqual([100, 200, null, 210]);
});

test("an old reading that is told again of a later time says the latest total", () => {
  const counters = createCounters();
  const readings = [
    [0, 250, 0],
    [10, 4, 10],
    [5, 252, 12],
  ] as const;
  expect(readings.map(([at, reading, toldAt]) => counters.total("a", reading, by(256, { at, toldAt })))).toEqual([
    ...[250, 260, 260],
  ]);
});

test("of a clock that is ahead nothing goes on", () => {
  expect(
    totalsOf(
      [
        [0, 65_530],
        [9_999, 40_000],
        [10, 20],
      ],
      { latest: 100 },
    ),
  ).toEqual([65_530, 40_000, 65_556]);
});
