import { expect, test } from "vitest";
import { daily, duty, usualRoster } from "../testing/calls-timeline.ts";
import type { RosterInForce } from "./model.ts";
import { hoursOf } from "./who.ts";

test("[E16] five thousand people in three shifts share three working times", () => {
  const hours = [daily("06:00", "14:00"), daily("14:00", "22:00"), daily("22:00", "06:00")];
  const duties = Array.from({ length: 5_000 }, (_, k) =>
    duty(`p${k}`, "supervisor", { weekly: hours[k % 3] ?? [], dated: [] }),
  );
  const roster: RosterInForce = { ...usualRoster, duties, version: 1, at: 0, by: "adam", reason: "test", since: 0 };
  const times = new Set(duties.map((one) => hoursOf(roster, one)));
  expect(times.size).toBe(3);
  const six = Date.parse("2026-03-02T05:00:00Z");
  expect(duties.slice(0, 3).map((one) => hoursOf(roster, one).firstOpen(six) === six)).toEqual([true, false, false]);
  const off = duty("p0", "supervisor", {
    weekly: daily("06:00", "14:00"),
    dated: [{ date: "2026-03-02", start: null, end: null }],
  });
  expect(hoursOf(roster, off).firstOpen(six), "a dated shift is another working time").toBeGreaterThan(six);
});
