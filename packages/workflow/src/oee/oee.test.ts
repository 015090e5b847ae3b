import { HOUR, MINUTE } from "@lockstep/domain/instant";
import { aroundTheClock, workingTimeOf } from "@lockstep/domain/working-time";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addOee, noOeeSums, oeeOf, oeeSumsOf } from "./oee.ts";

const day = { from: 0, to: 24 * HOUR };
const produced = (at: number, good: number, scrap: number, ratePerHour: number | null = 60) => ({
  ...{ at: at * HOUR, good, scrap, ratePerHour },
});

/** Thursday 1 January 1970, 08:00 to 16:00. */
const eightHours = workingTimeOf({
  ...{ id: "C", timeZone: "UTC", exceptions: [] },
  weekly: [{ day: 4, start: "08:00", end: "16:00" }],
});

test("[A20] [A21] by hand: 6 of 8 h ran, 300 pieces at 60 an hour in them, 270 of them good", () => {
  const running = [{ from: 8 * HOUR, to: 14 * HOUR }];
  const sums = oeeSumsOf({ working: eightHours, running, produced: [produced(10, 270, 30)], knownSince: 0 }, day);
  expect(sums).toMatchObject({ apt: 6 * HOUR, pbt: 8 * HOUR, produced: 5 * HOUR, good: 4.5 * HOUR, reports: 1 });
  expect(oeeOf(sums)).toEqual({
    ...{ availability: 0.75, effectiveness: 5 / 6, quality: 0.9, oee: 4.5 / 8, isRateTooLow: false },
  });
});

test("[A20] what runs outside of the calendar was busy by plan, too, so that availability is never over 1", () => {
  const running = [{ from: 7 * HOUR, to: 17 * HOUR }];
  const sums = oeeSumsOf({ working: eightHours, running, produced: [], knownSince: 0 }, day);
  expect(sums).toMatchObject({ apt: 10 * HOUR, pbt: 10 * HOUR });
});

test("[A22] faster than the planned run time is said to be a finding about it", () => {
  const running = [{ from: 0, to: HOUR }];
  const sums = oeeSumsOf({ working: aroundTheClock, running, produced: [produced(0.5, 90, 0)], knownSince: 0 }, day);
  expect(oeeOf(sums)).toMatchObject({ effectiveness: 1.5, isRateTooLow: true });
});

test("[A22] as fast as planned is no finding, though an hour has no seventh in whole milliseconds", () => {
  const running = [{ from: 0, to: HOUR }];
  const seven = Array.from({ length: 7 }, (_, k) => produced((k + 1) / 7, 1, 0, 7));
  const sums = oeeSumsOf({ working: aroundTheClock, running, produced: seven, knownSince: 0 }, day);
  expect(oeeOf(sums)).toMatchObject({ isRateTooLow: false });
  expect(oeeOf(sums).effectiveness).toBeCloseTo(1, 5);
});

test("[A23] of a line whose reports all lack a rate nothing is known but whether it ran", () => {
  const running = [{ from: 0, to: 12 * HOUR }];
  const input = { working: aroundTheClock, running, produced: [produced(1, 5, 0, null)], knownSince: 0 };
  expect(oeeOf(oeeSumsOf(input, day))).toMatchObject({ availability: 0.5, effectiveness: null, oee: null });
});

test("[A23] no states, no figure; without a rate a report is counted apart", () => {
  const input = { working: aroundTheClock, running: [], produced: [produced(1, 5, 0, null)], knownSince: null };
  expect(oeeOf(oeeSumsOf(input, day))).toMatchObject({ availability: null, oee: null });
  expect(oeeSumsOf({ ...input, knownSince: 0 }, day)).toMatchObject({ reports: 0, withoutRate: 1 });
});

test("[A21] what is reported on the stroke of an hour was made in the one that ended, and once", () => {
  const input = { working: aroundTheClock, running: [], produced: [produced(1, 60, 0)], knownSince: 0 };
  const hour = (from: number) => oeeSumsOf(input, { from: from * HOUR, to: (from + 1) * HOUR });
  expect([hour(0), hour(1)]).toMatchObject([
    { good: HOUR, reports: 1 },
    { good: 0, reports: 0 },
  ]);
});

test("[A21] over lines it is Σ PRI·GQ / Σ PBT, and the three factors are exactly that", () => {
  const line = fc.record({
    ran: fc.integer({ min: 1, max: 480 }),
    good: fc.integer({ min: 0, max: 500 }),
    scrap: fc.integer({ min: 0, max: 50 }),
    rate: fc.constantFrom(1, 4, 60, 120, 3_600),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const all = noOeeSums();
      let [good, planned] = [0n, 0n];
      for (const one of lines) {
        const running = [{ from: 0, to: one.ran * MINUTE }];
        const reports = [produced(1, one.good, one.scrap, one.rate)];
        addOee(all, oeeSumsOf({ working: aroundTheClock, running, produced: reports, knownSince: 0 }, day));
        good += BigInt(one.good) * (3_600_000n / BigInt(one.rate));
        planned += 86_400_000n;
      }
      // The whole, in whole milliseconds and without a division.
      expect([BigInt(all.good), BigInt(all.pbt)]).toEqual([good, planned]);
      const { availability, effectiveness, quality, oee } = oeeOf(all);
      if (quality !== null) expect((availability ?? 0) * (effectiveness ?? 0) * quality).toBeCloseTo(oee ?? -1, 12);
    }),
  );
});
