import { describe, expect, test } from "vitest";
import { draftStepsOf, expectedVersionOf, movedUp, stepInputOf, withOneMoreStep } from "./playbook-draft.ts";

const two = draftStepsOf({
  steps: [
    { text: "Lock it", ownerRole: "SUPERVISOR", minutes: 5 },
    { text: "Call", ownerRole: "PLANNER", minutes: 30 },
  ],
});

describe("a playbook while it is edited", () => {
  test("is sent as it was read, and what is no whole number as one that the server refuses at its place", () => {
    expect(stepInputOf(two).map(({ minutes }) => minutes)).toEqual([5, 30]);
    const typed = ["", "1.5", "x", " 7"].map((minutes) => ({
      key: 0,
      text: "",
      ownerRole: "PLANNER" as const,
      minutes,
    }));
    expect(stepInputOf(typed).map(({ minutes }) => minutes)).toEqual([-1, -1, -1, 7]);
  });

  test("gets one more step with a key of its own, and moves a step up but the first", () => {
    const three = withOneMoreStep(two.slice(1));
    expect(three.map(({ key, minutes, ownerRole }) => [key, minutes, ownerRole])).toEqual([
      [1, "30", "PLANNER"],
      [2, "30", "PLANNER"],
    ]);
    expect(movedUp(two, 1).map(({ text }) => text)).toEqual(["Call", "Lock it"]);
    expect(movedUp(two, 0)).toBe(two);
  });

  test("is made from the plant's own version, and from none where that of every plant holds", () => {
    expect(expectedVersionOf({ site: "A", version: 3 }, "A")).toBe(3);
    expect(expectedVersionOf({ site: null, version: 1 }, "A")).toBe(0);
    expect(expectedVersionOf(null, "A")).toBe(0);
  });
});
