import { zoneOf } from "@lockstep/domain/zone";
import { expect, test } from "vitest";
import { type DateOrder, guessOrder, readDate, readInstant, readWallTime } from "./moment.ts";

const berlin = zoneOf("Europe/Berlin");
const instant = (text: string, order: DateOrder): string | null => {
  const read = readInstant(text, order, berlin);
  return read.ok ? read.value.replace(":00.000Z", "Z") : null;
};

test.each([
  ["2026-03-02", "ymd", "2026-03-01T23:00Z"],
  ["02.03.2026", "dmy", "2026-03-01T23:00Z"],
  ["2.3.26", "dmy", "2026-03-01T23:00Z"],
  ["03/02/2026", "mdy", "2026-03-01T23:00Z"],
  ["02-MAR-26", "dmy", "2026-03-01T23:00Z"],
  ["02. März. 2026", "dmy", "2026-03-01T23:00Z"],
  ["20260302", "ymd", "2026-03-01T23:00Z"],
  ["2026-03-02 14:30", "dmy", "2026-03-02T13:30Z"],
  ["02.03.2026 14:30:00", "dmy", "2026-03-02T13:30Z"],
  ["03/02/2026 2:30 PM", "mdy", "2026-03-02T13:30Z"],
  ["03/02/2026 12:00 AM", "mdy", "2026-03-01T23:00Z"],
  ["20260302 143000", "ymd", "2026-03-02T13:30Z"],
  ["02.03.2026 24:00", "dmy", "2026-03-02T23:00Z"],
  ["2026-03-02T14:30:00+05:00", "dmy", "2026-03-02T09:30Z"],
  ["2026-03-02T14:30Z", "dmy", null],
] as const)("%s, read %s in Berlin, is %s", (text, order, expected) => {
  if (expected !== null) expect(instant(text, order)).toBe(expected);
  else expect(instant(text, order)).toBe("2026-03-02T14:30Z");
});

test("a wall time inside the gap of spring has the offset before it, one that comes twice in autumn is the first", () => {
  expect(instant("29.03.2026 01:59", "dmy")).toBe("2026-03-29T00:59Z");
  expect(instant("29.03.2026 02:30", "dmy")).toBe("2026-03-29T01:30Z");
  expect(instant("29.03.2026 03:00", "dmy")).toBe("2026-03-29T01:00Z");
  expect(instant("25.10.2026 02:30", "dmy")).toBe("2026-10-25T00:30Z");
  expect(instant("25.10.2026 03:00", "dmy")).toBe("2026-10-25T02:00Z");
});

test.each([
  ["31.02.2026", "dmy"],
  ["32.01.2026", "dmy"],
  ["13/13/2026", "mdy"],
  ["03/31/2026", "dmy"],
  ["02.03.2026 25:00", "dmy"],
  ["02.03.2026 noon", "dmy"],
  ["02.03.2026 13:00 PM", "dmy"],
  ["02-XYZ-2026", "dmy"],
  ["46083", "dmy"],
  ["soon", "ymd"],
] as const)("%s, read %s, is refused", (text, order) => {
  expect(instant(text, order)).toBeNull();
});

test("two digits in front are a year where somebody says so", () => {
  expect(readDate("26.03.04", "ymd")).toEqual({ ok: true, value: "2026-03-04" });
});

test("a date has no time of day, and a time of day no date", () => {
  expect(readDate("24.12.2026", "dmy")).toEqual({ ok: true, value: "2026-12-24" });
  expect(readWallTime("6:05")).toEqual({ ok: true, value: "06:05" });
  expect(readWallTime("24:00")).toEqual({ ok: true, value: "24:00" });
  expect(readWallTime("24:01")).toMatchObject({ ok: false });
});

test.each([
  [["2026-03-02", "2026-12-31"], { order: "ymd", isAmbiguous: false }],
  [["02.03.2026", "01.04.2026"], { order: "dmy", isAmbiguous: false }],
  [["13/03/2026"], { order: "dmy", isAmbiguous: false }],
  [["03/13/2026"], { order: "mdy", isAmbiguous: false }],
  [["03/04/2026", "05/06/2026"], { order: "dmy", isAmbiguous: true }],
  [["20260302"], { order: "ymd", isAmbiguous: false }],
  [["00000000", "00.00.0000", "31.12.2026"], { order: "dmy", isAmbiguous: false }],
  [["03/04/2026", "32/05/2026", "soon"], { order: "dmy", isAmbiguous: true }],
  [["2026-03-02", "31.12.2026"], { order: "dmy", isAmbiguous: false }],
  [["04.03.26", "05.03.26"], { order: "dmy", isAmbiguous: true }],
  [["31.03.26"], { order: "dmy", isAmbiguous: false }],
  [["15/03/26"], { order: "dmy", isAmbiguous: false }],
  [["15-03-26", "01-04-26"], { order: "dmy", isAmbiguous: false }],
  [["03/15/26"], { order: "mdy", isAmbiguous: false }],
  [["04/03/26"], { order: "dmy", isAmbiguous: true }],
  [["02-MAR-26"], { order: "dmy", isAmbiguous: false }],
  [["02.03.2026 14.30"], { order: "dmy", isAmbiguous: false }],
  [["KS1"], null],
  [[], null],
] as const)("the order of %j is %j", (texts, expected) => {
  expect(guessOrder(texts)).toEqual(expected);
});
