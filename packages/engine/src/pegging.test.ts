import { expect, test } from "vitest";
import {
  bom,
  bought,
  counted,
  hour,
  iso,
  item,
  made,
  moved,
  received,
  routing,
  type Scene,
  simplePlant,
  site,
  sold,
  transferred,
} from "./testing/scene.ts";

const P = "P@PLANT-A";
const plant = () => simplePlant().add("master.bom", bom("P"));
const stock = (quantity: number, more: object = {}) => plant().add("wms.stock-count", counted("P", quantity, more));
const line = (to: Scene, id: string, quantity: number, promised: number, more: object = {}) =>
  to.add("erp.sales-order-line", sold(id, "P", quantity, promised, more));
/** Who goes short of 10 there, when two want 10 each. */
const short = (to: Scene, now = 8) =>
  to
    .at(now)
    .point(P)
    .demands.filter((one) => one.shortQuantity > 0)
    .map(({ id }) => id);

test("[P83] among demands of one day the priority decides, then the need, then the id", () => {
  expect(short(line(line(stock(10), "SO-1", 10, 12), "SO-2", 10, 20, { priority: 1 }))).toEqual(["SO-1/1"]);
  expect(short(line(line(stock(10), "SO-1", 10, 20), "SO-2", 10, 12))).toEqual(["SO-1/1"]);
  expect(short(line(line(stock(10), "SO-2", 10, 20), "SO-10", 10, 20))).toEqual(["SO-2/1"]);
});

test("[P83] an earlier day goes before any priority, and the day is that of the site", () => {
  const both = (to: Scene) => line(line(to, "SO-1", 10, 22), "SO-2", 10, 23.5, { priority: 1 });
  expect(short(both(stock(10)))).toEqual(["SO-1/1"]);
  const berlin = stock(10).add("master.site", site("PLANT-A", { timeZone: "Europe/Berlin" }));
  expect(short(both(berlin))).toEqual(["SO-2/1"]);
});

test("[P80] the need of a line is its promise less the way and the picking", () => {
  const to = stock(10).add("master.site", site("PLANT-A", { pickHours: 2 }));
  const at = line(to, "SO-1", 10, 40, { transitHours: 10 }).at(8);
  expect(at.demand(P, "SO-1/1")).toMatchObject({ kind: "line", needAt: hour(28), priority: 5 });
});

test("[P83] a line without a priority has its customer's", () => {
  const to = stock(10).add("master.customer", { id: "BEST", name: "Best", priority: 2 });
  expect(short(line(line(to, "SO-1", 10, 12), "SO-2", 10, 20, { customer: "BEST" }))).toEqual(["SO-1/1"]);
});

test("[P83] a claim has priority 5, or that of the line that its order is pegged to", () => {
  const to = (more: object) =>
    line(stock(10), "SO-1", 10, 12, { priority: 3 })
      .add("master.item", item("Q"))
      .add("master.routing", routing("Q", { seq: 1, resource: "LINE-1", ratePerHour: 10 }))
      .add(
        "erp.production-order",
        made("WO-Q", "Q", 10, [13, 14], { components: [{ item: "P", quantityPer: 1 }], ...more }),
      )
      .add("erp.sales-order-line", sold("SO-Q", "Q", 10, 90, { priority: 1 }));
  expect(short(to({}))).toEqual(["WO-Q/1"]);
  expect(short(to({ peggedTo: "SO-Q/1" }))).toEqual(["SO-1/1"]);
  expect(to({ peggedTo: "SO-Q/1" }).at(8).demand(P, "WO-Q/1").priority).toBe(1);
});

test("[P84] supplies are taken by when they come, when they expire, their kind and their id", () => {
  const at = line(stock(3, { lot: "B", expiresAt: iso(900) }), "SO-1", 40, 100)
    .add("wms.stock-count", counted("P", 3, { lot: "C" }))
    .add("wms.stock-count", counted("P", 3, { lot: "A" }))
    .add("erp.purchase-order-line", bought("PO-1", "P", 5, 10))
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]))
    .add("erp.purchase-order-line", bought("PO-0", "P", 50, 12))
    .at(8);
  expect(at.taken(P, "SO-1/1")).toEqual([
    "lot B 3",
    "lot A 3",
    "lot C 3",
    "make WO-1 20",
    "purchase PO-1/1 5",
    "purchase PO-0/1 6",
  ]);
  expect(at.demand(P, "SO-1/1")).toMatchObject({ availableAt: hour(12), shortQuantity: 0 });
});

test("[P84] what never comes is nobody's", () => {
  const at = line(plant(), "SO-1", 10, 100)
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10], { components: [{ item: "C", quantityPer: 1 }] }))
    .at(8);
  expect(at.demand(P, "SO-1/1")).toMatchObject({ shortQuantity: 10, allocations: [], availableAt: null });
});

test("[P85] a lot must outlast the delivery to a line", () => {
  const lot = () => stock(10, { lot: "L", expiresAt: iso(40) });
  expect(short(line(lot(), "SO-1", 10, 39.5))).toEqual([]);
  expect(short(line(lot(), "SO-1", 10, 40))).toEqual(["SO-1/1"]);
  const picking = lot().add("master.site", site("PLANT-A", { pickHours: 4 }));
  expect(short(line(picking, "SO-1", 10, 12, { transitHours: 28 }))).toEqual(["SO-1/1"]);
  expect(short(line(picking, "SO-1", 10, 12, { transitHours: 27 }))).toEqual([]);
});

test("[P85] the customer's remaining shelf life is counted at the delivery", () => {
  const to = (days: number) =>
    line(
      stock(10, { lot: "L", expiresAt: iso(100) }).add("master.customer", {
        id: "K",
        name: "K",
        minRemainingShelfLifeDays: days,
      }),
      "SO-1",
      10,
      52,
    );
  expect(short(to(2))).toEqual([]);
  expect(short(to(2.01))).toEqual(["SO-1/1"]);
});

test("[P85] a lot must be good when a claim needs it", () => {
  const to = (start: number) =>
    stock(10, { lot: "L", expiresAt: iso(40) })
      .add("master.item", item("Q"))
      .add(
        "erp.production-order",
        made("WO-Q", "Q", 10, [start, start + 1], { components: [{ item: "P", quantityPer: 1 }] }),
      );
  expect(short(to(39))).toEqual([]);
  expect(short(to(40))).toEqual(["WO-Q"]);
});

const pegged = (peggedTo: object) =>
  line(line(stock(20), "SO-1", 20, 30, { peggedTo }), "SO-2", 20, 40)
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]))
    .add("erp.purchase-order-line", bought("PO-1", "P", 20, 12));

test("[P82] a line takes what it is pegged to first, though free stock is there earlier", () => {
  const order = pegged({ productionOrder: "WO-1" }).at(8);
  expect(order.taken(P, "SO-1/1")).toEqual(["make WO-1 20"]);
  expect(order.taken(P, "SO-2/1")).toEqual(["lot  20"]);
  expect(pegged({ purchaseOrderLine: "PO-1/1" }).at(8).taken(P, "SO-1/1")).toEqual(["purchase PO-1/1 20"]);
});

test("[P82] a supply that is pegged to a line serves it before anyone else; the rest is free", () => {
  const to = plant().add("erp.production-order", made("WO-1", "P", 20, [8, 10], { peggedTo: "SO-9/1" }));
  line(line(to, "SO-1", 20, 12, { priority: 1 }), "SO-9", 15, 90);
  const at = to.at(8);
  expect(at.taken(P, "SO-9/1")).toEqual(["make WO-1 15"]);
  expect(at.taken(P, "SO-1/1")).toEqual(["make WO-1 5"]);
});

test("[P82] a supply's own peg goes before that of the lines that name it", () => {
  const to = plant().add("erp.production-order", made("WO-1", "P", 20, [8, 10], { peggedTo: "SO-9/1" }));
  line(line(to, "SO-1", 20, 12, { peggedTo: { productionOrder: "WO-1" } }), "SO-9", 20, 90);
  expect(to.at(8).taken(P, "SO-9/1")).toEqual(["make WO-1 20"]);
  expect(short(to)).toEqual(["SO-1/1"]);
});

test("[P82] what a peg does not cover is taken from all that is free", () => {
  const to = line(stock(20), "SO-1", 30, 30, { peggedTo: { productionOrder: "WO-1" } });
  to.add("erp.production-order", made("WO-1", "P", 20, [8, 10]));
  expect(to.at(8).taken(P, "SO-1/1")).toEqual(["make WO-1 20", "lot  10"]);
});

test("[P82] a numbered lot carries the peg of what its receipts name; goods without a lot do not", () => {
  const to = (lot: object) =>
    line(line(stock(0, { location: "X" }), "SO-1", 20, 12), "SO-9", 20, 90, {
      peggedTo: { purchaseOrderLine: "PO-1/1" },
    })
      .add("erp.purchase-order-line", bought("PO-1", "P", 20, 6))
      .add("wms.receipt", received("P", 20, { purchaseOrderLine: "PO-1/1", ...lot }), 7)
      .at(8);
  expect(to({ lot: "L1" }).taken(P, "SO-9/1")).toEqual(["lot L1 20"]);
  expect(to({}).taken(P, "SO-1/1")).toEqual(["lot  20"]);
});

test("[P82] a numbered lot that a transfer brought as a move carries the transfer's peg, as one that was received does", () => {
  const there = { site: "PLANT-B" };
  const to = (type: "wms.receipt" | "wms.stock-move", lot: object) => {
    const base = plant()
      .add("master.site", site("PLANT-B"))
      .add("erp.transfer-order", transferred("TO-1", "P", 10, [5, 6], { status: "shipped" }));
    const pegged = line(line(base, "SO-1", 10, 30, there), "SO-9", 10, 90, {
      ...there,
      peggedTo: { transferOrder: "TO-1" },
    });
    const came =
      type === "wms.receipt"
        ? received("P", 10, { ...there, ...lot, transferOrder: "TO-1" })
        : moved("P", 10, "transfer", { ...lot, to: { ...there, location: "A-1" }, transferOrder: "TO-1" });
    return pegged.add(type, came, 7).at(8);
  };
  for (const type of ["wms.receipt", "wms.stock-move"] as const) {
    expect(to(type, { lot: "L1" }).taken("P@PLANT-B", "SO-9/1"), type).toEqual(["lot L1 10"]);
    expect(to(type, {}).taken("P@PLANT-B", "SO-1/1"), type).toEqual(["lot  10"]);
  }
});

test("[P82] claims of orders pegged to a line take what is pegged to it before the line itself", () => {
  const to = line(plant(), "SO-1", 10, 12, { priority: 1 })
    .add("erp.sales-order-line", sold("SO-9", "P", 10, 60, { peggedTo: { purchaseOrderLine: "PO-1/1" } }))
    .add("master.item", item("Q"))
    .add(
      "erp.production-order",
      made("WO-Q", "Q", 8, [80, 81], { components: [{ item: "P", quantityPer: 1 }], peggedTo: "SO-9/1" }),
    )
    .add("erp.purchase-order-line", bought("PO-1", "P", 10, 12));
  const at = to.at(8);
  expect(at.taken(P, "WO-Q")).toEqual(["purchase PO-1/1 8"]);
  expect(at.taken(P, "SO-9/1")).toEqual(["purchase PO-1/1 2"]);
  expect(at.taken(P, "SO-1/1")).toEqual([]);
});

test("[P82] a peg does not make expired goods eligible", () => {
  const to = line(stock(10, { lot: "L", expiresAt: iso(40) }), "SO-1", 10, 41, {
    peggedTo: { productionOrder: "WO-1" },
  })
    .add("erp.production-order", made("WO-1", "P", 20, [1, 2], { status: "closed" }))
    .add("wms.receipt", received("P", 5, { productionOrder: "WO-1", lot: "L" }), 3);
  expect(short(to)).toEqual(["SO-1/1"]);
});

test("[P82] a pegged component goes to the claims of the orders pegged to the same line", () => {
  const C = "C@PLANT-A";
  const to = simplePlant()
    .add("erp.production-order", made("WO-0", "P", 10, [8, 9]))
    .add("erp.production-order", made("WO-1", "P", 10, [30, 31], { peggedTo: "SO-1/1" }))
    .add("erp.production-order", made("WO-C", "C", 20, [5, 6], { peggedTo: "SO-1/1" }));
  const at = line(to, "SO-1", 10, 60).at(5);
  expect(at.taken(C, "WO-1/1")).toEqual(["make WO-C 20"]);
  expect(at.taken(C, "WO-0/1")).toEqual([]);
});

test("[P82] a transfer that a line is pegged to serves it first", () => {
  const to = plant()
    .add("master.site", site("PLANT-B"))
    .add("wms.stock-count", counted("P", 10))
    .add("wms.stock-count", counted("P", 10, { site: "PLANT-B" }))
    .add("erp.transfer-order", transferred("TO-1", "P", 10, [9, 20]));
  const here = { site: "PLANT-B" };
  const at = line(line(to, "SO-1", 10, 30, here), "SO-9", 10, 90, { ...here, peggedTo: { transferOrder: "TO-1" } }).at(
    8,
  );
  expect(at.taken("P@PLANT-B", "SO-9/1")).toEqual(["transfer TO-1 10"]);
  expect(at.taken("P@PLANT-B", "SO-1/1")).toEqual(["lot  10"]);
});

test("[P83] a claim for two lines has the first priority of both", () => {
  const to = plant()
    .add("master.item", item("Q"))
    .add("erp.production-order", made("WO-Q", "Q", 10, [13, 14], { components: [{ item: "P", quantityPer: 1 }] }));
  for (const [id, priority] of [
    ["SO-2", 2],
    ["SO-4", 4],
  ] as const) {
    to.add("erp.sales-order-line", sold(id, "Q", 5, 90, { priority, peggedTo: { productionOrder: "WO-Q" } }));
  }
  expect(to.at(8).demand(P, "WO-Q").priority).toBe(2);
});
