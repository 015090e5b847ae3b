import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CounterLimits, createCounter } from "./counter.ts";

const LIMITS: CounterLimits = { modulus: 1_000, mostPerHour: 3_600, smallest: 1 };

/** What readings, one a second, add up to. */
function counted(readings: readonly number[], limits = LIMITS): number {
  const counter = createCounter(limits);
  return readings.reduce((sum, reading, k) => sum + counter.take(reading, k * 1_000).added, 0);
}

describe("a counter", () => {
  test.each<[string, number[], number]>([
    ["counts from its first reading", [500, 501, 503], 3],
    ["goes on over a roll-over", [998, 999, 0, 1], 3],
    ["that was set back to 0 counts on", [500, 501, 0, 1, 2], 3],
    ["that was set back, and has counted since, counts that, too", [500, 501, 2, 3], 4],
    ["is not believed when it jumps once", [500, 501, 900, 502, 503], 3],
    ["is not believed when it falls once", [500, 501, 0, 502, 503], 3],
    ["is not believed when it jumps for two readings", [500, 501, 900, 900, 502, 503], 3],
    ["takes back a jump that production could have made", [500, 501, 509, 502, 503], 3],
    ["that is set to another value counts on from there", [500, 501, 900, 901, 902], 3],
    ["is no counter beyond its modulus or below 0", [500, 1_000, -1, Number.NaN, 501], 1],
    ["says nothing when it stands", [500, 500, 500], 0],
  ])("%s", (_, readings, sum) => {
    expect(counted(readings)).toBe(sum);
  });

  test("that is set to another value is odd, and says so once", () => {
    const counter = createCounter(LIMITS);
    const odd = [500, 501, 900, 901, 902].flatMap((reading, k) => counter.take(reading, k * 1_000).odd ?? []);
    expect(odd).toEqual(["was set from 501 to 900, which no production explains"]);
  });

  test("counts what was made in a gap, also over a roll-over", () => {
    const counter = createCounter(LIMITS);
    counter.take(900, 0);
    expect(counter.take(150, 600_000).added).toBe(250);
  });

  test("without a modulus, one that falls was set back", () => {
    expect(counted([65_000, 65_001, 0, 1], { ...LIMITS, modulus: undefined })).toBe(2);
  });

  test("goes on from where it was before a restart", () => {
    const counter = createCounter(LIMITS);
    counter.restore(995, 0);
    expect(counter.take(5, 20_000).added).toBe(10);
  });
});

const steps = fc.array(
  fc.record({ made: fc.nat(1), spike: fc.option(fc.nat(999), { freq: 8 }), twice: fc.boolean() }),
  { minLength: 5, maxLength: 400 },
);

test("pieces add up exactly over roll-overs, single spikes and duplicates, wherever it begins", () => {
  fc.assert(
    fc.property(fc.nat(999), steps, (begin, list) => {
      const counter = createCounter(LIMITS);
      let at = 0;
      let true_ = begin;
      let sum = counter.take(begin, 0).added;
      let clean = 9;
      for (const { made, spike, twice } of list) {
        at += 1_000;
        true_ += made;
        clean += 1;
        // One that production could have made within a second is none.
        const away = spike === null ? 0 : (spike - true_ + 1_000_000) % 1_000;
        const isSpike = spike !== null && clean > 2 && away > 3 && away < 997;
        if (isSpike) clean = 0;
        const reading = isSpike ? spike : true_ % 1_000;
        sum += counter.take(reading, at).added;
        if (twice && !isSpike) sum += counter.take(reading, at).added;
      }
      for (let k = 1; k <= 3; k += 1) sum += counter.take(true_ % 1_000, at + k * 1_000).added;
      expect(sum).toBe(true_ - begin);
    }),
    { numRuns: 300 },
  );
});
