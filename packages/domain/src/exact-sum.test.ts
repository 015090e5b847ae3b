import fc from "fast-check";
import { expect, test } from "vitest";
import { addPart, sumFrom, totalOf } from "./exact-sum.ts";

const sumOf = (parts: readonly number[]): number => {
  const sum = sumFrom(0);
  for (const part of parts) addPart(sum, part);
  return totalOf(sum);
};

test("a sum keeps what is small beside what comes and goes", () => {
  expect(sumOf([1e15, -1e15, 0.3])).toBe(0.3);
  expect(sumOf([0.3, 1e15, -1e15])).toBe(0.3);
  expect(sumOf([1e15, 0.3, -1e15])).toBe(0.3);
  expect(sumOf([])).toBe(0);
});

test("a sum of decimals is the same in any order", () => {
  const parts = fc.array(fc.tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 2,
    maxLength: 200,
  });
  fc.assert(
    fc.property(parts, fc.integer(), (drawn, seed) => {
      const values = drawn.map(([digits, places]) => digits / 10 ** places);
      const other = values
        .map((value, k) => [value, Math.imul(k + 1, seed | 1)] as const)
        .sort((a, b) => a[1] - b[1])
        .map(([value]) => value);
      expect(sumOf(other)).toBe(sumOf(values));
    }),
    { numRuns: 500 },
  );
});
