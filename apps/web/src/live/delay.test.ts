import { expect, test } from "vitest";
import { createDelayMeter } from "./delay.ts";

test("no measurement is no figure", () => {
  expect(createDelayMeter().figures(0)).toBeNull();
});

test("median and 95th percentile by nearest rank, with their n", () => {
  const meter = createDelayMeter();
  for (let n = 1; n <= 100; n += 1) meter.record({ delayMs: n, at: 1_000 });
  expect(meter.figures(1_000)).toEqual({ p50Ms: 50, p95Ms: 95, n: 100 });
});

test("what is older than five minutes does not count", () => {
  const meter = createDelayMeter();
  meter.record({ delayMs: 900, at: 0 });
  meter.record({ delayMs: 100, at: 200_000 });
  expect(meter.figures(310_000)).toEqual({ p50Ms: 100, p95Ms: 100, n: 1 });
  expect(meter.figures(600_000)).toBeNull();
});
