import { expect, test } from "vitest";
import { createSchedule } from "./schedule.ts";

test("nothing is due before anything has come", () => {
  const schedule = createSchedule();
  expect(schedule.isPending).toBe(false);
  expect(schedule.dueAt(false)).toBe(Number.POSITIVE_INFINITY);
});

test("the first facts after a while are computed at once; then passes begin 25 ms apart", () => {
  const schedule = createSchedule();
  schedule.facts(0);
  expect(schedule.dueAt(false)).toBe(Number.NEGATIVE_INFINITY);
  schedule.begun(1_000);
  schedule.computed(1_002);
  schedule.facts(0);
  expect(schedule.dueAt(false)).toBe(1_025);
});

test("after a long pass the engine rests for a tenth of it, and at most for a quarter of a second", () => {
  const schedule = createSchedule();
  schedule.begun(1_000);
  schedule.computed(1_400);
  schedule.facts(0);
  expect(schedule.dueAt(false)).toBe(1_440);
  schedule.begun(2_000);
  schedule.computed(9_000);
  schedule.facts(0);
  expect(schedule.dueAt(false)).toBe(9_250);
});

test("the longer a pass has taken, the less of its rest do facts wait for that were answered", () => {
  const schedule = createSchedule();
  schedule.begun(0);
  schedule.computed(780);
  schedule.shown(780);
  schedule.facts(0);
  expect(schedule.dueAt(false)).toBe(858);
  schedule.answered(790);
  schedule.answered(850);
  expect(schedule.dueAt(false)).toBe(810);
});

test("the longer a pass takes, the sooner it begins: answer, wait and pass stay within a second", () => {
  const schedule = createSchedule();
  for (const took of [100, 400, 600, 750]) {
    schedule.begun(0);
    schedule.computed(took);
    schedule.shown(took);
    schedule.facts(0);
    schedule.answered(took);
    const answeredAt = took;
    expect(schedule.dueAt(false) + took).toBeLessThanOrEqual(answeredAt + 1_000);
  }
});

test("the next pass begins while what the one before has come to is not shown yet", () => {
  const schedule = createSchedule();
  schedule.begun(0);
  schedule.facts(10);
  schedule.computed(60);
  expect(schedule.dueAt(false)).toBe(66);
  schedule.begun(66);
  schedule.facts(70);
  schedule.shown(95);
  expect(schedule.dueAt(false), "what is shown late puts nothing off").toBe(91);
});

test("what someone waits for is due at once", () => {
  const schedule = createSchedule();
  schedule.begun(0);
  schedule.computed(5_000);
  schedule.urgent();
  expect(schedule.dueAt(false)).toBe(Number.NEGATIVE_INFINITY);
});

test("what came while a pass ran is still to be computed", () => {
  const schedule = createSchedule();
  schedule.facts(0);
  schedule.begun(0);
  schedule.facts(0);
  schedule.answered(10);
  schedule.computed(20);
  expect(schedule.isPending).toBe(true);
  expect(schedule.dueAt(false)).toBe(25);
});

test("the parts of what is told at once wait for its end, but not for ever", () => {
  const schedule = createSchedule();
  schedule.facts(1_000);
  schedule.facts(1_500);
  expect(schedule.dueAt(true)).toBe(4_000);
  expect(schedule.dueAt(false)).toBe(Number.NEGATIVE_INFINITY);
  schedule.answered(1_600);
  expect(schedule.dueAt(true), "others are on their way, but somebody has been answered").toBe(
    Number.NEGATIVE_INFINITY,
  );
});
