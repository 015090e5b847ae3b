import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";

test("waits grow to half a minute, and no two who fail together come back together", () => {
  expect([0, 1, 2, 5, 6, 1_000].map((failures) => backoffMs(failures, 1))).toEqual([
    500, 1_000, 2_000, 16_000, 30_000, 30_000,
  ]);
  fc.assert(
    fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const longest = backoffMs(failures, 1);
      expect(backoffMs(failures, random)).toBeGreaterThanOrEqual(longest / 2);
      expect(backoffMs(failures, random)).toBeLessThanOrEqual(longest);
    }),
  );
});
