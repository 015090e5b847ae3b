import { expect, test } from "vitest";
import "../i18n/leader-texts.ts";
import { leaderSearchOf } from "./leader-search.ts";
import { weeksBack } from "./periods.ts";
import { kindText, savedTitle, shareOf } from "./words.ts";

test("weeks are whole weeks of the plant's calendar, the present one among them, over the change of clocks", () => {
  expect(weeksBack("2026-03-31T10:00:00Z", "Europe/Berlin", 2)).toEqual({
    from: "2026-03-22T23:00:00.000Z",
    to: "2026-04-05T22:00:00.000Z",
  });
  expect(weeksBack("2026-03-29T22:00:00Z", "Europe/Berlin", 1).from).toBe("2026-03-29T22:00:00.000Z");
});

test("a share has its n; few are counted; none is no data", () => {
  expect(shareOf(0.924, 1187, "LINE")).toBe("92.4 % of 1,187 lines");
  expect(shareOf(11 / 12, 12, "LINE")).toBe("11 of 12 lines");
  expect(shareOf(0.95, 20, "LINE")).toBe("95.0 % of 20 lines");
  expect(shareOf(18 / 19, 19, "LINE")).toBe("18 of 19 lines");
  expect(shareOf(1, 1, "ORDER")).toBe("1 of 1 order");
  expect(shareOf(0.5, 3, "UNIT")).toBe("50.0 % of 3 lines");
  expect(shareOf(null, 0, "LINE")).toBe("No data");
});

test("every kind has its word", () => {
  expect(["MACHINE_DOWN", "PROMISED_LATER"].map(kindText)).toEqual(["Machine down", "Promised later"]);
});

test("an address says only what it may say", () => {
  expect(leaderSearchOf({ by: "requested", weeks: "26", why: "ITEM", pick: "FG", week: "" })).toEqual({
    by: "requested",
    weeks: 26,
    why: "ITEM",
    pick: "FG",
    week: undefined,
  });
  expect(leaderSearchOf({ by: 3, weeks: "7", why: "NAME" })).toEqual({});
});

test("lines saved of none that were called late are no data, and none of many is said", () => {
  expect(savedTitle({ called: 0, saved: 0 })).toBe("No promise has been called late and come to its time");
  expect(savedTitle({ called: 40, saved: 0 })).toBe("No line was saved by acting");
  expect(savedTitle({ called: 40, saved: 1 })).toBe("1 line saved by acting");
  expect(savedTitle({ called: 154, saved: 37 })).toBe("37 lines saved by acting");
});
