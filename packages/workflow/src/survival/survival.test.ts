import { HOUR, MINUTE } from "@lockstep/domain/instant";
import { aroundTheClock, workingTimeOf } from "@lockstep/domain/working-time";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assumptionOf, brokenBy } from "./assumptions.ts";
import { halfLifeOf, survivalOf } from "./kaplan-meier.ts";
import { type LostStep, lostTime } from "./lost-time.ts";
import { breakOf, type OrderHistory, type PlanChange, type Progress, progressOf, watchedOf } from "./plan-break.ts";

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

  test("[A10] what came in full at one time and was said later than another report is there from when it came", () => {
    const said = (time: number, good: number, finishedAt?: number) => ({
      time: time * HOUR,
      data: {
        ...{ state: finishedAt === undefined ? ("running" as const) : ("done" as const), good, scrap: 0 },
        ...(finishedAt === undefined ? {} : { finishedAt: finishedAt * HOUR }),
      },
    });
    const progress = progressOf([said(13, 60), said(16, 100, 12)]);
    expect(progress).toEqual([at(12, 100, true), at(13, 60)]);
    expect(breakOf(history(progress), NOW)).toBeNull();
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
  const nothing = { waiting: 0, queue: 0, down: 0, scrap: 0, slow: 0 };
  test("[A15] changed demand first, then what was recorded, then what took the most time", () => {
    const because = { at: 0, recorded: "machine-down", demandChanged: false, lost: { ...nothing, slow: 5 } };
    expect(brokenBy({ ...because, demandChanged: true })).toBe("demand");
    expect(brokenBy(because)).toBe("availability");
    expect(brokenBy({ ...because, recorded: null })).toBe("rate");
    expect(brokenBy({ ...because, recorded: "uncertain" })).toBe("rate");
    expect(brokenBy({ ...because, recorded: null, lost: nothing })).toBe("unknown");
    expect(brokenBy({ ...because, recorded: null, lost: { ...nothing, waiting: 7, scrap: 6 } })).toBe("lead-time");
    expect(assumptionOf("scrap")).toBe("yield");
    // What is told of a plan that is later than needed says nothing; what was lost does.
    expect(brokenBy({ ...because, recorded: "plan-gap", lost: { ...nothing, down: 1 } })).toBe("availability");
    expect(brokenBy({ ...because, recorded: "plan-gap", lost: nothing })).toBe("unknown");
    // Behind another order and slow are both that something was not as fast as planned.
    expect(brokenBy({ ...because, recorded: null, lost: { ...nothing, waiting: 7, queue: 4, slow: 4 } })).toBe("rate");
  });
});

describe("what took the time", () => {
  const span = (from: number, to: number) => ({ from: from * HOUR, to: to * HOUR });
  const step = (start: number, more: Partial<LostStep> = {}): LostStep => ({
    ...{ start: start * HOUR, setup: 0, rate: 10, reports: [] },
    line: { working: aroundTheClock, down: [], others: [] },
    ...more,
  });
  const report = (time: number, good: number, more: object = {}) => ({
    ...{ time: time * HOUR },
    data: { state: "running" as const, good, scrap: 0, ...more },
  });
  const lostAt = (hours: number, ...steps: LostStep[]) =>
    Object.fromEntries(
      Object.entries(lostTime(steps, hours * HOUR))
        .filter(([, time]) => time > 0)
        .map(([what, time]) => [what, time / HOUR]),
    );

  test("[A15] slow is what it took until the last report beyond its setup and its pieces, not what nobody has told of", () => {
    const reports = [report(1, 5, { startedAt: 0 }), report(4, 20)];
    // Four hours for two hours of pieces; at hour 14 the last word is ten hours old.
    expect(lostAt(14, step(0, { reports }))).toEqual({ slow: 2 });
    expect(lostAt(14, step(0, { reports, setup: 1.5 * HOUR }))).toEqual({ slow: 0.5 });
    expect(lostAt(14, step(0, { reports, setup: 3 * HOUR }))).toEqual({});
    expect(lostAt(14, step(0, { reports, rate: null }))).toEqual({});
    // What is said after the moment is not known then.
    expect(lostAt(3, step(0, { reports }))).toEqual({ slow: 0.5 });
  });

  test("[A15] until its first step begins it waits in a queue while its line runs others, and for something else in the rest", () => {
    const others = [span(-2, 3), span(2, 4), span(6, 9)];
    const line = { working: aroundTheClock, down: [span(3, 3.5)], others };
    // Hours 0 to 4 and 6 to 8 behind others, half an hour of them down; 4 to 6 behind nothing.
    const reports = [report(8.5, 5, { startedAt: 8 * HOUR })];
    expect(lostAt(8.5, step(0, { line, reports }))).toEqual({ down: 0.5, queue: 5.5, waiting: 2 });
    // It never began: up to the moment.
    expect(lostAt(5, step(0, { line }))).toEqual({ down: 0.5, queue: 3.5, waiting: 1 });
    // A later step waits for the one before it.
    const done = step(-1, { reports: [report(0, 10, { state: "done", startedAt: -HOUR, finishedAt: 0 })] });
    expect(lostAt(5, done, step(0, { line }))).toEqual({ down: 0.5 });
  });

  test("[A15] stops count in its line's working time, from its planned start until it ended; what was spoilt at its rate", () => {
    const working = workingTimeOf({
      ...{ id: "C", timeZone: "UTC", exceptions: [] },
      weekly: [{ day: 4, start: "08:00", end: "16:00" }],
    });
    const line = { working, down: [span(6, 9), span(12, 14), span(15, 20)], others: [] };
    const reports = [report(11, 0, { startedAt: 10 * HOUR }), report(15, 20, { state: "done", scrap: 10 })];
    // Down from 8 to 9 and from 12 to 14, waiting from 9 to 10; three hours for 30 pieces, 10 of them spoilt.
    expect(lostAt(30, step(8, { line, reports }))).toEqual({ down: 3, waiting: 1, scrap: 1 });
  });
});
