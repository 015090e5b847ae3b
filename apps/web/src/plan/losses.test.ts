import { expect, test } from "vitest";
import { hoursLost, isSameLost, lostIn, worstOf } from "./losses.ts";
import type { PlanSearch } from "./plan-search.ts";

const line = (id: string, more: object = {}) => ({
  ...{ id, name: id, down: [null, 10], setup: [null, 0], scrap: [null, null], slow: [5, null] },
  ...more,
});

test("an hour of which nobody said anything is not one without losses", () => {
  const quiet = line("L", { slow: [null, null] });
  expect(lostIn(quiet, 0, "all")).toBeNull();
  expect(lostIn(quiet, 1, "all")).toBe(10);
  expect(lostIn(quiet, 1, "setup")).toBe(0);
  expect(lostIn(quiet, 1, "scrap")).toBeNull();
});

test("the worst line is named with what most of it is", () => {
  const resources = [line("A"), line("B", { slow: [40, null] })];
  expect(worstOf({ hours: ["h", "i"], resources })).toMatchObject({ resource: { id: "B" }, minutes: 50, kind: "slow" });
  expect(worstOf({ hours: ["h"], resources: [line("C", { down: [0], slow: [null] })] })).toBeNull();
});

test("of what the address says it is what has been, and no more than a server answers for", () => {
  const now = Date.parse("2026-03-04T09:30:00Z");
  const hours = (search: PlanSearch) => {
    const { from, to } = hoursLost(search, now);
    return [new Date(from).toISOString().slice(5, 13), new Date(to).toISOString().slice(5, 13)];
  };
  expect(hours({})).toEqual(["03-03T10", "03-04T10"]);
  const around = { since: "2026-03-02T00:00:00Z", until: "2026-03-10T00:00:00Z" };
  expect(hours(around)).toEqual(["03-02T00", "03-04T10"]);
  expect(hours({ ...around, since: "2026-02-10T00:00:00Z" })).toEqual(["02-25T10", "03-04T10"]);
  expect(hours({ since: "2026-03-06T00:00:00Z", until: "2026-03-07T00:00:00Z" })).toEqual(["03-03T10", "03-04T10"]);
});

test("a line is the same only as long as nothing more is lost, learnt or renamed", () => {
  const before = line("A");
  expect(isSameLost(before, line("A"))).toBe(true);
  expect(isSameLost(before, line("A", { down: [null, 11] }))).toBe(false);
  expect(isSameLost(before, line("A", { scrap: [0, null] }))).toBe(false);
  expect(isSameLost(before, line("A", { slow: [5, null, null] }))).toBe(false);
  expect(isSameLost(before, line("A", { name: "Filler" }))).toBe(false);
});
