import { DAY, HOUR, MINUTE } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { readFor, showing, ticksOf, zoomed } from "./span.ts";

const at = (text: string): number => Date.parse(text);
const day = { from: at("2026-03-02T00:00:00Z"), to: at("2026-03-03T00:00:00Z") };

test("closer and further away, what is under the pointer stays there", () => {
  const here = at("2026-03-02T06:00:00Z");
  const half = zoomed(day, 0.5, here);
  expect(half).toEqual({ from: at("2026-03-02T03:00:00Z"), to: at("2026-03-02T15:00:00Z") });
  expect(zoomed(half, 2, here)).toEqual(day);
});

test("it goes no closer than half an hour and no further away than fifteen days", () => {
  const near = zoomed(day, 0.0001, day.from);
  expect(near.to - near.from).toBe(30 * MINUTE);
  const far = zoomed(day, 1_000, day.from);
  expect(far.to - far.from).toBe(15 * DAY);
});

test("what is to be shown is moved into sight, no further than needed; of what is too long the beginning", () => {
  const inside = { from: day.from + 4 * HOUR, to: day.from + 6 * HOUR };
  expect(showing(day, inside)).toEqual(day);
  const after = { from: day.to, to: day.to + HOUR };
  expect(showing(day, after).to).toBe(day.to + HOUR + 0.05 * DAY);
  const long = { from: day.to, to: day.to + 5 * DAY };
  expect(showing(day, long).from).toBe(day.to - 0.05 * DAY);
});

test("what was read serves for as long as it covers what is seen and is not much too long", () => {
  const read = readFor(day, null);
  expect(read).toEqual({ from: day.from - DAY, to: day.to + DAY });
  const near = { from: day.from + 8 * HOUR, to: day.from + 20 * HOUR };
  expect(readFor(near, read)).toBe(read);
  expect(readFor({ from: near.from, to: near.from + HOUR }, read)).not.toBe(read);
  expect(readFor({ from: day.to, to: day.to + 2 * DAY }, read)).not.toBe(read);
});

test("a server is never asked for more than it answers at once", () => {
  const far = { from: day.from, to: day.from + 15 * DAY };
  const read = readFor({ ...far, to: far.to + 12 * HOUR }, null);
  expect(read.to - read.from).toBeLessThanOrEqual(31 * DAY);
  expect(read.from).toBeLessThanOrEqual(far.from);
});

test.each([
  ["23 hours, on the day that clocks go forward", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", [0, 6, 12, 18]],
  ["25 hours, on the day that clocks go back", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", [0, 6, 12, 18]],
])("the axis is labelled at round wall times: %s", (_, from, to, hours) => {
  const ticks = ticksOf({ from: at(from), to: at(to) }, "Europe/Berlin", 5);
  const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "numeric", hourCycle: "h23" });
  expect(ticks.map((tick) => Number(wall.format(tick.at)))).toEqual(hours);
  expect(ticks.map(({ isDay }) => isDay)).toEqual([true, false, false, false]);
});

test("over many days only days are labelled, and no more than fit", () => {
  const ticks = ticksOf({ from: day.from, to: day.from + 14 * DAY }, "UTC", 8);
  expect(ticks.length).toBeLessThanOrEqual(8);
  expect(ticks.every(({ isDay }) => isDay)).toBe(true);
});
