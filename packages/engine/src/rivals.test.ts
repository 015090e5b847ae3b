import { expect, test } from "vitest";
import { createRivalSearch, type Rival } from "./rivals.ts";
import { bom, bought, counted, iso, item, made, type Scene, simplePlant, site, sold } from "./testing/scene.ts";

const P = "P@PLANT-A";
const plant = () => simplePlant().add("master.bom", bom("P"));
const stock = (quantity: number, more: object = {}) => plant().add("wms.stock-count", counted("P", quantity, more));
const line = (to: Scene, id: string, quantity: number, promised: number, more: object = {}) =>
  to.add("erp.sales-order-line", sold(id, "P", quantity, promised, more));

function before(to: Scene, kind: Rival["waits"]["kind"], id: string, now = 8): readonly string[] {
  const { productionOrders, stockingPoints, now: minute, world } = to.at(now);
  const stockingPoint = (point: string) => stockingPoints.get(point) ?? null;
  const search = createRivalSearch({ productionOrders, stockingPoint, now: minute }, world);
  return [...search.before({ kind, id })].map(
    ({ who, operation, why, at, quantity }) => `${operation ?? who.id} ${why} ${at} ${quantity ?? "-"}`,
  );
}

test("[P140] before a line that is short stands who got anything; before one that waits, who got what comes sooner", () => {
  const two = line(line(stock(10), "SO-1", 10, 12), "SO-2", 10, 20);
  expect(before(two, "sales-order-line", "SO-2/1")).toEqual([`SO-1/1 rank ${P} 10`]);
  expect(before(two, "sales-order-line", "SO-1/1")).toEqual([]);
  const coming = two.add("erp.purchase-order-line", bought("PO-9", "P", 30, 30));
  expect(before(line(coming, "SO-3", 10, 40), "sales-order-line", "SO-3/1")).toEqual([`SO-1/1 rank ${P} 10`]);
});

test("[P140] stock that expires before it would be of use stands for nothing", () => {
  const lot = (hours: number) => stock(10, { lot: "L", expiresAt: iso(hours) });
  const two = (to: Scene) => line(line(to, "SO-1", 10, 12), "SO-2", 10, 36);
  expect(before(two(lot(40)), "sales-order-line", "SO-2/1")).toEqual([`SO-1/1 rank ${P} 10`]);
  expect(before(two(lot(30)), "sales-order-line", "SO-2/1")).toEqual([]);
  const picking = two(lot(40)).add("master.site", site("PLANT-A", { pickHours: 6 }));
  const late = line(picking, "SO-3", 10, 44, { transitHours: 30 });
  expect(before(late, "sales-order-line", "SO-3/1")).toEqual([]);
});

test("[P141] what is meant for another stands before who ranks first; what is meant for oneself is waited for alone", () => {
  const order = made("WO-1", "P", 10, [9, 10], { components: [], peggedTo: "SO-2/1" });
  const pegged = line(line(plant(), "SO-1", 10, 12), "SO-2", 10, 20).add("erp.production-order", order);
  expect(before(pegged, "sales-order-line", "SO-1/1")).toEqual([`SO-2/1 pegged ${P} 10`]);
  const own = line(line(stock(10), "SO-1", 10, 12), "SO-2", 10, 20).add("erp.production-order", order);
  expect(before(own, "sales-order-line", "SO-2/1")).toEqual([]);
});

test("[P141] a claim that has begun goes first, and nobody before it", () => {
  const parts = { components: [{ item: "P", quantityPer: 1 }] };
  const to = stock(10)
    .add("master.item", item("Q"))
    .add("erp.production-order", made("WO-1", "Q", 10, [8, 20], parts))
    .add("erp.production-order", made("WO-2", "Q", 10, [8, 9], parts))
    .add(
      "mes.operation",
      { order: "WO-1", seq: 1, resource: "LINE-1", state: "running", startedAt: iso(8), good: 1, scrap: 0 },
      8,
    );
  const late = line(to, "SO-1", 10, 9);
  expect(before(late, "sales-order-line", "SO-1/1", 9)).toEqual([`WO-1/1 started ${P} 10`]);
  expect(before(late, "production-order", "WO-1", 9)).toEqual([]);
});

test("[P142] before an operation that waits for its resource stands who is there until it begins, and nobody after", () => {
  const to = plant()
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]))
    .add("erp.production-order", made("WO-2", "P", 20, [9, 11]))
    .add("erp.production-order", made("WO-3", "P", 20, [12, 14]));
  expect(before(to, "production-order", "WO-2")).toEqual(["WO-1/1 resource LINE-1 -"]);
  expect(before(to, "production-order", "WO-1")).toEqual([]);
});
