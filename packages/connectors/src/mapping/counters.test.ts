import fc from "fast-check";
import { expect, test } from "vitest";
import { type Counting, createCounters } from "./counters.ts";

const by = (modulus: number, more: Partial<Counting> = {}): Counting => ({
  modulus,
  ...{ told: null, last: () => null },
  ...more,
});

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
  expect(createCounters().total("a", 600, by(65_536, { last: () => 66_036 }))).toBe(66_136);
  expect(createCounters().total("a", 300, by(65_536, { last: () => 66_036 }))).toBe(300);
  expect(createCounters().total("a", 10, by(65_536, { last: () => 65_000 }))).toBe(65_546);
  expect(createCounters().total("a", 0.1, by(0.5, { last: () => 1.45 }))).toBeCloseTo(1.6);
});

test("a reading that comes again is told as it was, and the next goes on from there", () => {
  const counters = createCounters();
  const last = () => 66_036;
  expect(counters.total("a", 65_000, by(65_536, { told: 65_000, last }))).toBe(65_000);
  expect(counters.total("a", 500, by(65_536, { told: 66_036, last }))).toBe(66_036);
  expect(counters.total("a", 600, by(65_536, { last }))).toBe(66_136);
});
