import { describe, expect, test } from "vitest";
import { evolveAll, withStanding } from "./evolve.ts";
import { exceptionId } from "./exception-id.ts";
import { emptyState } from "./model.ts";
import { mutedBy } from "./muting.ts";
import { observe } from "./observe.ts";
import { isFlagged } from "./performance/flags.ts";
import {
  acknowledge,
  assign,
  at,
  cause,
  comment,
  flagFalse,
  planner,
  resolve,
  shelve,
  timeline,
} from "./testing/timeline.ts";

describe("a cause comes and goes", () => {
  test("[W1] it opens its exception at once", () => {
    const t = timeline();
    expect(t.stands(0, cause())).toEqual(["opened"]);
    expect(t.only()).toMatchObject({ state: "open", present: true, openedAt: at(0), occurrence: 1, recurrences: 0 });
    expect(t.only().timeline).toEqual([
      { seq: 1, at: at(0), by: "system", action: "opened", before: null, after: "open", note: null },
    ]);
  });

  test("[W1] one exception a cause, whatever its weight", () => {
    const t = timeline();
    expect(
      t.stands(0, cause(), cause({ kind: "scrap", subjectType: "production-order", subject: "WO-1" })),
    ).toHaveLength(2);
    expect(
      t.stands(
        1,
        cause({ severity: "critical" }),
        cause({ kind: "scrap", subjectType: "production-order", subject: "WO-1" }),
      ),
    ).toEqual([]);
  });

  test("[W2] [W3] gone, it stands for 10 minutes as not present, then it has recovered", () => {
    const t = timeline();
    t.stands(0, cause());
    expect(t.stands(5)).toEqual(["cleared"]);
    expect(t.only()).toMatchObject({ state: "open", present: false, clearedAt: at(5) });
    expect(t.look(14.9)).toEqual([]);
    expect(t.look(15)).toEqual(["recovered"]);
    expect(t.only()).toMatchObject({ state: "resolved", present: false, resolvedAt: at(15), outcome: "recovered" });
    expect(t.look(1_000)).toEqual([]);
  });

  test("[W2] cleared, it keeps what was last seen of it", () => {
    const t = timeline();
    t.stands(0, cause({ severity: "low" }));
    t.stands(1, cause({ severity: "critical", sites: ["A", "B"] }));
    t.stands(2);
    expect(t.only().seen).toMatchObject({ severity: "critical", sites: ["A", "B"] });
  });

  test("[W3] back within the 10 minutes, it goes on, acknowledged as it was", () => {
    const t = timeline();
    t.stands(0, cause());
    t.ask(1, acknowledge);
    t.stands(5);
    expect(t.stands(14, cause())).toEqual(["returned"]);
    expect(t.look(60)).toEqual([]);
    expect(t.only()).toMatchObject({ state: "acknowledged", present: true, clearedAt: null, recurrences: 0 });
  });

  test("[W3] it resolves from every state that somebody still works on", () => {
    for (const ask of [acknowledge, assign, shelve(300)]) {
      const t = timeline();
      t.stands(0, cause());
      t.ask(1, ask);
      t.stands(5);
      expect(t.look(15)).toEqual(["recovered"]);
      expect(t.only()).toMatchObject({ state: "resolved", shelvedUntil: null });
    }
  });

  test("[W3] it is dated to when it came due, however late somebody looks", () => {
    const t = timeline();
    t.stands(0, cause());
    t.stands(5);
    expect(t.look(300)).toEqual(["recovered"]);
    expect(t.only().resolvedAt).toBe(at(15));
  });

  test("[W4] seen again within 60 minutes it reopens, and counts it", () => {
    const t = timeline();
    t.stands(0, cause());
    t.ask(1, { ...acknowledge, estimate: at(30) });
    t.ask(1, assign);
    t.stands(5);
    t.look(15);
    const { id } = t.only();
    expect(t.stands(75, cause())).toEqual(["reopened"]);
    expect(t.state.records.size).toBe(1);
    expect(t.only()).toMatchObject({
      id,
      state: "open",
      present: true,
      openedAt: at(0),
      recurrences: 1,
      acknowledgedBy: null,
      estimate: null,
      owner: "bob",
      outcome: null,
    });
  });

  test("[W4] later than that a new one opens, also when nobody has looked meanwhile", () => {
    for (const looks of [[15], []]) {
      const t = timeline();
      t.stands(0, cause());
      t.stands(5);
      looks.forEach(t.look);
      expect(t.stands(75.1, cause()).at(-1)).toBe("opened");
      expect([...t.state.records.values()].map(({ state, occurrence }) => [state, occurrence])).toEqual([
        ["resolved", 1],
        ["open", 2],
      ]);
    }
  });

  test("[W5] ids tell causes and occurrences apart, and are the same everywhere", () => {
    const ids = [
      exceptionId(cause(), 1),
      exceptionId(cause(), 2),
      exceptionId(cause({ subject: "LINE-2" }), 1),
      exceptionId(cause({ subjectType: "hold" }), 1),
      exceptionId(cause({ kind: "overload" }), 1),
    ];
    expect(new Set(ids).size).toBe(5);
    expect(ids[0]).toBe("ex-3b248347a12204117acc");
  });
});

describe("put off", () => {
  const shelved = () => {
    const t = timeline();
    t.stands(0, cause({ severity: "medium", valueAtRiskMinor: 10_000, actBy: at(1_000) }));
    t.ask(10, acknowledge);
    t.ask(10, shelve(120));
    return t;
  };

  test("[W6] it wakes when its time has come, dated to it", () => {
    const t = shelved();
    expect(t.look(119)).toEqual([]);
    expect(t.look(200)).toEqual(["woke"]);
    expect(t.log.at(-1)).toMatchObject({
      type: "woke",
      because: "time",
      at: at(120),
      before: "shelved",
      after: "open",
    });
    expect(t.only()).toMatchObject({ state: "open", shelvedUntil: null });
  });

  test.each([
    ["a higher severity", { severity: "high" }, ["woke"]],
    ["a lower severity", { severity: "low" }, []],
    ["over 20 % more value at risk", { valueAtRiskMinor: 12_001 }, ["woke"]],
    ["20 % more", { valueAtRiskMinor: 12_000 }, []],
    ["act-by over 8 h earlier", { actBy: at(519.9) }, ["woke"]],
    ["act-by 8 h earlier", { actBy: at(520) }, []],
    ["the last chance gone", { actBy: null }, ["woke"]],
    ["act-by later", { actBy: at(5_000) }, []],
  ] as const)("[W6] %s", (_, more, expected) => {
    const t = shelved();
    const before = { severity: "medium", valueAtRiskMinor: 10_000, actBy: at(1_000) } as const;
    expect(t.stands(60, cause({ ...before, ...more }))).toEqual(expected);
    expect(t.only().state).toBe(expected.length > 0 ? "open" : "shelved");
  });

  test("[W6] what was worse than at first, but not than when it was shelved, does not wake it", () => {
    const t = timeline();
    t.stands(0, cause({ severity: "low" }));
    t.stands(10, cause({ severity: "critical" }));
    t.ask(11, shelve(120));
    expect(t.look(12)).toEqual([]);
  });

  test("[W6] gone and overdue at once: it wakes, then recovers, each at its time", () => {
    const t = shelved();
    t.stands(115);
    expect(t.look(500)).toEqual(["woke", "recovered"]);
    expect(
      t
        .only()
        .timeline.slice(-2)
        .map(({ at, before, after }) => [at, before, after]),
    ).toEqual([
      [at(120), "shelved", "open"],
      [at(125), "open", "resolved"],
    ]);
  });

  test("[W6] gone for 10 minutes before its time, it only recovers", () => {
    const t = shelved();
    t.stands(100);
    expect(t.look(500)).toEqual(["recovered"]);
  });

  test.each([
    ["worse", { valueAtRiskMinor: 12_001 }, ["returned", "woke"]],
    ["no worse", { valueAtRiskMinor: 12_000 }, ["returned"]],
  ] as const)("[W6] back while it is shelved, and %s", (_, more, expected) => {
    const t = shelved();
    const before = { severity: "medium", valueAtRiskMinor: 10_000, actBy: at(1_000) } as const;
    t.stands(60);
    expect(t.stands(65, cause({ ...before, ...more }))).toEqual(expected);
    expect(t.look(66)).toEqual([]);
  });

  test("[W7] resolved by hand it stays so while it stands, until it gets worse", () => {
    const t = timeline();
    t.stands(0, cause());
    t.ask(5, resolve);
    expect(t.look(500)).toEqual([]);
    expect(t.only()).toMatchObject({ state: "resolved", present: true, outcome: "repaired" });
    expect(t.stands(501, cause({ severity: "critical" }))).toEqual(["reopened"]);
    expect(t.only()).toMatchObject({ state: "open", recurrences: 0 });
  });

  test("[W4] resolved by hand, gone, and seen again within 60 minutes after its 10, it reopens", () => {
    const t = timeline();
    t.stands(0, cause());
    t.ask(5, resolve);
    expect(t.stands(300)).toEqual(["cleared"]);
    expect(t.look(320)).toEqual([]);
    expect(t.stands(370, cause())).toEqual(["reopened"]);
    expect(t.only().recurrences).toBe(1);
  });

  test("[W8] a false flag stays one for as long as it stands, however bad it looks", () => {
    const t = timeline();
    t.stands(0, cause());
    t.ask(5, flagFalse);
    expect(t.stands(10, cause({ severity: "critical", valueAtRiskMinor: 1e9 }))).toEqual([]);
    expect(t.stands(20)).toEqual(["cleared"]);
    expect(t.stands(29.9, cause())).toEqual(["returned"]);
    expect(t.only()).toMatchObject({ state: "false-flag", present: true });
    t.stands(100);
    expect(t.stands(170.1, cause())).toEqual(["opened"]);
  });

  test("[W8] gone for 10 minutes and seen again it is another stop: the same exception reopens, and still counts as flagged", () => {
    const t = timeline();
    t.stands(0, cause());
    t.ask(5, flagFalse);
    t.stands(20);
    expect(t.stands(30, cause())).toEqual(["reopened"]);
    expect(t.only()).toMatchObject({ state: "open", present: true, recurrences: 1, outcome: null });
    expect(isFlagged(t.only(), at(30))).toBe(true);
    expect(isFlagged(t.only(), at(4))).toBe(false);
  });
});

test("[W9] nothing new, no event; a state that was read back goes on the same", () => {
  const t = timeline();
  const other = cause({ kind: "scrap", subjectType: "production-order", subject: "WO-1" });
  t.stands(0, cause(), other);
  t.ask(1, { ...acknowledge, note: "on it", estimate: at(90) });
  t.ask(2, shelve(300));
  t.ask(3, comment);
  t.stands(4, other);
  t.stands(20, other);
  t.stands(30, cause(), other);
  const written: typeof t.log = JSON.parse(JSON.stringify(t.log));
  const back = evolveAll(emptyState, written);
  expect(back.records).toEqual(t.state.records);
  expect(back.latest).toEqual(t.state.latest);
  expect(observe(back, { causes: [cause(), other], now: at(31) })).toEqual([]);
  expect(observe(withStanding(back, [cause(), other]), { causes: [], now: at(40) })).toHaveLength(2);
});

test("[W10] a stop mutes what stands on its machine, for as long as it stands", () => {
  const t = timeline();
  const on = (kind: string, resource: string | null, subject = `WO-${kind}`) =>
    cause({ kind, subjectType: "production-order", subject, resource });
  const kinds = ["slow-running", "scrap", "not-started", "overload", "plan-gap"];
  const others = [...kinds.map((kind) => on(kind, "LINE-1")), on("scrap", "LINE-2", "WO-9"), on("scrap", null, "WO-8")];
  t.stands(0, cause(), ...others);
  const down = [...t.state.records.values()].find(({ kind }) => kind === "machine-down");
  const muted = () =>
    [...t.state.records.values()]
      .filter((record) => mutedBy(t.state, record) === down?.id)
      .map(({ kind }) => kind)
      .sort();
  expect(muted()).toEqual(["not-started", "overload", "scrap", "slow-running"]);
  expect(t.state.records.size).toBe(8);
  t.ask(1, resolve, planner, down?.id);
  expect(muted(), "what is ended by hand is no longer on the board").toEqual([]);
  t.stands(2, ...others);
  expect(muted()).toEqual([]);
  t.stands(3, cause(), ...others);
  expect(muted()).toHaveLength(4);
  t.ask(4, flagFalse, planner, down?.id);
  expect(muted()).toEqual([]);
});
