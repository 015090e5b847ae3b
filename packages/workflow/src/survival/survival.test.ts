import { HOUR, MINUTE } from "@lockstep/domain/instant";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assumptionOf, brokenBy } from "./assumptions.ts";
import { halfLifeOf, survivalOf } from "./kaplan-meier.ts";
import { breakOf, type OrderHistory, type PlanChange, type Progress, watchedOf } from "./plan-break.ts";

const published = { quantity: 100, start: 0, finish: 10 * HOUR, resources: ["L1"] };
const history = (progress: readonly Progress[], changes: readonly PlanChange[] = []): OrderHistory => ({
  ...{ published, progress, changes },
});
const at = (hours: number, good: number, isOver = false): Progress => ({ at: hours * HOUR, good, isOver });
const change = (hours: number, more: Partial<PlanChange> = {}): PlanChange => ({
  ...{ ...published, at: hours * HOUR, status: "released" },
  ...more,
});
const NOW = 100 * HOUR;

describe("when an order is outside of its plan", () => {
  test("[A10] 98 % within 4 h after the planned finish is kept, to the minute", () => {
    expect(breakOf(history([at(14, 98)]), NOW)).toBeNull();
    expect(breakOf(history([at(14 + MINUTE / HOUR, 98)]), NOW)).toMatchObject({ kind: "late", at: 14 * HOUR });
    expect(breakOf(history([at(14, 97)]), NOW)).toMatchObject({ kind: "late", at: 14 * HOUR });
  });

  test("[A10] at the limit itself it may still come; a minute later it has not", () => {
    expect(breakOf(history([]), 14 * HOUR)).toBeNull();
    expect(breakOf(history([]), 14 * HOUR + MINUTE)).toMatchObject({ kind: "late" });
  });

  test("[A11] ended short breaks at that moment, by the floor's word or by the ERP's", () => {
    expect(breakOf(history([at(9, 97, true)]), NOW)).toMatchObject({ kind: "short", at: 9 * HOUR });
    const closed = history([at(9, 50)], [change(9.5, { status: "closed" })]);
    expect(breakOf(closed, NOW)).toMatchObject({ kind: "short", at: 9.5 * HOUR });
  });

  test("[A12] re-planned or cancelled breaks; said again with nothing new, or after it came in full, it does not", () => {
    expect(breakOf(history([at(9, 100)], [change(3)]), NOW)).toBeNull();
    const earlier = change(3, { start: HOUR });
    expect(breakOf(history([at(9, 100)], [earlier]), NOW)).toMatchObject({ kind: "replanned", demandChanged: false });
    const more = change(3, { quantity: 120 });
    expect(breakOf(history([], [more]), NOW)).toMatchObject({ kind: "replanned", demandChanged: true });
    expect(breakOf(history([], [change(2, { status: "cancelled" })]), NOW)).toMatchObject({ kind: "cancelled" });
    expect(breakOf(history([at(9, 100)], [change(11, { quantity: 200 })]), NOW)).toBeNull();
    expect(breakOf(history([], [change(3, { resources: ["L2"] })]), NOW)).toMatchObject({ kind: "replanned" });
  });

  test("what is told with a later time than now has not happened", () => {
    expect(breakOf(history([], [change(20, { quantity: 1 })]), 5 * HOUR)).toBeNull();
  });
});

describe("the curve", () => {
  const watched = (hours: number, isFailed: boolean) => ({ after: hours * HOUR, isFailed });

  test("[A13] [A14] by hand: two of five fail, one is not watched on, then one of two fails", () => {
    const steps = survivalOf([
      ...[watched(10, true), watched(20, true), watched(25, false), watched(30, true), watched(40, false)],
    ]);
    // 4/5; 4/5 · 3/4 = 3/5; then 3/5 · 1/2 = 3/10.
    expect(steps.map(({ hours, atRisk, share }) => [hours, atRisk, Number(share.toFixed(12))])).toEqual([
      ...[
        [10, 5, 0.8],
        [20, 4, 0.6],
        [25, 3, 0.6],
        [30, 2, 0.3],
        [40, 1, 0.3],
      ],
    ]);
    // Greenwood: 0.6² · (1/(5·4) + 1/(4·3)) = 0.048, its root 0.219089; ± 1.96 of it.
    expect(steps[1]?.lower).toBeCloseTo(0.6 - 1.96 * 0.2190890230020664, 12);
    expect(steps[1]?.upper).toBe(1);
    expect(halfLifeOf(steps)).toBe(30);
  });

  test("[A14] half is half: five of ten is the half-life, four of ten is not", () => {
    const ten = (failed: number) => Array.from({ length: 10 }, (_, k) => watched(k < failed ? k + 1 : 50, k < failed));
    expect(halfLifeOf(survivalOf(ten(5)))).toBe(5);
    expect(halfLifeOf(survivalOf(ten(4)))).toBeNull();
    expect(halfLifeOf(survivalOf([]))).toBeNull();
  });

  test("where nothing is cut off, it is the plain share that has not failed, whatever the order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }), (hours) => {
        const all = hours.map((after) => watched(after, true));
        const steps = survivalOf(all);
        for (const { hours: h, share } of steps) {
          expect(share).toBe(hours.filter((one) => one > h).length / hours.length);
        }
        expect(survivalOf(all.toReversed())).toEqual(steps);
      }),
    );
  });

  test("[A13] what is finished well is watched to the end of the week, and what runs still until now", () => {
    const times = { publishedAt: 0, until: 50 * HOUR, now: 20 * HOUR };
    expect(watchedOf(null, times)).toEqual(watched(20, false));
    expect(watchedOf(null, { ...times, now: 80 * HOUR })).toEqual(watched(50, false));
    expect(watchedOf({ kind: "late", at: 14 * HOUR, demandChanged: false }, times)).toEqual(watched(14, true));
  });
});

describe("what broke it", () => {
  const nothing = { waiting: 0, down: 0, scrap: 0, slow: 0 };
  test("[A15] changed demand first, then what was recorded, then what took the most time", () => {
    const because = { at: 0, recorded: "machine-down", demandChanged: false, lost: { ...nothing, slow: 5 } };
    expect(brokenBy({ ...because, demandChanged: true })).toBe("demand");
    expect(brokenBy(because)).toBe("availability");
    expect(brokenBy({ ...because, recorded: null })).toBe("rate");
    expect(brokenBy({ ...because, recorded: "uncertain" })).toBe("rate");
    expect(brokenBy({ ...because, recorded: null, lost: nothing })).toBe("unknown");
    expect(brokenBy({ ...because, recorded: null, lost: { ...nothing, waiting: 7, scrap: 6 } })).toBe("lead-time");
    expect(assumptionOf("scrap")).toBe("yield");
  });
});
