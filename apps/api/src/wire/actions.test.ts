import { cause, timeline } from "@lockstep/workflow/testing/timeline";
import { expect, test } from "vitest";
import { scopeOf } from "../identity/scope.ts";
import type { Viewer } from "../identity/viewer.ts";
import { actionsOf } from "./actions.ts";

test("who sees an exception by what it touches now may act on it, whatever it touched when it was recorded last", () => {
  const t = timeline();
  t.stands(0, cause({ sites: ["B"] }));
  const planner = (...sites: string[]): Viewer => ({
    name: "ann",
    roles: new Set(["PLANNER"] as const),
    scope: scopeOf(sites),
  });
  const there = { sites: ["A", "B"], subjectSites: ["A"] };
  expect(actionsOf(t.only(), there, planner("A"))).toContain("ACKNOWLEDGE");
  expect(actionsOf(t.only(), { sites: ["B"], subjectSites: ["B"] }, planner("A"))).toEqual([]);
  expect(actionsOf(t.only(), there, { ...planner("A"), roles: new Set(["LEADER"] as const) })).toEqual([]);
  // What would be gone for those at the cause's own site is for them.
  const all = ["ACKNOWLEDGE", "ASSIGN", "SHELVE", "RESOLVE", "FLAG_FALSE", "COMMENT", "MERGE"];
  expect(actionsOf(t.only(), there, planner("A"))).toEqual(all);
  expect(actionsOf(t.only(), there, planner("B"))).toEqual(["ACKNOWLEDGE", "ASSIGN", "COMMENT"]);
  expect(actionsOf(t.only(), { ...there, subjectSites: [] }, planner("B")), "nobody knows where").toEqual(all);
});
