import { HOUR, MINUTE } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { MOST_ATTEMPTS, retryPauseMs } from "./retry-pause.ts";

const pauses = (random: number) => Array.from({ length: MOST_ATTEMPTS - 1 }, (_, k) => retryPauseMs(k + 1, random));
const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

test("an outage of some hours is outlasted, however the pauses fall", () => {
  expect(sum(pauses(0))).toBeGreaterThan(3 * HOUR);
});

test("the first tries are as urgent as the call, and no pause is longer than five minutes", () => {
  expect(sum(pauses(1).slice(0, 4))).toBeLessThan(MINUTE / 3);
  expect(Math.max(...pauses(1))).toBe(5 * MINUTE);
});
