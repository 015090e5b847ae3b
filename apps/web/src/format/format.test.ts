import { describe, expect, test } from "vitest";
import { moneyAtAGlance, moneyExact, percent, quantity } from "./numbers.ts";
import { formatNear, formatRelative, formatSpan, formatTime, zoneAbbreviation } from "./time.ts";
import { instantOfWallTime, wallTimeOf } from "./wall-time.ts";

describe("money", () => {
  test("three significant digits at a glance, to the cent on hover", () => {
    const money = { amount: "84213.50", currency: "EUR" };
    expect(moneyAtAGlance(money)).toBe("€84.2k");
    expect(moneyExact(money)).toBe("€84,213.50");
    expect(moneyAtAGlance({ amount: "1234567.00", currency: "USD" })).toBe("US$1.23m");
    expect(moneyAtAGlance({ amount: "500.00", currency: null })).toBe("500");
    expect(moneyAtAGlance({ amount: "300.40", currency: "EUR" })).toBe("€300");
    expect(moneyAtAGlance({ amount: "90.1", currency: "EUR" })).toBe("€90.10");
    expect(moneyAtAGlance({ amount: "-7", currency: "EUR" })).toBe("-€7");
    expect(moneyAtAGlance({ amount: "0.00", currency: "EUR" })).toBe("€0");
    expect(moneyAtAGlance({ amount: "99.999", currency: "EUR" })).toBe("€100");
    expect(moneyAtAGlance({ amount: "999.60", currency: "EUR" })).toBe("€1.00k");
  });
});

test("unknown is a dash, never 0", () => {
  expect(quantity(null)).toBe("–");
  expect(percent(null)).toBe("–");
  expect(formatTime(null, "UTC", "minute")).toBe("–");
  expect(quantity(1234.5)).toBe("1,234.5");
  expect(percent(0.924)).toBe("92.4 %");
});

describe("times", () => {
  test("stand in the plant's zone with its abbreviation, on both sides of a clock change", () => {
    expect(formatTime("2026-03-29T00:30:00.000Z", "Europe/Berlin", "minute")).toBe("01:30");
    expect(formatTime("2026-03-29T01:30:00.000Z", "Europe/Berlin", "minute")).toBe("03:30");
    expect(zoneAbbreviation("2026-01-10T12:00:00.000Z", "Europe/Berlin")).toBe("CET");
    expect(zoneAbbreviation("2026-07-10T12:00:00.000Z", "Europe/Berlin")).toBe("CEST");
    expect(zoneAbbreviation("2026-07-10T12:00:00.000Z", "America/Toronto")).toBe("EDT");
    expect(zoneAbbreviation("2026-07-10T12:00:00.000Z", "UTC")).toBe("UTC");
  });

  test("the date is told only where it is another day there", () => {
    expect(formatNear("2026-03-02T22:30:00.000Z", "2026-03-02T08:00:00.000Z", "UTC")).toBe("22:30");
    expect(formatNear("2026-03-02T23:30:00.000Z", "2026-03-02T08:00:00.000Z", "Europe/Berlin")).toBe("Tue 3 Mar 00:30");
  });

  test("spans tell the two units that matter", () => {
    expect(formatSpan(45_000)).toBe("45 s");
    expect(formatSpan(59 * 60_000)).toBe("59 min");
    expect(formatSpan(190 * 60_000)).toBe("3 h 10 min");
    expect(formatSpan(49 * 3_600_000)).toBe("2 d 1 h");
    expect(formatRelative("2026-03-02T11:10:00.000Z", "2026-03-02T08:00:00.000Z")).toBe("in 3 h 10 min");
    expect(formatRelative("2026-03-02T07:00:00.000Z", "2026-03-02T08:00:00.000Z")).toBe("1 h ago");
  });

  test("what is typed is wall time of the plant, and back", () => {
    expect(instantOfWallTime("2026-03-02T10:40", "Europe/Berlin")).toBe("2026-03-02T09:40:00.000Z");
    expect(instantOfWallTime("2026-07-02T10:40", "America/Toronto")).toBe("2026-07-02T14:40:00.000Z");
    expect(instantOfWallTime("soon", "UTC")).toBeNull();
    expect(wallTimeOf("2026-03-02T09:40:00.000Z", "Europe/Berlin")).toBe("2026-03-02T10:40");
  });
});
