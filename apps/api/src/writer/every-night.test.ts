import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { everyNight, untilNight } from "./every-night.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const HOUR = 3_600_000;

test.each([
  ["2026-03-02T02:59:59Z", 1_000],
  ["2026-03-02T03:00:00Z", 24 * HOUR],
  ["2026-03-02T08:00:00Z", 19 * HOUR],
  ["2026-03-29T00:30:00+02:00", 4.5 * HOUR],
])("at %s it is so long until three in the morning UTC", (at, left) => {
  expect(untilNight(Date.parse(at))).toBe(left);
});

test("it runs once a night, until it is undone", () => {
  vi.setSystemTime(Date.parse("2026-03-02T22:00:00Z"));
  const runs: string[] = [];
  const undo = everyNight(() => runs.push(new Date().toISOString().slice(0, 16)));
  vi.advanceTimersByTime(50 * HOUR);
  expect(runs).toEqual(["2026-03-03T03:00", "2026-03-04T03:00"]);
  undo();
  vi.advanceTimersByTime(50 * HOUR);
  expect(runs).toHaveLength(2);
});
