import { expect, test } from "vitest";
import { clsOf, compositorFramesOf, framesOf, inpOf, interactionsOf } from "./page-figures.ts";

test("an interaction lasts as long as the longest of its events", () => {
  const entries = [
    { interactionId: 7, name: "pointerdown", duration: 24 },
    { interactionId: 7, name: "click", duration: 96 },
    { interactionId: 0, name: "pointermove", duration: 400 },
    { interactionId: 9, name: "keydown", duration: 40 },
  ];
  expect(interactionsOf(entries)).toEqual([96, 40]);
});

test.each([
  [49, 500],
  [50, 300],
  [99, 300],
  [100, 200],
])("of %i interactions INP is %i ms", (count, inp) => {
  expect(inpOf([200, 500, 300, 16], count)).toBe(inp);
});

test("without a slow interaction INP is nothing, and never past the last", () => {
  expect(inpOf([], 3)).toBe(0);
  expect(inpOf([20, 30], 400)).toBe(20);
});

test("shifts count by windows, the worst of them, without those that somebody asked for", () => {
  const shift = (startTime: number, value: number, hadRecentInput = false) => ({ startTime, value, hadRecentInput });
  expect(clsOf([shift(0, 0.25), shift(900, 0.5), shift(1_000, 4, true), shift(2_500, 0.5)])).toBe(0.75);
  const steady = Array.from({ length: 8 }, (_, k) => shift(k * 900, 1));
  expect(clsOf(steady)).toBe(6);
});

test("frames a second are those of all the time, not of the usual frame", () => {
  const frames = framesOf([0, 10, 20, 30, 40, 140]);
  expect(frames).toEqual({ count: 5, fps: 5_000 / 140, fpsP50: 100, longestMs: 100, longShare: 0.2 });
});

test("a frame at 55 a second is not a long one", () => {
  expect(framesOf([0, 18.1, 36.2]).longShare).toBe(0);
  expect(framesOf([0, 18.3, 36.6]).longShare).toBe(1);
});

test("a frame that was dropped in part has been shown", () => {
  const events = [
    { name: "BeginFrame" },
    { name: "BeginFrame" },
    { name: "DroppedFrame", args: { isPartial: true } },
    { name: "DroppedFrame", args: { isPartial: false } },
  ];
  expect(compositorFramesOf(events)).toEqual({ begun: 2, dropped: 1 });
});
