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
      const sequence = createSequence<number>(1_000, String);
      sequence.begin((first + 255) % 256);
      const taken = shuffled(600, jumps).flatMap((k) => {
        const once = sequence.take((first + k) % 256, k, 0);
        const twice = sequence.take((first + k) % 256, k, 0);
        expect([once.order, twice]).toEqual(["kept", { ready: [], order: "again" }]);
        return once.ready;
      });
      expect(taken).toEqual(Array.from({ length: 600 }, (_, k) => k));
      expect(sequence.waitsUntil).toBeNull();
    }),
  );
});

function start(expected: number) {
  const sequence = createSequence<string>(1_000, (text) => (text === "" ? null : String(text.length)));
  sequence.begin((expected + 255) % 256);
  return sequence;
}

test("what never comes is waited for so long, then given up, and the rest is handled in order; if it comes then, it is late", () => {
  const sequence = start(254);
  expect(sequence.take(254, "a", 0).ready).toEqual(["a"]);
  expect(sequence.take(0, "bb", 10).ready).toEqual([]);
  expect(sequence.take(2, "dddd", 20).ready).toEqual([]);
  expect(sequence.take(1, "ccc", 30).ready).toEqual([]);
  expect(sequence.waitsUntil).toBe(1_010);
  expect(sequence.giveUp()).toEqual(["bb", "ccc", "dddd"]);
  expect(sequence.waitsUntil).toBeNull();
  expect(sequence.take(255, "late", 40)).toEqual({ ready: ["late"], order: "late" });
  expect(sequence.take(255, "late", 40)).toEqual({ ready: [], order: "again" });
  expect(sequence.take(3, "eeeee", 50)).toEqual({ ready: ["eeeee"], order: "kept" });
});

test("another message with a number that was taken is handled, and says that the numbers are worth nothing", () => {
  const sequence = start(20);
  sequence.take(20, "a", 0);
  sequence.take(22, "bb", 10);
  expect(sequence.take(22, "ccc", 20)).toEqual({ ready: ["bb", "ccc"], order: "broken" });
  expect(sequence.waitsUntil).toBeNull();
  expect(sequence.take(0, "dddd", 30)).toEqual({ ready: ["dddd"], order: "broken" });
  expect(sequence.take(1, "eeeee", 40)).toEqual({ ready: ["eeeee"], order: "kept" });
  expect(sequence.take(1, "eeeee", 40)).toEqual({ ready: [], order: "again" });
  expect(sequence.take(0, "ffffff", 50)).toEqual({ ready: ["ffffff"], order: "broken" });
});

test("what cannot be told from others is never taken for one that came before", () => {
  const sequence = start(5);
  sequence.take(5, "", 0);
  expect(sequence.take(5, "", 0)).toEqual({ ready: [""], order: "broken" });
});
