import type { CloudEvent } from "@lockstep/domain/facts/fact";

/** One line, two orders, one purchase: the smallest plant in which a stop makes promises late. All before Monday 08:00. */
const before = "2026-03-02T07:00:00Z";
let count = 0;

export function fact(type: string, data: object, time = before): CloudEvent {
  count += 1;
  return { specversion: "1.0", id: `e-${count}`, source: "/test/plant-a", type, time, data };
}

export const exampleFacts = (): CloudEvent[] => [
  fact("master.site", { id: "PLANT-A", name: "Plant A", timeZone: "UTC" }),
  fact("master.item", { id: "P", name: "Sauce", uom: "pc", unitPrice: { amount: "10.00", currency: "EUR" } }),
  fact("master.item", { id: "C", name: "Jar", uom: "pc" }),
  fact("master.resource", { id: "LINE-1", site: "PLANT-A", name: "Line 1", kind: "line" }),
  fact("master.supplier", { id: "V", name: "Vetro" }),
  fact("master.customer", { id: "K", name: "Brightmart" }),
  fact("master.bom", { item: "P", site: "PLANT-A", components: [{ item: "C", quantityPer: 2 }] }),
  fact("master.routing", { item: "P", site: "PLANT-A", operations: [{ seq: 1, resource: "LINE-1", ratePerHour: 10 }] }),
  fact("wms.stock-count", { site: "PLANT-A", location: "BIN-1", item: "C", status: "available", quantity: 60 }),
  productionOrder("WO-1", 20, "08:00", "10:00"),
  productionOrder("WO-2", 30, "10:00", "13:00"),
  fact("erp.purchase-order-line", {
    order: "PO-9",
    line: "1",
    supplier: "V",
    item: "C",
    site: "PLANT-A",
    quantity: 50,
    orderedAt: "2026-02-20T08:00:00Z",
    promisedAt: "2026-03-02T12:00:00Z",
    status: "open",
  }),
  salesLine("SO-1", 20, "12:00"),
  salesLine("SO-2", 30, "14:00"),
];

/** LINE-1 stops at 09:00 with half of WO-1 made. */
export const stopFacts = (): CloudEvent[] => [
  fact(
    "mes.operation",
    {
      order: "WO-1",
      seq: 1,
      resource: "LINE-1",
      state: "running",
      startedAt: "2026-03-02T08:00:00Z",
      good: 10,
      scrap: 0,
      runHours: 1,
    },
    "2026-03-02T09:00:00Z",
  ),
  fact(
    "mes.resource-state",
    { resource: "LINE-1", since: "2026-03-02T09:00:00Z", state: "down", reason: "seal head" },
    "2026-03-02T09:00:00Z",
  ),
];

function productionOrder(id: string, quantity: number, start: string, finish: string): CloudEvent {
  const times = { plannedStart: `2026-03-02T${start}:00Z`, plannedFinish: `2026-03-02T${finish}:00Z` };
  return fact("erp.production-order", { id, item: "P", site: "PLANT-A", quantity, ...times, status: "released" });
}

function salesLine(order: string, quantity: number, promised: string): CloudEvent {
  const at = `2026-03-02T${promised}:00Z`;
  const what = { order, line: "1", customer: "K", item: "P", site: "PLANT-A", quantity };
  return fact("erp.sales-order-line", { ...what, requestedAt: at, promisedAt: at, status: "open" });
}
