import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onceShown } from "./paint.ts";
import { touchesOf } from "./touched.ts";

let frames: (() => void)[];
let visibility: string;
beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  visibility = "visible";
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => frames.push(draw));
  vi.stubGlobal("document", {
    get visibilityState() {
      return visibility;
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const isDone = async (promise: Promise<void>, afterMs: number): Promise<boolean> => {
  let done = false;
  void promise.then(() => (done = true));
  await vi.advanceTimersByTimeAsync(afterMs);
  return done;
};

test("what a touch leads to waits for the next frame", async () => {
  const shown = onceShown();
  expect(await isDone(shown, 10)).toBe(false);
  for (const draw of frames) draw();
  expect(await isDone(shown, 0)).toBe(true);
});

test("a page that draws no frame, or a hidden one, does not keep it waiting", async () => {
  expect(await isDone(onceShown(), 150)).toBe(true);
  visibility = "hidden";
  expect(await isDone(onceShown(), 0)).toBe(true);
});

test("the last touch is known, of whatever kind", () => {
  const page = new EventTarget();
  const touchedAt = touchesOf(page);
  expect(touchedAt()).toBe(0);
  for (const name of ["pointerdown", "keydown", "wheel"]) {
    vi.advanceTimersByTime(1_000);
    page.dispatchEvent(new Event(name));
    expect(touchedAt(), name).toBe(Date.now());
  }
});
