import { expect, test } from "vitest";
import { daily, duty, person, usualRoster } from "../testing/calls-timeline.ts";
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

test("[E5] a team is those whose duties name it: who is there of them, those of the resource first, else who starts next", () => {
  const at = (iso: string): number => Date.parse(iso);
  const shift = (id: string, start: string, end: string, resources: readonly string[] = []) => ({
    ...duty(id, "supervisor", { weekly: daily(start, end), dated: [] }),
    ...{ team: "maintenance", resources },
  });
  const people = ["ann", "bob", "eve"].map((id) => person(id));
  const duties = [
    shift("ann", "06:00", "14:00"),
    shift("bob", "14:00", "22:00"),
    shift("eve", "06:00", "14:00", ["L1"]),
  ];
  const rest = { timeZone: "UTC", version: 1, at: 0, by: "adam", reason: "test", since: 0 };
  const roster = { ...usualRoster, people, duties, ...rest };
  const state = { ...emptyEscalation, rosters: new Map([["A", [roster]]]) };
  const who = (team: string, now: string, resource: string | null = null) => {
    const [tried] = trySteps(state, [{ afterMinutes: 0, to: { team }, channels: ["in-app"] }], {
      ...{ site: "A", resource, now: at(now), reaches: () => ["in-app" as const] },
    });
    return tried?.who.is === "nobody"
      ? tried.who.because
      : [tried?.who.is, ...(tried?.who.people ?? []).map(({ id }) => id)];
  };
  expect(who("maintenance", "2026-03-02T08:00:00Z")).toEqual(["there", "ann"]);
  expect(who("maintenance", "2026-03-02T08:00:00Z", "L1")).toEqual(["there", "eve"]);
  expect(who("maintenance", "2026-03-02T15:00:00Z")).toEqual(["there", "bob"]);
  expect(who("maintenance", "2026-03-02T23:00:00Z")).toEqual(["next-shift", "ann"]);
  expect(who("quality", "2026-03-02T08:00:00Z")).toBe("no roster in force names a team quality for A");
});
