import { expect, test } from "vitest";
import {
  bom,
  bought,
  counted,
  iso,
  item,
  made,
  received,
  reported,
  resource,
  routing,
  type Scene,
  simplePlant,
  sold,
  stopped,
} from "./testing/scene.ts";

/** WO-1 makes 20 P on LINE-1, planned 8 to 10, for SO-1, promised at 10. */
const plant = (promised = 10) =>
  simplePlant()
    .add("master.bom", bom("P"))
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]))
    .add("erp.sales-order-line", sold("SO-1", "P", 20, promised));
const running = (more: object) => reported("WO-1", 1, "running", { startedAt: iso(8), ...more });
const OWN = ["line SO-1/1", "supply WO-1", "operation WO-1/1"];

test("[P120] one that takes longer than planned on a machine that is down: the machine", () => {
  const at = plant()
    .add("mes.operation", running({ good: 10, runHours: 1 }), 9)
    .add("mes.resource-state", stopped(9), 9)
    .at(9);
  expect(at.causeOf("SO-1/1")).toBe("machine-down LINE-1");
  expect(at.walk("SO-1/1")).toEqual([...OWN, "cause LINE-1"]);
});

test("[P120] or on one that was down for half of the delay", () => {
  const to = (up: number) =>
    plant()
      .add("mes.resource-state", stopped(8.5), 8.5)
      .add("mes.resource-state", stopped(up, { state: "running" }), up)
      .add("mes.operation", running({ good: 0, runHours: 0 }), 10);
  // It ends at 12: two hours longer than planned.
  expect(to(9.5).at(10).causeOf("SO-1/1")).toBe("machine-down LINE-1");
  expect(to(9.4).at(10).causeOf("SO-1/1")).toBe("slow-running WO-1");
});

test("[P120] else scrap, if making it again takes half of the delay; else it runs slowly", () => {
  const to = (scrap: number) =>
    plant()
      .add("mes.operation", running({ good: 0, scrap, runHours: 0 }), 10)
      .at(10);
  expect(to(10).causeOf("SO-1/1")).toBe("scrap WO-1");
  expect(to(9.9).causeOf("SO-1/1")).toBe("slow-running WO-1");
  expect(to(10).walk("SO-1/1")).toEqual([...OWN, "cause WO-1"]);
});

test("[P121] an operation on its plan is a gap of the plan", () => {
  expect(plant(9).at(8).causeOf("SO-1/1")).toBe("plan-gap WO-1");
  expect(plant(9).at(8).walk("SO-1/1")).toEqual([...OWN, "cause WO-1"]);
});

test("[P125] one that could have begun and has not", () => {
  expect(plant().at(9).causeOf("SO-1/1")).toBe("not-started WO-1");
});

test("[P125] one that began late and is not slow itself", () => {
  const at = plant()
    .add("mes.operation", reported("WO-1", 1, "running", { startedAt: iso(9), good: 0, runHours: 0 }), 9)
    .at(9);
  expect(at.causeOf("SO-1/1")).toBe("not-started WO-1");
});

test("[P120] a late start that is longer than the own delay is the cause", () => {
  const at = plant()
    .add("mes.operation", reported("WO-1", 1, "running", { startedAt: iso(10), good: 0, runHours: 0 }), 11)
    .at(11);
  expect(at.causeOf("SO-1/1")).toBe("not-started WO-1");
});

test("[P123] the machine was down for half of the time between plan and start", () => {
  const to = (up: number) =>
    plant()
      .add("mes.resource-state", stopped(8), 8)
      .add("mes.resource-state", stopped(up, { state: "idle" }), up)
      .at(10);
  expect(to(9).causeOf("SO-1/1")).toBe("machine-down LINE-1");
  expect(to(8.9).causeOf("SO-1/1")).toBe("not-started WO-1");
});

const twoSteps = (promised = 12) =>
  plant(promised)
    .add("erp.production-order", made("WO-1", "P", 20, [8, 12]))
    .add("master.resource", resource("LINE-2"))
    .add(
      "master.routing",
      routing("P", { seq: 1, resource: "LINE-1", ratePerHour: 10 }, { seq: 2, resource: "LINE-2", ratePerHour: 10 }),
    );

test("[P122] one that began late after the operation before ended late: that one", () => {
  const to = (finished: number) =>
    twoSteps()
      .add(
        "mes.operation",
        reported("WO-1", 1, "done", { startedAt: iso(8), finishedAt: iso(finished), good: 20 }),
        finished,
      )
      .add(
        "mes.operation",
        reported("WO-1", 2, "running", { resource: "LINE-2", startedAt: iso(14), good: 0, runHours: 0 }),
        14,
      )
      .at(14);
  expect(to(12).walk("SO-1/1")).toEqual([
    "line SO-1/1",
    "supply WO-1",
    "operation WO-1/2",
    "operation WO-1/1",
    "cause WO-1",
  ]);
  expect(to(12).causeOf("SO-1/1")).toBe("slow-running WO-1");
  expect(to(11.9).causeOf("SO-1/1")).toBe("not-started WO-1");
});

test("[P128] one that waits for the operation before: that one", () => {
  const at = twoSteps().at(9);
  expect(at.walk("SO-1/1")).toEqual([
    "line SO-1/1",
    "supply WO-1",
    "operation WO-1/2",
    "operation WO-1/1",
    "cause WO-1",
  ]);
  expect(at.causeOf("SO-1/1")).toBe("not-started WO-1");
});

const withMaterial = () =>
  plant()
    .add("master.bom", bom("P", { item: "C", quantityPer: 1 }, { item: "D", quantityPer: 1 }))
    .add("master.item", item("D"));

test("[P124] material came late: the last receipt, half of the start delay after the plan", () => {
  const to = (came: number) =>
    withMaterial()
      .add("erp.purchase-order-line", bought("PO-C", "C", 20, 7))
      .add("erp.purchase-order-line", bought("PO-D", "D", 20, 7))
      .add("wms.receipt", received("D", 20, { purchaseOrderLine: "PO-D/1" }), 7)
      .add("wms.receipt", received("C", 20, { purchaseOrderLine: "PO-C/1" }), came)
      .at(10);
  expect(to(9).causeOf("SO-1/1")).toBe("supplier-late PO-C/1");
  expect(to(9).walk("SO-1/1")).toEqual([...OWN, "cause PO-C/1"]);
  expect(to(8.9).causeOf("SO-1/1")).toBe("not-started WO-1");
});

test("[P124] a receipt after the start is not what it waited for", () => {
  const at = withMaterial()
    .add("erp.purchase-order-line", bought("PO-C", "C", 20, 7))
    .add("mes.operation", reported("WO-1", 1, "running", { startedAt: iso(9), good: 0, runHours: 0 }), 9)
    .add("wms.receipt", received("C", 20, { purchaseOrderLine: "PO-C/1" }), 9.5)
    .at(9.5);
  expect(at.causeOf("SO-1/1")).toBe("not-started WO-1");
});

test("[P124] what was received from a transfer, or from another order", () => {
  const stock = (more: object) =>
    withMaterial()
      .add("wms.stock-count", counted("D", 20))
      .add("wms.receipt", received("C", 20, more), 9.5);
  expect(stock({ transferOrder: "TO-1" }).at(10).causeOf("SO-1/1")).toBe("transfer-late TO-1");
  const made2 = stock({ productionOrder: "WO-C" })
    .add("erp.production-order", made("WO-C", "C", 20, [5, 7], { status: "closed" }))
    .add("master.resource", resource("LINE-2"))
    .add("master.routing", routing("C", { seq: 1, resource: "LINE-2", ratePerHour: 10 }));
  expect(made2.at(10).causeOf("SO-1/1")).toBe("not-started WO-1");
  made2.add(
    "mes.operation",
    reported("WO-C", 1, "done", { resource: "LINE-2", startedAt: iso(5), finishedAt: iso(9), good: 20 }),
    9,
  );
  expect(made2.at(10).causeOf("SO-1/1")).toBe("slow-running WO-C");
  expect(made2.at(10).walk("SO-1/1")).toEqual([...OWN, "operation WO-C/1", "cause WO-C"]);
});

test("[P126] one that waits for a repair", () => {
  const at = plant()
    .add("mes.resource-state", stopped(7, { expectedUpAt: iso(9) }), 7)
    .at(7.5);
  expect(at.operation("WO-1", 1).boundBy).toBe("resource");
  expect(at.causeOf("SO-1/1")).toBe("machine-down LINE-1");
});

const behind = (late: number) =>
  plant(9)
    .add("erp.production-order", made("WO-0", "P", 20, [6, 8]))
    .add("erp.sales-order-line", sold("SO-0", "P", 20, 100, { peggedTo: { productionOrder: "WO-0" } }))
    .add("mes.operation", reported("WO-0", 1, "running", { startedAt: iso(6), good: 20 - 10 * late, runHours: 0 }), 8)
    .at(8);

test("[P127] one that waits behind another that is late by itself: that one", () => {
  const at = behind(1);
  expect(at.operation("WO-1", 1).boundBy).toBe("resource");
  expect(at.walk("SO-1/1")).toEqual([...OWN, "operation WO-0/1", "cause WO-0"]);
  expect(at.causeOf("SO-1/1")).toBe("slow-running WO-0");
});

test("[P127] one that waits behind others that are on their plan: too much on that machine", () => {
  const at = plant(9)
    .add("erp.production-order", made("WO-0", "P", 20, [7.5, 9.5]))
    .add("erp.sales-order-line", sold("SO-0", "P", 20, 100, { peggedTo: { productionOrder: "WO-0" } }))
    .at(7);
  expect(at.walk("SO-1/1")).toEqual([...OWN, "cause LINE-1"]);
  expect(at.causeOf("SO-1/1")).toBe("overload LINE-1");
});

test("[P127] the one in front must be late by half of the wait", () => {
  const at = (planned: number) =>
    plant(9)
      .add("erp.production-order", made("WO-0", "P", 20, [planned, planned + 2]))
      .add("erp.sales-order-line", sold("SO-0", "P", 20, 100, { peggedTo: { productionOrder: "WO-0" } }))
      .at(7.5)
      .causeOf("SO-1/1");
  // WO-0 runs from 7.5 to 9.5, and WO-1 waits for 1.5 h: half of that is 0.75 h.
  expect(at(6.75)).toBe("not-started WO-0");
  expect(at(6.8)).toBe("overload LINE-1");
});

test("[P128] one that waits for material: what that waits for", () => {
  const to: Scene = withMaterial()
    .add("wms.stock-count", counted("D", 20))
    .add("erp.purchase-order-line", bought("PO-C", "C", 20, 9));
  const at = to.at(7);
  expect(at.walk("SO-1/1")).toEqual([...OWN, "supply PO-C/1", "cause PO-C/1"]);
  expect(at.causeOf("SO-1/1")).toBe("plan-gap PO-C/1");
});
