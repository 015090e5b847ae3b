import { expect, test } from "vitest";
import { createRateLimit } from "./rate.ts";

test("so much at once, then so much a second, each key for itself", () => {
  const limit = createRateLimit({ perSecond: 10, burst: 20 });
  const waits = Array.from({ length: 30 }, () => limit("ann", 0));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
  expect(waits.at(-1)).toBe(1);
  expect(limit("ben", 0)).toBe(0);
  expect(Array.from({ length: 15 }, () => limit("ann", 1_000)).filter((wait) => wait === 0)).toHaveLength(10);
});

test("who keeps asking while refused is let in no later for it", () => {
  const limit = createRateLimit({ perSecond: 1, burst: 1 });
  let answered = 0;
  for (let now = 0; now <= 10_000; now += 125) if (limit("ann", now) === 0) answered += 1;
  expect(answered).toBe(11);
});
