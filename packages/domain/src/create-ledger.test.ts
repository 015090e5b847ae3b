import { describe, expect, test } from "vitest";
import { createLedger } from "./create-ledger.ts";
import type { CloudEvent } from "./facts/fact.ts";
import type { Ledger } from "./ledger.ts";
import * as t from "./testing/events.ts";
import type { World } from "./world.ts";

const known = [t.site("A"), t.site("B"), t.item("P"), t.item("C")];
const world = (ledger: Ledger, hours = 24): World => ledger.worldAt(t.at(hours), "manual");
/** Asked of all at once, and of each by itself. */
const waiting = (ledger: Ledger, hours = 24): string[] =>
  ledger.parkedAt(t.at(hours), "manual").map(({ fact, waitsFor }) => {
    expect(ledger.waitsFor(fact, t.at(hours), "manual")).toEqual(waitsFor);
    return `${fact.type} ${fact.key}: ${waitsFor.join(", ")}`;
  });

describe("what is in force", () => {
  const named = (name: string, hours: number, more: { source?: string; id?: string } = {}) => ({
    ...t.item("P", { name }),
    time: t.iso(hours),
    id: name,
    ...more,
  });
  const nameOf = (ledger: Ledger, hours?: number) => world(ledger, hours).items.get("P")?.data.name;

  test("[F41] the latest time wins, whatever came last", () => {
    expect(nameOf(t.ledgerOf(named("new", 2), named("old", 1)))).toBe("new");
  });

  test("[F41] at one time the greatest source wins, then the greatest id, by code unit", () => {
    expect(nameOf(t.ledgerOf(named("x", 1, { source: "/b" }), named("y", 1, { source: "/a" })))).toBe("x");
    expect(nameOf(t.ledgerOf(named("x", 1, { id: "2" }), named("y", 1, { id: "10" })))).toBe("x");
    expect(nameOf(t.ledgerOf(named("x", 1, { id: "é" }), named("y", 1, { id: "z" })))).toBe("x");
  });

  test("[F41] a tombstone removes what is older, and nothing that is newer", () => {
    const deleted = t.tombstone("master.item", { id: "P" }, { time: t.iso(2) });
    expect(nameOf(t.ledgerOf(deleted, named("old", 1)))).toBeUndefined();
    expect(nameOf(t.ledgerOf(deleted, named("old", 1), named("new", 3)))).toBe("new");
  });

  test("[F41] keys are given by code unit", () => {
    const ledger = t.ledgerOf(t.item("b"), t.item("a"), t.item("é"), t.item("B"), t.item("a1"));
    expect([...world(ledger).items.keys()]).toEqual(["B", "a", "a1", "b", "é"]);
  });

  test("[F42] movements all count, in order of (time, source, id)", () => {
    const later = t.receipt({ quantity: 1 }, { time: t.iso(2), id: "1" });
    const sooner = t.receipt({ quantity: 2 }, { time: t.iso(1), id: "2" });
    const ledger = t.ledgerOf(...known, later, sooner, { ...sooner, id: "1", source: "/a" }, later);
    expect(world(ledger).receipts.map(({ source, id }) => `${source} ${id}`)).toEqual(["/a 1", "/test 2", "/test 1"]);
  });

  test("[F42] of counts, the latest of each bucket; no lot is the empty lot", () => {
    const ledger = t.ledgerOf(
      ...known,
      t.count({ quantity: 1 }, { time: t.iso(1) }),
      t.count({ quantity: 3, lot: "" }, { time: t.iso(3) }),
      t.count({ quantity: 2 }, { time: t.iso(2) }),
      t.count({ quantity: 4, lot: "L" }, { time: t.iso(1) }),
      t.count({ quantity: 5, status: "blocked" }, { time: t.iso(1) }),
    );
    expect(
      world(ledger)
        .stockCounts.map(({ data }) => data.quantity)
        .sort(),
    ).toEqual([3, 4, 5]);
  });

  test("[F43] under a manual clock a fact waits for its time, to the millisecond", () => {
    const ledger = t.ledgerOf(named("old", 1), named("new", 2));
    expect(ledger.worldAt(t.at(2) - 1, "manual").items.get("P")?.data.name).toBe("old");
    expect(ledger.worldAt(t.at(2), "manual").items.get("P")?.data.name).toBe("new");
    expect(ledger.worldAt(t.at(1) - 1, "manual").items.size).toBe(0);
    expect(ledger.worldAt(t.at(0), "live").items.get("P")?.data.name).toBe("new");
  });

  test("[F44] a state whose since is ahead is not in force, with either clock", () => {
    const state = (since: number, state: string) =>
      t.event("mes.resource-state", { resource: "R", since: t.iso(since), state });
    const ledger = t.ledgerOf(state(8, "down"), state(2, "running"), state(5, "idle"));
    for (const mode of ["live", "manual"] as const) {
      const statesAt = (hours: number) =>
        ledger
          .worldAt(t.at(hours), mode)
          .resourceStates.get("R")
          ?.map(({ data }) => data.state);
      expect([1, 2, 7.999, 8].map(statesAt)).toEqual([
        undefined,
        ["running"],
        ["running", "idle"],
        ["running", "idle", "down"],
      ]);
      expect(ledger.worldAt(t.at(7), mode).resourceHistory.get("R")).toHaveLength(2);
    }
  });

  test("[F44] an operation whose startedAt is ahead counts as pending until then", () => {
    const ledger = t.ledgerOf(...known, t.productionOrder(), t.operation({ startedAt: t.iso(9) }));
    const dataAt = (hours: number) => world(ledger, hours).operations.get("WO-1")?.[0]?.data;
    expect(dataAt(8.9)).toMatchObject({ state: "pending" });
    expect(dataAt(8.9)).not.toHaveProperty("startedAt");
    expect(dataAt(9)).toMatchObject({ state: "running", startedAt: t.at(9) });
    expect(dataAt(8)).toMatchObject({ state: "pending" });
  });
});

describe("parking", () => {
  test.each([
    ["a sales order line", t.salesLine(), ["item:P", "site:A"]],
    ["a production order", t.productionOrder(), ["item:P", "site:A"]],
    ["a purchase order line", t.purchaseLine(), ["item:P", "site:A"]],
    ["a transfer", t.transfer(), ["item:P", "site:A", "site:B"]],
    ["a BOM", t.event("master.bom", { item: "P", site: "A" }), ["item:P", "site:A"]],
    ["a routing", t.event("master.routing", { item: "P", site: "A" }), ["item:P", "site:A"]],
    ["a resource", t.event("master.resource", { id: "R", site: "A", name: "R", kind: "line" }), ["site:A"]],
    [
      "sourcing",
      t.event("master.sourcing", { item: "P", site: "A", supplier: "V", leadTimeDays: 2 }),
      ["item:P", "site:A"],
    ],
    [
      "stocking",
      t.event("master.stocking", { item: "P", site: "A", safetyStock: 2, reviewedAt: t.iso(0) }),
      ["item:P", "site:A"],
    ],
    ["ERP stock", t.event("erp.stock-on-hand", { item: "P", site: "A", quantity: 2 }), ["item:P", "site:A"]],
    ["a count", t.count(), ["item:P", "site:A"]],
    ["a receipt", t.receipt(), ["item:P", "site:A"]],
    [
      "a move",
      t.move({ from: { site: "A", location: "1" }, to: { site: "B", location: "2" } }),
      ["item:P", "site:A", "site:B"],
    ],
    ["a shipment", t.shipment(), ["item:P", "site:A"]],
    ["an operation", t.operation(), ["production-order:WO-1"]],
    [
      "a consumption",
      t.event("mes.consumption", { order: "WO-1", seq: 10, item: "C", quantity: 1 }),
      ["item:C", "production-order:WO-1"],
    ],
    [
      "a hold on an order",
      t.event("mes.quality-hold", { id: "H", target: { productionOrder: "WO-1" }, state: "held", reason: "lab" }),
      ["production-order:WO-1"],
    ],
    [
      "a hold on a lot",
      t.event("mes.quality-hold", { id: "H", target: { item: "P", lot: "L" }, state: "held", reason: "lab" }),
      ["item:P"],
    ],
  ])("[F45] %s waits for what it names", (_, event, names) => {
    const ledger = t.ledgerOf(event);
    expect(ledger.parkedAt(t.at(24), "manual").map(({ waitsFor }) => waitsFor)).toEqual([names]);
    expect(ledger.waitsFor(t.factOf(event), t.at(24), "manual")).toEqual(names);
    expect(world(ledger).stockingPoints).toEqual([]);
    for (const it of [...known, t.productionOrder()]) ledger.add(t.factOf(it));
    expect(waiting(ledger)).toEqual([]);
  });

  test("[F45] a parked fact has no effect: the older one of its key stays in force", () => {
    const ledger = t.ledgerOf(
      ...known,
      t.salesLine({ quantity: 5 }),
      t.salesLine({ item: "X", quantity: 9 }, { time: t.iso(1) }),
    );
    expect(world(ledger).salesOrderLines.get("SO-1/1")?.data.quantity).toBe(5);
    expect(waiting(ledger)).toEqual(["erp.sales-order-line SO-1/1: item:X"]);
    ledger.add(t.factOf(t.item("X")));
    expect(world(ledger).salesOrderLines.get("SO-1/1")?.data.quantity).toBe(9);
  });

  test("[F45] a parked production order is unknown to MES facts", () => {
    const ledger = t.ledgerOf(t.site("A"), t.productionOrder(), t.operation());
    expect(waiting(ledger)).toEqual([
      "erp.production-order WO-1: item:P",
      "mes.operation WO-1/10: production-order:WO-1",
    ]);
    ledger.add(t.factOf(t.item("P")));
    expect(world(ledger).operations.get("WO-1")).toHaveLength(1);
  });

  test("[F45] an entity whose time has not come is unknown yet", () => {
    const ledger = t.ledgerOf(t.site("A"), { ...t.item("P"), time: t.iso(9) }, t.salesLine());
    expect(waiting(ledger, 8)).toEqual(["erp.sales-order-line SO-1/1: item:P"]);
    expect(waiting(ledger, 9)).toEqual([]);
    expect(ledger.parkedAt(t.at(8), "live")).toEqual([]);
  });

  test("[F45] a fact whose time has not come waits only for what no fact says", () => {
    const line = t.factOf(t.salesLine({}, { time: t.iso(9) }));
    const ledger = t.ledgerOf(t.site("A"));
    expect(ledger.waitsFor(line, t.at(-1), "manual")).toEqual(["item:P"]);
    ledger.add(t.factOf({ ...t.item("P"), time: t.iso(10) }));
    expect(ledger.waitsFor(line, t.at(-1), "manual")).toEqual([]);
    expect(ledger.waitsFor(line, t.at(9), "manual")).toEqual(["item:P"]);
  });

  test("[F45] customers, suppliers, resources and purchase lines are not waited for", () => {
    const ledger = t.ledgerOf(
      ...known,
      t.salesLine({ customer: "nobody", peggedTo: { purchaseOrderLine: "PO-0/0" } }),
      t.purchaseLine({ supplier: "nobody" }),
      t.receipt({ purchaseOrderLine: "PO-0/0", productionOrder: "WO-0" }),
      t.productionOrder(),
      t.operation({ resource: "nothing" }),
    );
    expect(waiting(ledger)).toEqual([]);
    expect(world(ledger).salesOrderLines.has("SO-1/1")).toBe(true);
  });

  test("[F46] deleting the entity parks again, its return takes effect again", () => {
    const ledger = t.ledgerOf(...known, t.productionOrder(), t.operation(), t.salesLine());
    ledger.add(t.factOf(t.tombstone("erp.production-order", { id: "WO-1" }, { time: t.iso(2) })));
    expect(waiting(ledger)).toEqual(["mes.operation WO-1/10: production-order:WO-1"]);
    ledger.add(t.factOf(t.tombstone("master.item", { id: "P" }, { time: t.iso(3) })));
    expect(world(ledger).salesOrderLines.size).toBe(0);
    ledger.add(t.factOf({ ...t.item("P"), time: t.iso(4), id: "back" }));
    ledger.add(t.factOf(t.productionOrder({}, { time: t.iso(4) })));
    expect(waiting(ledger)).toEqual([]);
    expect(world(ledger).operations.size).toBe(1);
    expect(waiting(ledger, 3.5)).toHaveLength(2);
  });

  test("[F47] an unknown component is left out, the rest holds", () => {
    const components = ["C", "X"].map((item) => ({ item, quantityPer: 2 }));
    const ledger = t.ledgerOf(
      ...known,
      t.event("master.bom", { item: "P", site: "A", components }),
      t.productionOrder({ components }),
    );
    const itemsOf = (list: readonly { item: string }[] | undefined) => list?.map(({ item }) => item);
    expect(itemsOf(world(ledger).boms.get("P@A")?.data.components)).toEqual(["C"]);
    expect(itemsOf(world(ledger).productionOrders.get("WO-1")?.data.components)).toEqual(["C"]);
    ledger.add(t.factOf(t.item("X")));
    expect(itemsOf(world(ledger).boms.get("P@A")?.data.components)).toEqual(["C", "X"]);
  });

  test("[F48] a superseded fact and a tombstone are not shown as parked", () => {
    const ledger = t.ledgerOf(...known, t.salesLine({ item: "X" }), t.salesLine({}, { time: t.iso(1) }));
    expect(waiting(ledger)).toEqual([]);
    ledger.add(t.factOf(t.event("master.bom", { item: "X", site: "A" })));
    expect(waiting(ledger)).toEqual(["master.bom X@A: item:X"]);
    ledger.add(t.factOf(t.tombstone("master.bom", { item: "X", site: "A" }, { time: t.iso(1) })));
    expect(waiting(ledger)).toEqual([]);
  });
});

test("[F49] purchase lines, holds and resources keep all that was said, in order", () => {
  const hold = (state: string, hours: number) =>
    t.event(
      "mes.quality-hold",
      { id: "H", target: { item: "P", lot: "L" }, state, reason: "lab" },
      { time: t.iso(hours) },
    );
  const state = (since: number, told: number, state: string) =>
    t.event("mes.resource-state", { resource: "R", since: t.iso(since), state }, { time: t.iso(told) });
  const ledger = t.ledgerOf(
    ...known,
    t.purchaseLine({ promisedAt: t.iso(20) }, { time: t.iso(2) }),
    t.purchaseLine({}, { time: t.iso(1) }),
    t.tombstone("erp.purchase-order-line", { order: "PO-9", line: "1" }, { time: t.iso(3) }),
    hold("released", 5),
    hold("held", 4),
    state(4, 6, "running"),
    state(3, 3, "down"),
    state(3, 5, "down"),
  );
  const { purchaseOrderLineHistory, holdHistory, resourceHistory, purchaseOrderLines } = world(ledger);
  const told = (facts: readonly { time: number; deleted: boolean }[] | undefined) =>
    facts?.map(({ time, deleted }) => `${(time - t.at(0)) / 3_600_000}${deleted ? " deleted" : ""}`);
  expect(told(purchaseOrderLineHistory.get("PO-9/1"))).toEqual(["1", "2", "3 deleted"]);
  expect(told(holdHistory.get("H"))).toEqual(["4", "5"]);
  expect(told(resourceHistory.get("R"))).toEqual(["3", "5", "6"]);
  expect(purchaseOrderLines.size).toBe(0);
  expect(told(world(ledger, 2).purchaseOrderLineHistory.get("PO-9/1"))).toEqual(["1", "2"]);
});

test("[F50] stocking points are what facts in force name", () => {
  const points = (...events: readonly CloudEvent[]) => world(t.ledgerOf(...known, ...events)).stockingPoints;
  const place = (site: string) => ({ site, location: "1" });
  const hold = (target: object) => t.event("mes.quality-hold", { id: "H", target, state: "held", reason: "lab" });
  expect(points()).toEqual([]);
  expect(points(t.transfer())).toEqual(["P@A", "P@B"]);
  expect(points(t.move({ from: place("B") }))).toEqual(["P@B"]);
  expect(points(hold({ item: "P", site: "B" }))).toEqual(["P@B"]);
  expect(points(hold({ item: "P", lot: "L" }))).toEqual([]);
  expect(points(t.event("master.bom", { item: "P", site: "A", components: [{ item: "C", quantityPer: 1 }] }))).toEqual([
    "C@A",
    "P@A",
  ]);
  expect(points(t.event("master.bom", { item: "P", site: "A", components: [{ item: "X", quantityPer: 1 }] }))).toEqual([
    "P@A",
  ]);
  expect(
    points(t.count(), t.tombstone("erp.transfer-order", { id: "TO-1" }, { time: t.iso(1) }), t.transfer()),
  ).toEqual(["P@A"]);
});

test("[F40] adding the very same fact again and taking one out are exact", () => {
  const line = t.factOf(t.salesLine());
  const ledger = t.ledgerOf(...known);
  const before = world(ledger);
  const corrected = t.factOf({ ...t.salesLine({ quantity: 7 }), id: line.id });
  expect([ledger.add(corrected), ledger.add(line), ledger.add(line)]).toEqual([null, corrected, null]);
  expect(ledger.size).toBe(known.length + 1);
  expect(ledger.factsOf("erp.sales-order-line", "SO-1/1")).toEqual([line]);
  expect(ledger.find("/test", line.id)).toBe(line);
  ledger.withdraw("/test", line.id);
  ledger.withdraw("/test", line.id);
  expect(ledger.size).toBe(known.length);
  expect(world(ledger)).toEqual(before);
  expect(ledger.factsOf("erp.sales-order-line", "SO-1/1")).toEqual([]);
});

test("[F40] what has not changed is the very same object, so that others can tell", () => {
  const ledger = t.ledgerOf(...known, t.productionOrder(), t.operation(), t.salesLine());
  const before = world(ledger);
  ledger.add(t.factOf(t.operation({ good: 5 }, { time: t.iso(1) })));
  const after = world(ledger, 25);
  expect(after.operations).not.toBe(before.operations);
  expect(after.salesOrderLines).toBe(before.salesOrderLines);
  expect(after.stockingPoints).toBe(before.stockingPoints);
});

test("[F42] movements can be looked up one by one", () => {
  const receipt = t.factOf(t.receipt({}, { id: "r" }));
  const ledger = createLedger();
  ledger.add(receipt);
  expect(ledger.factsOf("wms.receipt", "/test#r")).toEqual([receipt]);
  expect(ledger.factsOf("wms.receipt", "/test#s")).toEqual([]);
});
