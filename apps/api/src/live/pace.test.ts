import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

/** Frames that are sent in so many seconds, as soon as each may be, while so many facts come in a second. */
function framesOf({ seconds, rate, took = 1 }: { seconds: number; rate: number; took?: number }): readonly number[] {
  const pace = createPace();
  const at: number[] = [];
  let now = 0;
  let told = 0;
  while (now < seconds * 1_000) {
    const facts = (now * rate) / 1_000;
    pace.sends(now, facts - told);
    pace.took(took);
    told = facts;
    at.push(now);
    now = pace.nextAt;
  }
  return at;
}

test("the first frame is sent at once", () => {
  expect(createPace().nextAt).toBe(Number.NEGATIVE_INFINITY);
});

test("at 5,000 facts a second frames are 30 ms apart", () => {
  const at = framesOf({ seconds: 3, rate: 5_000 });
  expect(at.slice(0, 4)).toEqual([0, 30, 60, 90]);
  expect(at).toHaveLength(100);
});

test("at 20,000 facts a second there are ten frames a second, once it has been so for a while", () => {
  const at = framesOf({ seconds: 10, rate: 20_000 });
  for (let second = 1; second < 10; second += 1) {
    const own = at.filter((one) => one >= second * 1_000 && one < (second + 1) * 1_000);
    expect(own.length, `in second ${second}`).toBeLessThanOrEqual(10);
  }
  expect(at.length).toBeGreaterThan(80);
});

test("one large upload is no flood", () => {
  const pace = createPace();
  pace.sends(0, 1);
  pace.sends(1_000, 1);
  pace.sends(1_030, 4_000);
  expect(pace.nextAt).toBe(1_060);
});

test("what takes long to send leaves four times as long in between, and at most 900 ms", () => {
  expect(framesOf({ seconds: 1, rate: 100, took: 50 })).toEqual([0, 200, 400, 600, 800]);
  expect(framesOf({ seconds: 2, rate: 100, took: 2_000 })).toEqual([0, 900, 1_800]);
});
