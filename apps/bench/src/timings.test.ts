import { expect, test } from "vitest";
import { timingsOf } from "./timings.ts";

test("a percentile is the smallest time that at least that share of all does not exceed, whatever their order", () => {
  const times = Array.from({ length: 1_000 }, (_, k) => ((k * 7) % 1_000) + 1);
  expect(timingsOf(times)).toEqual({ count: 1_000, sum: 500_500, p50: 500, p99: 990, p999: 999, most: 1_000 });
});

test("of less than a thousand times p99.9 is the longest", () => {
  expect(timingsOf([3, 1, 2])).toMatchObject({ p50: 2, p99: 3, p999: 3, most: 3 });
});
