import fc from "fast-check";
import { expect, test } from "vitest";
import { createSequence } from "./sequence.ts";

/** Numbers moved by at most so many places. */
function shuffled(length: number, jumps: readonly number[]): number[] {
  return Array.from({ length }, (_, k) => ({ k, place: k + (jumps[k % jumps.length] ?? 0) }))
    .sort((a, b) => a.place - b.place || a.k - b.k)
    .map(({ k }) => k);
}

test("messages a few places out of order, and doubled, are handled once and in order, also past 255", () => {
  fc.assert(
    fc.property(fc.nat(255), fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }), (first, jumps) => {
      const sequence = createSequence<number>(1_000);
      sequence.begin((first + 255) % 256);
      const taken = shuffled(600, jumps).flatMap((k) => {
        const once = sequence.take((first + k) % 256, k, 0);
        return [...once, ...sequence.take((first + k) % 256, k, 0)];
      });
      expect(taken).toEqual(Array.from({ length: 600 }, (_, k) => k));
      expect(sequence.waitsUntil).toBeNull();
    }),
  );
});

test("what never comes is waited for so long, then given up, and the rest is handled in order", () => {
  const sequence = createSequence<string>(1_000);
  sequence.begin(253);
  expect(sequence.take(254, "254", 0)).toEqual(["254"]);
  expect(sequence.take(0, "0", 10)).toEqual([]);
  expect(sequence.take(2, "2", 20)).toEqual([]);
  expect(sequence.take(1, "1", 30)).toEqual([]);
  expect(sequence.waitsUntil).toBe(1_010);
  expect(sequence.giveUp()).toEqual(["0", "1", "2"]);
  expect(sequence.waitsUntil).toBeNull();
  expect(sequence.take(255, "late", 40)).toEqual([]);
  expect(sequence.take(3, "3", 50)).toEqual(["3"]);
});
