import { expect, test } from "vitest";
import {
  bin,
  bom,
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
} from "./testing/scene.ts";

const C = "C@PLANT-A";
/** WO-1 makes 20 P of two C each. */
const plant = () => simplePlant().add("erp.production-order", made("WO-1", "P", 20, [8, 10]));
const claims = (to: Scene, now = 12) =>
  to
    .at(now)
    .point(C)
    .demands.map(({ id, quantity }) => [id, Number(quantity.toFixed(6))]);
const issue = (quantity: number) => moved("C", quantity, "issue", { from: bin(), productionOrder: "WO-1" });
const running = (good: number, more: object = {}) =>
  reported("WO-1", 1, "running", { startedAt: iso(8), good, ...more });
const done = (good: number, scrap: number) =>
  reported("WO-1", 1, "done", { startedAt: iso(8), finishedAt: iso(9), good, scrap });

test("[P71] a claim is what theory says, with scrap, until the operation is done, and what went in after", () => {
  const scrapped = plant().add("master.bom", bom("P", { item: "C", quantityPer: 2, scrapFraction: 0.1 }));
  expect(claims(scrapped)).toEqual([["WO-1/1", 44]]);
  expect(claims(scrapped.add("mes.operation", running(10), 9))).toEqual([["WO-1/1", 44]]);
  expect(claims(scrapped.add("mes.operation", done(17, 2), 9))).toEqual([["WO-1/1", 38]]);
});

test("[P71] what the MES saw go in counts, if it is more", () => {
  const used = (quantity: number) =>
    plant()
      .add("mes.operation", running(10), 9)
      .add("mes.consumption", { order: "WO-1", seq: 1, item: "C", quantity }, 9);
  expect(claims(used(30))).toEqual([["WO-1/1", 40]]);
  expect(claims(used(50))).toEqual([["WO-1/1", 50]]);
});

test("[P71] what went in counts once for an order and item, at whichever operation the MES books it", () => {
  const used = (seq: number, quantity: number) =>
    two({ item: "C", quantityPer: 2, operation: 10 }).add(
      "mes.consumption",
      { order: "WO-1", seq, item: "C", quantity },
      9,
    );
  expect(claims(used(20, 30))).toEqual([["WO-1/10", 40]]);
  expect(claims(used(20, 45))).toEqual([["WO-1/10", 45]]);
  expect(claims(used(99, 45))).toEqual([["WO-1/10", 45]]);
});

test("[P71] an item that no component list names is owed as it went in", () => {
  const to = plant()
    .add("master.item", item("D"))
    .add("mes.consumption", { order: "WO-1", seq: 1, item: "D", quantity: 7 }, 9);
  to.add("wms.stock-count", counted("D", 50), 1);
  expect(to.at(9).demand("D@PLANT-A", "WO-1/1")).toMatchObject({ quantity: 7, shortQuantity: 0 });
});

test("[P71] a component that an operation names twice is needed twice", () => {
  const to = plant().add("master.bom", bom("P", { item: "C", quantityPer: 2 }, { item: "C", quantityPer: 1 }));
  expect(claims(to)).toEqual([["WO-1/1", 60]]);
});

test("[P71] what was issued is owed no more, what came back is owed again", () => {
  const to = plant().add("wms.stock-move", issue(15), 7);
  expect(claims(to)).toEqual([["WO-1/1", 25]]);
  expect(claims(to.add("wms.stock-move", moved("C", 5, "issue", { to: bin(), productionOrder: "WO-1" }), 8))).toEqual([
    ["WO-1/1", 30],
  ]);
  expect(claims(to.add("wms.stock-move", issue(60), 9))).toEqual([]);
});

const two = (...components: readonly object[]) =>
  plant()
    .add("master.bom", bom("P", ...components))
    .add(
      "master.routing",
      routing("P", { seq: 10, resource: "LINE-1", ratePerHour: 10 }, { seq: 20, resource: "LINE-1", ratePerHour: 10 }),
    );

test("[P72] components without an operation, or with an unknown one, belong to the first", () => {
  expect(claims(two({ item: "C", quantityPer: 1 }))).toEqual([["WO-1/10", 20]]);
  expect(claims(two({ item: "C", quantityPer: 1, operation: 15 }))).toEqual([["WO-1/10", 20]]);
  expect(claims(two({ item: "C", quantityPer: 1, operation: 20 }))).toEqual([["WO-1/20", 20]]);
});

test("[P73] issues of an item that two operations need count in the order of these", () => {
  const to = two({ item: "C", quantityPer: 1, operation: 20 }, { item: "C", quantityPer: 1, operation: 10 });
  expect([...claims(to)].sort()).toEqual([
    ["WO-1/10", 20],
    ["WO-1/20", 20],
  ]);
  expect(claims(to.add("wms.stock-move", issue(25), 7))).toEqual([["WO-1/20", 15]]);
});

test("[P72] the order's own list of components goes before the bill of materials; an empty one needs nothing", () => {
  const order = (components: readonly object[]) =>
    claims(plant().add("erp.production-order", made("WO-1", "P", 20, [8, 10], { components })));
  expect(order([{ item: "C", quantityPer: 5 }])).toEqual([["WO-1/1", 100]]);
  expect(order([])).toEqual([]);
});

test("[P74] a claim ends with its order", () => {
  for (const status of ["closed", "cancelled"]) {
    expect(claims(plant().add("erp.production-order", made("WO-1", "P", 20, [8, 10], { status })))).toEqual([]);
  }
});

test("[P74] once the operation is done, a count of the item after it ends the claim", () => {
  const to = plant().add("mes.operation", done(20, 0), 9);
  expect(claims(to.add("wms.stock-count", counted("C", 100), 8.5))).toEqual([["WO-1/1", 40]]);
  expect(claims(to.add("wms.stock-count", counted("C", 3, { location: "BIN-7" }), 9.5))).toEqual([]);
});

test("[P74] a count while it runs leaves what is still to go in, less what is issued after", () => {
  const to = plant()
    .add("mes.operation", running(12, { runHours: 1 }), 9)
    .add("wms.stock-count", counted("C", 30), 9.5);
  expect(claims(to)).toEqual([["WO-1/1", 16]]);
  expect(claims(to.add("wms.stock-move", issue(4), 9.5))).toEqual([["WO-1/1", 16]]);
  expect(claims(to.add("wms.stock-move", issue(5), 10))).toEqual([["WO-1/1", 11]]);
});

test("[P74] what comes back after a count is not owed again where more was made than there was to make", () => {
  const returned = moved("C", 4, "issue", { to: bin(), productionOrder: "WO-1" });
  const to = (good: number) =>
    plant()
      .add("mes.operation", running(good, { runHours: 1 }), 9)
      .add("wms.stock-count", counted("C", 30), 9.5)
      .add("wms.stock-move", returned, 10);
  expect(claims(to(12))).toEqual([["WO-1/1", 20]]);
  expect(claims(to(21))).toEqual([["WO-1/1", 2]]);
  expect(claims(to(22))).toEqual([]);
});

test("[P74] an operation that nobody has reported has no fact that a count could follow", () => {
  expect(claims(plant().add("wms.stock-count", counted("C", 30), 9))).toEqual([["WO-1/1", 40]]);
});

test("[P81] claims of what has started take the lot that expires first, before anyone else, and delay nothing", () => {
  const to = plant()
    .add("erp.production-order", made("WO-0", "P", 10, [6, 7]))
    .add("mes.operation", running(0), 8)
    .add("wms.stock-count", counted("C", 30, { lot: "A", expiresAt: iso(900) }), 1)
    .add("wms.stock-count", counted("C", 5, { lot: "B", expiresAt: iso(700) }), 1)
    .add("wms.stock-count", counted("C", 50, { lot: "OLD", expiresAt: iso(5) }), 1);
  const at = to.at(8);
  expect(at.taken(C, "WO-1/1")).toEqual(["lot B 5", "lot A 30"]);
  expect(at.demand(C, "WO-1/1").shortQuantity).toBe(5);
  expect(at.taken(C, "WO-0/1")).toEqual([]);
  expect(at.operation("WO-1", 1).projectedFinish).toBe(hour(10));
});

test("[P81] a claim of a done operation holds its stock until it is posted", () => {
  const to = plant()
    .add("wms.stock-count", counted("C", 60), 1)
    .add("erp.production-order", made("WO-2", "P", 20, [10, 12]))
    .add("mes.operation", done(20, 0), 9);
  expect(to.at(9).taken(C, "WO-2/1")).toEqual(["lot  20"]);
  to.add("wms.stock-move", issue(40), 9.5);
  expect(to.at(10).taken(C, "WO-2/1")).toEqual(["lot  20"]);
});

test("[P81] an operation paused for longer keeps its claim as one that has started", () => {
  const to = plant()
    .add("master.resource", resource("LINE-1"))
    .add("mes.operation", reported("WO-1", 1, "paused", { startedAt: iso(-20), good: 5, runHours: 1 }), -12)
    .at(8);
  expect(to.operation("WO-1", 1)).toMatchObject({ boundBy: "plan" });
  expect(to.demand(C, "WO-1/1")).toMatchObject({ quantity: 40, shortQuantity: 40 });
  expect(to.operation("WO-1", 1).projectedFinish).not.toBeNull();
});

test("[P81] claims of what has started take nothing that is held, in inspection, or picked", () => {
  const to = plant()
    .add("mes.operation", running(0), 8)
    .add("erp.sales-order-line", sold("SO-C", "C", 9, 90))
    .add("wms.stock-count", counted("C", 5, { lot: "Q", status: "quality" }), 1)
    .add("wms.stock-count", counted("C", 7, { lot: "H" }), 1)
    .add("mes.quality-hold", held("H1", { item: "C", lot: "H" }), 1)
    .add("wms.stock-count", counted("C", 12, { lot: "A" }), 1)
    .add(
      "wms.stock-move",
      moved("C", 9, "pick", { lot: "A", from: bin(), to: bin("DOCK"), salesOrderLine: "SO-C/1" }),
      2,
    );
  expect(to.at(8).taken(C, "WO-1/1")).toEqual(["lot A 3"]);
  expect(to.at(8).line("SO-C/1").state).toBe("on-track");
});

test("[P74] a count at another site, or at the very time of the report, ends no claim", () => {
  const to = plant().add("master.site", site("PLANT-B")).add("mes.operation", done(20, 0), 9);
  to.add("wms.stock-count", counted("C", 3, { site: "PLANT-B" }), 10).add("wms.stock-count", counted("C", 3), 9);
  expect(claims(to)).toEqual([["WO-1/1", 40]]);
});

test("[P80] a claim's need is the planned start of its operation", () => {
  const to = two({ item: "C", quantityPer: 1, operation: 20 });
  expect(to.at(2).demand(C, "WO-1/20")).toMatchObject({ kind: "claim", needAt: hour(10), priority: 5 });
});

test("[P71] only issues of that item for that order count", () => {
  const to = plant()
    .add("master.item", item("D"))
    .add("wms.stock-move", moved("D", 9, "issue", { from: bin(), productionOrder: "WO-1" }), 7)
    .add("wms.stock-move", moved("C", 9, "adjust", { from: bin(), productionOrder: "WO-1" }), 7)
    .add("wms.stock-move", moved("C", 9, "issue", { from: bin(), productionOrder: "WO-7" }), 7);
  expect(claims(to)).toEqual([["WO-1/1", 40]]);
});

test("[P74] one that counts as done was done when the next that has begun was reported", () => {
  const to = (countedAt: number) =>
    two({ item: "C", quantityPer: 1, operation: 10 })
      .add("mes.operation", { ...running(5), seq: 20 }, 9)
      .add("wms.stock-count", counted("C", 50), countedAt);
  expect(claims(to(8.5))).toEqual([["WO-1/10", 20]]);
  expect(claims(to(9.5))).toEqual([]);
});

test("[P74] one that counts as done was done when the first of several that have begun was reported", () => {
  const to = (countedAt: number) =>
    two({ item: "C", quantityPer: 1, operation: 10 })
      .add("master.routing", routing("P", ...[10, 20, 30].map((seq) => ({ seq, resource: "LINE-1", ratePerHour: 10 }))))
      .add("mes.operation", { ...running(5), seq: 20 }, 9)
      .add("mes.operation", { ...running(5), seq: 30 }, 8)
      .add("wms.stock-count", counted("C", 50), countedAt);
  expect(claims(to(7.5))).toEqual([["WO-1/10", 20]]);
  expect(claims(to(8.5))).toEqual([]);
});
