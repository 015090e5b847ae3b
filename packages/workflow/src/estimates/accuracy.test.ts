import { describe, expect, test } from "vitest";
import { acknowledge, at, cause, planner, resolve, supervisor, timeline } from "../testing/timeline.ts";
import { accuracyBy, judgedOf } from "./accuracy.ts";

const until = (minutes: number, more: object = {}) => ({ ...acknowledge, estimate: at(minutes), ...more });

/** A stop of which somebody says how long it takes. */
function stopped() {
  const t = timeline();
  t.stands(0, cause());
  const lateBy = (now: number) =>
    judgedOf(t.state.records.values(), at(now)).map(({ by, lateBy: ms, isCleared }) => [by, ms / 60_000, isCleared]);
  return Object.assign(t, { lateBy });
}

describe("an estimate", () => {
  test("[G1] is held against when its cause went, later or earlier than said", () => {
    const t = stopped();
    t.ask(1, until(60), supervisor);
    t.ask(2, until(100), planner);
    t.stands(80);
    expect(t.lateBy(80)).toEqual([
      ["sam", 20, true],
      ["ann", -20, true],
    ]);
  });

  test("[G1] a cause that comes back at once has not gone; one that comes back later has", () => {
    const t = stopped();
    t.ask(1, until(60), supervisor);
    t.stands(30);
    t.stands(35, cause());
    t.stands(70);
    t.look(85);
    expect(t.lateBy(90)).toEqual([["sam", 10, true]]);
    t.stands(100, cause());
    expect(t.only().recurrences).toBe(1);
    expect(t.lateBy(300)).toEqual([["sam", 10, true]]);
  });

  test("[G1] ended by hand while the cause stands, it is not over; nor does it count what was gone already", () => {
    const t = stopped();
    t.ask(1, until(60), supervisor);
    t.ask(2, resolve, planner);
    expect(t.lateBy(70)).toEqual([["sam", 10, false]]);
    t.stands(90);
    expect(t.lateBy(95)).toEqual([["sam", 30, true]]);
    const late = stopped();
    late.stands(10);
    late.ask(12, until(30), supervisor);
    expect(late.lateBy(60)).toEqual([]);
  });

  test("[G1] of what cannot be estimated makes no fact, and counts nowhere", () => {
    const t = timeline();
    t.stands(0, cause({ kind: "overload", subjectType: "production-order", subject: "WO-1" }));
    t.ask(1, until(60), supervisor);
    t.stands(80);
    expect(judgedOf(t.state.records.values(), at(80))).toEqual([]);
  });

  test("[G2] is not judged while it is ahead, and censored once it has passed", () => {
    const t = stopped();
    t.ask(1, until(60), supervisor);
    expect(t.lateBy(60)).toEqual([]);
    expect(t.lateBy(75)).toEqual([["sam", 15, false]]);
  });
});

describe("how good they are", () => {
  const judged = (by: string, lateBy: number, isCleared = true, roles: readonly "supervisor"[] = ["supervisor"]) => ({
    ...{ by, roles, at: at(0), estimate: at(0), lateBy: lateBy * 60_000, isCleared },
  });

  test("[G3] the median, four of five and those that were kept, by person and by role; nobody without any", () => {
    const all = [-10, 0, 10, 20, 60].map((minutes) => judged("sam", minutes)).concat(judged("ann", 5));
    expect(accuracyBy(all, "person")).toEqual([
      { who: "sam", n: 5, open: 0, kept: 2, medianMinutes: 10, p80Minutes: 20 },
      { who: "ann", n: 1, open: 0, kept: 0, medianMinutes: 5, p80Minutes: 5 },
    ]);
    expect(accuracyBy(all, "role")).toMatchObject([{ who: "supervisor", n: 6, kept: 2 }]);
    expect(accuracyBy([], "person")).toEqual([]);
  });

  test("[G2] what stands past its estimate makes them no better", () => {
    const gone = [0, 10].map((minutes) => judged("sam", minutes));
    const open = [30, 30, 30].map((minutes) => judged("sam", minutes, false));
    expect(accuracyBy([...gone, ...open], "person")).toEqual([
      { who: "sam", n: 5, open: 3, kept: 1, medianMinutes: null, p80Minutes: null },
    ]);
  });
});
