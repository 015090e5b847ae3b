import { expect, test } from "vitest";
import { inProcess, type OperationSoFar } from "./in-process.ts";

const operation = (seq: number, state: OperationSoFar["state"], good: number, scrap = 0): OperationSoFar => ({
  seq,
  state,
  good,
  scrap,
});
const silent = { ordered: 100, pieces: [] };

test("[C7] between operations lies what one has given and the next has not used: 60 − 40 − 5 = 15", () => {
  const operations = [operation(10, "running", 60, 2), operation(20, "running", 40, 5), operation(30, "pending", 0)];
  expect(inProcess(operations, silent)).toEqual([38, 15, 40]);
});

test("[C7] before the first lies what was issued for it: of 80 jars and 90 lids 80 pieces, 80 − 60 − 2 = 18", () => {
  expect(inProcess([operation(10, "running", 60, 2)], { ordered: 100, pieces: [80, 90] })).toEqual([18]);
});

test("[C7] nothing has begun, or is left of a first operation that is done, and nothing is ever negative", () => {
  expect(inProcess([operation(10, "pending", 0), operation(20, "pending", 0)], silent)).toEqual([0, 0]);
  expect(inProcess([operation(10, "done", 95, 2), operation(20, "running", 97, 1)], silent)).toEqual([0, 0]);
  expect(inProcess([], silent)).toEqual([]);
});
