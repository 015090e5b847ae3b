import { expect, test } from "vitest";
import { draftFrom, shiftsOf, weeklyOf } from "./roster-draft.ts";

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
    '{ "site": "A", "people": [{ "id": "a", "name": "Ann" }], "duties": [{ "person": "a", "role": "PLANNER" }] }',
  );
  expect(draft).toMatchObject({
    people: [{ id: "a", email: null, quietFrom: null }],
    duties: [{ person: "a", role: "PLANNER", weekly: [], dated: [] }],
    standIns: [],
  });
});

test("what is no roster is told in words, and nothing is lost", () => {
  expect(draftFrom("{")).toContain("JSON");
  expect(draftFrom("[]")).toBe("people and duties are missing");
});
