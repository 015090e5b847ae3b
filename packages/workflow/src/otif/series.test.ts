import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, isoOf } from "@lockstep/domain/instant";
import { zoneOf } from "@lockstep/domain/zone";
import { describe, expect, test } from "vitest";
import { SHIPPED_DEFINITIONS } from "./definitions.ts";
import { firstPromises } from "./line-facts.ts";
import { periodOf } from "./periods.ts";
import { type OtifQuestion, otifSeries } from "./series.ts";

/** Monday 2026-03-02, 00:00 UTC. */
const MONDAY = Date.UTC(2026, 2, 2);
const iso = (hours: number): string => isoOf(MONDAY + hours * HOUR);

function event(type: string, data: object, time = iso(-48)): CloudEvent {
  return { specversion: "1.0", source: "/test", id: `${type} ${time} ${JSON.stringify(data)}`, type, time, data };
}

const base = [
  event("master.site", { id: "A", name: "A", timeZone: "UTC" }),
  event("master.site", { id: "B", name: "B", timeZone: "Europe/Berlin" }),
  event("master.item", { id: "P", name: "P", uom: "kg", unitPrice: { amount: "10.00", currency: "EUR" } }),
];

/** Line n of 20 P, asked for and promised at Monday 12:00. */
const line = (n: number, more: object = {}, time?: string): CloudEvent =>
  event(
    "erp.sales-order-line",
    {
      order: "SO-1",
      line: String(n),
      customer: "C",
      item: "P",
      site: "A",
      quantity: 20,
      requestedAt: iso(12),
      promisedAt: iso(12),
      status: "open",
      ...more,
    },
    time,
  );

const delivery = (n: number, quantity: number, hours: number, more: object = {}): CloudEvent =>
  event("wms.shipment", {
    id: `SH-${n}-${hours}`,
    salesOrderLine: `SO-1/${n}`,
    item: "P",
    site: "A",
    quantity,
    shippedAt: iso(Math.min(hours, 0)),
    deliveredAt: iso(hours),
    ...more,
  });

interface Asked extends Partial<OtifQuestion> {
  readonly now?: number;
}

function ask(events: readonly CloudEvent[], { now = 48, ...question }: Asked = {}) {
  const ledger = createLedger();
  for (const given of [...base, ...events]) {
    const checked = checkEvent(given, { receivedAt: MONDAY, seq: 1, mode: "manual" });
    if (!checked.ok) throw new Error(checked.error.reason);
    ledger.add(checked.value);
  }
  const clock = MONDAY + now * HOUR;
  const world = ledger.worldAt(clock, "manual");
  const firstPromiseOf = firstPromises(ledger, clock, "manual");
  const input = { world, firstPromiseOf, currency: "EUR", definitions: SHIPPED_DEFINITIONS };
  const whole = { definition: "requested", from: MONDAY - 30 * DAY, to: MONDAY + 60 * DAY, by: null, sites: null };
  const series = otifSeries(input, { ...whole, ...question });
  if (!series.ok) throw new Error(series.error.message);
  return series.value;
}

describe("by the requested date", () => {
  test("[O4] 2 of 4 lines are kept: in full and in time", () => {
    const events = [
      ...[1, 2, 3, 4].map((n) => line(n)),
      delivery(1, 20, 11),
      delivery(2, 15, 9),
      delivery(2, 5, 12),
      delivery(3, 20, 12.01),
      delivery(4, 19, 9),
    ];
    expect(ask(events)).toMatchObject({ value: 0.5, n: 4, met: 2, of: 4, fineMinor: 0 });
  });

  test("[O4] what is over does not help another line", () => {
    expect(ask([line(1), line(2), delivery(1, 40, 9), delivery(2, 10, 9)])).toMatchObject({ value: 0.5, met: 1 });
  });

  test("[O3] a line not yet due is left out, also one that is delivered; one due is judged", () => {
    const events = [line(1), line(2, { requestedAt: iso(20) }), delivery(2, 20, 3)];
    expect(ask(events, { now: 11.99 })).toMatchObject({ value: null, n: 0 });
    expect(ask(events, { now: 12 })).toMatchObject({ value: 0, n: 1 });
    expect(ask(events, { now: 20 })).toMatchObject({ value: 0.5, n: 2 });
  });

  test("[O3] a cancelled line is excluded", () => {
    expect(ask([line(1, { status: "cancelled" })])).toMatchObject({ value: null, n: 0 });
  });

  test("[O2] a date without a time is that day's end where the site is", () => {
    const berlin = { site: "B", requestedAt: iso(-1) };
    const at = (hours: number) => [line(1, berlin), delivery(1, 20, hours, { site: "B" })];
    expect(ask(at(23))).toMatchObject({ met: 1 });
    expect(ask(at(23.01))).toMatchObject({ met: 0, n: 1 });
    expect(ask(at(3), { now: 22.9 })).toMatchObject({ n: 0 });
  });

  test("[O5] shipped is not delivered, unless the line is closed", () => {
    const shipped = event("wms.shipment", {
      id: "SH",
      salesOrderLine: "SO-1/1",
      item: "P",
      site: "A",
      quantity: 20,
      shippedAt: iso(2),
    });
    expect(ask([line(1, { transitHours: 10 }), shipped])).toMatchObject({ met: 0, n: 1 });
    expect(ask([line(1, { transitHours: 10, status: "closed" }), shipped])).toMatchObject({ met: 1 });
    expect(ask([line(1, { transitHours: 10.1, status: "closed" }), shipped])).toMatchObject({ met: 0 });
  });

  test("[O5] a delivery that is still to come has not been", () => {
    const late = { requestedAt: iso(12), transitHours: 0 };
    expect(ask([line(1, late), delivery(1, 20, 12)], { now: 12 })).toMatchObject({ met: 1 });
    expect(ask([line(1, { requestedAt: iso(10) }), delivery(1, 20, 9.5)], { now: 10 })).toMatchObject({ met: 1 });
  });
});

test("[O1] by the first promise, whatever was promised later", () => {
  const events = [
    line(1, { promisedAt: iso(8) }, iso(-40)),
    line(1, { promisedAt: iso(20), requestedAt: iso(6) }, iso(-30)),
    line(2, { promisedAt: iso(20) }, iso(-40)),
    line(2, { promisedAt: iso(8) }, iso(-30)),
    delivery(1, 20, 10),
    delivery(2, 20, 10),
  ];
  const { definition, points } = ask(events, { definition: "first-promise", by: "item" });
  expect(definition.id).toBe("first-promise");
  expect(points).toEqual([{ key: "P", from: null, to: null, value: 0.5, n: 2, met: 1, of: 2, fineMinor: 0 }]);
});

test("[O1] the retailer counts units of its window, and fines what is missing", () => {
  const events = [
    line(1),
    delivery(1, 5, -12.01),
    delivery(1, 6, -12),
    delivery(1, 9, 12),
    line(2, { quantity: 10 }),
    delivery(2, 40, 10),
    line(3, { quantity: 10, unitPrice: { amount: "2.50", currency: "EUR" } }),
    line(4, { quantity: 10, unitPrice: { amount: "2.50", currency: "USD" } }),
    delivery(4, 5, 3),
  ];
  // In the window: 15 of 20, 10 of 10, 0 of 10, 5 of 10. Fine: 3 % of 5 × 10.00 and of 10 × 2.50, dollars count 0.
  expect(ask(events, { definition: "retailer" })).toMatchObject({
    value: 30 / 50,
    n: 4,
    met: 30,
    of: 50,
    fineMinor: 150 + 75,
  });
});

test("[O6] no line is no data", () => {
  expect(ask([])).toMatchObject({ value: null, n: 0, met: 0, points: [] });
  expect(ask([line(1)], { to: MONDAY, by: "day" })).toMatchObject({ value: null, n: 0, points: [] });
});

describe("[O7] groups", () => {
  const events = [
    line(1, { customer: "Z" }),
    delivery(1, 20, 9),
    line(2, { requestedAt: iso(24) }),
    line(3, { requestedAt: iso(-10), site: "B" }),
    delivery(3, 20, -11, { site: "B" }),
  ];

  test("periods hold the lines whose date lies in them, midnight being that day", () => {
    const { points, value } = ask(events, { by: "day", now: 72 });
    expect(value).toBeCloseTo(2 / 3);
    expect(points.map(({ key, n, met }) => [key, n, met])).toEqual([
      ["2026-03-01", 1, 1],
      ["2026-03-02", 1, 1],
      ["2026-03-03", 1, 0],
    ]);
    expect(points[0]).toMatchObject({ from: MONDAY - 25 * HOUR, to: MONDAY - HOUR });
    expect(points[1]).toMatchObject({ from: MONDAY, to: MONDAY + DAY });
    expect(ask(events, { from: MONDAY + DAY, to: MONDAY + 2 * DAY, now: 72 }).n).toBe(1);
    expect(ask(events, { from: MONDAY, to: MONDAY + DAY, now: 72 }).n).toBe(1);
  });

  test("a period over two time zones has no one beginning", () => {
    const { points } = ask([line(1), line(2, { site: "B" })], { by: "week" });
    expect(points).toMatchObject([{ key: "2026-W10", from: null, to: null, n: 2 }]);
  });

  test("customers, sites, and only the sites that are asked for", () => {
    const keys = (asked: Asked) => ask(events, { now: 72, ...asked }).points.map(({ key, n }) => `${key} ${n}`);
    expect(keys({ by: "customer" })).toEqual(["C 2", "Z 1"]);
    expect(keys({ by: "site" })).toEqual(["A 2", "B 1"]);
    expect(keys({ by: "site", sites: ["B"] })).toEqual(["B 1"]);
  });

  test.each([
    ["2021-01-03T12:00:00Z", "2020-W53", "2021-01"],
    ["2021-01-04T12:00:00Z", "2021-W01", "2021-01"],
    ["2024-12-30T12:00:00Z", "2025-W01", "2024-12"],
    ["2026-12-31T23:30:00Z", "2026-W53", "2027-01"],
  ])("%s lies in %s and %s in Berlin", (text, week, month) => {
    const zone = zoneOf("Europe/Berlin");
    const at = Date.parse(text);
    expect([periodOf("week", at, zone).key, periodOf("month", at, zone).key]).toEqual([week, month]);
    const { from, to } = periodOf("month", at, zone);
    expect(from <= at && at < to).toBe(true);
  });
});

test("an unknown definition is refused in words", () => {
  expect(() => ask([], { definition: "otif" })).toThrow(
    'no OTIF definition "otif": choose one of requested, first-promise',
  );
});
