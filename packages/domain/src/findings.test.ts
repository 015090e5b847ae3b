import { describe, expect, test } from "vitest";
import type { CloudEvent } from "./facts/fact.ts";
import { stockBuckets } from "./stock-buckets.ts";
import * as t from "./testing/events.ts";
import type { Finding } from "./world.ts";

const known = [t.site("A"), t.site("B"), t.item("P"), t.item("C"), t.event("master.customer", { id: "C", name: "C" })];
const more = [
  t.event("master.supplier", { id: "V", name: "V" }),
  t.event("master.resource", { id: "LINE-1", site: "A", name: "LINE-1", kind: "line" }),
];
const findings = (...events: readonly CloudEvent[]): readonly Finding[] =>
  t.ledgerOf(...known, ...more, ...events).worldAt(t.at(24), "manual").findings;
const short = (...events: readonly CloudEvent[]): string[] =>
  findings(...events).map(({ rule, subjectType, subject }) => `${rule}: ${subjectType} ${subject}`);

test("a plant whose facts agree has no findings", () => {
  expect(
    short(
      t.productionOrder({ peggedTo: "SO-1/1" }),
      t.operation({ state: "done", good: 20, startedAt: t.iso(8), finishedAt: t.iso(10) }),
      t.salesLine({ peggedTo: { productionOrder: "WO-1" } }),
      t.purchaseLine(),
      t.receipt({ quantity: 50, purchaseOrderLine: "PO-9/1" }),
      t.shipment({ quantity: 20 }),
      t.event("tower.estimate", { target: { resource: "LINE-1" }, at: t.iso(9), by: "ann" }),
    ),
  ).toEqual([]);
});

describe("[F60] unknown names", () => {
  const operations = [{ seq: 10, resource: "R-9", ratePerHour: 1, alternates: [{ resource: "R-8", ratePerHour: 1 }] }];
  test.each<[string, readonly CloudEvent[], readonly string[]]>([
    ["a customer", [t.salesLine({ customer: "X" })], ["unknown-customer: customer X"]],
    ["a supplier", [t.purchaseLine({ supplier: "X" })], ["unknown-supplier: supplier X"]],
    [
      "a supplier of sourcing",
      [t.event("master.sourcing", { item: "P", site: "A", supplier: "X", leadTimeDays: 1 })],
      ["unknown-supplier: supplier X"],
    ],
    [
      "resources of a routing",
      [t.event("master.routing", { item: "P", site: "A", operations })],
      ["unknown-resource: resource R-8", "unknown-resource: resource R-9"],
    ],
    [
      "resources of an order",
      [t.productionOrder({ operations })],
      ["unknown-resource: resource R-8", "unknown-resource: resource R-9"],
    ],
    [
      "a resource that the MES names",
      [t.productionOrder(), t.operation({ resource: "X" })],
      ["unknown-resource: resource X"],
    ],
    [
      "a resource with a state",
      [t.event("mes.resource-state", { resource: "X", since: t.iso(1), state: "down" })],
      ["unknown-resource: resource X"],
    ],
    [
      "a calendar",
      [t.event("master.resource", { id: "R", site: "A", name: "R", kind: "line", calendar: "X" })],
      ["unknown-calendar: calendar X"],
    ],
    [
      "pegs",
      [
        t.salesLine({ peggedTo: { productionOrder: "X" } }),
        t.salesLine({ line: "2", peggedTo: { purchaseOrderLine: "X" } }),
        t.salesLine({ line: "3", peggedTo: { transferOrder: "X" } }),
        t.productionOrder({ peggedTo: "X" }),
      ],
      [
        "unknown-production-order: production-order X",
        "unknown-purchase-order-line: purchase-order-line X",
        "unknown-sales-order-line: sales-order-line X",
        "unknown-transfer-order: transfer-order X",
      ],
    ],
    [
      "a purchase line of a receipt",
      [t.receipt({ purchaseOrderLine: "X" })],
      ["unknown-purchase-order-line: purchase-order-line X"],
    ],
    ["a line of a shipment", [t.shipment({ salesOrderLine: "X" })], ["unknown-sales-order-line: sales-order-line X"]],
    [
      "an order of a move",
      [t.move({ to: { site: "A", location: "1" }, productionOrder: "X" })],
      ["unknown-production-order: production-order X"],
    ],
    [
      "targets of estimates",
      ["hold", "resource", "purchaseOrderLine"].map((kind) =>
        t.event("tower.estimate", { target: { [kind]: "X" }, at: t.iso(9), by: "ann" }),
      ),
      ["unknown-hold: hold X", "unknown-purchase-order-line: purchase-order-line X", "unknown-resource: resource X"],
    ],
  ])("%s", (_, events, expected) => expect(short(...events)).toEqual(expected));

  test("one finding a name says who uses it and what to do", () => {
    const lines = [1, 2, 3, 4, 5].map((line) => t.salesLine({ line: String(line), customer: "X" }));
    expect(findings(...lines).map(({ text }) => text)).toEqual([
      "X is named by SO-1/1, SO-1/2, SO-1/3 and 2 more, but no customer of that name is known: send its master.customer. " +
        "Until then it has priority 5 and no tolerance.",
    ]);
  });

  test("[F61] components", () => {
    const components = [{ item: "X", quantityPer: 1 }];
    const bom = t.event("master.bom", { item: "P", site: "A", components });
    expect(short(bom, t.productionOrder({ components }))).toEqual(["unknown-component: item X"]);
    expect(short(bom, t.item("X"))).toEqual([]);
  });
});

describe("contradictions", () => {
  test("[F62] shipped more than ordered, over several shipments", () => {
    const shipments = [15, 6].map((quantity) => t.shipment({ id: `SH-${quantity}`, quantity }));
    expect(short(t.salesLine(), ...shipments)).toEqual(["shipped-more-than-ordered: sales-order-line SO-1/1"]);
    expect(findings(t.salesLine(), ...shipments)[0]?.text).toContain("21 shipped, but only 20 ordered");
  });

  test("[F62] received more than ordered: rejected goods do not count", () => {
    const receipt = (rejected: number) => t.receipt({ quantity: 60, rejected, purchaseOrderLine: "PO-9/1" });
    expect(short(t.purchaseLine(), receipt(9))).toEqual(["received-more-than-ordered: purchase-order-line PO-9/1"]);
    expect(short(t.purchaseLine(), receipt(10))).toEqual([]);
  });

  test("[F62] sums of tenths do not make a finding", () => {
    const shipments = [0.1, 0.2].map((quantity) => t.shipment({ id: `SH-${quantity}`, quantity }));
    expect(short(t.salesLine({ quantity: 0.3 }), ...shipments)).toEqual([]);
  });

  test("[F62] transfers", () => {
    const [from, to] = [
      { site: "A", location: "1" },
      { site: "B", location: "1" },
    ];
    const stock = t.count({ location: "1", quantity: 100 }, { time: t.iso(-1) });
    const moved = (more: object) => t.move({ reason: "transfer", transferOrder: "TO-1", ...more });
    const arrived = (quantity: number) => t.receipt({ site: "B", quantity, transferOrder: "TO-1" });
    expect(short(stock, t.transfer(), moved({ from, quantity: 11 }))).toEqual([
      "shipped-more-than-ordered: transfer-order TO-1",
    ]);
    expect(short(stock, t.transfer(), moved({ from, quantity: 5 }), arrived(6))).toEqual([
      "received-more-than-shipped: transfer-order TO-1",
    ]);
    expect(short(stock, t.transfer(), moved({ from, to, quantity: 10 }))).toEqual([]);
    expect(short(t.transfer({ status: "shipped" }), arrived(10))).toEqual([]);
    expect(short(t.transfer(), arrived(1))).toEqual(["received-more-than-shipped: transfer-order TO-1"]);
  });

  test("[F63] done while an operation before it is pending", () => {
    const order = [t.productionOrder(), t.operation({ seq: 20, state: "done", good: 20 })];
    expect(short(...order, t.operation({ state: "pending" }))).toEqual(["done-before-started: operation WO-1/20"]);
    expect(short(...order, t.operation({ state: "paused" }))).toEqual([]);
  });

  test("[F63] done by one report before it started by another", () => {
    const done = t.operation({ state: "done", finishedAt: t.iso(8) }, { time: t.iso(9) });
    const running = (startedAt: number) => t.operation({ startedAt: t.iso(startedAt) }, { time: t.iso(10) });
    expect(short(t.productionOrder(), done, running(9))).toEqual(["done-before-started: operation WO-1/10"]);
    expect(short(t.productionOrder(), done, running(7))).toEqual([]);
  });

  test("[F64] a negative count, and the stock that it leaves", () => {
    expect(short(t.count({ quantity: -1 }))).toEqual([
      "negative-count: stocking-point P@A",
      "negative-stock: stocking-point P@A",
    ]);
  });

  test("[F64] more left than was there", () => {
    const out = t.move({ from: { site: "A", location: "BIN-1" }, quantity: 61 }, { time: t.iso(1) });
    expect(findings(t.count(), out)).toEqual([
      {
        rule: "negative-stock",
        subjectType: "stocking-point",
        subject: "P@A",
        text: "More left than was there: -1 in BIN-1 (available). Count it, or send the movement that is missing.",
      },
    ]);
  });

  test("[F65] another item than ordered", () => {
    expect(short(t.salesLine(), t.shipment({ item: "C" }))).toEqual([
      "other-item-than-ordered: sales-order-line SO-1/1",
    ]);
    expect(short(t.purchaseLine(), t.receipt({ item: "C", purchaseOrderLine: "PO-9/1" }))).toEqual([
      "other-item-than-ordered: purchase-order-line PO-9/1",
    ]);
  });
});

test("[F51] on hand is the latest count plus what moved later", () => {
  const bin = { site: "A", location: "BIN-1" };
  const ledger = t.ledgerOf(
    ...known,
    t.count({ quantity: 60 }, { time: t.iso(2) }),
    t.receipt({ quantity: 7 }, { time: t.iso(2), id: "not later" }),
    t.receipt({ quantity: 10, rejected: 4 }, { time: t.iso(3) }),
    t.move({ from: bin, quantity: 5, toStatus: "blocked", to: bin }, { time: t.iso(4) }),
    t.shipment({ location: "BIN-1", quantity: 2, shippedAt: t.iso(5) }, { time: t.iso(1) }),
    t.shipment({ id: "SH-2", quantity: 3, shippedAt: t.iso(5) }),
  );
  const world = ledger.worldAt(t.at(24), "manual");
  const buckets = stockBuckets({ ...world, shipments: world.shipments.values() });
  expect([...buckets.values()].map(({ status, quantity }) => [status, quantity])).toEqual([
    ["available", 59],
    ["blocked", 5],
  ]);
});
