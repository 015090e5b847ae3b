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
  reported,
  resource,
  routing,
  type Scene,
  simplePlant,
  site,
  sold,
  stopped,
  transferred,
} from "./testing/scene.ts";

const plant = () => simplePlant().add("master.bom", bom("P"));
const line = (to: Scene, promised: number, more: object = {}) =>
  to.add("erp.sales-order-line", sold("SO-1", "P", 20, promised, more));
const order = (promised: number) => line(plant().add("erp.production-order", made("WO-1", "P", 20, [8, 10])), promised);
/** The act-by of SO-1, in hours, with its cause. */
function actBy(to: Scene, now: number) {
  const at = to.at(now);
  const name = at.causeOf("SO-1/1");
  const cause = [...at.causes.values()].find((one) => `${one.kind} ${one.subject}` === name);
  const impact = cause?.impacted.find((one) => one.line === "SO-1/1");
  const hours = impact?.actBy === null || impact === undefined ? null : (impact.actBy - hour(0)) / 3_600_000;
  return [name, hours === null ? null : Number(hours.toFixed(6))];
}

test("[P132] machine-down: up again, less the delay; one that is up, when it came up", () => {
  const down = order(12).add("mes.resource-state", stopped(7, { expectedUpAt: iso(13) }), 7);
  expect(actBy(down, 8)).toEqual(["machine-down LINE-1", 13 - 3]);
  const up = order(9.5)
    .add("mes.resource-state", stopped(8), 8)
    .add("mes.resource-state", stopped(9, { state: "idle" }), 9);
  expect(actBy(up, 9.5)).toEqual(["machine-down LINE-1", 9 - 2]);
});

test("[P132] a purchase: when it is expected, or when it came", () => {
  const to = line(plant(), 20)
    .add("master.site", site("PLANT-A", { putawayHours: 1 }))
    .add("erp.purchase-order-line", bought("PO-1", "P", 20, 24.5));
  expect(actBy(to, 8)).toEqual(["plan-gap PO-1/1", 24.5 - 5.5]);
  const came = order(10)
    .add("master.bom", bom("P", { item: "C", quantityPer: 1 }))
    .add("wms.receipt", { site: "PLANT-A", location: "B", item: "C", quantity: 20, purchaseOrderLine: "PO-C/1" }, 9);
  expect(actBy(came, 10)).toEqual(["supplier-late PO-C/1", 9 - 2]);
});

test("[P132] a hold: its release", () => {
  const to = line(plant(), 20)
    .add("wms.stock-count", counted("P", 20))
    .add("mes.quality-hold", held("H1", { item: "P", site: "PLANT-A" }, { expectedReleaseAt: iso(23) }));
  expect(actBy(to, 8)).toEqual(["quality-hold H1", 20]);
});

test("[P132] slow-running and scrap: when the operation ends", () => {
  const to = (scrap: number) =>
    order(11).add(
      "mes.operation",
      reported("WO-1", 1, "running", { startedAt: iso(8), good: 0, scrap, runHours: 0 }),
      10,
    );
  expect(actBy(to(0), 10)).toEqual(["slow-running WO-1", 12 - 1]);
  expect(actBy(to(20), 10)).toEqual(["scrap WO-1", 12 - 1]);
});

test("[P132] not-started, a plan's gap and overload: when the operation starts", () => {
  expect(actBy(order(10.5), 9)).toEqual(["not-started WO-1", 9 - 0.5]);
  expect(actBy(order(9.5), 6)).toEqual(["plan-gap WO-1", 8 - 0.5]);
  const queue = order(11)
    .add("erp.production-order", made("WO-0", "P", 20, [7.5, 9.5]))
    .add("erp.sales-order-line", sold("SO-0", "P", 20, 100, { peggedTo: { productionOrder: "WO-0" } }));
  expect(actBy(queue, 7)).toEqual(["overload LINE-1", 9.5 - 0.5]);
});

test("[P132] not-received and transfers: when they are available", () => {
  const waiting = order(8)
    .add("master.site", site("PLANT-A", { putawayHours: 4 }))
    .add("mes.operation", reported("WO-1", 1, "done", { good: 20 }), 6);
  expect(actBy(waiting, 7)).toEqual(["not-received WO-1", 8]);
  const transit = plant()
    .add("master.site", site("PLANT-B", { putawayHours: 1 }))
    .add("erp.sales-order-line", { ...sold("SO-1", "P", 20, 15), site: "PLANT-B" })
    .add("erp.transfer-order", transferred("TO-1", "P", 20, [5, 20]))
    .add("wms.stock-move", moved("P", 20, "transfer", { from: bin(), transferOrder: "TO-1" }), 5);
  expect(actBy(transit, 8)).toEqual(["plan-gap TO-1", 21 - 6]);
});

test("[P132] not-shipped: now and the picking, for a transfer that of where it leaves", () => {
  const goods = line(plant(), 9)
    .add("wms.stock-count", counted("P", 20))
    .add("master.site", site("PLANT-A", { pickHours: 2 }));
  expect(actBy(goods, 8)).toEqual(["not-shipped SO-1/1", 10 - 1]);
  const transfer = plant()
    .add("master.site", site("PLANT-A", { pickHours: 2 }))
    .add("master.site", site("PLANT-B", { pickHours: 3 }))
    .add("erp.sales-order-line", { ...sold("SO-1", "P", 20, 15), site: "PLANT-B" })
    .add("erp.transfer-order", transferred("TO-1", "P", 20, [5, 10]))
    .add("wms.stock-count", counted("P", 20));
  // There at 13, delivered at 16: an hour late.
  expect(actBy(transfer, 8)).toEqual(["not-shipped TO-1", 10 - 1]);
});

test("[P132] short lines: back from the promise over the work on the path", () => {
  const to = line(plant(), 40, { transitHours: 5 })
    .add("master.site", site("PLANT-A", { pickHours: 2 }))
    .add("master.customer", { id: "K", name: "K", otif: { lateToleranceMinutes: 60 } });
  expect(actBy(to, 8)).toEqual(["no-supply P@PLANT-A", 40 + 1 - 5 - 2]);
  to.add("erp.production-order", made("WO-1", "P", 20, [8, 10], { components: [{ item: "C", quantityPer: 1 }] }));
  expect(actBy(to, 8)).toEqual(["no-supply C@PLANT-A", 40 + 1 - 5 - 2 - 2]);
});

test("[P132] a late line by no-supply is counted back from its promise, too", () => {
  const to = order(40)
    .add("master.bom", bom("P", { item: "C", quantityPer: 1 }))
    .add("master.sourcing", { item: "C", site: "PLANT-A", supplier: "V", leadTimeDays: 2 });
  expect(to.at(8).line("SO-1/1").state).toBe("late");
  expect(actBy(to, 8)).toEqual(["no-supply C@PLANT-A", 40 - 2]);
});

test("[P132] a late line by what another order did not make: scrap clears when that ended, closed short counts back", () => {
  const to = (scrap: number) =>
    order(40)
      .add("master.bom", bom("P", { item: "C", quantityPer: 1 }))
      .add("master.routing", routing("C", { seq: 1, resource: "LINE-2", ratePerHour: 0.5 }))
      .add("erp.production-order", made("WO-C", "C", 20, [1, 3], { status: "closed" }))
      .add(
        "mes.operation",
        { ...reported("WO-C", 1, "done", { finishedAt: iso(3), good: 0, scrap }), resource: "LINE-2" },
        3,
      );
  // C is assumed in 40 h: made at 50, ten hours late.
  expect(to(20).at(8).line("SO-1/1")).toMatchObject({ state: "late", slackMinutes: -600 });
  expect(actBy(to(20), 8)).toEqual(["scrap WO-C", 3 - 10]);
  expect(actBy(to(0), 8)).toEqual(["closed-short WO-C", 40 - 2]);
});

const twoLines = (first: number, second: number) =>
  plant()
    .add("erp.purchase-order-line", bought("PO-1", "P", 40, 30))
    .add("erp.sales-order-line", sold("SO-1", "P", 20, first))
    .add("erp.sales-order-line", sold("SO-2", "P", 20, second));

test("[P130] one cause for all that it hits, with the earliest act-by that is still ahead", () => {
  const cause = twoLines(12, 20).at(15).cause("plan-gap", "PO-1/1");
  expect(cause.impacted.map(({ line: id, lost, actBy: at }) => [id, lost, at])).toEqual([
    ["SO-1/1", true, hour(12)],
    ["SO-2/1", false, hour(20)],
  ]);
  expect(cause).toMatchObject({ actBy: hour(20), firstImpactAt: hour(12), valueAtRiskMinor: 400_00 });
});

test("[P133] a line whose act-by has come is lost; if all are, there is none and the severity is medium", () => {
  const cause = twoLines(12, 20).at(20).cause("plan-gap", "PO-1/1");
  expect(cause.impacted.map(({ lost }) => lost)).toEqual([true, true]);
  expect(cause).toMatchObject({ actBy: null, severity: "medium" });
});

test("[P134] severity by the time that is left", () => {
  const at = (left: number) =>
    line(plant(), left + 8)
      .at(8)
      .cause("no-supply", "P@PLANT-A").severity;
  expect([4, 4.1, 24, 24.1, 72, 72.1].map(at)).toEqual(["critical", "high", "high", "medium", "medium", "low"]);
});

test("[P135] a value over the site's limit raises the severity by one, of several sites the lowest limit", () => {
  const at = (limit: number, left = 20) =>
    line(plant(), left + 8)
      .add("master.site", site("PLANT-A", { valueAtRiskLimit: limit }))
      .at(8)
      .cause("no-supply", "P@PLANT-A").severity;
  expect(at(200)).toBe("high");
  expect(at(199.99)).toBe("critical");
  expect(at(100, 2)).toBe("critical");
  const lost = line(plant(), 7)
    .add("master.site", site("PLANT-A", { valueAtRiskLimit: 1 }))
    .at(8);
  expect(lost.cause("no-supply", "P@PLANT-A").severity).toBe("high");
});

test("[P131] value at risk: all that is open of a late line, what is short of a short one, its chance of one at risk", () => {
  const value = (to: Scene) => to.at(8).line("SO-1/1").valueAtRiskMinor;
  expect(value(order(9))).toBe(200_00);
  expect(value(line(plant().add("wms.stock-count", counted("P", 12)), 40))).toBe(80_00);
  expect(value(line(plant().add("wms.stock-count", counted("P", 12)), 7))).toBe(200_00);
  const risk = line(plant(), 20)
    .add("erp.purchase-order-line", bought("PO-1", "P", 20, 14))
    .at(8);
  expect(risk.line("SO-1/1").state).toBe("at-risk");
  expect(risk.line("SO-1/1").valueAtRiskMinor).toBe(Math.round(risk.line("SO-1/1").pLate * 200_00));
});

test("[P131] without a price of its own the item's counts; one in another currency counts nothing", () => {
  const priced = (unitPrice: object | undefined) =>
    plant()
      .add("master.item", item("P", { unitPrice: { amount: "2.50", currency: "EUR" } }))
      .add("erp.sales-order-line", sold("SO-1", "P", 20, 40, { unitPrice }))
      .at(8);
  expect(priced(undefined).line("SO-1/1").valueAtRiskMinor).toBe(50_00);
  expect(priced({ amount: "9", currency: "USD" }).line("SO-1/1").valueAtRiskMinor).toBe(0);
  expect(priced({ amount: "9", currency: "USD" }).findings.map(({ subject }) => subject)).toContain("SO-1/1");
});

test("[P131] all money in another currency is a finding, one a subject", () => {
  const euro = { amount: "1", currency: "EUR" };
  const dollar = { amount: "1", currency: "USD" };
  const franc = { amount: "1", currency: "CHF" };
  const { findings } = plant()
    .add("master.item", item("P", { unitPrice: euro, unitCost: dollar }))
    .add("master.item", item("C", { unitPrice: franc, unitCost: dollar }))
    .add("master.resource", resource("LINE-9", { hourlyCost: dollar }))
    .add("master.sourcing", { item: "C", site: "PLANT-A", supplier: "V", leadTimeDays: 1, unitCost: dollar })
    .add("master.sourcing", { item: "C", site: "PLANT-A", supplier: "W", leadTimeDays: 1, unitCost: dollar })
    .add("master.response-cost", { site: "PLANT-A", kind: "overtime", fixed: euro, perUnit: dollar })
    .add("erp.purchase-order-line", bought("PO-1", "C", 20, 14, { unitCost: dollar }))
    .at(8);
  const foreign = findings.filter(({ rule }) => rule === "foreign-currency");
  expect(foreign.map(({ subjectType, subject }) => `${subjectType} ${subject}`)).toEqual([
    "item C",
    "item P",
    "purchase-order-line PO-1/1",
    "resource LINE-9",
    "site PLANT-A",
    "stocking-point C@PLANT-A",
  ]);
  expect(foreign[0]?.text).toContain("in CHF and USD");
});

test("[P136] a cause goes by the resource of the operation where the walk stopped", () => {
  const to = order(9)
    .add("master.resource", resource("LINE-2"))
    .add("master.routing", routing("P", { seq: 1, resource: "LINE-2", ratePerHour: 10 }));
  expect(to.at(9).cause("not-started", "WO-1").resource).toBe("LINE-2");
  expect(line(plant(), 40).at(8).cause("no-supply", "P@PLANT-A").resource).toBeNull();
});
