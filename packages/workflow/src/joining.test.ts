import { present } from "@lockstep/domain/assert";
import { describe, expect, test } from "vitest";
import { plant } from "./escalation/testing/plant.ts";
import type { Actor } from "./model.ts";
import { nextActions } from "./permissions.ts";
import { acknowledge, at, cause, codeOf, planner, resolve, shelve, supervisor, timeline } from "./testing/timeline.ts";
import { currentSeen } from "./weight.ts";

/** Two stops, the second of which can be made part of the first. */
function two() {
  const t = timeline();
  const second = cause({ key: "machine-down|resource|LINE-2", subject: "LINE-2", resource: "LINE-2" });
  t.stands(0, cause(), second);
  const [first, other] = [...t.state.records.keys()];
  const merge = { type: "merge", into: first ?? "", reason: "the same power cut" } as const;
  const stateOf = (id: string | undefined) => t.state.records.get(id ?? "")?.state;
  return Object.assign(t, { first: first ?? "", other: other ?? "", second, merge, stateOf });
}

describe("several cards of one matter", () => {
  test("[W30] one becomes part of another, which is recorded, and becomes one of its own again", () => {
    const t = two();
    expect(codeOf(t.ask(1, t.merge, planner, t.other))).toBe("ok");
    expect(t.state.records.get(t.other)).toMatchObject({ state: "merged", mergedInto: t.first });
    expect(t.state.records.get(t.other)?.timeline.at(-1)).toMatchObject({
      ...{ action: "merged", by: "ann", before: "open", after: "merged", note: "the same power cut" },
    });
    expect(codeOf(t.ask(2, { type: "split", reason: "not the same" }, planner, t.other))).toBe("ok");
    expect(t.state.records.get(t.other)).toMatchObject({ state: "open", mergedInto: null });
  });

  test("[W30] it is refused into itself, into what is over or unknown, and where others are part of it", () => {
    const t = two();
    const into = (id: string) => ({ type: "merge", into: id, reason: "same" }) as const;
    expect(codeOf(t.ask(1, into(t.other), planner, t.other))).toBe("CONFLICT");
    expect(codeOf(t.ask(1, into("ex-unknown"), planner, t.other))).toBe("NOT_FOUND");
    expect(codeOf(t.ask(1, { type: "split", reason: "why not" }, planner, t.other))).toBe("CONFLICT");
    expect(codeOf(t.ask(1, { ...t.merge, reason: " " }, planner, t.other))).toBe("BAD_USER_INPUT");
    expect(codeOf(t.ask(1, t.merge, { ...supervisor, sites: ["B"] }, t.other))).toBe("FORBIDDEN");
    t.ask(1, t.merge, planner, t.other);
    expect(codeOf(t.ask(2, into(t.other), planner, t.first)), "the other way round").toBe("CONFLICT");
    expect(codeOf(t.ask(2, acknowledge, planner, t.other)), "what is merged takes a split or a comment").toBe(
      "CONFLICT",
    );
    expect(t.ask(2, acknowledge, planner, t.other), "which it is told").toMatchObject({
      error: { message: expect.stringContaining("it can take: comment, split.") },
    });
    t.ask(3, resolve, planner, t.first);
    expect(codeOf(t.ask(3, t.merge, planner, t.other))).toBe("CONFLICT");
  });

  test("[W30] what is part of it is not named to who moves it: it may be of a plant that they do not see", () => {
    const t = two();
    const third = cause({ key: "machine-down|resource|LINE-3", subject: "LINE-3", resource: "LINE-3" });
    t.stands(1, cause(), t.second, third);
    t.ask(2, t.merge, planner, t.other);
    const into = [...t.state.records.keys()].at(-1) ?? "";
    const refused = t.ask(3, { type: "merge", into, reason: "same" }, planner, t.first);
    expect(codeOf(refused)).toBe("CONFLICT");
    expect(JSON.stringify(refused)).not.toContain(t.other);
  });

  test("[W30] an old occurrence stays part of the other once its cause has opened a newer one", () => {
    const t = two();
    const [first, second] = [cause(), t.second];
    t.ask(1, t.merge, planner, t.other);
    t.stands(2, first);
    expect(t.stands(200, first, second)).toEqual(["opened"]);
    const newer = t.only().id;
    const split = t.ask(201, { type: "split", reason: "not the same" }, planner, t.other);
    expect(split).toMatchObject({ error: { code: "CONFLICT", message: expect.stringContaining(newer) } });
    expect([t.stateOf(t.other), t.stateOf(newer)]).toEqual(["merged", "open"]);
  });

  test("[W31] when what stays is over while the other's cause stands, the other is a card of its own again", () => {
    const t = two();
    t.ask(1, t.merge, planner, t.other);
    expect(t.look(2)).toEqual([]);
    t.ask(3, resolve, planner, t.first);
    expect(t.look(4)).toEqual(["split"]);
    expect(t.stateOf(t.other)).toBe("open");
    expect(t.state.records.get(t.other)?.timeline.at(-1)).toMatchObject({ by: "system", at: at(4) });
  });

  test.each([
    ["to the minute", [11, 12]],
    ["after a jump", [45]],
  ])("[W31] when what stays recovers by itself, the other is a card of its own at that very moment, %s", (_, looks) => {
    const t = two();
    t.ask(1, t.merge, planner, t.other);
    expect(t.stands(2, t.second)).toEqual(["cleared"]);
    expect(looks.map((minute) => t.stands(minute, t.second)).at(-1)).toEqual(["recovered", "split"]);
    expect([t.stateOf(t.first), t.stateOf(t.other)]).toEqual(["resolved", "open"]);
    for (const id of [t.first, t.other])
      expect(t.state.records.get(id)?.timeline.at(-1)).toMatchObject({ by: "system", at: at(12) });
    expect(t.stands(46, t.second)).toEqual([]);
  });

  test("[W31] a cause that stands again where what it was joined into is over is a card of its own at once", () => {
    const t = two();
    t.ask(1, t.merge, planner, t.other);
    expect(t.stands(2, cause())).toEqual(["cleared"]);
    t.ask(3, resolve, planner, t.first);
    expect(t.stands(4, cause(), t.second)).toEqual(["returned", "split"]);
    expect(t.state.records.get(t.other)).toMatchObject({ state: "open", present: true, mergedInto: null });
  });

  test("[W27] a live one is offered to be merged, a merged one to be split, and what others are part of neither", () => {
    const t = two();
    const offered = (id: string) => {
      const record = t.state.records.get(id);
      return record && nextActions(record, planner).filter((one) => one === "merge" || one === "split");
    };
    expect([offered(t.first), offered(t.other)]).toEqual([["merge"], ["merge"]]);
    t.ask(1, t.merge, planner, t.other);
    expect([offered(t.first), offered(t.other)]).toEqual([[], ["split"]]);
    t.ask(2, { type: "split", reason: "two" }, planner, t.other);
    expect([offered(t.first), offered(t.other)]).toEqual([["merge"], ["merge"]]);
  });

  test("[W35] the one that stays weighs what all weigh, for as long as each stands, and shows itself to nobody else", () => {
    const t = two();
    const first = cause({ severity: "low", actBy: at(900), valueAtRiskMinor: 100 });
    const second = { ...t.second, severity: "critical", actBy: at(60), valueAtRiskMinor: 250, sites: ["B"] } as const;
    t.stands(1, first, second);
    const seen = () =>
      currentSeen(
        t.state,
        present(t.state.records.get(t.first), () => "none"),
      );
    expect(seen()).toMatchObject({ severity: "low", actBy: at(900), valueAtRiskMinor: 100 });
    t.ask(2, t.merge, planner, t.other);
    expect(seen()).toMatchObject({ severity: "critical", actBy: at(60), valueAtRiskMinor: 350, sites: ["A"] });
    t.stands(3, first, { ...second, actBy: null });
    expect(seen(), "all of it is lost: what can be saved is acted on").toMatchObject({ actBy: at(900) });
    t.stands(4, first);
    expect(seen(), "gone").toMatchObject({ severity: "low", actBy: at(900), valueAtRiskMinor: 100 });
    t.stands(5, first, second);
    t.ask(6, { type: "split", reason: "two" }, planner, t.other);
    expect(seen()).toMatchObject({ severity: "low", valueAtRiskMinor: 100 });
  });

  test("[W6] [W35] back while it is shelved, it is worse only with all that is part of it", () => {
    const t = two();
    const second = { ...t.second, valueAtRiskMinor: 25_000 };
    t.stands(1, cause(), second);
    t.ask(2, t.merge, planner, t.other);
    t.ask(3, shelve(120), planner, t.first);
    t.stands(10, second);
    expect(t.stands(11, cause({ valueAtRiskMinor: 65_000 }), second)).toEqual(["returned"]);
    t.stands(12, second);
    expect(t.stands(13, cause({ valueAtRiskMinor: 65_001 }), second)).toEqual(["returned", "woke"]);
  });

  test("[W6] [W35] what is part of it is back, and makes it worse than when it was shelved", () => {
    const t = two();
    t.ask(1, t.merge, planner, t.other);
    t.stands(2, cause());
    t.ask(3, shelve(120), planner, t.first);
    expect(t.stands(10, cause(), { ...t.second, valueAtRiskMinor: 10_000 })).toEqual(["returned"]);
    t.stands(11, cause());
    expect(t.stands(12, cause(), { ...t.second, valueAtRiskMinor: 10_001 })).toEqual(["returned", "woke"]);
    expect(t.stateOf(t.first)).toBe("open");
  });

  test("[W35] put off, it comes back when what is part of it gets worse", () => {
    const t = two();
    t.ask(1, t.merge, planner, t.other);
    t.ask(2, shelve(400), planner, t.first);
    expect(t.stands(3, cause(), t.second)).toEqual([]);
    expect(t.stands(4, cause(), { ...t.second, severity: "critical" })).toEqual(["woke"]);
    expect(t.stateOf(t.first)).toBe("open");
  });
});

test("[W35] what got critical within it is called for, and its lost lines are told", () => {
  let lost: readonly string[] = [];
  const t = plant({ lostLines: (key) => (key.endsWith("LINE-2") ? lost : []) });
  const quiet = t.down({ severity: "low" });
  const other = t.down({ key: "machine-down|resource|LINE-2", subject: "LINE-2", resource: "LINE-2", severity: "low" });
  const pia: Actor = { name: "pia", roles: ["planner"], sites: null };
  t.stands("06:10", quiet, other);
  const into = t.recordOf("LINE-1")?.id ?? "";
  t.does("06:12", pia, { type: "merge", into, reason: "one fuse" }, "LINE-2");
  t.at("06:20");
  expect(t.told()).toEqual([]);
  t.stands("06:21", quiet, { ...other, severity: "critical" });
  t.at("06:27");
  expect(t.told()).toEqual([
    "06:21 told early (supervisor, LINE-1) in the app",
    "06:26 told pia (planner, LINE-1) in the app",
  ]);
  lost = ["SO-1/1"];
  t.stands("06:28", quiet, { ...other, severity: "critical", valueAtRiskMinor: 100_001 });
  expect(t.told().join()).toContain("lost, warn the customer");
});
