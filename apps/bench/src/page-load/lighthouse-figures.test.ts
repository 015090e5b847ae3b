import { expect, test } from "vitest";
import type { LighthouseResult } from "./lighthouse.ts";
import { lighthouseTable, medianOf } from "./lighthouse-figures.ts";

const result = (performance: number | null, lcp: number): LighthouseResult => ({
  categories: {
    performance: { title: "Performance", score: performance },
    accessibility: { title: "Accessibility", score: 1 },
  },
  audits: {
    "first-contentful-paint": { numericValue: 500 },
    "largest-contentful-paint": { numericValue: lcp },
    "total-blocking-time": { numericValue: 90 },
    "cumulative-layout-shift": { numericValue: 0.0123 },
  },
  environment: { benchmarkIndex: 1_500 },
});

const rowOf = (results: readonly LighthouseResult[]): string | undefined =>
  lighthouseTable([{ page: "/plan", preset: "desktop", results }]).split("\n")[2];

test("each score and time is the median of its runs, and what is below 95 is missed", () => {
  expect(rowOf([result(0.99, 900), result(0.5, 4_000), result(0.94, 1_200)])).toBe(
    "| /plan | desktop | 3 | 94, **missed** | 100 | 500 | 1,200 | 90 | 0.012 | 1,500 |",
  );
  expect(rowOf([result(0.95, 900)])).toContain("| 95 | 100 |");
});

test("what was not judged each time is no score", () => {
  expect(rowOf([result(0.99, 900), result(null, 900), result(0.99, 900)])).toContain("| – | 100 |");
});

test("the median is one of those that were measured", () => {
  expect([medianOf([3, 1, 2]), medianOf([4, 1]), medianOf([])]).toEqual([2, 1, Number.NaN]);
});
