import { expect, test } from "vitest";
import {
  bom,
  counted,
  hour,
  item,
  made,
  routing,
  scene,
  simplePlant,
  site,
  sold,
  transferred,
} from "./testing/scene.ts";

const items = (...ids: readonly string[]) => ids.reduce((to, id) => to.add("master.item", item(id)), simplePlant());
const twoSites = () => simplePlant().add("master.site", site("PLANT-B"));

test("[P10] what is only bought has level 0, and a level is the longest path that leads to a point", () => {
  const at = items("A", "B")
    .add("master.bom", bom("B", { item: "A", quantityPer: 1 }))
    .add("master.bom", bom("P", { item: "A", quantityPer: 1 }, { item: "B", quantityPer: 1 }))
    .at(8);
  expect(["A", "B", "P"].map((id) => at.point(`${id}@PLANT-A`).level)).toEqual([0, 1, 2]);
});

test("[P10] a live order's own list of components is an edge, a closed order's is none", () => {
  const components = [{ item: "A", quantityPer: 1 }];
  const open = items("A", "B").add(
    "erp.production-order",
    made("WO-1", "B", 5, [8, 9], { components, status: "planned" }),
  );
  const closed = items("A", "B").add(
    "erp.production-order",
    made("WO-1", "B", 5, [8, 9], { components, status: "closed" }),
  );
  expect(open.at(8).point("B@PLANT-A").level).toBe(1);
  expect(closed.at(8).point("B@PLANT-A").level).toBe(0);
});

test("[P10] an open or shipped transfer is an edge, a closed or cancelled one is none", () => {
  const level = (status: string) =>
    twoSites()
      .add("erp.transfer-order", transferred("TO-1", "P", 5, [8, 12], { status }))
      .at(8)
      .point("P@PLANT-B").level;
  expect(["open", "shipped", "closed", "cancelled"].map(level)).toEqual([2, 2, 0, 0]);
});

const circle = () =>
  twoSites()
    .add("master.site", site("PLANT-B", { putawayHours: 1 }))
    .add("master.bom", bom("P"))
    .add("erp.transfer-order", transferred("TO-1", "P", 10, [6, 9]))
    .add("erp.transfer-order", { ...transferred("TO-2", "P", 4, [10, 14]), fromSite: "PLANT-B", toSite: "PLANT-A" })
    .add("erp.sales-order-line", { ...sold("SO-1", "P", 10, 9), site: "PLANT-B" });

test("[P11] edges within a circle count nothing, and the circle is a finding", () => {
  const at = circle().at(8);
  expect(at.point("P@PLANT-A").level).toBe(0);
  expect(at.point("P@PLANT-B").level).toBe(0);
  expect(at.found("master-data").length).toBeGreaterThan(0);
  expect(items("A").at(8).found("master-data")).toEqual([]);
});

test("[P12] a transfer over a circle takes its planned times and its open quantity, and the walk ends there", () => {
  const at = circle().at(8);
  expect(at.supplies("P@PLANT-B")).toEqual(["transfer TO-1 10 10"]);
  expect(at.line("SO-1/1")).toMatchObject({ state: "late", projectedDelivery: hour(10) });
  expect(at.walk("SO-1/1")).toEqual(["line SO-1/1", "supply TO-1", "cause TO-1"]);
  expect(at.causeOf("SO-1/1")).toBe("plan-gap TO-1");
});

test("[P12] the planned receipt of a transfer over a circle is not before now", () => {
  expect(circle().at(12).supplies("P@PLANT-B")).toEqual(["transfer TO-1 10 13"]);
});

test("[P13] a claim over a circle takes stock, but does not delay its order", () => {
  const at = simplePlant()
    .add("master.bom", bom("P", { item: "P", quantityPer: 1 }))
    .add("wms.stock-count", counted("P", 4))
    .add("erp.production-order", made("WO-1", "P", 10, [8, 9]))
    .at(8);
  expect(at.taken("P@PLANT-A", "WO-1/1")).toContain("lot  4");
  expect(at.operation("WO-1", 1)).toMatchObject({ projectedStart: hour(8), projectedFinish: hour(9) });
  expect(at.found("master-data").length).toBeGreaterThan(0);
});

const shared = () =>
  scene()
    .add("master.item", item("LOW"))
    .add("master.item", item("HIGH"))
    .add("master.resource", { id: "LINE-1", site: "PLANT-A", name: "LINE-1", kind: "line" })
    .add("master.routing", routing("LOW", { seq: 1, resource: "LINE-1", ratePerHour: 10 }))
    .add("master.routing", routing("HIGH", { seq: 1, resource: "LINE-1", ratePerHour: 10 }));

test("[P14] a lower level goes first, even if it is planned later", () => {
  const at = shared()
    .add("master.bom", bom("HIGH", { item: "LOW", quantityPer: 1 }))
    .add("wms.stock-count", counted("LOW", 10))
    .add("erp.production-order", made("WO-1", "HIGH", 10, [8, 9]))
    .add("erp.production-order", made("WO-2", "LOW", 100, [8.5, 18.5]))
    .at(8);
  expect(at.operation("WO-2", 1).projectedStart).toBe(hour(8.5));
  expect(at.operation("WO-1", 1).projectedStart).toBe(hour(18.5));
});

test("[P4] [P14] within a level the earlier planned start goes first, then the smaller id", () => {
  const at = shared()
    .add("erp.production-order", made("WO-3", "LOW", 10, [7, 8]))
    .add("erp.production-order", made("WO-10", "LOW", 10, [8, 9]))
    .add("erp.production-order", made("WO-2", "LOW", 10, [8, 9]))
    .at(8);
  expect(["WO-3", "WO-10", "WO-2"].map((id) => at.operation(id, 1).projectedStart)).toEqual([8, 9, 10].map(hour));
});
