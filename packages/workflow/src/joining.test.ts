import { describe, expect, test } from "vitest";
import { acknowledge, at, cause, codeOf, planner, resolve, supervisor, timeline } from "./testing/timeline.ts";

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
});
