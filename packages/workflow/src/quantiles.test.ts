import { expect, test } from "vitest";
import { median, nearestRank } from "./quantiles.ts";

test("the median of an even number is the mean of the two in the middle, and none of none", () => {
  expect([median([]), median([3]), median([4, 1, 3]), median([4, 1])]).toEqual([null, 3, 3, 2.5]);
});

test("a nearest rank is a value that is there: the smallest that so many do not exceed", () => {
  const ten = [7, 3, 10, 1, 9, 2, 8, 4, 6, 5];
  expect([0.9, 0.91, 0.5, 0, 1].map((share) => nearestRank(ten, share))).toEqual([9, 10, 5, 1, 10]);
  expect([nearestRank([], 0.9), nearestRank([4], 0.9)]).toEqual([null, 4]);
});
