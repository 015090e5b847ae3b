import { expect, test } from "vitest";
import {
  bin,
  bought,
  counted,
  estimate,
  held,
  hour,
  iso,
  made,
  moved,
  received,
  reported,
  shipped,
  simplePlant,
  site,
  sold,
} from "./testing/scene.ts";

const C = "C@PLANT-A";
const P = "P@PLANT-A";
const lot = (id: string, quantity: number, more: object = {}) => counted("C", quantity, { lot: id, ...more });

test("[P20] a lot is one supply over all its bins, available now; stock without a lot is another", () => {
  const at = simplePlant()
    .add("wms.stock-count", lot("L1", 60, { expiresAt: iso(500) }))
    .add("wms.stock-count", lot("L1", 5, { location: "BIN-2" }))
    .add("wms.stock-count", counted("C", 10))
    .at(8);
  expect([...at.supplies(C)].sort()).toEqual(["lot  10 8", "lot L1 65 8"]);
  expect(at.point(C).onHand).toBe(75);
  expect(at.point(C).supplies.find(({ id }) => id === "L1")?.expiresAt).toBe(hour(500));
});

test("[P21] what is negative is taken off the other available lots, the first to expire first", () => {
  const stock = (missing: number) =>
    simplePlant()
      .add("wms.stock-count", lot("L1", 10, { expiresAt: iso(800) }))
      .add("wms.stock-count", lot("L2", 10, { expiresAt: iso(500) }))
      .add("wms.stock-count", lot("L3", -missing))
      .at(8);
  expect(stock(4).supplies(C)).toEqual(["lot L2 6 8", "lot L1 10 8"]);
  expect(stock(12).supplies(C)).toEqual(["lot L1 8 8"]);
  expect(stock(12).point(C).onHand).toBe(8);
  expect(stock(25).supplies(C)).toEqual([]);
});

test("[P21] among lots of one expiry the smaller id gives first", () => {
  const at = simplePlant()
    .add("wms.stock-count", lot("L2", 10))
    .add("wms.stock-count", lot("L10", 10))
    .add("wms.stock-count", counted("C", -3))
    .at(8);
  expect([...at.supplies(C)].sort()).toEqual(["lot L10 7 8", "lot L2 10 8"]);
});

test("[P22] a held lot comes at its expected release, and without one, or past it, after the inspection, assumed", () => {
  const at = (release: object, now: number) =>
    simplePlant()
      .add("wms.stock-count", lot("L1", 10))
      .add("mes.quality-hold", held("H1", { item: "C", lot: "L1" }, release))
      .at(now)
      .supplies(C);
  expect(at({ expectedReleaseAt: iso(20) }, 8)).toEqual(["lot L1 10 20"]);
  expect(at({}, 8)).toEqual(["lot L1 10 32?"]);
  expect(at({ expectedReleaseAt: iso(20) }, 20)).toEqual(["lot L1 10 44?"]);
});

test("[P22] [P44] a person's estimate of a release counts until the source states another", () => {
  const to = simplePlant()
    .add("wms.stock-count", lot("L1", 10))
    .add("mes.quality-hold", held("H1", { item: "C", lot: "L1" }))
    .add("tower.estimate", estimate({ hold: "H1" }, 15), 2);
  expect(to.at(8).supplies(C)).toEqual(["lot L1 10 15"]);
  const restated = held("H1", { item: "C", lot: "L1" }, { reason: "still looked at" });
  expect(to.add("mes.quality-hold", restated, 3).at(8).supplies(C)).toEqual(["lot L1 10 15"]);
  const said = held("H1", { item: "C", lot: "L1" }, { expectedReleaseAt: iso(20) });
  expect(to.add("mes.quality-hold", said, 4).at(8).supplies(C)).toEqual(["lot L1 10 20"]);
});

test("[P25] a shipment takes its goods when it leaves, not when it is announced", () => {
  const to = picked().add("wms.shipment", shipped("SH-1", "SO-1/1", "P", 20, 9, { lot: "L1", location: "DOCK" }), 7);
  expect(to.at(8).line("SO-1/1").openQuantity).toBe(20);
  expect(to.at(8).point(P).onHand).toBe(30);
  expect(to.at(9).line("SO-1/1")).toMatchObject({ openQuantity: 0, state: "shipped" });
  expect(to.at(9).point(P).onHand).toBe(10);
});

test("[P22] stock in status quality comes after the inspection of its site, beside the free part of its lot", () => {
  const at = simplePlant()
    .add("master.site", site("PLANT-A", { inspectionHours: 6 }))
    .add("wms.stock-count", lot("L1", 10))
    .add("wms.stock-count", lot("L1", 5, { status: "quality" }))
    .at(8);
  expect(at.supplies(C)).toEqual(["lot L1 10 8", "lot L1 5 14?"]);
  expect(at.point(C).onHand).toBe(10);
});

test("[P22] what of a held lot is in inspection is held with it", () => {
  const at = simplePlant()
    .add("wms.stock-count", lot("L1", 10))
    .add("wms.stock-count", lot("L1", 5, { status: "quality" }))
    .add("mes.quality-hold", held("H1", { item: "C", lot: "L1" }, { expectedReleaseAt: iso(20) }))
    .at(8);
  expect(at.supplies(C)).toEqual(["lot L1 15 20"]);
});

test("[P23] a hold on a lot may name its site, and a hold on a point reaches all that is there", () => {
  const stock = () =>
    simplePlant()
      .add("master.site", site("PLANT-B"))
      .add("wms.stock-count", lot("L1", 10))
      .add("wms.stock-count", lot("L1", 7, { site: "PLANT-B" }))
      .add("wms.stock-count", counted("C", 3));
  const release = { expectedReleaseAt: iso(20) };
  const there = stock()
    .add("mes.quality-hold", held("H1", { item: "C", lot: "L1", site: "PLANT-B" }, release))
    .at(8);
  expect(there.supplies("C@PLANT-B")).toEqual(["lot L1 7 20"]);
  expect([...there.supplies(C)].sort()).toEqual(["lot  3 8", "lot L1 10 8"]);
  const everywhere = stock()
    .add("mes.quality-hold", held("H1", { item: "C", lot: "L1" }, release))
    .at(8);
  expect(everywhere.supplies("C@PLANT-B")).toEqual(["lot L1 7 20"]);
  expect(everywhere.supplies(C)).toEqual(["lot  3 8", "lot L1 10 20"]);
  const point = stock()
    .add("mes.quality-hold", held("H1", { item: "C", site: "PLANT-A" }, release))
    .at(8);
  expect(point.supplies("C@PLANT-B")).toEqual(["lot L1 7 8"]);
  expect(point.supplies(C)).toEqual(["lot  3 20", "lot L1 10 20"]);
});

test("[P23] a hold on a production order reaches the lots that its receipts name", () => {
  const at = simplePlant()
    .add("erp.production-order", made("WO-1", "P", 20, [1, 3], { status: "closed" }))
    .add("wms.receipt", received("P", 12, { lot: "L1", productionOrder: "WO-1" }), 4)
    .add("wms.receipt", received("P", 5, { lot: "L2" }), 4)
    .add("mes.quality-hold", held("H1", { productionOrder: "WO-1" }, { expectedReleaseAt: iso(20) }), 5)
    .at(8);
  expect(at.supplies(P, "lot")).toEqual(["lot L2 5 8", "lot L1 12 20"]);
});

test("[P23] under several holds the latest release counts; a released hold counts no more", () => {
  const both = simplePlant()
    .add("wms.stock-count", lot("L1", 10))
    .add("mes.quality-hold", held("H1", { item: "C", lot: "L1" }, { expectedReleaseAt: iso(20) }))
    .add("mes.quality-hold", held("H2", { item: "C", site: "PLANT-A" }, { expectedReleaseAt: iso(30) }));
  expect(both.at(8).supplies(C)).toEqual(["lot L1 10 30"]);
  const released = held("H2", { item: "C", site: "PLANT-A" }, { state: "released" });
  expect(both.add("mes.quality-hold", released, 6).at(8).supplies(C)).toEqual(["lot L1 10 20"]);
});

test("[P24] blocked and rejected stock is no supply", () => {
  const at = simplePlant()
    .add("wms.stock-count", lot("L1", 10, { status: "blocked" }))
    .add("wms.stock-count", lot("L2", 10))
    .add("mes.quality-hold", held("H1", { item: "C", lot: "L2" }, { state: "rejected" }))
    .add("wms.stock-count", lot("L3", 10))
    .at(8);
  expect(at.supplies(C)).toEqual(["lot L3 10 8"]);
  expect(at.point(C).onHand).toBe(20);
});

const picked = () =>
  simplePlant()
    .add("wms.stock-count", counted("P", 30, { lot: "L1" }))
    .add("erp.sales-order-line", sold("SO-1", "P", 20, 30))
    .add("erp.sales-order-line", sold("SO-2", "P", 20, 20, { priority: 1 }))
    .add(
      "wms.stock-move",
      moved("P", 20, "pick", { lot: "L1", from: bin(), to: bin("DOCK"), salesOrderLine: "SO-1/1" }),
      6,
    );

test("[P25] picked stock is kept for its line, whoever comes first", () => {
  const at = picked().at(8);
  expect([...at.supplies(P)].sort()).toEqual(["lot L1 10 8", "lot L1 20 8"]);
  expect(at.line("SO-1/1")).toMatchObject({ state: "on-track", shortQuantity: 0 });
  expect(at.line("SO-2/1")).toMatchObject({ state: "short", shortQuantity: 10 });
});

test("[P25] what was moved back, or shipped, is picked no more", () => {
  const back = picked()
    .add(
      "wms.stock-move",
      moved("P", 15, "putaway", { lot: "L1", from: bin("DOCK"), to: bin(), salesOrderLine: "SO-1/1" }),
      7,
    )
    .at(8);
  expect([...back.supplies(P)].sort()).toEqual(["lot L1 25 8", "lot L1 5 8"]);
  expect(back.line("SO-2/1").shortQuantity).toBe(0);
  const gone = picked()
    .add("wms.shipment", shipped("SH-1", "SO-1/1", "P", 12, 7, { lot: "L1", location: "DOCK" }), 7)
    .at(8);
  expect([...gone.supplies(P)].sort()).toEqual(["lot L1 10 8", "lot L1 8 8"]);
  expect(gone.line("SO-1/1")).toMatchObject({ openQuantity: 8, shortQuantity: 0 });
});

test("[P25] what left of a named lot comes off that lot's pick, what left without one off the rest", () => {
  const at = simplePlant()
    .add("erp.sales-order-line", sold("SO-1", "P", 30, 30))
    .add("wms.stock-count", counted("P", 10, { lot: "L1" }))
    .add("wms.stock-count", counted("P", 10, { lot: "L2" }))
    .add(
      "wms.stock-move",
      moved("P", 10, "pick", { lot: "L1", from: bin(), to: bin("DOCK"), salesOrderLine: "SO-1/1" }),
      1,
    )
    .add(
      "wms.stock-move",
      moved("P", 10, "pick", { lot: "L2", from: bin(), to: bin("DOCK"), salesOrderLine: "SO-1/1" }),
      1,
    )
    .add("erp.sales-order-line", sold("SO-2", "P", 20, 10))
    .add("wms.shipment", shipped("SH-1", "SO-1/1", "P", 6, 2), 2)
    .add("wms.shipment", shipped("SH-2", "SO-1/1", "P", 8, 2, { lot: "L1" }), 2)
    .at(8);
  // Of L1 8 and then 2, of L2 4 have left: 6 of L2 are still kept for SO-1, all else is free.
  expect(at.taken(P, "SO-1/1")).toEqual(["lot L2 6"]);
  expect(at.taken(P, "SO-2/1")).toEqual(["lot L1 10", "lot L2 4"]);
});

test("[P25] no more is picked than the lot has", () => {
  const at = picked()
    .add("wms.stock-count", counted("P", 6, { lot: "L1", location: "DOCK" }), 7)
    .add("wms.stock-count", counted("P", 0, { lot: "L1" }), 7)
    .at(8);
  expect(at.supplies(P)).toEqual(["lot L1 6 8"]);
  expect(at.line("SO-1/1").shortQuantity).toBe(14);
  expect(at.line("SO-2/1").shortQuantity).toBe(20);
});

test("[P25] a hold goes before the pick: the whole lot is held, for everyone", () => {
  const at = picked()
    .add("mes.quality-hold", held("H1", { item: "P", lot: "L1" }, { expectedReleaseAt: iso(10) }), 7)
    .at(8);
  expect(at.supplies(P)).toEqual(["lot L1 30 10"]);
  expect(at.line("SO-2/1").shortQuantity).toBe(0);
  expect(at.line("SO-1/1").shortQuantity).toBe(10);
});

test("[P28] an open purchase line supplies what is not received, rejected goods not counting as received", () => {
  const at = simplePlant()
    .add("master.site", site("PLANT-A", { putawayHours: 2 }))
    .add("erp.purchase-order-line", bought("PO-1", "C", 50, 12))
    .add("erp.purchase-order-line", bought("PO-2", "C", 50, 12, { status: "closed" }))
    .add("wms.receipt", received("C", 20, { rejected: 5, purchaseOrderLine: "PO-1/1" }), 4)
    .at(8);
  expect(at.supplies(C)).toEqual(["lot  15 8", "purchase PO-1/1 35 14"]);
});

test("[P31] a count that does not say when a lot expires leaves what was said of it", () => {
  const to = simplePlant()
    .add("wms.stock-count", counted("C", 100, { lot: "L1", expiresAt: iso(30) }), 1)
    .add("wms.stock-count", counted("C", 90, { lot: "L1" }), 2);
  const expiry = (at: number) =>
    to
      .at(at)
      .point(C)
      .supplies.map(({ quantity, expiresAt }) => [quantity, expiresAt]);
  expect(expiry(8)).toEqual([[90, hour(30)]]);
  to.add("wms.stock-count", counted("C", 80, { lot: "L1", expiresAt: iso(40) }), 3);
  expect(expiry(8)).toEqual([[80, hour(40)]]);
});

test("[P31] a lot expires as it says; what is made or bought expires its shelf life after it is available", () => {
  const at = simplePlant()
    .add("master.item", { id: "C", name: "C", uom: "pc", shelfLifeDays: 10 })
    .add("master.item", { id: "P", name: "P", uom: "pc", shelfLifeDays: 2 })
    .add("wms.stock-count", lot("L1", 100))
    .add("erp.purchase-order-line", bought("PO-1", "C", 50, 12))
    .add("erp.production-order", made("WO-1", "P", 20, [7, 9]))
    .add("mes.operation", reported("WO-1", 1, "running", { startedAt: iso(7), good: 10, runHours: 1 }), 8)
    .at(8);
  const expiry = (point: string) => at.point(point).supplies.map(({ kind, expiresAt }) => [kind, expiresAt]);
  expect(expiry(C)).toEqual([
    ["lot", null],
    ["purchase", hour(12 + 240)],
  ]);
  expect(expiry(P)).toEqual([
    ["made", hour(8 + 48)],
    ["make", hour(9 + 48)],
  ]);
});
