import { describe, expect, test } from "vitest";
import {
  type Draft,
  draftFrom,
  emptyDraft,
  nextShift,
  rosterOf,
  type Shift,
  shiftsOf,
  weeklyOf,
} from "./roster-draft.ts";

test("days of the same hours are one shift, and come back as they were", () => {
  const weekly = [
    { day: 2, start: "06:00", end: "14:00" },
    { day: 1, start: "06:00", end: "14:00" },
    { day: 6, start: "22:00", end: "06:00" },
  ];
  const shifts = shiftsOf(weekly);
  expect(shifts).toEqual([
    { days: [1, 2], start: "06:00", end: "14:00" },
    { days: [6], start: "22:00", end: "06:00" },
  ]);
  expect(weeklyOf(shifts)).toEqual([weekly[1], weekly[0], weekly[2]]);
});

test("a roster written as text by another system is filled up with what it leaves out", () => {
  const draft = draftFrom(
    '{ "people": [{ "id": "a", "name": "Ann" }], "duties": [{ "person": "a", "role": "PLANNER" }] }',
    "A",
  );
  expect(draft).toMatchObject({
    people: [{ id: "a", email: null, quietFrom: null }],
    duties: [{ person: "a", role: "PLANNER", team: null, shifts: [], dated: [] }],
    standIns: [],
  });
});

test("what is null in a text is as if it were left out, and it is of the site whose roster is changed", () => {
  const duty = { person: "a", role: null, resources: null, weekly: null, dated: null };
  const text = JSON.stringify({
    site: "B",
    timeZone: null,
    people: [],
    duties: [duty],
    standIns: null,
    holidays: null,
  });
  expect(draftFrom(text, "A")).toEqual({
    ...{ site: "A", timeZone: "", people: [], standIns: [], holidays: [] },
    duties: [{ person: "a", role: "SUPERVISOR", team: null, resources: [], shifts: [], dated: [] }],
  });
});

describe("shifts while they are edited", () => {
  const hours = (shifts: readonly Shift[]): readonly string[] => shifts.map(({ start, end }) => `${start}-${end}`);

  test("each one that is added has hours that no other has", () => {
    const added = Array.from({ length: 5 }).reduce<readonly Shift[]>((all) => [...all, nextShift(all)], []);
    expect(hours(added)).toEqual(["06:00-14:00", "14:00-22:00", "22:00-06:00", "07:00-15:00", "15:00-23:00"]);
    expect(hours([nextShift([{ days: [1], start: "05:30", end: "17:30" }])])).toEqual(["17:30-05:30"]);
  });

  test("two that have the same hours for a while stay two, and are sent as one with each day once", () => {
    const same = { start: "06:00", end: "14:00" };
    const shifts = [
      { ...same, days: [1, 2] },
      { ...same, days: [2, 3] },
    ];
    const duty = { person: "a", role: "SUPERVISOR" as const, team: null, resources: [], dated: [], shifts };
    const draft: Draft = { ...emptyDraft("A", "UTC"), duties: [duty] };
    const sent = rosterOf(draft);
    expect(sent.duties[0]?.weekly.map(({ day }) => day)).toEqual([1, 2, 3]);
    expect(sent.duties[0]).not.toHaveProperty("shifts");
    const twice = [1, 1].map((day) => ({ ...same, day }));
    expect(shiftsOf(twice)).toEqual([{ ...same, days: [1] }]);
  });
});

test("what is no roster is told in words, and nothing is lost", () => {
  expect(draftFrom("{", "A")).toContain("JSON");
  expect(draftFrom("[]", "A")).toBe("it must be an object in { }");
  expect(draftFrom("{}", "A")).toBe("the list of people and the list of duties is missing");
  expect(draftFrom('{ "people": [] }', "A")).toBe("the list of duties is missing");
});

test.each([
  ["people", { people: [null] }],
  ["duties", { duties: [null] }],
  ["standIns", { standIns: [null] }],
  ["standIns", { standIns: {} }],
  ["holidays", { holidays: "2026-12-25" }],
  ["holidays", { holidays: [null] }],
  ["resources", { duties: [{ resources: "LINE-1" }] }],
  ["resources", { duties: [{ resources: [null] }] }],
  ["weekly", { duties: [{ weekly: "always" }] }],
  ["weekly", { duties: [{ weekly: [null] }] }],
  ["dated", { duties: [{ dated: {} }] }],
  ["dated", { duties: [{ dated: [null] }] }],
])("what has no list of %s, or null in it, is not edited: %j", (name, part) => {
  const text = JSON.stringify({ people: [], duties: [], ...part });
  expect(draftFrom(text, "A")).toBe(`${name} must be a list without null`);
});
