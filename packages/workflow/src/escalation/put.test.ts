import { assert } from "@lockstep/domain/assert";
import { describe, expect, test } from "vitest";
import type { Actor } from "../model.ts";
import { duty, person, usualRoster } from "../testing/calls-timeline.ts";
import { escalationAfter } from "./evolve-calls.ts";
import type { Policy, Roster } from "./model.ts";
import { emptyEscalation, policyAt } from "./policies.ts";
import { mayPut, putPolicy, putRoster } from "./put.ts";

const adam: Actor = { name: "adam", roles: ["administrator"], sites: null };
const policy: Policy = {
  ...{ site: null, kind: null, severity: "high", clock: "working", settleSeconds: 30, lapseMinutes: 120 },
  steps: [{ afterMinutes: 0, to: { role: "planner" }, channels: ["in-app"] }],
};
const step = (afterMinutes: number, more: object = {}) => ({
  ...{ afterMinutes, to: { role: "planner" } as const, channels: ["in-app"] as const },
  ...more,
});
const messageOf = (put: { readonly ok: boolean; readonly error?: { readonly message: string } }): string =>
  put.ok ? "" : (put.error?.message ?? "");

test.each([
  [{ roles: ["administrator"], sites: null }, null, true],
  [{ roles: ["administrator"], sites: null }, "A", true],
  [{ roles: ["administrator"], sites: ["A"] }, null, false],
  [{ roles: ["plant-manager"], sites: ["A"] }, "A", true],
  [{ roles: ["plant-manager"], sites: ["A"] }, "B", false],
  [{ roles: ["plant-manager"], sites: null }, null, false],
  [{ roles: ["planner", "supervisor", "leader"], sites: null }, "A", false],
] as const)("[E15] %j may change what holds at %s: %s", (who, site, may) => {
  expect(mayPut({ name: "x", ...who }, site)).toBe(may);
});

describe("a policy", () => {
  const put = (more: Partial<Policy>, reason = "why") =>
    putPolicy(emptyEscalation, { value: { ...policy, ...more }, reason, actor: adam, now: 1 });

  test.each([
    [{}, " ", "reason must not be empty"],
    [{ settleSeconds: -1 }, "why", "settleSeconds must be"],
    [{ lapseMinutes: 0.5 }, "why", "lapseMinutes must be"],
    [{ steps: [step(10), step(5)] }, "why", "Step 2 comes after 5 min, before step 1"],
    [{ steps: [step(0, { channels: [] })] }, "why", "Step 1 has no channel"],
    [{ steps: [step(0, { to: { person: " " } })] }, "why", "Step 1 names nobody"],
    [{ steps: Array.from({ length: 11 }, () => step(0)) }, "why", "There are 11 steps"],
  ] as const)("[E15] that is wrong is refused in words: %j", (more, reason, why) => {
    expect(messageOf(put(more as Partial<Policy>, reason))).toContain(why);
  });

  test("[E11] of several that fit the narrowest holds, and of the same scope the latest", () => {
    const of = (more: Partial<Policy>, version: number) => ({
      ...{ ...policy, ...more, version, at: 0, by: "x", reason: "x" },
    });
    const policies = [of({}, 1), of({ kind: "scrap" }, 2), of({ site: "A" }, 3), of({ site: "A" }, 4), of({}, 5)];
    const versionFor = (sites: readonly string[], kind: string, version = 5) =>
      policyAt({ policies }, version, { sites, kind, severity: "high" })?.version;
    expect(versionFor(["A"], "scrap")).toBe(4);
    expect(versionFor(["A"], "scrap", 3)).toBe(3);
    expect(versionFor(["B"], "scrap")).toBe(2);
    expect(versionFor(["B"], "overload")).toBe(5);
    expect(versionFor(["B"], "overload", 1)).toBe(1);
  });
});

describe("a roster", () => {
  const put = (more: Partial<Roster>) =>
    putRoster(emptyEscalation, { value: { ...usualRoster, ...more }, reason: "why", actor: adam, now: 1 });

  test("[E15] is put in force with its version", () => {
    expect(put({})).toMatchObject({
      ok: true,
      value: { type: "roster-put", roster: { version: 1, since: 1, by: "adam" } },
    });
  });

  test("[E15] made from another version than stands, it is refused with who changed it and when", () => {
    const first = putRoster(emptyEscalation, {
      value: usualRoster,
      expectedVersion: 0,
      reason: "new",
      actor: adam,
      now: 1,
    });
    assert(first.ok, () => "refused");
    const state = escalationAfter(emptyEscalation, first.value);
    const again = (expectedVersion: number | null, now = 2) =>
      putRoster(state, { value: usualRoster, expectedVersion, reason: "why", actor: adam, now });
    expect(again(0)).toMatchObject({
      error: {
        code: "CONFLICT",
        message: expect.stringContaining("adam put version 1 in force at 1970-01-01T00:00:00.001Z (new)"),
      },
    });
    expect(again(1)).toMatchObject({ ok: true, value: { roster: { version: 2 } } });
    expect(again(null), "who does not say replaces what stands").toMatchObject({ ok: true });
  });

  test.each([
    [{ people: [person("a"), person("b", { email: "a@" })], duties: [] }, "people.1.email"],
    [{ duties: [duty("pia", "planner"), duty("zoe", "planner")] }, "duties.1.person"],
    [{ duties: [duty("pia", "planner", { weekly: [{ day: 1, start: "6", end: "14:00" }] })] }, "duties.0.weekly.0"],
    [{ standIns: [{ of: "pia", by: "lea", from: "2026-03-03", to: "2026-03-02" }] }, "standIns.0.to"],
    [{ holidays: ["2026-12-25", "Christmas"] }, "holidays.1"],
    [{ people: [person("a", { quiet: { from: "22", to: "6" } })], duties: [] }, "people.0.quietFrom"],
    [{ people: [person("a", { quiet: { from: "22:00", to: "6" } })], duties: [] }, "people.0.quietTo"],
  ] as const)("[E15] what is wrong is named by its place: %j", (more, field) => {
    expect(put(more as Partial<Roster>)).toMatchObject({ error: { field } });
  });

  test.each([
    [{ timeZone: "Mars/Olympus" }, "is no time zone"],
    [{ people: [person("a"), person("a")], duties: [] }, "a stands there twice"],
    [{ people: [person(" ")], duties: [] }, "Each person has an id"],
    ...[
      "a@b, c@d",
      "grp:evil@x.example",
      "a(b)c@x.example",
      "a\u0007b@x.example",
      "a\\@x.example",
      "-oX@x.example",
    ].map((email) => [{ people: [person("a", { email })], duties: [] }, "is no e-mail address"] as const),
    [{ people: [person("a", { email: `a@${"x".repeat(300)}` })], duties: [] }, "is no e-mail address"],
    [{ people: [person("a", { quiet: { from: "22", to: "06:00" } })], duties: [] }, "quiet hours are written as 22:00"],
    [{ duties: [duty("zoe", "planner")] }, "zoe is not among the people: add them, or take the duty out"],
    [
      { standIns: [{ of: "zoe", by: "pia", from: "2026-03-02", to: "2026-03-02" }] },
      "zoe is not among the people: add them, or take the stand-in out",
    ],
    [
      { standIns: [{ of: "pia", by: "zoe", from: "2026-03-02", to: "2026-03-02" }] },
      "zoe is not among the people: add them, or take the stand-in out",
    ],
    [{ duties: [duty("pia", "planner", { weekly: [{ day: 8, start: "06:00", end: "14:00" }] })] }, "8 is none"],
    [{ duties: [duty("pia", "planner", { weekly: [{ day: 1, start: "6", end: "14:00" }] })] }, "shifts are written as"],
    [{ duties: [duty("pia", "planner", { dated: [{ date: "2026-02-30", start: null, end: null }] })] }, "is no date"],
    [{ duties: [duty("pia", "planner", { dated: [{ date: "2026-03-02", start: "06:00", end: null }] })] }, "give both"],
    [{ standIns: [{ of: "pia", by: "pia", from: "2026-03-02", to: "2026-03-02" }] }, "cannot stand in for themselves"],
    [
      { standIns: [{ of: "pia", by: "lea", from: "2026-03-03", to: "2026-03-02" }] },
      "the last day is before the first",
    ],
    [{ holidays: ["Christmas"] }, "is no date"],
  ] as const)("[E15] that is wrong is refused in words: %j", (more, why) => {
    expect(messageOf(put(more as Partial<Roster>))).toContain(why);
  });
});
