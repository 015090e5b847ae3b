import fc from "fast-check";
import { expect, test } from "vitest";
import { createCounters } from "./counters.ts";

test("a counter that begins again at 0 goes on as a total", () => {
  const counters = createCounters();
  const readings = [65_530, 65_535, 2, 40_000, 65_000, 10];
  const totals = readings.map((reading) => counters.total("a", reading, 65_536));
  expect(totals).toEqual([65_530, 65_535, 65_538, 105_536, 130_536, 131_082]);
});

test("a counter that is set back begins anew, and another is none of its business", () => {
  const counters = createCounters();
  expect([100, 3].map((reading) => counters.total("a", reading, 65_536))).toEqual([100, 3]);
  expect(counters.total("b", 2, 65_536)).toBe(2);
});

test("any steps below half of what a counter holds add up exactly, however often it rolls over", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(256, 10_000, 65_536, 4_294_967_296),
      fc.array(fc.double({ min: 0, max: 0.499, noNaN: true }), { maxLength: 200 }),
      (modulus, shares) => {
        const counters = createCounters();
        counters.total("a", 0, modulus);
        let sum = 0;
        for (const share of shares) {
          sum += Math.floor(share * modulus);
          expect(counters.total("a", sum % modulus, modulus)).toBe(sum);
        }
      },
    ),
  );
});
