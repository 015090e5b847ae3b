import { DAY, HOUR, MINUTE } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import type { Call } from "../escalation/model.ts";
import type { ExceptionRecord } from "../model.ts";
import {
  acknowledge,
  assign,
  at,
  cause,
  flagFalse,
  planner,
  shelve,
  supervisor,
  timeline,
} from "../testing/timeline.ts";
import { chatteringIn, comingsIn, type Put, putBefore, standingLonger, stoodAt } from "./cards.ts";
import { flagsOf, overBudget, worstOf, wrongSystems } from "./flags.ts";
import { performanceOf } from "./performance.ts";
import { rateOf } from "./rate.ts";
import { acknowledgedInTime, responseTimes } from "./response.ts";

const times = (...minutes: readonly number[]) => minutes.map(at);
const time = (from: number, to: number) => ({ from: at(from), to: at(to) });
const everySoMany = (minutes: number, n: number) => Array.from({ length: n }, (_, k) => at(k * minutes));

describe("[X1] new cards in ten minutes", () => {
  test("are counted on average and at their most", () => {
    expect(rateOf(times(0, 4, 9, 10, 40), [time(0, 60)])).toEqual({
      ...{ cards: 5, minutes: 60, perTenMinutes: 5 / 6, most: 3, floodMinutes: 0, floodShare: 0 },
    });
  });

  test("are a flood while more than ten came within the last ten, and no longer", () => {
    expect(rateOf(everySoMany(0.5, 10), [time(0, 100)])).toMatchObject({ most: 10, floodMinutes: 0 });
    // The eleventh comes at 5:00; at 10:00 the first is ten minutes old.
    expect(rateOf(everySoMany(0.5, 11), [time(0, 100)])).toMatchObject({ most: 11, floodMinutes: 5, floodShare: 0.05 });
    // From 5:00 to when all but ten of them are ten minutes old.
    expect(rateOf(everySoMany(0.5, 31), [time(0, 100)])).toMatchObject({ most: 20, floodMinutes: 15 });
    expect(rateOf(everySoMany(1, 30), [time(0, 100)])).toMatchObject({ most: 10, floodMinutes: 0 });
  });

  test("of a shift are its own, and a flood that began before it reaches into it", () => {
    const early = rateOf(everySoMany(0.5, 11), [time(-60, 6)]);
    const late = rateOf(everySoMany(0.5, 11), [time(6, 66)]);
    expect(early).toMatchObject({ cards: 11, floodMinutes: 1 });
    expect(late).toMatchObject({ cards: 0, most: 0, floodMinutes: 4, floodShare: 4 / 60 });
  });

  test("over no time are no figure", () => {
    expect(rateOf([], [])).toMatchObject({ cards: 0, perTenMinutes: null, most: null, floodShare: null });
    expect(rateOf(times(0), [time(0, 9)]), "nor on average over less than ten minutes").toMatchObject({
      ...{ cards: 1, perTenMinutes: null, most: 1, floodShare: null },
    });
    expect(rateOf([], [time(0, 10)])).toMatchObject({ cards: 0, perTenMinutes: 0, most: 0, floodShare: 0 });
  });
});

const call = (minutes: number, role: Call["role"], outcome: Call["outcome"] = "told"): Call => ({
  ...{ reason: "step", step: 0, round: 1, target: role, role, at: at(minutes), dueAt: at(minutes), outcome },
  ...{ site: "A", heldUntil: null, people: [] },
});

const withCalls = (record: ExceptionRecord, ...made: readonly Call[]): ExceptionRecord => {
  if (record.calls === null) throw new Error("it is called for");
  return { ...record, calls: { ...record.calls, made } };
};

/** It came at 0, was over by 20, and came again at 60. */
function twice(): ExceptionRecord {
  const life = timeline();
  life.stands(0, cause());
  life.stands(5);
  life.look(20);
  life.stands(60, cause());
  return life.only();
}

describe("[X2] a card", () => {
  test("comes when it opens and when it reopens, from an instant to before another", () => {
    const record = twice();
    expect(comingsIn([record], time(0, 60)).map(({ at: came }) => came)).toEqual([at(0)]);
    expect(comingsIn([record], time(0, 61)).map(({ at: came }) => came)).toEqual(times(0, 60));
  });

  test("is put before a role once each time that it came, also when it was held back, not when nobody was found", () => {
    const record = withCalls(
      twice(),
      call(1, "supervisor"),
      call(3, "supervisor"),
      call(6, "planner", "held"),
      call(7, "leader", "unreachable"),
      call(61, "supervisor"),
    );
    expect(putBefore([record])).toEqual([
      { role: "planner", site: "A", times: times(6) },
      { role: "supervisor", site: "A", times: times(1, 61) },
    ]);
  });
});

describe("[X3] a card that stands", () => {
  const life = timeline();
  life.stands(0, cause());
  life.stands(60);
  life.stands(65, cause());
  const record = life.only();

  test("has stood since its cause came last", () => {
    expect(stoodAt(record, at(-1))).toBeNull();
    expect(stoodAt(record, at(59))).toEqual({ state: "open", since: at(0) });
    expect(stoodAt(record, at(61))).toEqual({ state: "open", since: null });
    expect(stoodAt(record, at(70))).toEqual({ state: "open", since: at(65) });
  });

  test("for more than a day is told, unless somebody has put it off or ended it", () => {
    const longer = (of: ExceptionRecord, minutes: number) =>
      standingLonger([of], { at: at(minutes), than: DAY }).map(({ since }) => since);
    expect(longer(record, 65 + 24 * 60)).toEqual([]);
    expect(longer(record, 66 + 24 * 60)).toEqual([at(65)]);
    life.ask(70, shelve(500), planner);
    expect(longer(life.only(), 66 + 24 * 60)).toEqual([]);
  });
});

test("[X4] a cause chatters that comes three times within ten minutes, also where its card was not over in between", () => {
  const life = timeline();
  for (const minutes of [0, 4, 9]) {
    life.stands(minutes, cause());
    life.stands(minutes + 1);
  }
  const limit = { comings: 3, within: 10 * MINUTE };
  expect(chatteringIn([life.only()], time(0, 60), limit).map(({ most }) => most)).toEqual([3]);
  expect(chatteringIn([life.only()], time(1, 60), limit)).toEqual([]);
  expect(chatteringIn([life.only()], time(0, 60), { ...limit, within: 9 * MINUTE })).toEqual([]);
});

/** So many cards of each kind, all at once; `flagged` of the first kind are flagged. */
function flood(kinds: { readonly [kind: string]: number }, flagged = 0): readonly ExceptionRecord[] {
  const life = timeline();
  const all = Object.entries(kinds).flatMap(([kind, n]) =>
    Array.from({ length: n }, (_, k) => cause({ kind, subject: `LINE-${k}` })),
  );
  life.stands(0, ...all);
  const ids = [...life.state.records.keys()].filter((id) => life.state.records.get(id)?.kind === Object.keys(kinds)[0]);
  for (const id of ids.slice(0, flagged)) life.ask(1, flagFalse, planner, id);
  return [...life.state.records.values()];
}

describe("[X5] false flags", () => {
  test("count against the kind and the system, by what is known then", () => {
    const records = flood({ scrap: 8 }, 2);
    expect(flagsOf("scrap", records, at(2))).toEqual({ key: "scrap", cards: 8, flagged: 2, rate: 0.25 });
    expect(flagsOf("scrap", records, at(0)).flagged).toBe(0);
    expect(flagsOf("none", [], at(2)).rate).toBeNull();
    expect(wrongSystems(records, at(2))).toEqual([{ system: "MES", flagged: 2 }]);
  });

  test("put a kind over its budget at a tenth of ten cards or more; so does a flood of its own", () => {
    const over = (kinds: { readonly [kind: string]: number }, flagged: number) =>
      overBudget(comingsIn(flood(kinds, flagged), time(0, 60)), at(60)).map(({ key, reasons }) => [key, reasons]);
    expect(over({ scrap: 9, "machine-down": 1 }, 5)).toEqual([
      ["scrap", []],
      ["machine-down", []],
    ]);
    expect(over({ scrap: 10 }, 0)).toEqual([["scrap", []]]);
    expect(over({ scrap: 10 }, 1)).toEqual([["scrap", ["false-flags"]]]);
    expect(over({ scrap: 11 }, 0)).toEqual([["scrap", ["flood"]]]);
  });
});

test("[X6] the worst causes are those with the most cards; their share is of all cards", () => {
  const again = timeline();
  again.stands(0, cause({ subject: "LINE-9" }));
  again.stands(5);
  again.look(20);
  again.stands(60, cause({ subject: "LINE-9" }), cause({ subject: "LINE-1" }), cause({ subject: "LINE-2" }));
  const found = worstOf(comingsIn(again.state.records.values(), time(0, 120)), 2);
  expect(found.worst.map(({ record, cards }) => [record.subject, cards])).toEqual([
    ["LINE-9", 2],
    ["LINE-1", 1],
  ]);
  expect(found).toMatchObject({ causes: 3, share: 0.75 });
  expect(worstOf([], 10)).toEqual({ worst: [], causes: 0, share: null });
});

describe("[X7] the way of a card", () => {
  function handled(): ExceptionRecord {
    const life = timeline();
    life.stands(0, cause());
    life.ask(6, acknowledge, supervisor);
    life.ask(12, assign, planner);
    life.stands(50);
    life.look(70);
    return life.only();
  }
  const stages = (records: readonly ExceptionRecord[], more = {}) =>
    responseTimes(records, { firstRead: new Map(), until: at(1_000), ...more }).map(({ n, medianMinutes }) => [
      n,
      medianMinutes,
    ]);

  test("is counted from when it opened; seen is read, or done", () => {
    const record = handled();
    expect(stages([record])).toEqual([
      [1, 6],
      [1, 6],
      [1, 12],
      [1, 50],
    ]);
    expect(stages([record], { firstRead: new Map([[record.id, at(2)]]) })[0]).toEqual([1, 2]);
    expect(stages([record], { until: at(11) }).map(([n]) => n)).toEqual([1, 1, 0, 0]);
    expect(stages([])).toEqual(Array.from({ length: 4 }, () => [0, null]));
  });

  test("has a median and a tenth that took longer", () => {
    const records = Array.from({ length: 10 }, (_, k): ExceptionRecord => {
      const life = timeline();
      life.stands(0, cause());
      life.ask(k + 1, acknowledge, supervisor);
      return life.only();
    });
    const [, acknowledged] = responseTimes(records, { firstRead: new Map(), until: at(60) });
    expect(acknowledged).toEqual({ stage: "acknowledged", n: 10, medianMinutes: 5.5, p90Minutes: 9 });
  });

  test("is decided by an acknowledgement that says until when it stands, and not by one that does not", () => {
    const life = timeline();
    life.stands(0, cause());
    life.ask(3, acknowledge, supervisor);
    expect(life.only().decidedAt).toBeNull();
    life.ask(8, { ...acknowledge, estimate: at(90) }, supervisor);
    life.ask(20, assign, planner);
    expect(life.only().decidedAt).toBe(at(8));
  });
});

describe("[X8] acknowledged in time", () => {
  const acknowledged = (minutes: number | null, clearsAt: number | null = null): ExceptionRecord => {
    const life = timeline();
    life.stands(0, cause({ actBy: at(60) }));
    if (minutes !== null) life.ask(minutes, acknowledge, supervisor);
    if (clearsAt !== null) life.stands(clearsAt);
    return life.only();
  };
  const share = (record: ExceptionRecord, until = 2 * HOUR) => acknowledgedInTime([record], { until: at(0) + until });

  test("is by the act-by that it opened with", () => {
    expect(share(acknowledged(60))).toEqual({ n: 1, inTime: 1 });
    expect(share(acknowledged(61))).toEqual({ n: 1, inTime: 0 });
    expect(share(acknowledged(null))).toEqual({ n: 1, inTime: 0 });
  });

  test("leaves out what may still be acknowledged, and what went by itself before", () => {
    expect(share(acknowledged(null), HOUR)).toEqual({ n: 0, inTime: 0 });
    expect(share(acknowledged(null, 30))).toEqual({ n: 0, inTime: 0 });
    expect(share(acknowledged(null, 90))).toEqual({ n: 1, inTime: 0 });
  });
});

describe("[X1] what is bearable", () => {
  const sidesOf = (records: readonly ExceptionRecord[]) =>
    performanceOf({
      ...{ records, put: [], firstRead: new Map(), from: at(0), to: at(100), shiftsOf: () => new Map() },
    }).limits.map(({ figure, isOver }) => [figure, isOver]);

  test("is not held against figures that are not there", () => {
    expect(sidesOf([]).map(([, isOver]) => isOver)).toEqual(Array(6).fill(null));
  });

  test("may be reached where it says at most, and not where it says below", () => {
    // Ten cards at once in 100 minutes, one of them false: one in ten minutes, ten at most, and a tenth is not below a tenth.
    expect(sidesOf(flood({ scrap: 10 }, 1))).toEqual([
      ["per-ten-minutes", false],
      ["most", false],
      ["flood-share", false],
      ["standing", false],
      ["chattering", false],
      ["false-flag-rate", true],
    ]);
    expect(sidesOf(flood({ scrap: 11 })).slice(0, 3)).toEqual([
      ["per-ten-minutes", true],
      ["most", true],
      ["flood-share", true],
    ]);
  });
});

test("[X2] who had the most cards is told first", () => {
  const put = (role: Put["role"], ...minutes: readonly number[]): Put => ({
    role,
    site: "A",
    times: times(...minutes),
  });
  const { roles } = performanceOf({
    ...{ records: flood({ scrap: 1 }), put: [put("leader", 1), put("planner", 2, 3, 101), put("supervisor", 4, 5, 6)] },
    ...{ firstRead: new Map(), from: at(0), to: at(100), shiftsOf: () => new Map() },
  });
  expect(roles.map(({ role, rate }) => [role, rate.cards])).toEqual([
    ["supervisor", 3],
    ["planner", 2],
    ["leader", 1],
  ]);
});
