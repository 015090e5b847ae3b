import { expect, test } from "vitest";
import { bin, bought, counted, hour, item, moved, received, scene, site, sold, transferred } from "./testing/scene.ts";

const B = "P@PLANT-B";
const plants = () =>
  scene()
    .add("master.item", item("P"))
    .add("master.site", site("PLANT-B", { putawayHours: 1 }))
    .add("wms.stock-count", counted("P", 100));
const open = (more: object = {}) => plants().add("erp.transfer-order", transferred("TO-1", "P", 20, [8, 14], more));
const out = (quantity: number) => moved("P", quantity, "transfer", { from: bin(), transferOrder: "TO-1" });

test("[P30] what is not shipped comes at its planned receipt, if the goods are there by its planned shipping", () => {
  expect(open().at(7).supplies(B)).toEqual(["transfer TO-1 20 15"]);
});

test("[P30] a transfer that has not left is as late as its goods, or as now", () => {
  expect(open().at(10).supplies(B)).toEqual(["transfer TO-1 20 17"]);
  const waiting = open()
    .add("wms.stock-count", counted("P", 5), 1)
    .add("erp.purchase-order-line", bought("PO-1", "P", 15, 11), 1);
  expect(waiting.at(7).supplies(B)).toEqual(["transfer TO-1 20 18"]);
});

test("[P30] only what its demand was allocated is supply", () => {
  const at = open().add("wms.stock-count", counted("P", 12), 1).at(7);
  expect(at.supplies(B)).toEqual(["transfer TO-1 12 15"]);
  expect(at.demand("P@PLANT-A", "TO-1")).toMatchObject({
    kind: "transfer",
    quantity: 20,
    shortQuantity: 8,
    priority: 5,
    needAt: hour(8),
  });
});

test("[P29] what is in transit comes at its planned receipt, and slides when it is overdue", () => {
  const gone = open().add("wms.stock-move", out(20), 6);
  expect(gone.at(10).supplies(B)).toEqual(["transfer TO-1 20 15"]);
  expect(gone.at(14).supplies(B)).toEqual(["transfer TO-1 20 16"]);
  expect(gone.at(17).supplies(B)).toEqual(["transfer TO-1 20 21"]);
  expect(gone.at(60).supplies(B)).toEqual(["transfer TO-1 20 85"]);
});

test("[P29] received counts from a move's to and from receipts; a move with both is shipped and received at once", () => {
  const at = open()
    .add("wms.stock-move", out(10), 6)
    .add("wms.stock-move", moved("P", 3, "transfer", { to: bin("B1", "PLANT-B"), transferOrder: "TO-1" }), 7)
    .add("wms.receipt", received("P", 2, { site: "PLANT-B", transferOrder: "TO-1" }), 7)
    .add(
      "wms.stock-move",
      moved("P", 4, "transfer", { from: bin(), to: bin("B1", "PLANT-B"), transferOrder: "TO-1" }),
      7,
    )
    .at(7);
  expect(at.supplies(B, "lot")).toEqual(["lot  9 7"]);
  expect(at.supplies(B, "transfer").map((one) => one.split(" ").slice(2).join(" "))).toEqual(["5 15", "6 15"]);
  expect(at.demand("P@PLANT-A", "TO-1").quantity).toBe(6);
});

test("[P29] status shipped without any move: all is shipped; with one, the rest never ships", () => {
  const shipped = open({ status: "shipped" });
  expect(shipped.at(9).supplies(B)).toEqual(["transfer TO-1 20 15"]);
  expect(shipped.at(9).point("P@PLANT-A").demands).toEqual([]);
  const part = shipped.add("wms.stock-move", out(12), 6).at(9);
  expect(part.supplies(B)).toEqual(["transfer TO-1 12 15"]);
  expect(part.point("P@PLANT-A").demands).toEqual([]);
});

test("[P30] a closed or cancelled transfer is no demand", () => {
  for (const status of ["closed", "cancelled"]) {
    const at = open({ status }).at(7);
    expect(at.point("P@PLANT-A").demands).toEqual([]);
    expect(at.point(B).supplies).toEqual([]);
  }
});

test("[P2] a planned receipt at 00:00 in the zone of the receiving site is that day's end", () => {
  const at = plants()
    .add("master.site", site("PLANT-B", { timeZone: "America/New_York" }))
    .add("erp.transfer-order", transferred("TO-1", "P", 20, [8, 24 + 5]))
    .at(7);
  expect(at.supplies(B)).toEqual([`transfer TO-1 20 ${48 + 5}`]);
});

test("[P80] [P83] transfers out compete with priority 5 by their planned shipping", () => {
  const at = open()
    .add("wms.stock-count", counted("P", 20), 1)
    .add("erp.sales-order-line", sold("SO-1", "P", 15, 9))
    .add("erp.sales-order-line", sold("SO-2", "P", 5, 7))
    .at(6);
  expect(at.demand("P@PLANT-A", "SO-2/1").shortQuantity).toBe(0);
  expect(at.demand("P@PLANT-A", "TO-1").shortQuantity).toBe(5);
  expect(at.demand("P@PLANT-A", "SO-1/1").shortQuantity).toBe(15);
});
