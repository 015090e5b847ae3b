import { expect, test } from "vitest";
import { lostIn, worstOf } from "./losses.ts";

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
