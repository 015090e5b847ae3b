import { expect, test } from "vitest";
import { createSchedule } from "./schedule.ts";

test("nothing is due before anything has come", () => {
  const schedule = createSchedule();
  expect(schedule.isPending).toBe(false);
  expect(schedule.dueAt()).toBe(Number.POSITIVE_INFINITY);
  expect(schedule.overdueAt()).toBe(Number.POSITIVE_INFINITY);
});

test("after a pass, three times as long goes into taking facts in, and at most a second and a half", () => {
  const schedule = createSchedule();
  schedule.begun(1_000);
  schedule.ended(1_100);
  schedule.facts();
  expect(schedule.dueAt()).toBe(1_400);
  schedule.begun(2_000);
  schedule.ended(9_000);
  schedule.facts();
  expect(schedule.dueAt()).toBe(10_500);
});

test("facts that were answered are computed after a quarter of a second, rest or not", () => {
  const schedule = createSchedule();
  schedule.begun(0);
  schedule.ended(400);
  schedule.facts();
  schedule.answered(410);
  schedule.answered(600);
  expect(schedule.overdueAt()).toBe(660);
  expect(schedule.dueAt()).toBe(660);
});

test("the longer a pass takes, the sooner it begins: answer, wait and pass stay within a second", () => {
  const schedule = createSchedule();
  for (const took of [100, 400, 600, 750]) {
    schedule.begun(0);
    schedule.ended(took);
    schedule.facts();
    schedule.answered(took);
    const answeredAt = took;
    expect(schedule.dueAt() + took).toBeLessThanOrEqual(answeredAt + 1_000);
  }
});

test("what someone waits for is due at once", () => {
  const schedule = createSchedule();
  schedule.begun(0);
  schedule.ended(5_000);
  schedule.urgent();
  expect(schedule.dueAt()).toBe(Number.NEGATIVE_INFINITY);
  expect(schedule.overdueAt()).toBe(Number.NEGATIVE_INFINITY);
});

test("what came while a pass ran is still to be computed", () => {
  const schedule = createSchedule();
  schedule.facts();
  schedule.begun(0);
  schedule.facts();
  schedule.answered(10);
  schedule.ended(20);
  expect(schedule.isPending).toBe(true);
  expect(schedule.dueAt()).toBe(80);
});
