import { describe, expect, test } from "vitest";
import { checkEvent } from "./check-event.ts";
import type { FactType } from "./facts/catalogue.ts";
import type { CloudEvent } from "./facts/fact.ts";
import { MINUTE } from "./instant.ts";
import * as t from "./testing/events.ts";

const receipt = { receivedAt: t.at(0), seq: 7, mode: "live" } as const;

const ruleOf = (value: unknown): string => {
  const checked = checkEvent(value, receipt);
  return checked.ok ? "accepted" : checked.error.rule;
};
const dataOf = (event: object): unknown => {
  const checked = checkEvent(event, receipt);
  return checked.ok ? checked.value.data : checked.error;
};

describe("the envelope", () => {
  test("[F1] a fact carries its key, instants as milliseconds, and where it came in", () => {
    const checked = checkEvent(t.salesLine({}, { id: "x", time: "2026-03-02T01:00:00+01:00" }), receipt);
    expect(checked).toMatchObject({
      ok: true,
      value: {
        type: "erp.sales-order-line",
        source: "/test",
        id: "x",
        key: "SO-1/1",
        time: t.at(0),
        seq: 7,
        deleted: false,
      },
    });
    expect(checked.ok && checked.value.data).toMatchObject({ promisedAt: t.at(12), transitHours: 0 });
  });

  test.each([
    ["a number", 3, "not-an-event"],
    ["a list", [], "not-an-event"],
    ["null", null, "not-an-event"],
    ["another version", { ...t.site(), specversion: "0.3" }, "not-an-event"],
    ["no source", { ...t.site(), source: undefined }, "envelope"],
    ["an empty id", { ...t.site(), id: "" }, "envelope"],
    ["a number for an id", { ...t.site(), id: 3 }, "envelope"],
    ["a very long id", { ...t.site(), id: "x".repeat(1_001) }, "envelope"],
    ["an unknown type", { ...t.site(), type: "master.planet" }, "unknown-type"],
    ["a type out of Object.prototype", { ...t.site(), type: "constructor" }, "unknown-type"],
    ["no time", { ...t.site(), time: undefined }, "instant"],
    ["a time without an offset", { ...t.site(), time: "2026-03-02T00:00:00" }, "instant"],
    ["no data", { ...t.site(), data: undefined }, "required-field"],
    ["a list as data", { ...t.site(), data: [] }, "required-field"],
  ])("[F1] %s is refused", (_, value, rule) => expect(ruleOf(value)).toBe(rule));

  test("[F1] unknown attributes and fields are tolerated and left out of the data", () => {
    const event = {
      ...t.item("P", { colour: "red", aliases: [{ system: "ERP", code: "1", since: 3 }] }),
      traceid: "7",
      subject: null,
    };
    expect(dataOf(event)).toEqual({ id: "P", name: "P", uom: "kg", aliases: [{ system: "ERP", code: "1" }] });
  });

  test("[F1] the event that came in is left as it was", () => {
    const event = t.event("master.customer", { id: "C", name: "C" });
    const before = JSON.stringify(event);
    checkEvent(event, receipt);
    expect(JSON.stringify(event)).toBe(before);
  });

  test("[F6] more than 5 minutes ahead of its receipt is refused under a live clock, and waits under a manual one", () => {
    const ahead = (ms: number) => ({ ...t.item("P"), time: new Date(t.at(0) + ms).toISOString() });
    expect(ruleOf(ahead(5 * MINUTE))).toBe("accepted");
    expect(ruleOf(ahead(5 * MINUTE + 1))).toBe("future");
    expect(checkEvent(ahead(5 * MINUTE + 1), { ...receipt, mode: "manual" }).ok).toBe(true);
  });

  test("[F6] a fact that also breaks another rule is refused for that one", () => {
    expect(ruleOf({ ...t.salesLine({ quantity: 0 }), time: t.iso(9) })).toBe("order-quantity-positive");
  });
});

describe("the data", () => {
  test.each([
    ["2026-02-30T00:00:00Z", "a day that does not exist"],
    ["2026-03-02T24:00:00Z", "hour 24"],
    ["2026-03-02", "a date alone"],
    ["2026-03-02T06:00:00", "no offset"],
    ["2026-03-02 06:00:00Z", "a blank in the middle"],
    [1772431800000, "a number"],
  ])("[F2] promisedAt %s is refused: %s", (promisedAt, _why) => {
    expect(["instant", "field-type"]).toContain(ruleOf(t.salesLine({ promisedAt })));
  });

  test("[F3] [F7] null is no value: an optional field is left out instead, and the refusal says so", () => {
    const reasonOf = (more: object): string => {
      const checked = checkEvent(t.site("A", more), receipt);
      return checked.ok ? "accepted" : checked.error.reason;
    };
    const help = "it is null: give it a value, or leave it out if it is optional.";
    expect(reasonOf({ pickHours: null })).toBe(`data.pickHours must be a number; ${help}`);
    expect(reasonOf({ receipts: null })).toBe(`data.receipts must be one of posted, counted; ${help}`);
  });

  test("[F2] time zones are known, dates exist", () => {
    expect(ruleOf(t.site("A", { timeZone: "Europe/Lisbon" }))).toBe("accepted");
    expect(ruleOf(t.site("A", { timeZone: "Europe/Lisboa" }))).toBe("time-zone");
    expect(ruleOf(t.site("A", { timeZone: "+01:00" }))).toBe("time-zone");
    const calendar = (date: string) =>
      t.event("master.calendar", { id: "C", timeZone: "UTC", exceptions: [{ date, closed: true }] });
    expect(ruleOf(calendar("2028-02-29"))).toBe("accepted");
    expect(ruleOf(calendar("2026-02-29"))).toBe("local-date");
  });

  test.each<[FactType, object, object]>([
    [
      "master.site",
      { id: "A", name: "A", timeZone: "UTC" },
      { putawayHours: 0, pickHours: 0, inspectionHours: 24, valueAtRiskLimit: 50_000, receipts: "posted" },
    ],
    ["master.calendar", { id: "C", timeZone: "UTC" }, { weekly: [], exceptions: [] }],
    [
      "master.resource",
      { id: "R", site: "A", name: "R", kind: "line" },
      { capacity: 1, typicalRepairMinutes: Object.create(null) },
    ],
    ["master.item", { id: "P", name: "P", uom: "kg" }, { aliases: [] }],
    ["master.bom", { item: "P", site: "A" }, { components: [] }],
    [
      "master.bom",
      { item: "P", site: "A", components: [{ item: "C", quantityPer: 2 }] },
      { components: [{ item: "C", quantityPer: 2, scrapFraction: 0 }] },
    ],
    ["master.routing", { item: "P", site: "A" }, { operations: [] }],
    [
      "master.customer",
      { id: "C", name: "C", otif: { underTolerance: 0.1 } },
      { priority: 5, otif: { lateToleranceMinutes: 0, underTolerance: 0.1 }, minRemainingShelfLifeDays: 0 },
    ],
    [
      "master.customer",
      { id: "C", name: "C" },
      { priority: 5, otif: { lateToleranceMinutes: 0, underTolerance: 0 }, minRemainingShelfLifeDays: 0 },
    ],
    [
      "wms.stock-move",
      { item: "P", quantity: 1, from: { site: "A", location: "B" }, reason: "issue" },
      { status: "available" },
    ],
    ["wms.receipt", { site: "A", location: "B", item: "P", quantity: 1 }, { rejected: 0, status: "available" }],
  ])("[F3] %s %o gets its defaults", (type, data, defaults) => {
    expect(dataOf(t.event(type, data))).toEqual({ ...data, ...defaults });
  });

  test("[F3] a missing list of components or operations of a production order stays missing, an empty one empty", () => {
    expect(dataOf(t.productionOrder())).not.toHaveProperty("components");
    expect(dataOf(t.productionOrder({ components: [], operations: [] }))).toMatchObject({
      components: [],
      operations: [],
    });
  });

  test("[F3] a required field that is missing is refused by name", () => {
    const { promisedAt: _, ...data } = t.SALES_LINE;
    expect(checkEvent(t.event("erp.sales-order-line", data), receipt)).toEqual({
      ok: false,
      error: { rule: "required-field", reason: "data.promisedAt is missing: add it." },
    });
  });

  test("[F4] a tombstone needs its key alone, and that must be valid", () => {
    expect(dataOf(t.tombstone("erp.sales-order-line", { order: "SO-1", line: "1", quantity: -3 }))).toEqual({
      order: "SO-1",
      line: "1",
    });
    expect(ruleOf(t.tombstone("erp.sales-order-line", { order: "SO-1" }))).toBe("required-field");
    expect(ruleOf(t.tombstone("mes.resource-state", { resource: "R", since: "2026-02-30T00:00:00Z" }))).toBe("instant");
    expect(ruleOf(t.tombstone("tower.estimate", { target: {} }))).toBe("estimate-one-target");
    expect(ruleOf(t.event("master.item", { id: "P", deleted: "yes" }))).toBe("field-type");
    expect(ruleOf(t.item("P", { deleted: false }))).toBe("accepted");
  });

  test("[F4] a movement or a count cannot be deleted", () => {
    expect(ruleOf(t.receipt({ deleted: true }))).toBe("only-entities-deleted");
    expect(ruleOf(t.count({ deleted: true }))).toBe("only-entities-deleted");
  });

  test("[F5] what JSON can say but nothing can hold is refused", () => {
    expect(ruleOf(JSON.parse(JSON.stringify(t.item("P")).replace('"kg"', '"kg","x":1e999')))).toBe("not-finite");
    expect(ruleOf(t.item("P\0"))).toBe("unreadable-text");
    expect(ruleOf(t.item("P", { name: "\ud800" }))).toBe("unreadable-text");
    expect(ruleOf(t.item("P", { ["\udfff"]: 1 }))).toBe("unreadable-text");
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(ruleOf({ ...t.item("P"), data: { id: "P", name: "P", uom: "kg", deep } })).toBe("too-deep");
    expect(ruleOf(t.item("P", { name: "😀" }))).toBe("accepted");
  });

  test("[F5a] a number that cannot be counted exactly is refused, with the field and what to do; what nobody reads is not looked at", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(ruleOf(t.count({ quantity: most }))).toBe("accepted");
    expect(ruleOf(t.count({ quantity: most + 1 }))).toBe("too-large");
    expect(ruleOf(t.count({ quantity: -most - 1 }))).toBe("too-large");
    const routing = t.event("master.routing", {
      item: "P",
      site: "S",
      operations: [{ seq: 10, resource: "R", ratePerHour: 1e300 }],
    });
    expect(checkEvent(routing, { receivedAt: 0, seq: 1, mode: "manual" })).toMatchObject({
      error: {
        rule: "too-large",
        reason: "data.operations[0].ratePerHour is 1e+300, which is more than can be counted exactly: check its unit.",
      },
    });
    expect(ruleOf(t.item("P", { serial: 1e300 }))).toBe("accepted");
  });

  test("[F3] names that others refer to are short, other texts as long as a fact may be", () => {
    expect(ruleOf(t.item("P".repeat(200)))).toBe("accepted");
    expect(ruleOf(t.item("P".repeat(201)))).toBe("long-text");
    const long = { id: "P", name: "n".repeat(1_000_000), uom: "kg" };
    expect(ruleOf({ ...t.item("P"), data: long })).toBe("accepted");
  });

  test("[F5] names out of Object.prototype are data like any other", () => {
    const resource = `{"id":"R","site":"A","name":"R","kind":"line","typicalRepairMinutes":{"__proto__":30,"jam":5}}`;
    const data = dataOf({ ...t.site(), type: "master.resource", data: JSON.parse(resource) }) as {
      typicalRepairMinutes: Record<string, number>;
    };
    expect(Object.entries(data.typicalRepairMinutes)).toEqual([
      ["__proto__", 30],
      ["jam", 5],
    ]);
    expect(data.typicalRepairMinutes["constructor"]).toBeUndefined();
  });

  test("[F7] a refusal says which field, what it is, and what to do", () => {
    const reasonOf = (event: CloudEvent) => {
      const checked = checkEvent(event, receipt);
      return checked.ok ? "" : checked.error.reason;
    };
    expect(reasonOf(t.salesLine({ status: "Open" }))).toBe(
      'data.status must be one of open, closed, cancelled; it is "Open".',
    );
    expect(reasonOf(t.salesLine({ quantity: "20" }))).toBe('data.quantity must be a number; it is "20".');
    expect(
      reasonOf(
        t.event("master.routing", { item: "P", site: "A", operations: [{ seq: 10, resource: "R", ratePerHour: 0 }] }),
      ),
    ).toBe("data.operations[0].ratePerHour must be greater than 0; it is 0.");
    expect(reasonOf(t.move({ reason: "pick", from: { site: "A", location: "B" } }))).toBe(
      "A pick needs both: add data.to.",
    );
  });
});

const bin = { site: "A", location: "BIN-1" };
const operations = (more: object) => ({ operations: [{ seq: 10, resource: "R", ratePerHour: 10, ...more }] });
const components = (more: object) => ({ components: [{ item: "C", quantityPer: 2, ...more }] });
const routing = (more: object) => t.event("master.routing", { item: "P", site: "A", ...operations(more) });
const bom = (more: object) => t.event("master.bom", { item: "P", site: "A", ...components(more) });
const resource = (more: object) => t.event("master.resource", { id: "R", site: "A", name: "R", kind: "line", ...more });
const customer = (more: object) => t.event("master.customer", { id: "C", name: "C", ...more });
const sourcing = (more: object) =>
  t.event("master.sourcing", { item: "P", site: "A", supplier: "S", leadTimeDays: 1, ...more });
const calendar = (more: object) => t.event("master.calendar", { id: "C", timeZone: "UTC", ...more });
const weekly = (day: number) => calendar({ weekly: [{ day, start: "06:00", end: "22:00" }] });
const exception = (more: object) => calendar({ exceptions: [{ date: "2026-12-24", ...more }] });
const hold = (target: object) => t.event("mes.quality-hold", { id: "H", target, state: "held", reason: "lab" });
const estimate = (target: object) => t.event("tower.estimate", { target, at: t.iso(9), by: "ann" });
const money = (amount: unknown, currency: unknown = "EUR") => t.item("P", { unitPrice: { amount, currency } });

describe("business rules of one fact", () => {
  test.each<[string, string, readonly CloudEvent[], readonly CloudEvent[]]>([
    [
      "F10",
      "order-quantity-positive",
      [0, -1].flatMap((quantity) => [
        t.salesLine({ quantity }),
        t.productionOrder({ quantity }),
        t.purchaseLine({ quantity }),
        t.transfer({ quantity }),
      ]),
      [t.salesLine({ quantity: 0.001 }), t.productionOrder(), t.purchaseLine(), t.transfer()],
    ],
    [
      "F11",
      "quantity-not-negative",
      [
        t.receipt({ quantity: -1 }),
        t.receipt({ rejected: -1 }),
        t.move({ quantity: -1, to: bin }),
        t.shipment({ quantity: -1 }),
        t.operation({ good: -1 }),
        t.operation({ scrap: -0.5 }),
      ],
      [
        t.receipt({ quantity: 0 }),
        t.move({ quantity: 0, to: bin }),
        t.shipment({ quantity: 0 }),
        t.operation(),
        t.count({ quantity: -3 }),
        t.event("erp.stock-on-hand", { item: "P", site: "A", quantity: -4 }),
        t.event("mes.consumption", { order: "WO-1", seq: 10, item: "C", quantity: -4 }),
      ],
    ],
    [
      "F12",
      "rejected-within-receipt",
      [t.receipt({ quantity: 5, rejected: 6 })],
      [t.receipt({ quantity: 5, rejected: 5 })],
    ],
    [
      "F13",
      "component-not-negative",
      [bom({ quantityPer: -1 }), bom({ scrapFraction: -0.1 }), t.productionOrder(components({ quantityPer: -1 }))],
      [bom({ quantityPer: 0 }), bom({ scrapFraction: 0 }), t.productionOrder(components({}))],
    ],
    [
      "F14",
      "rate-positive",
      [
        routing({ ratePerHour: 0 }),
        routing({ alternates: [{ resource: "S", ratePerHour: -1 }] }),
        t.productionOrder(operations({ ratePerHour: -1 })),
      ],
      [routing({}), routing({ alternates: [{ resource: "S", ratePerHour: 1 }] }), t.productionOrder(operations({}))],
    ],
    [
      "F15",
      "capacity-1-to-1000",
      [resource({ capacity: 0 }), resource({ capacity: 1.5 }), resource({ capacity: 1_001 })],
      [resource({ capacity: 1 }), resource({ capacity: 1_000 })],
    ],
    [
      "F16",
      "time-not-negative",
      [
        t.operation({ runHours: -1 }),
        routing({ setupMinutes: -1 }),
        t.productionOrder(operations({ setupMinutes: -1 })),
        ...["putawayHours", "pickHours", "inspectionHours"].map((name) => t.site("A", { [name]: -1 })),
        resource({ typicalRepairMinutes: { jam: 5, "": -1 } }),
        t.item("I", { shelfLifeDays: -1 }),
        customer({ otif: { lateToleranceMinutes: -1 } }),
        customer({ minRemainingShelfLifeDays: -1 }),
        sourcing({ leadTimeDays: -1 }),
        t.salesLine({ transitHours: -0.5 }),
      ],
      [
        t.operation({ runHours: 0 }),
        routing({ setupMinutes: 0 }),
        t.site("A", { putawayHours: 0 }),
        resource({ typicalRepairMinutes: { jam: 0 } }),
        t.item("I", { shelfLifeDays: 0 }),
        customer({ otif: { lateToleranceMinutes: 0 }, minRemainingShelfLifeDays: 0 }),
        sourcing({ leadTimeDays: 0 }),
        t.salesLine({ transitHours: 0 }),
      ],
    ],
    [
      "F27",
      "whole-number",
      [
        routing({ seq: 1.5 }),
        t.productionOrder(operations({ seq: 2 ** 31 })),
        t.operation({ seq: -0.5 }),
        t.event("mes.consumption", { order: "WO-1", seq: 1.5, item: "P", quantity: 1 }),
        bom({ operation: 1.5 }),
        t.productionOrder(components({ operation: 1e15 })),
        customer({ priority: 1.5 }),
        t.salesLine({ priority: -(2 ** 31) }),
      ],
      [
        routing({ seq: 0 }),
        t.operation({ seq: -5 }),
        bom({ operation: 10 }),
        bom({}),
        customer({ priority: 2 ** 31 - 1 }),
        t.salesLine({ priority: 1 }),
        t.salesLine({}),
      ],
    ],
    [
      "F28",
      "name-of-its-own",
      [t.site("A@B"), t.site("@")],
      [t.site("A/B"), t.item("I@A/B"), t.salesLine({ order: "SO/7@A", line: "1@2" }), t.purchaseLine({ order: "a/b" })],
    ],
    ["F17", "weekday-1-to-7", [weekly(0), weekly(8), weekly(1.5)], [weekly(1), weekly(7)]],
    [
      "F18",
      "exception-closed-or-shift",
      [exception({}), exception({ closed: false }), exception({ start: "06:00" })],
      [exception({ closed: true }), exception({ start: "06:00", end: "02:00" })],
    ],
    [
      "F19",
      "finish-not-before-start",
      [
        t.productionOrder({ plannedStart: t.iso(10), plannedFinish: t.iso(9) }),
        t.productionOrder(operations({ plannedStart: t.iso(10), plannedFinish: t.iso(9) })),
      ],
      [
        t.productionOrder({ plannedStart: t.iso(9), plannedFinish: t.iso(9) }),
        t.productionOrder(operations({ plannedFinish: t.iso(9) })),
      ],
    ],
    [
      "F20",
      "finished-not-before-started",
      [t.operation({ state: "done", startedAt: t.iso(9), finishedAt: t.iso(8) })],
      [
        t.operation({ state: "done", startedAt: t.iso(9), finishedAt: t.iso(9) }),
        t.operation({ finishedAt: t.iso(8) }),
      ],
    ],
    [
      "F21",
      "move-from-or-to",
      [t.move({}), t.move({ reason: "pick", from: bin }), t.move({ reason: "pick", to: bin })],
      [t.move({ from: bin }), t.move({ to: bin }), t.move({ reason: "pick", from: bin, to: bin })],
    ],
    [
      "F22",
      "hold-one-target",
      [
        hold({}),
        hold({ item: "P" }),
        hold({ lot: "L" }),
        hold({ site: "A" }),
        hold({ lot: "L", site: "A" }),
        hold({ productionOrder: "WO-1", site: "A" }),
        hold({ productionOrder: "WO-1", item: "P", lot: "L" }),
      ],
      [
        hold({ item: "P", lot: "L" }),
        hold({ item: "P", lot: "L", site: "A" }),
        hold({ item: "P", site: "A" }),
        hold({ productionOrder: "WO-1" }),
      ],
    ],
    [
      "F23",
      "estimate-one-target",
      [estimate({}), estimate({ resource: "R", hold: "H" })],
      [estimate({ resource: "R" }), estimate({ hold: "H" }), estimate({ purchaseOrderLine: "PO-9/1" })],
    ],
    [
      "F24",
      "peg-one-supply",
      [t.salesLine({ peggedTo: { productionOrder: "WO-1", transferOrder: "TO-1" } })],
      [t.salesLine({ peggedTo: { productionOrder: "WO-1" } }), t.salesLine({ peggedTo: {} })],
    ],
    [
      "F25",
      "operation-seq-once",
      [
        t.productionOrder({ operations: [10, 10].map((seq) => ({ seq, resource: "R", ratePerHour: 1 })) }),
        t.event("master.routing", {
          item: "P",
          site: "A",
          operations: [10, 10].map((seq) => ({ seq, resource: "R", ratePerHour: 1 })),
        }),
      ],
      [t.productionOrder({ operations: [10, 20].map((seq) => ({ seq, resource: "R", ratePerHour: 1 })) })],
    ],
    [
      "F26",
      "money",
      [money("12,50"), money("1e3"), money(""), money("12.50", "eur"), money("12.50", "EURO")],
      [money("12.50"), money("-3"), money("0.123456789")],
    ],
    [
      "F26",
      "enum",
      [t.salesLine({ status: "done" }), t.count({ status: "on-hold" })],
      [t.salesLine({ status: "closed" })],
    ],
    ["F26", "field-type", [money(12.5)], []],
  ])("[%s] %s", (_, rule, broken, kept) => {
    for (const event of broken) expect(ruleOf(event), JSON.stringify(event.data)).toBe(rule);
    for (const event of kept) expect(ruleOf(event), JSON.stringify(event.data)).toBe("accepted");
  });
});
