import { expect, test } from "vitest";
import { bom, bought, counted, made, resource, simplePlant, site, sold } from "./testing/scene.ts";

/** When work of some hours, begun at an instant, ends on a calendar of a zone. */
function end(calendar: object, startsAt: string, hours: number): string | null {
  const to = simplePlant()
    .add("master.bom", bom("P"))
    .add("master.resource", resource("LINE-1", { calendar: "CAL" }))
    .add("master.calendar", { id: "CAL", ...calendar })
    .add("erp.production-order", {
      ...made("WO-1", "P", 10 * hours, [0, 1]),
      plannedStart: startsAt,
      plannedFinish: startsAt,
    })
    .at(0);
  const { projectedFinish } = to.operation("WO-1", 1);
  return projectedFinish === null ? null : new Date(projectedFinish).toISOString().replace(":00.000Z", "Z");
}
const every = (start: string, finish: string, ...days: readonly number[]) =>
  (days.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : days).map((day) => ({ day, start, end: finish }));
const berlin = (weekly: object, exceptions: readonly object[] = []) => ({
  timeZone: "Europe/Berlin",
  weekly,
  exceptions,
});

test("[P77] shifts are wall time of the calendar's zone", () => {
  expect(end(berlin(every("06:00", "14:00")), "2026-03-02T05:00:00Z", 8)).toBe("2026-03-02T13:00Z");
  expect(end(berlin(every("06:00", "14:00")), "2026-03-02T05:00:00Z", 9)).toBe("2026-03-03T06:00Z");
  const newYork = { timeZone: "America/New_York", weekly: every("06:00", "14:00") };
  expect(end(newYork, "2026-03-02T05:00:00Z", 1)).toBe("2026-03-02T12:00Z");
});

test("[P77] on the day the clocks go forward a night shift is an hour shorter", () => {
  const nights = berlin(every("22:00", "06:00"));
  expect(end(nights, "2026-03-28T21:00:00Z", 7)).toBe("2026-03-29T04:00Z");
  expect(end(nights, "2026-03-28T21:00:00Z", 7.5)).toBe("2026-03-29T20:30Z");
});

test("[P77] on the day the clocks go back a night shift is an hour longer", () => {
  const nights = berlin(every("22:00", "06:00"));
  expect(end(nights, "2026-10-24T20:00:00Z", 9)).toBe("2026-10-25T05:00Z");
  expect(end(nights, "2026-10-24T20:00:00Z", 9.5)).toBe("2026-10-25T21:30Z");
});

test("[P77] a wall time inside the gap takes the offset before it, an ambiguous one is the first", () => {
  // 02:30 does not exist on 29 March: with +01:00 it is 01:30 UTC.
  expect(end(berlin(every("02:30", "06:00")), "2026-03-28T23:00:00Z", 1)).toBe("2026-03-29T02:30Z");
  // 02:30 is there twice on 25 October: the first is 00:30 UTC.
  expect(end(berlin(every("02:30", "06:00")), "2026-10-24T23:00:00Z", 1)).toBe("2026-10-25T01:30Z");
  expect(end(berlin(every("00:00", "02:30")), "2026-10-24T22:00:00Z", 2.5)).toBe("2026-10-25T00:30Z");
});

test("[P77] an end at or before the start runs past midnight, of the weekday on which it begins", () => {
  const fridays = { timeZone: "UTC", weekly: every("22:00", "06:00", 5) };
  expect(end(fridays, "2026-03-06T00:00:00Z", 8)).toBe("2026-03-07T06:00Z");
  expect(end(fridays, "2026-03-06T00:00:00Z", 9)).toBe("2026-03-13T23:00Z");
  expect(end({ timeZone: "UTC", weekly: every("06:00", "06:00", 1) }, "2026-03-02T00:00:00Z", 24)).toBe(
    "2026-03-03T06:00Z",
  );
});

test("[P77] exceptions replace the shifts of their date, and add up", () => {
  const day = (...exceptions: readonly object[]) => ({ timeZone: "UTC", weekly: every("06:00", "14:00"), exceptions });
  const date = "2026-03-02";
  expect(end(day({ date, closed: true }), "2026-03-02T00:00:00Z", 1)).toBe("2026-03-03T07:00Z");
  expect(end(day({ date, start: "10:00", end: "12:00" }), "2026-03-02T00:00:00Z", 3)).toBe("2026-03-03T07:00Z");
  const two = day({ date, start: "10:00", end: "12:00" }, { date, start: "20:00", end: "22:00" });
  expect(end(two, "2026-03-02T00:00:00Z", 3)).toBe("2026-03-02T21:00Z");
});

test("[P77] a shift of the evening before runs on into a closed day", () => {
  const nights = {
    timeZone: "UTC",
    weekly: every("22:00", "06:00"),
    exceptions: [{ date: "2026-03-03", closed: true }],
  };
  expect(end(nights, "2026-03-02T22:00:00Z", 8)).toBe("2026-03-03T06:00Z");
  expect(end(nights, "2026-03-02T22:00:00Z", 9)).toBe("2026-03-04T23:00Z");
});

test("[P77] shifts that touch or overlap are one stretch", () => {
  const overlap = { timeZone: "UTC", weekly: [...every("06:00", "14:00"), ...every("12:00", "20:00")] };
  expect(end(overlap, "2026-03-02T06:00:00Z", 14)).toBe("2026-03-02T20:00Z");
});

test("[P77] without a calendar, or with an unknown one, it works around the clock", () => {
  const to = simplePlant()
    .add("master.bom", bom("P"))
    .add("master.resource", resource("LINE-1", { calendar: "NOBODY" }))
    .add("erp.production-order", made("WO-1", "P", 1000, [0, 1]));
  expect(to.at(0).operation("WO-1", 1).projectedFinish).toBe(Date.parse("2026-03-06T04:00:00Z"));
});

test("[P2] a promise at 00:00 in the site's zone is the day's end, also on the days the clocks change", () => {
  const promised = (at: string) =>
    simplePlant()
      .add("master.site", site("PLANT-A", { timeZone: "Europe/Berlin" }))
      .add("erp.sales-order-line", { ...sold("SO-1", "P", 10, 0), promisedAt: at, requestedAt: at })
      .at(0)
      .line("SO-1/1").promisedAt;
  expect(promised("2026-03-03T23:00:00Z")).toBe(Date.parse("2026-03-04T23:00:00Z"));
  expect(promised("2026-03-28T23:00:00Z")).toBe(Date.parse("2026-03-29T22:00:00Z"));
  expect(promised("2026-10-24T22:00:00Z")).toBe(Date.parse("2026-10-25T23:00:00Z"));
  expect(promised("2026-03-03T00:00:00Z")).toBe(Date.parse("2026-03-03T00:00:00Z"));
  expect(promised("2026-03-03T00:00:00+01:00")).toBe(Date.parse("2026-03-03T23:00:00Z"));
});

test("[P2] an expiry at 00:00 is the day's end", () => {
  const to = simplePlant()
    .add("wms.stock-count", counted("P", 10, { lot: "L", expiresAt: "2026-03-05T00:00:00Z" }))
    .at(8);
  expect(to.point("P@PLANT-A").supplies[0]?.expiresAt).toBe(Date.parse("2026-03-06T00:00:00Z"));
});

test("[P1] now is the clock, rounded down to the whole minute", () => {
  const at = simplePlant()
    .add("erp.purchase-order-line", bought("PO-1", "C", 5, 7))
    .at(8 + 1.9 / 60);
  expect(at.now).toBe(Date.parse("2026-03-02T08:01:00Z"));
  expect(at.supplies("C@PLANT-A")).toEqual([`purchase PO-1/1 5 ${Number((8 + 1 / 60 + 1 + 1 / 60).toFixed(4))}`]);
});

test("[P5] a way of some hours is wall-clock time, whatever the clocks do", () => {
  const to = simplePlant()
    .add("master.site", site("PLANT-A", { timeZone: "Europe/Berlin" }))
    .add("wms.stock-count", counted("P", 10))
    .add("erp.sales-order-line", sold("SO-1", "P", 10, 700, { transitHours: 600 }));
  expect(to.at(300).line("SO-1/1").projectedDelivery).toBe(Date.parse("2026-03-02T00:00:00Z") + 900 * 3_600_000);
});
