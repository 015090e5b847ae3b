import { isoOf } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import type { Actor } from "../model.ts";
import { at, planner, supervisor } from "../testing/timeline.ts";
import { type KnownResource, reportState, type StateReport } from "./report-state.ts";

const machine = { time: at(10), source: "mes", id: "m-1" };
const running: KnownResource = {
  site: "A",
  present: { state: "running", since: at(0), reason: null, expectedUpAt: null, told: machine },
};
const stopped: KnownResource = {
  site: "A",
  present: { state: "down", since: at(10), reason: "jam", expectedUpAt: at(60), told: machine },
};
const report = (more: Partial<StateReport> = {}): StateReport => ({
  resource: "LINE-1",
  state: "down",
  since: null,
  reason: null,
  expectedUpAt: null,
  at: null,
  commandId: "c-1",
  ...more,
});
const told = (known: KnownResource | null, more: Partial<StateReport> = {}, actor: Actor = supervisor, now = at(30)) =>
  reportState(known, report(more), actor, now);
const dataOf = (...args: Parameters<typeof told>) => {
  const result = told(...args);
  return result.ok ? { time: result.value.time, ...(result.value.data as object) } : result.error.code;
};

describe("what a person says of a resource", () => {
  test("[S1] is a fact of the tower, with the command's id and the person's own time", () => {
    const result = told(running, { reason: "  belt torn ", expectedUpAt: at(90), at: at(25) });
    expect(result).toEqual({
      ok: true,
      value: {
        specversion: "1.0",
        id: "c-1",
        source: "/lockstep/tower",
        type: "mes.resource-state",
        time: isoOf(at(25)),
        subject: "LINE-1",
        data: {
          resource: "LINE-1",
          since: isoOf(at(25)),
          state: "down",
          reason: "belt torn",
          expectedUpAt: isoOf(at(90)),
        },
      },
    });
    expect(dataOf(stopped, { state: "running" })).toEqual({
      time: isoOf(at(30)),
      resource: "LINE-1",
      since: isoOf(at(30)),
      state: "running",
    });
  });

  test("[S2] of a stop that stands says more of that stop, and leaves the rest of it as it was", () => {
    const stop = { resource: "LINE-1", since: isoOf(at(10)), state: "down", time: isoOf(at(30)) };
    expect(dataOf(stopped, { expectedUpAt: at(120) })).toEqual({
      ...stop,
      reason: "jam",
      expectedUpAt: isoOf(at(120)),
    });
    expect(dataOf(stopped, { reason: "motor" })).toEqual({ ...stop, reason: "motor", expectedUpAt: isoOf(at(60)) });
    expect(dataOf(stopped, { reason: "motor", since: at(20) })).toEqual({
      ...stop,
      since: isoOf(at(20)),
      reason: "motor",
    });
  });

  test.each([
    ["of that very moment", { time: at(30), source: "/lockstep/tower", id: "c-2" }, "c-2/c-1"],
    ["of that moment, which is in force all the same", { time: at(30), source: "/lockstep/tower", id: "c-0" }, "c-1"],
    ["of an earlier moment", { time: at(29), source: "/lockstep/tower", id: "c-2" }, "c-1"],
    ["of a machine", { time: at(30), source: "mes", id: "c-2" }, "c-1"],
  ])("[S1] what is said after a word %s has its id", (_, told, id) => {
    const present = { state: "down", since: at(10), reason: "jam", expectedUpAt: at(60), told } as const;
    expect(reportState({ site: "A", present }, report(), supervisor, at(30))).toMatchObject({ value: { id } });
  });

  test("[S3] may not contradict what is known to have come later", () => {
    expect(dataOf(stopped, { state: "running", since: at(10) })).toBe("CONFLICT");
    expect(dataOf(stopped, { state: "running", at: at(5) })).toBe("CONFLICT");
    expect(dataOf(running, { since: at(0) })).toBe("CONFLICT");
    expect(dataOf(stopped, { reason: "motor", at: at(5) })).toBe("CONFLICT");
    expect(dataOf({ site: "A", present: null }, { since: at(-60) })).toMatchObject({ since: isoOf(at(-60)) });
  });

  test("[S4] has times that can be: begun before it was said, at most a day ago; up again after", () => {
    expect(dataOf(running, { at: at(36) })).toBe("BAD_USER_INPUT");
    expect(dataOf(running, { at: at(35) })).toMatchObject({ time: isoOf(at(30)) });
    expect(dataOf(running, { since: at(31) })).toBe("BAD_USER_INPUT");
    expect(dataOf({ site: "A", present: null }, { since: at(30 - 24 * 60 - 1) })).toBe("BAD_USER_INPUT");
    expect(dataOf(running, { expectedUpAt: at(30) })).toBe("BAD_USER_INPUT");
    expect(dataOf(running, { at: at(25), expectedUpAt: at(28) })).toMatchObject({ expectedUpAt: isoOf(at(28)) });
    expect(dataOf(stopped, { state: "running", expectedUpAt: at(60) })).toBe("BAD_USER_INPUT");
  });

  test("[S5] is for those who may act, at their own sites, in words that can be read", () => {
    expect(dataOf(running, {}, { name: "lea", roles: ["leader"], sites: null })).toBe("FORBIDDEN");
    expect(dataOf({ ...running, site: "B" })).toBe("FORBIDDEN");
    expect(dataOf({ ...running, site: "B" }, {}, planner)).toMatchObject({ state: "down" });
    expect(dataOf(null)).toBe("NOT_FOUND");
    expect(dataOf(running, { reason: " " })).toBe("BAD_USER_INPUT");
    expect(dataOf(running, { reason: "x".repeat(201) })).toBe("BAD_USER_INPUT");
    expect(dataOf(running, { reason: "\ud800" })).toBe("BAD_USER_INPUT");
    expect(dataOf(stopped, { state: "running", reason: "done" })).toBe("BAD_USER_INPUT");
    expect(dataOf(running, { commandId: "" })).toBe("BAD_USER_INPUT");
  });
});
