import { expect, test } from "vitest";
import { person, usualRoster } from "../testing/calls-timeline.ts";
import type { PolicyStep } from "./model.ts";
import { emptyEscalation } from "./policies.ts";
import { trySteps } from "./would-call.ts";

test("[E6] of a draft it is said beforehand which steps reach nobody: none is found, or none over the step's channels", () => {
  const people = usualRoster.people.map((one) => (one.id === "mona" ? person("mona", { email: "m@x.com" }) : one));
  const roster = { ...usualRoster, people, version: 1, at: 0, by: "adam", reason: "test", since: 0 };
  const state = { ...emptyEscalation, rosters: new Map([["A", [roster]]]) };
  const steps: readonly PolicyStep[] = [
    { afterMinutes: 0, to: { role: "planner" }, channels: ["in-app"] },
    { afterMinutes: 0, to: { role: "planner" }, channels: ["email", "webhook"] },
    { afterMinutes: 0, to: { person: "mona" }, channels: ["email"] },
    { afterMinutes: 0, to: { person: "zoe" }, channels: ["in-app"] },
  ];
  const tried = (hasMail: boolean) =>
    trySteps(state, steps, {
      ...{ site: "A", resource: null, now: 0 },
      reaches: ({ email }) => (hasMail && email !== null ? ["in-app", "email"] : ["in-app"]),
    }).map(({ because }) => because);
  expect(tried(true)).toEqual([
    null,
    "pia cannot be reached by email or webhook",
    null,
    "no roster in force names a zoe for A",
  ]);
  expect(tried(false)[2], "no mail server is set up").toBe("mona cannot be reached by email");
});
