import { expect, test } from "vitest";
import {
  bin,
  bom,
  bought,
  counted,
  estimate,
  held,
  hour,
  iso,
  item,
  made,
  moved,
  reported,
  resource,
  routing,
  type Scene,
  shipped,
  simplePlant,
  site,
  sold,
  stopped,
  transferred,
} from "./testing/scene.ts";

const plant = () => simplePlant().add("master.bom", bom("P"));
const stock = (quantity: number) => plant().add("wms.stock-count", counted("P", quantity));
const line = (to: Scene, quantity: number, promised: number, more: object = {}) =>
  to.add("erp.sales-order-line", sold("SO-1", "P", quantity, promised, more));
const state = (to: Scene, now = 8) => to.at(now).line("SO-1/1").state;

test("[P90] a line ships when its last goods are picked, and is there after the way", () => {
  const to = line(stock(10), 20, 40, { transitHours: 5 })
    .add("master.site", site("PLANT-A", { pickHours: 2 }))
    .add("erp.purchase-order-line", bought("PO-1", "P", 10, 20));
  expect(to.at(8).line("SO-1/1")).toMatchObject({ projectedDelivery: hour(27), slackMinutes: 13 * 60 });
});

test("[P90] the delivery of a short line is that of what is covered", () => {
  const at = line(stock(10), 20, 40).at(8);
  expect(at.line("SO-1/1")).toMatchObject({ state: "short", shortQuantity: 10, projectedDelivery: hour(8), pLate: 1 });
  expect(line(plant(), 20, 40).at(8).line("SO-1/1")).toMatchObject({
    state: "short",
    projectedDelivery: null,
    slackMinutes: null,
  });
});

test("[P91] a closed line is delivered, a cancelled one cancelled, whatever was shipped", () => {
  expect(state(line(plant(), 20, 40, { status: "closed" }))).toBe("delivered");
  expect(state(line(plant(), 20, 40, { status: "cancelled" }))).toBe("cancelled");
});

test("[P91] a line shipped in full is shipped, and delivered when all of it is", () => {
  const to = line(plant(), 20, 10, { transitHours: 6 })
    .add("wms.shipment", shipped("SH-1", "SO-1/1", "P", 12, 5), 5)
    .add("wms.shipment", shipped("SH-2", "SO-1/1", "P", 8, 7), 7);
  expect(to.at(8).line("SO-1/1")).toMatchObject({
    state: "shipped",
    projectedDelivery: hour(13),
    openQuantity: 0,
    cause: null,
  });
  to.add("wms.shipment", shipped("SH-1", "SO-1/1", "P", 12, 5, { deliveredAt: iso(8) }), 8);
  expect(state(to, 9)).toBe("shipped");
  to.add("wms.shipment", shipped("SH-2", "SO-1/1", "P", 8, 7, { deliveredAt: iso(9) }), 9);
  expect(to.at(9).line("SO-1/1")).toMatchObject({ state: "delivered", projectedDelivery: hour(9) });
});

test("[P91] what is not shipped yet counts no more than what is open", () => {
  const to = line(stock(8), 20, 40).add("wms.shipment", shipped("SH-1", "SO-1/1", "P", 12, 5), 5);
  expect(to.at(8).line("SO-1/1")).toMatchObject({ state: "on-track", openQuantity: 8, shortQuantity: 0 });
});

test("[P91] a shortage within the customer's under-tolerance of the whole quantity is none", () => {
  const customer = (underTolerance: number) =>
    line(stock(18), 20, 40).add("master.customer", { id: "K", name: "K", otif: { underTolerance } });
  expect(state(customer(0.1))).toBe("on-track");
  expect(state(customer(0.09))).toBe("short");
});

test("[P91] a delivery within the customer's late tolerance is not late", () => {
  const to = (lateToleranceMinutes: number) =>
    line(stock(20), 20, 7)
      .add("master.customer", { id: "K", name: "K", otif: { lateToleranceMinutes } })
      .at(8)
      .line("SO-1/1");
  expect(to(60)).toMatchObject({ state: "on-track", slackMinutes: 0, pLate: 0 });
  expect(to(59)).toMatchObject({ state: "late", slackMinutes: -1, pLate: 1 });
});

test("[P92] a line is at risk from a chance of a fifth", () => {
  const to = (promised: number) =>
    line(plant(), 10, promised)
      .add("erp.purchase-order-line", bought("PO-1", "P", 10, 12))
      .at(8)
      .line("SO-1/1");
  expect(to(12 + 8 * 0.8416)).toMatchObject({ state: "at-risk" });
  expect(to(12 + 8 * 0.8417)).toMatchObject({ state: "on-track" });
  expect(to(20).pLate).toBeCloseTo(0.158655, 6);
  expect(to(12)).toMatchObject({ state: "at-risk", slackMinutes: 0 });
});

test("[P2] [P91] a promise at 00:00 is the end of that day", () => {
  expect(line(stock(20), 20, 24).at(8).line("SO-1/1").promisedAt).toBe(hour(48));
});

const sigma = (to: Scene, now = 8) => to.at(now).line("SO-1/1").sigmaHours;

test("[P93] stock is certain; what is held or in inspection has a sigma of 24 h", () => {
  expect(sigma(line(stock(20), 20, 40))).toBe(0);
  const hold = held("H1", { item: "P", site: "PLANT-A" }, { expectedReleaseAt: iso(20) });
  expect(sigma(line(stock(20).add("mes.quality-hold", hold), 20, 40))).toBe(24);
});

test("[P93] every operation that binds adds 0.15 of its remaining hours, from the last one down", () => {
  const to = plant()
    .add("master.resource", resource("LINE-2"))
    .add(
      "master.routing",
      routing("P", { seq: 1, resource: "LINE-1", ratePerHour: 10 }, { seq: 2, resource: "LINE-2", ratePerHour: 5 }),
    )
    .add(
      "erp.production-order",
      made("WO-0", "P", 30, [7, 10], { operations: [{ seq: 1, resource: "LINE-1", ratePerHour: 10 }] }),
    )
    .add("erp.production-order", made("WO-1", "P", 20, [8, 14], { peggedTo: "SO-1/1" }));
  expect(sigma(line(to, 20, 60), 9)).toBeCloseTo(0.15 * Math.hypot(4, 2, 3), 9);
});

test("[P93] a repair adds 1 h with an estimate and 4 h without, once", () => {
  const to = (more: object) =>
    line(plant(), 20, 60)
      .add("erp.production-order", made("WO-1", "P", 20, [8, 10]))
      .add("mes.resource-state", stopped(7, more), 7);
  expect(sigma(to({}))).toBeCloseTo(Math.hypot(4, 0.3), 9);
  expect(sigma(to({ expectedUpAt: iso(10) }))).toBeCloseTo(Math.hypot(1, 0.3), 9);
  const said = to({}).add("tower.estimate", estimate({ resource: "LINE-1" }, 12), 7.5);
  expect(sigma(said)).toBeCloseTo(Math.hypot(1, 0.3), 9);
  const running = to({}).add("mes.operation", reported("WO-1", 1, "running", { good: 10, runHours: 1 }), 7.9);
  expect(sigma(running)).toBeCloseTo(Math.hypot(4, 0.15), 9);
});

test("[P93] material that binds adds its own: a purchase its supplier's, an assumed supply 24 h", () => {
  const order = () => line(simplePlant(), 20, 90).add("erp.production-order", made("WO-1", "P", 20, [8, 10]));
  expect(sigma(order().add("erp.purchase-order-line", bought("PO-1", "C", 40, 20)))).toBeCloseTo(Math.hypot(8, 0.3), 9);
  const assumed = order().add("master.sourcing", { item: "C", site: "PLANT-A", supplier: "V", leadTimeDays: 1 });
  expect(sigma(assumed)).toBeCloseTo(Math.hypot(24, 0.3), 9);
});

test("[P93] every transfer on the chain adds 4 h, the line's own way none", () => {
  const to = plant()
    .add("master.site", site("PLANT-B"))
    .add("erp.sales-order-line", { ...sold("SO-1", "P", 20, 90, { transitHours: 10 }), site: "PLANT-B" })
    .add("erp.transfer-order", transferred("TO-1", "P", 20, [9, 20]));
  expect(sigma(to.add("erp.purchase-order-line", bought("PO-1", "P", 20, 12)))).toBeCloseTo(Math.hypot(4, 8), 9);
  to.add("wms.stock-move", moved("P", 20, "transfer", { from: bin(), transferOrder: "TO-1" }), 7);
  expect(sigma(to)).toBe(4);
});

test("[P93] a transfer whose goods are there by its planned shipping is bound by its plan: they add nothing", () => {
  const to = (due: number) =>
    plant()
      .add("master.site", site("PLANT-B"))
      .add("erp.sales-order-line", { ...sold("SO-1", "P", 20, 90), site: "PLANT-B" })
      .add("erp.transfer-order", transferred("TO-1", "P", 20, [12, 20]))
      .add("erp.purchase-order-line", bought("PO-1", "P", 20, due));
  expect(sigma(to(11))).toBe(4);
  expect(sigma(to(12))).toBe(4);
  expect(sigma(to(13))).toBeCloseTo(Math.hypot(4, 8), 9);
});

test("[P93] only what binds counts: the rest of the chain adds nothing", () => {
  const to = line(simplePlant(), 20, 90)
    .add("wms.stock-count", counted("C", 40))
    .add("master.item", item("C"))
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]));
  expect(sigma(to)).toBeCloseTo(0.3, 9);
});

test("[P86] [P93] over two transfers and an order every one adds its own", () => {
  const to = plant()
    .add("master.site", site("PLANT-B"))
    .add("master.site", site("PLANT-C"))
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]))
    .add("erp.transfer-order", transferred("TO-1", "P", 20, [9, 14]))
    .add("erp.transfer-order", {
      ...transferred("TO-2", "P", 20, [14, 18]),
      fromSite: "PLANT-B",
      toSite: "PLANT-C",
    })
    .add("erp.sales-order-line", { ...sold("SO-1", "P", 20, 90), site: "PLANT-C" });
  // Made at 10, an hour after it should leave: at B at 15, an hour after it should leave there, at C at 19.
  expect(to.at(8).demand("P@PLANT-B", "TO-2").availableAt).toBe(hour(15));
  expect(to.at(8).line("SO-1/1").projectedDelivery).toBe(hour(19));
  expect(sigma(to)).toBeCloseTo(Math.hypot(4, 4, 0.3), 9);
});
