import { expect, test } from "vitest";
import { areaBelow, linePath, scaleOf } from "./progress-shape.ts";

const pad = { left: 0, right: 0, top: 0, bottom: 0 };
const scale = scaleOf({ from: 0, to: 100, most: 100 }, { width: 100, height: 104, pad });

test("a curve stays at its value until the next, which is drawn as a step", () => {
  expect(
    linePath(
      [
        { at: 0, value: 0 },
        { at: 50, value: 20 },
      ],
      scale,
    ),
  ).toBe("M0 104H50V84");
});

test("only what lies below the plan is shaded", () => {
  const planned = [
    { at: 0, value: 0 },
    { at: 20, value: 50 },
    { at: 60, value: 50 },
  ];
  const actual = [
    { at: 0, value: 0 },
    { at: 20, value: 30 },
    { at: 40, value: 60 },
    { at: 60, value: 70 },
  ];
  expect(areaBelow(actual, planned, scale)).toBe("M20 54H40V74H20Z");
});

test("the axis has round values up to the most", () => {
  expect(scaleOf({ from: 0, to: 1, most: 236 }, { width: 9, height: 9, pad }).values).toEqual([0, 50, 100, 150, 200]);
  expect(scaleOf({ from: 0, to: 1, most: 1 }, { width: 9, height: 9, pad }).values).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
});
