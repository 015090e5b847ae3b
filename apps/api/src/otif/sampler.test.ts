import { HOUR } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { createSampler } from "./sampler.ts";

const thoughtOf = (hours: number) => ({ line: "SO/1", site: "A", closesAt: hours * HOUR, pLate: 1, isCalled: true });

test("[O17] what is due of a promise that was given up predicts nothing of the one that took its place", () => {
  const sampler = createSampler();
  const horizonsAt = (hours: number) => sampler.sample(hours * HOUR).map(({ horizonHours }) => horizonHours);
  sampler.think(thoughtOf(100), 0);
  expect(horizonsAt(0)).toEqual([]);
  expect(horizonsAt(28)).toEqual([72]);
  // Promised eight hours later: 72 h before that it is now, and 24 h before what it was is in 48 h.
  sampler.think(thoughtOf(108), 30 * HOUR);
  expect(horizonsAt(30)).toEqual([]);
  expect(horizonsAt(36)).toEqual([72]);
  expect(horizonsAt(76), "72 h is not predicted again").toEqual([]);
  expect(horizonsAt(84)).toEqual([24]);
});

test("[O17] promised anew when the time for a horizon has passed, it has no prediction of it", () => {
  const sampler = createSampler();
  sampler.think(thoughtOf(30), 0);
  expect(sampler.sample(0)).toEqual([]);
  sampler.think(thoughtOf(40), HOUR);
  expect(sampler.sample(6 * HOUR), "24 h before what was promised first").toEqual([]);
  expect(sampler.sample(16 * HOUR)).toMatchObject([{ horizonHours: 24, madeAt: 16 * HOUR }]);
});
