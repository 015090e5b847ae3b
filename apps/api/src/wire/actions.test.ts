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
  expect(actionsOf(t.only(), ["A", "B"], planner("A"))).toContain("ACKNOWLEDGE");
  expect(actionsOf(t.only(), ["B"], planner("A"))).toEqual([]);
  expect(actionsOf(t.only(), ["A", "B"], { ...planner("A"), roles: new Set(["LEADER"] as const) })).toEqual([]);
});
