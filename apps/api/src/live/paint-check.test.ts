import { expect, test } from "vitest";
import { createPaintCheck } from "./paint-check.ts";

test("delays that can be true are taken, and nothing else that a socket may send", () => {
  const said = [12, 0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e9, "7", null, { delay: 3 }];
  expect(createPaintCheck()(said, 0)).toEqual([12, 0.5]);
  for (const nonsense of [null, undefined, 12, "12", { length: 3 }]) {
    expect(createPaintCheck()(nonsense, 0)).toEqual([]);
  }
});

test("a page is heard twice a second at most, and so many delays at once", () => {
  const check = createPaintCheck();
  expect(check(Array(1_000).fill(5), 0).length).toBe(20);
  expect(check([5], 499)).toEqual([]);
  expect(check([5], 500)).toEqual([5]);
});
