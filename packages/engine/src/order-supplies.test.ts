import { expect, test } from "vitest";
import { bom, held, iso, made, received, reported, resource, routing, simplePlant, site } from "./testing/scene.ts";

const P = "P@PLANT-A";
const plant = (more: object = {}) =>
  simplePlant()
    .add("master.bom", bom("P"))
    .add("master.site", site("PLANT-A", { putawayHours: 2, ...more }));
const done = (status = "released", more: object = {}) =>
  plant(more)
    .add("erp.production-order", made("WO-1", "P", 20, [4, 6], { status }))
    .add("mes.operation", reported("WO-1", 1, "done", { startedAt: iso(4), finishedAt: iso(6), good: 20 }), 6)
    .add("wms.receipt", received("P", 5, { productionOrder: "WO-1" }), 6.5);

test("[P26] what is made and not received comes a putaway after the last operation's fact, and not before now", () => {
  expect(done().at(7).supplies(P, "made")).toEqual(["made WO-1 15 8"]);
  expect(done().at(11).supplies(P, "made")).toEqual(["made WO-1 15 11"]);
});

test("[P26] a live order's goods wait for ever, a closed one's for 24 hours, a cancelled one's not at all", () => {
  expect(done().at(400).supplies(P, "made")).toEqual(["made WO-1 15 400"]);
  expect(done("closed").at(29).supplies(P, "made")).toEqual(["made WO-1 15 29"]);
  expect(done("closed").at(31).supplies(P, "made")).toEqual([]);
  expect(done("cancelled").at(8).supplies(P, "made")).toEqual([]);
});

test("[P26] at a site whose receipts are counted nothing is made and not received", () => {
  expect(done("released", { receipts: "counted" }).at(8).supplies(P)).toEqual(["lot  5 8"]);
});

test("[P26] a hold on the order or the point holds what is made, a rejected one takes it away", () => {
  const under = (target: object, more: object) =>
    done()
      .add("mes.quality-hold", held("H1", target, more), 7)
      .at(8)
      .supplies(P, "made");
  const release = { expectedReleaseAt: iso(20) };
  expect(under({ productionOrder: "WO-1" }, release)).toEqual(["made WO-1 15 20"]);
  expect(under({ item: "P", site: "PLANT-A" }, {})).toEqual(["made WO-1 15 32?"]);
  expect(under({ productionOrder: "WO-1" }, { state: "rejected" })).toEqual([]);
});

const running = (good: number) =>
  plant()
    .add("erp.production-order", made("WO-1", "P", 20, [6, 8]))
    .add("mes.operation", reported("WO-1", 1, "running", { startedAt: iso(6), good, runHours: 1 }), 7);

test("[P26] [P27] a running order has made its good, and makes the rest", () => {
  const at = running(10)
    .add("wms.receipt", received("P", 4, { productionOrder: "WO-1" }), 7)
    .at(7);
  expect(at.supplies(P)).toEqual(["lot  4 7", "made WO-1 6 9", "make WO-1 10 10"]);
  expect(at.order("WO-1").stillToMake).toBe(10);
});

test("[P27] what was received beyond the reported good is not made again", () => {
  const at = running(10)
    .add("wms.receipt", received("P", 14, { productionOrder: "WO-1" }), 7)
    .at(7);
  expect(at.order("WO-1").stillToMake).toBe(6);
  expect(at.supplies(P, "made")).toEqual([]);
});

test("[P27] nothing is still to make when the last operation is done, or the order is not live", () => {
  expect(done().at(8).order("WO-1").stillToMake).toBe(0);
  const closed = plant().add("erp.production-order", made("WO-1", "P", 20, [6, 8], { status: "closed" }));
  expect(closed.at(7).order("WO-1").stillToMake).toBe(0);
  const planned = plant().add("erp.production-order", made("WO-1", "P", 20, [6, 8], { status: "planned" }));
  expect(planned.at(6).supplies(P)).toEqual(["make WO-1 20 10"]);
});

test("[P27] no more can be made than the least good of a done operation", () => {
  const at = plant()
    .add("master.resource", resource("LINE-2"))
    .add(
      "master.routing",
      routing(
        "P",
        { seq: 1, resource: "LINE-1", ratePerHour: 10 },
        { seq: 2, resource: "LINE-1", ratePerHour: 10 },
        { seq: 3, resource: "LINE-2", ratePerHour: 10 },
      ),
    )
    .add("erp.production-order", made("WO-1", "P", 20, [4, 10]))
    .add("mes.operation", reported("WO-1", 1, "done", { good: 15 }), 6)
    .add("mes.operation", reported("WO-1", 2, "done", { good: 17 }), 6)
    .at(6);
  expect(at.order("WO-1").stillToMake).toBe(15);
  expect(at.operation("WO-1", 3).remainingHours).toBe(1.5);
});
