import fc from "fast-check";
import { expect, test } from "vitest";
import { isLocalDate, parseInstant } from "./instant-text.ts";

test.each([
  ["1970-01-01T00:00:00Z", 0],
  ["1970-01-01t00:00:00.5z", 500],
  ["1970-01-01T01:00:00+01:00", 0],
  ["1969-12-31T23:59:59.999999Z", -1],
  ["2026-03-02T06:10:00.1239Z", Date.UTC(2026, 2, 2, 6, 10, 0, 123)],
  ["0001-01-01T00:00:00-00:00", -62_135_596_800_000],
  ["2016-12-31T23:59:60Z", Date.UTC(2016, 11, 31, 23, 59, 59, 999)],
  ["2017-01-01T00:59:60.5+01:00", Date.UTC(2016, 11, 31, 23, 59, 59, 999)],
])("[F2] %s is an instant", (text, at) => expect(parseInstant(text)).toBe(at));

test.each([
  "2026-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z",
  "2026-04-31T00:00:00Z",
  "2026-00-10T00:00:00Z",
  "2026-13-10T00:00:00Z",
  "2026-03-00T00:00:00Z",
  "2026-03-02T24:00:00Z",
  "2026-03-02T23:60:00Z",
  "2026-03-02T12:00:60Z",
  "2026-03-02T12:00:00+24:00",
  "2026-03-02T12:00:00+01:60",
  "2026-03-02T12:00:00",
  "2026-03-02T12:00Z",
  "2026-03-02",
  "20260302T120000Z",
  "2026-03-02 12:00:00Z",
  " 2026-03-02T12:00:00Z",
  "",
])("[F2] %s is none", (text) => expect(parseInstant(text)).toBeNull());

test("[F2] leap years have a 29th of February", () => {
  expect(["2024-02-29", "2000-02-29", "2026-02-28"].map(isLocalDate)).toEqual([true, true, true]);
  expect(["2023-02-29", "1900-02-29", "2026-2-1", "2026-03-02T"].map(isLocalDate)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("[F2] what Date writes, it reads back", () => {
  const dates = fc.date({
    min: new Date("0000-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59Z"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(dates, (date) => parseInstant(date.toISOString()) === date.getTime()));
});
