import { expect, test } from "vitest";
import {
  bin,
  bom,
  bought,
  counted,
  held,
  hour,
  iso,
  item,
  made,
  moved,
  received,
  reported,
  resource,
  routing,
  type Scene,
  simplePlant,
  site,
  sold,
  transferred,
} from "./testing/scene.ts";

const plant = () => simplePlant().add("master.bom", bom("P"));
const line = (to: Scene, quantity: number, promised: number, more: object = {}) =>
  to.add("erp.sales-order-line", sold("SO-1", "P", quantity, promised, more));
const SHORT = ["line SO-1/1", "short P@PLANT-A"];

test("[P100] goods that lie there and are late are not shipped", () => {
  const at = line(plant().add("wms.stock-count", counted("P", 20)), 20, 7).at(8);
  expect(at.causeOf("SO-1/1")).toBe("not-shipped SO-1/1");
  expect(at.walk("SO-1/1")).toEqual(["line SO-1/1", "cause SO-1/1"]);
});

test("[P100] a line on track has no cause and no path", () => {
  const at = line(plant().add("wms.stock-count", counted("P", 20)), 20, 70).at(8);
  expect(at.line("SO-1/1")).toMatchObject({ cause: null, path: [] });
  expect(at.causeNames).toEqual([]);
});

test("[P100] of two allocations that come last at once, the first in the order of the table", () => {
  const to = line(plant(), 40, 9)
    .add("erp.purchase-order-line", bought("PO-1", "P", 20, 10))
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]));
  expect(to.at(8).walk("SO-1/1")[1]).toBe("supply WO-1");
});

test("[P105] nothing at all: no supply", () => {
  const at = line(plant(), 20, 30).at(8);
  expect(at.causeOf("SO-1/1")).toBe("no-supply P@PLANT-A");
  expect(at.walk("SO-1/1")).toEqual([...SHORT, "cause P@PLANT-A"]);
});

test("[P105] what is on order and taken by others is not called missing from order", () => {
  const at = line(plant(), 20, 30)
    .add("erp.sales-order-line", sold("SO-2", "P", 20, 31))
    .add("erp.purchase-order-line", bought("PO-1", "P", 20, 10))
    .at(8);
  const texts = at.line("SO-2/1")?.path.map(({ text }) => text);
  expect(texts?.slice(1)).toEqual([
    "20 of P at Plant A missing: nothing in stock or on order is left for it",
    "there is too little of P at Plant A, in stock or on order",
  ]);
});

const blocked = (quantity: number, more: object = {}) =>
  line(plant(), 20, 30).add("wms.stock-count", counted("P", quantity, { status: "blocked", lot: "L1", ...more }));

test("[P101] blocked stock that would cover it is a quality hold of the point", () => {
  expect(blocked(20).at(8).causeOf("SO-1/1")).toBe("quality-hold P@PLANT-A");
  expect(blocked(19).at(8).causeOf("SO-1/1")).toBe("no-supply P@PLANT-A");
  expect(
    blocked(20, { expiresAt: iso(7) })
      .at(8)
      .causeOf("SO-1/1"),
  ).toBe("no-supply P@PLANT-A");
});

test("[P101] of several rejecting holds the one with the most stock", () => {
  const to = line(plant(), 30, 30)
    .add("wms.stock-count", counted("P", 12, { lot: "L1" }))
    .add("wms.stock-count", counted("P", 18, { lot: "L2" }))
    .add("mes.quality-hold", held("H1", { item: "P", lot: "L1" }, { state: "rejected" }))
    .add("mes.quality-hold", held("H2", { item: "P", lot: "L2" }, { state: "rejected" }));
  expect(to.at(8).causeOf("SO-1/1")).toBe("quality-hold H2");
  expect(to.at(8).walk("SO-1/1")).toEqual([...SHORT, "cause H2"]);
});

test("[P102] an order that never comes is followed, the one planned to end first", () => {
  const components = [{ item: "C", quantityPer: 1 }];
  const to = line(plant(), 20, 30)
    .add("erp.production-order", made("WO-1", "P", 20, [9, 12], { components }))
    .add("erp.production-order", made("WO-2", "P", 20, [9, 11], { components }));
  const at = to.at(8);
  expect(at.causeOf("SO-1/1")).toBe("no-supply C@PLANT-A");
  expect(at.walk("SO-1/1")).toContain("operation WO-2/1");
  expect(at.walk("SO-1/1").slice(-2)).toEqual(["short C@PLANT-A", "cause C@PLANT-A"]);
});

test("[P102] of an order that never comes its last operation is followed first", () => {
  const at = line(plant(), 20, 30)
    .add("master.resource", resource("LINE-2"))
    .add(
      "master.routing",
      routing("P", { seq: 1, resource: "LINE-1", ratePerHour: 10 }, { seq: 2, resource: "LINE-2", ratePerHour: 10 }),
    )
    .add("erp.production-order", made("WO-1", "P", 20, [9, 13], { components: [{ item: "C", quantityPer: 1 }] }))
    .at(8);
  expect(at.walk("SO-1/1").filter((step) => step.startsWith("operation"))).toEqual([
    "operation WO-1/2",
    "operation WO-1/1",
  ]);
  expect(at.causeOf("SO-1/1")).toBe("no-supply C@PLANT-A");
});

const overTransfer = () =>
  plant()
    .add("master.site", site("PLANT-B"))
    .add("erp.sales-order-line", { ...sold("SO-1", "P", 20, 30), site: "PLANT-B" })
    .add("erp.transfer-order", transferred("TO-1", "P", 20, [9, 20]));

test("[P102] a transfer whose goods are short is followed to where they are missing", () => {
  const at = overTransfer().add("wms.stock-count", counted("P", 5)).at(8);
  expect(at.line("SO-1/1")).toMatchObject({ state: "short", shortQuantity: 15 });
  expect(at.walk("SO-1/1")).toEqual([
    "line SO-1/1",
    "short P@PLANT-B",
    "supply TO-1",
    "short P@PLANT-A",
    "cause P@PLANT-A",
  ]);
  expect(at.causeOf("SO-1/1")).toBe("no-supply P@PLANT-A");
});

test("[P102] a transfer that has its goods, or goes over a circle, is not what is missing", () => {
  const part = overTransfer()
    .add("erp.transfer-order", transferred("TO-1", "P", 5, [9, 20]))
    .add("wms.stock-count", counted("P", 5));
  expect(part.at(8).walk("SO-1/1")).toEqual(["line SO-1/1", "short P@PLANT-B", "cause P@PLANT-B"]);
  const circle = overTransfer()
    .add("erp.transfer-order", transferred("TO-1", "P", 5, [9, 20]))
    .add("erp.transfer-order", {
      ...transferred("TO-2", "P", 5, [60, 70]),
      fromSite: "PLANT-B",
      toSite: "PLANT-A",
    });
  expect(circle.at(8).line("SO-1/1").shortQuantity).toBe(15);
  expect(circle.at(8).causeOf("SO-1/1")).toBe("no-supply P@PLANT-B");
});

const closed = (good: number, scrap: number, more: object = {}) =>
  line(plant(), 20, 30)
    .add("erp.production-order", made("WO-1", "P", 20, [1, 3], { status: "closed", ...more }))
    .add("mes.operation", reported("WO-1", 1, "done", { startedAt: iso(1), finishedAt: iso(3), good, scrap }), 3)
    .add("wms.receipt", received("P", good, { productionOrder: "WO-1" }), 3);

test("[P103] an order that made too little: by scrap, or closed short", () => {
  expect(closed(8, 6).at(8).causeOf("SO-1/1")).toBe("scrap WO-1");
  expect(closed(8, 5).at(8).causeOf("SO-1/1")).toBe("closed-short WO-1");
  expect(closed(8, 6).at(8).walk("SO-1/1")).toEqual([...SHORT, "cause WO-1"]);
});

test("[P103] its deficit must be half of what is short, and a hundredth of its quantity", () => {
  const short = (extra: number) =>
    closed(10, 10)
      .add("wms.stock-count", counted("P", extra, { location: "B2" }))
      .at(8)
      .line("SO-1/1");
  expect(short(0)).toMatchObject({ shortQuantity: 10, cause: { kind: "scrap" } });
  const big = line(closed(10, 10), 31, 30).at(8);
  expect(big.line("SO-1/1").shortQuantity).toBe(21);
  expect(big.causeOf("SO-1/1")).toBe("no-supply P@PLANT-A");
  const tiny = closed(19.9, 0.1)
    .add("erp.sales-order-line", sold("SO-1", "P", 20, 30))
    .at(8);
  expect(tiny.causeOf("SO-1/1")).toBe("no-supply P@PLANT-A");
});

test("[P103] of several orders the one with the largest deficit", () => {
  const to = closed(8, 6)
    .add("erp.production-order", made("WO-2", "P", 40, [1, 3], { status: "closed" }))
    .add("mes.operation", reported("WO-2", 1, "done", { good: 0, scrap: 0 }), 3);
  expect(to.at(8).causeOf("SO-1/1")).toBe("closed-short WO-2");
});

test("[P103] an order of more than two weeks ago counts no more, unless something is reported of it", () => {
  const at = (now: number) => line(closed(8, 6), 20, 900).at(now).causeOf("SO-1/1");
  expect(at(3 + 14 * 24)).toBe("scrap WO-1");
  expect(at(3.1 + 14 * 24)).toBe("no-supply P@PLANT-A");
});

test("[P103] at a site whose receipts are counted an order without a MES fact does not count", () => {
  const to = line(plant(), 20, 30).add("erp.production-order", made("WO-1", "P", 20, [1, 3], { status: "closed" }));
  expect(to.at(8).causeOf("SO-1/1")).toBe("closed-short WO-1");
  to.add("master.site", site("PLANT-A", { receipts: "counted" }));
  expect(to.at(8).causeOf("SO-1/1")).toBe("no-supply P@PLANT-A");
});

test("[P103] a live order counts with what it still makes", () => {
  const to = line(plant(), 40, 30)
    .add("erp.production-order", made("WO-1", "P", 40, [1, 6]))
    .add("mes.operation", reported("WO-1", 1, "done", { startedAt: iso(1), good: 25, scrap: 15 }), 6);
  expect(to.at(8).causeOf("SO-1/1")).toBe("scrap WO-1");
});

test("[P104] the ERP believes that more is there: a mismatch, if it said so within a day", () => {
  const to = (quantity: number, at: number) =>
    line(plant(), 20, 90).add("erp.stock-on-hand", { item: "P", site: "PLANT-A", quantity }, at);
  expect(to(20, 4).at(8).causeOf("SO-1/1")).toBe("stock-mismatch P@PLANT-A");
  expect(to(19, 4).at(8).causeOf("SO-1/1")).toBe("no-supply P@PLANT-A");
  expect(to(20, 4).at(28).causeOf("SO-1/1")).toBe("stock-mismatch P@PLANT-A");
  expect(to(20, 4).at(28.1).causeOf("SO-1/1")).toBe("no-supply P@PLANT-A");
  const blockedToo = to(20, 4).add("wms.stock-count", counted("P", 1, { status: "blocked" }));
  expect(blockedToo.at(8).causeOf("SO-1/1")).toBe("no-supply P@PLANT-A");
});

test("[P110] a held lot: its hold, else the point", () => {
  const hold = held("H1", { item: "P", lot: "L1" }, { expectedReleaseAt: iso(40) });
  const lot = line(plant(), 20, 30)
    .add("wms.stock-count", counted("P", 20, { lot: "L1" }))
    .add("mes.quality-hold", hold)
    .at(8);
  expect(lot.walk("SO-1/1")).toEqual(["line SO-1/1", "supply L1", "cause H1"]);
  const inspected = line(plant(), 20, 30)
    .add("wms.stock-count", counted("P", 20, { status: "quality" }))
    .at(8);
  expect(inspected.causeOf("SO-1/1")).toBe("quality-hold P@PLANT-A");
});

test("[P110] [P111] what is made under a hold: the hold", () => {
  const at = line(plant(), 20, 30)
    .add("erp.production-order", made("WO-1", "P", 20, [4, 6]))
    .add("mes.operation", reported("WO-1", 1, "done", { good: 20 }), 6)
    .add("mes.quality-hold", held("H1", { productionOrder: "WO-1" }, { expectedReleaseAt: iso(40) }), 6)
    .at(8);
  expect(at.walk("SO-1/1")).toEqual(["line SO-1/1", "supply WO-1", "cause H1"]);
  expect(at.causeOf("SO-1/1")).toBe("quality-hold H1");
});

test("[P111] made and not received", () => {
  const at = line(plant(), 20, 8)
    .add("master.site", site("PLANT-A", { putawayHours: 4 }))
    .add("erp.production-order", made("WO-1", "P", 20, [4, 6]))
    .add("mes.operation", reported("WO-1", 1, "done", { good: 20 }), 6)
    .at(8);
  expect(at.walk("SO-1/1")).toEqual(["line SO-1/1", "supply WO-1", "cause WO-1"]);
  expect(at.causeOf("SO-1/1")).toBe("not-received WO-1");
});

const purchased = (promised: number, more: object = {}, now = 8) =>
  line(plant(), 20, 9)
    .add("erp.purchase-order-line", bought("PO-1", "P", 20, promised, more))
    .at(now);

test("[P112] a purchase: late if it is overdue or an hour past its first promise, else planned so", () => {
  expect(purchased(12).causeOf("SO-1/1")).toBe("plan-gap PO-1/1");
  expect(purchased(7).causeOf("SO-1/1")).toBe("supplier-late PO-1/1");
  expect(purchased(12, { firstPromisedAt: iso(11) }).causeOf("SO-1/1")).toBe("plan-gap PO-1/1");
  expect(purchased(12, { firstPromisedAt: iso(10.9) }).causeOf("SO-1/1")).toBe("supplier-late PO-1/1");
  expect(purchased(12).walk("SO-1/1")).toEqual(["line SO-1/1", "supply PO-1/1", "cause PO-1/1"]);
});

test("[P113] a transfer in transit: late if it is overdue, else planned so", () => {
  const to = overTransfer()
    .add("erp.sales-order-line", { ...sold("SO-1", "P", 20, 15), site: "PLANT-B" })
    .add("wms.stock-move", moved("P", 20, "transfer", { from: bin(), transferOrder: "TO-1" }), 5);
  expect(to.at(8).causeOf("SO-1/1")).toBe("plan-gap TO-1");
  expect(to.at(21).causeOf("SO-1/1")).toBe("transfer-late TO-1");
});

test("[P114] a transfer not shipped: planned so, ready and not shipped, or what its goods wait for", () => {
  const to = () => overTransfer().add("erp.sales-order-line", { ...sold("SO-1", "P", 20, 15), site: "PLANT-B" });
  const ready = to().add("wms.stock-count", counted("P", 20));
  expect(ready.at(8).causeOf("SO-1/1")).toBe("plan-gap TO-1");
  expect(ready.at(10).causeOf("SO-1/1")).toBe("not-shipped TO-1");
  const bySoon = to().add("erp.purchase-order-line", bought("PO-1", "P", 20, 9));
  expect(bySoon.at(8).causeOf("SO-1/1")).toBe("plan-gap TO-1");
  const waiting = to().add("erp.purchase-order-line", bought("PO-1", "P", 20, 12));
  expect(waiting.at(8).walk("SO-1/1")).toEqual(["line SO-1/1", "supply TO-1", "supply PO-1/1", "cause PO-1/1"]);
  expect(waiting.at(8).causeOf("SO-1/1")).toBe("plan-gap PO-1/1");
});

test("[P115] what is assumed leads to what is missing there", () => {
  const at = line(simplePlant(), 20, 30)
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]))
    .add("master.sourcing", { item: "C", site: "PLANT-A", supplier: "V", leadTimeDays: 2 })
    .at(8);
  expect(at.line("SO-1/1")).toMatchObject({ state: "late", projectedDelivery: hour(58) });
  const walk = at.walk("SO-1/1");
  expect(walk.slice(0, 3)).toEqual(["line SO-1/1", "supply WO-1", "operation WO-1/1"]);
  expect(walk.slice(-2)).toEqual(["short C@PLANT-A", "cause C@PLANT-A"]);
  expect(at.causeOf("SO-1/1")).toBe("no-supply C@PLANT-A");
});

test("[P129] a line that is only at risk and ends in a plan has an uncertain cause of the same subject", () => {
  const at = line(plant(), 20, 14)
    .add("erp.purchase-order-line", bought("PO-1", "P", 20, 12))
    .at(8);
  expect(at.line("SO-1/1").state).toBe("at-risk");
  expect(at.causeOf("SO-1/1")).toBe("uncertain PO-1/1");
});

test("[P110] what is bound by a machine is followed through every level", () => {
  const at = line(simplePlant(), 10, 9)
    .add("master.item", item("D"))
    .add("master.resource", resource("LINE-2"))
    .add("master.routing", routing("C", { seq: 1, resource: "LINE-2", ratePerHour: 10 }))
    .add("erp.production-order", made("WO-C", "C", 20, [6, 8]))
    .add("erp.production-order", made("WO-1", "P", 10, [8, 9]))
    .add("mes.resource-state", { resource: "LINE-2", since: iso(5.5), state: "down" }, 5.5)
    .at(6);
  expect(at.walk("SO-1/1")).toEqual([
    "line SO-1/1",
    "supply WO-1",
    "operation WO-1/1",
    "supply WO-C",
    "operation WO-C/1",
    "cause LINE-2",
  ]);
  expect(at.causeOf("SO-1/1")).toBe("machine-down LINE-2");
});
