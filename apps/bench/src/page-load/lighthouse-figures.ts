import { whole } from "../numbers.ts";
import { tableOf } from "../table.ts";
import type { LighthouseResult, Preset } from "./lighthouse.ts";

export const LEAST_SCORE = 95;

export interface Scored {
  readonly page: string;
  readonly preset: Preset;
  readonly results: readonly LighthouseResult[];
}

const TIMES = {
  "first-contentful-paint": "FCP, ms",
  "largest-contentful-paint": "LCP, ms",
  "total-blocking-time": "TBT, ms",
  "cumulative-layout-shift": "CLS",
} as const;

/** Of an even number the lower one of the two in the middle: of what was measured, one that was. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** A line for each page and preset: the median of each category and time by itself. */
export function lighthouseTable(scored: readonly Scored[]): string {
  const categories = Object.entries(scored[0]?.results[0]?.categories ?? {});
  const head = [
    "page",
    "preset",
    "runs",
    ...categories.map(([, { title }]) => title),
    ...Object.values(TIMES),
    "machine",
  ];
  const rows = scored.map(({ page, preset, results }) => [
    page,
    preset,
    whole(results.length),
    ...categories.map(([id]) => judged(results.map(({ categories: said }) => said[id]?.score ?? null))),
    ...Object.keys(TIMES).map((id) => timeOf(id, results)),
    whole(medianOf(results.map(({ environment }) => environment.benchmarkIndex))),
  ]);
  return tableOf(head, rows);
}

/** A category that could not be judged in one run is not judged. */
function judged(scores: readonly (number | null)[]): string {
  const known = scores.filter((score) => score !== null);
  if (known.length < scores.length || known.length === 0) return "–";
  const score = Math.round(100 * medianOf(known));
  return score >= LEAST_SCORE ? String(score) : `${score}, **missed**`;
}

function timeOf(id: string, results: readonly LighthouseResult[]): string {
  const median = medianOf(results.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN));
  return id === "cumulative-layout-shift" ? median.toFixed(3) : whole(median);
}
