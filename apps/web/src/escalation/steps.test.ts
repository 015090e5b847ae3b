import { expect, test } from "vitest";
import { inputOf, moved, stepsOf, targetsOf, withOneMore } from "./steps.ts";

const step = { afterMinutes: 5, channels: ["EMAIL" as const] };

test("a role that is seldom called stays a role, and a person who has the name of one stays a person", () => {
  const steps = stepsOf([
    { ...step, role: "ADMINISTRATOR", team: null, person: null },
    { ...step, role: null, team: null, person: "PLANNER" },
  ]);
  expect(inputOf(steps)).toEqual([
    { ...step, role: "ADMINISTRATOR" },
    { ...step, person: "PLANNER" },
  ]);
});

test("whom a step calls is among those that it may call", () => {
  for (const target of [
    { role: "AUDITOR", team: null, person: null },
    { role: "PLANNER", team: null, person: null },
    { role: null, team: "PLANNER", person: null },
    { role: null, team: null, person: "PLANNER" },
  ] as const) {
    const { value, options } = targetsOf(target);
    expect(options.filter((one) => one.value === value).map((one) => one.target)).toEqual([target]);
  }
});

test("a step that is added has a key of its own, and the minutes of the last", () => {
  const steps = withOneMore(stepsOf([{ ...step, role: "LEADER", team: null, person: null }]));
  expect(steps.map(({ key, minutes }) => [key, minutes])).toEqual([
    [0, "5"],
    [1, "5"],
  ]);
});

test("steps that change places leave each place its minutes, and the ends stay where they are", () => {
  const steps = stepsOf([
    { afterMinutes: 0, role: "SUPERVISOR", team: null, person: null, channels: ["IN_APP"] },
    { afterMinutes: 15, role: "PLANNER", team: null, person: null, channels: ["EMAIL"] },
  ]);
  expect(inputOf(moved(steps, 1, -1))).toEqual([
    { afterMinutes: 0, role: "PLANNER", channels: ["EMAIL"] },
    { afterMinutes: 15, role: "SUPERVISOR", channels: ["IN_APP"] },
  ]);
  expect(moved(steps, 0, -1)).toEqual(steps);
});
