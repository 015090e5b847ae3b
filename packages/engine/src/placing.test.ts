import { expect, test } from "vitest";
import {
  bom,
  bought,
  hour,
  iso,
  item,
  made,
  received,
  reported,
  resource,
  routing,
  type Scene,
  simplePlant,
} from "./testing/scene.ts";

const DAY = 24;
/** P on LINE-1 at 10 an hour, nothing needed. */
const plant = (more: object = {}) =>
  simplePlant().add("master.bom", bom("P")).add("master.resource", resource("LINE-1", more));
const span = (to: Scene, now: number, order = "WO-1", seq = 1) => {
  const { projectedStart, projectedFinish, boundBy } = to.at(now).operation(order, seq);
  const hours = (at: number | null) => (at === null ? null : (at - hour(0)) / 3_600_000);
  return [hours(projectedStart), hours(projectedFinish), boundBy];
};
const order = (to: Scene, id: string, quantity: number, start: number, more: object = {}) =>
  to.add("erp.production-order", made(id, "P", quantity, [start, start + quantity / 10], more));

test("[P65] what has not started starts as planned, or now", () => {
  expect(span(order(plant(), "WO-1", 20, 8), 6)).toEqual([8, 10, "plan"]);
  expect(span(order(plant(), "WO-1", 20, 8), 8)).toEqual([8, 10, "plan"]);
  expect(span(order(plant(), "WO-1", 20, 8), 9)).toEqual([9, 11, "now"]);
});

test("[P65] [P75] it waits for the operation before, and for its material; in a tie the plan comes first", () => {
  const two = plant()
    .add("master.resource", resource("LINE-2"))
    .add(
      "master.routing",
      routing("P", { seq: 1, resource: "LINE-1", ratePerHour: 10 }, { seq: 2, resource: "LINE-2", ratePerHour: 10 }),
    );
  expect(span(order(two, "WO-1", 20, 8), 9, "WO-1", 2)).toEqual([11, 13, "operation"]);
  expect(span(order(two, "WO-1", 20, 8), 8, "WO-1", 2)).toEqual([10, 12, "plan"]);
  const material = (promised: number) =>
    order(simplePlant(), "WO-1", 20, 8).add("erp.purchase-order-line", bought("PO-1", "C", 40, promised));
  expect(span(material(8), 6)).toEqual([8, 10, "plan"]);
  expect(span(material(8.5), 6)).toEqual([8.5, 10.5, "material"]);
});

test("[P66] it takes the first gap that holds it whole, and moves nothing", () => {
  const waiting = order(plant(), "WO-1", 20, 8, { components: [{ item: "C", quantityPer: 1 }] }).add(
    "erp.purchase-order-line",
    bought("PO-1", "C", 20, 12),
  );
  const to = [
    ["WO-2", 20, 8.5],
    ["WO-3", 20, 9],
    ["WO-4", 10, 9.5],
  ].reduce((all, [id, quantity, start]) => order(all, String(id), Number(quantity), Number(start)), waiting);
  expect(span(to, 8, "WO-1")).toEqual([12, 14, "material"]);
  expect(span(to, 8, "WO-2")).toEqual([8.5, 10.5, "plan"]);
  expect(span(to, 8, "WO-3")).toEqual([14, 16, "resource"]);
  expect(span(to, 8, "WO-4")).toEqual([10.5, 11.5, "resource"]);
});

test("[P66] of several slots the one with the earliest start, then the lowest", () => {
  const to = ["WO-1", "WO-2", "WO-3", "WO-4"].reduce(
    (all, id, k) => order(all, id, k === 1 ? 10 : 20, 8),
    plant({ capacity: 2 }),
  );
  expect(span(to, 8, "WO-2")).toEqual([8, 9, "plan"]);
  expect(span(to, 8, "WO-3")).toEqual([9, 11, "resource"]);
  expect(span(to, 8, "WO-4")).toEqual([10, 12, "resource"]);
});

const shifts = () =>
  plant({ calendar: "DAY" }).add("master.calendar", {
    id: "DAY",
    timeZone: "UTC",
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, start: "06:00", end: "14:00" })),
  });

test("[P67] an operation may end on the stroke of closing, and may span closed time", () => {
  expect(span(order(shifts(), "WO-1", 20, 12), 8)).toEqual([12, 14, "plan"]);
  expect(span(order(shifts(), "WO-1", 20, 13), 8)).toEqual([13, DAY + 7, "plan"]);
});

test("[P67] it starts at the first working instant, and that is not waiting for its resource", () => {
  expect(span(order(shifts(), "WO-1", 20, 14), 8)).toEqual([DAY + 6, DAY + 8, "plan"]);
  expect(span(order(shifts(), "WO-1", 20, 8), 15)).toEqual([DAY + 6, DAY + 8, "now"]);
});

test("[P67] over closed time, too, nothing else may lie within an operation", () => {
  const to = order(order(shifts(), "WO-1", 20, 13), "WO-2", 20, 13.5);
  expect(span(to, 8, "WO-2")).toEqual([DAY + 7, DAY + 9, "resource"]);
});

test("[P68] with no work left it takes no time and no place", () => {
  const to = plant()
    .add("master.resource", resource("LINE-2"))
    .add(
      "master.routing",
      routing("P", { seq: 1, resource: "LINE-1", ratePerHour: 10 }, { seq: 2, resource: "LINE-2", ratePerHour: 10 }),
    );
  order(order(to, "WO-1", 20, 8), "WO-2", 20, 8.5).add(
    "mes.operation",
    reported("WO-1", 1, "paused", { good: 20 }),
    -20,
  );
  expect(span(to, 8, "WO-1").slice(1)).toEqual([8, "plan"]);
  expect(span(to, 8, "WO-2")).toEqual([8.5, 10.5, "plan"]);
  expect(span(to, 8, "WO-1", 2)).toEqual([10, 12, "plan"]);
});

test("[P69] what cannot end within 1,096 days never does, and is a finding", () => {
  const most = 1_096 * DAY * 10;
  expect(span(order(plant(), "WO-1", most, 8), 8)[1]).toBe(8 + 1_096 * DAY);
  const never = order(plant(), "WO-1", most + 1, 8).at(8);
  expect(never.operation("WO-1", 1)).toMatchObject({ projectedStart: null, projectedFinish: null });
  expect(never.findings.map(({ subject }) => subject)).toEqual(["WO-1"]);
});

test("[P65] [P69] what has no room on its resource is bound by it, whatever it could have started by", () => {
  const at = order(order(plant(), "WO-1", 1_096 * DAY * 10, 8), "WO-2", 20, 8).at(8);
  expect(at.operation("WO-2", 1)).toMatchObject({ projectedStart: null, boundBy: "resource" });
});

test("[P69] on a calendar that never opens nothing starts, nor what comes after it", () => {
  const to = plant({ calendar: "SHUT" })
    .add("master.calendar", { id: "SHUT", timeZone: "UTC" })
    .add("master.resource", resource("LINE-2"))
    .add(
      "master.routing",
      routing("P", { seq: 1, resource: "LINE-1", ratePerHour: 10 }, { seq: 2, resource: "LINE-2", ratePerHour: 10 }),
    );
  const at = order(to, "WO-1", 20, 8).at(8);
  expect(at.operation("WO-1", 1).projectedStart).toBeNull();
  expect(at.operation("WO-1", 2).projectedStart).toBeNull();
  expect(at.order("WO-1").projectedFinish).toBeNull();
  expect(at.supplies("P@PLANT-A")).toEqual(["make WO-1 20 never"]);
});

const alternates = () =>
  plant()
    .add("master.resource", resource("LINE-2"))
    .add(
      "master.routing",
      routing("P", {
        seq: 1,
        resource: "LINE-1",
        ratePerHour: 10,
        alternates: [{ resource: "LINE-2", ratePerHour: 5 }],
      }),
    );

test("[P70] an alternate is used only when the MES names it, with its own rate", () => {
  const both = order(order(alternates(), "WO-1", 20, 8), "WO-2", 20, 8);
  expect(both.at(8).operation("WO-2", 1)).toMatchObject({ resource: "LINE-1", projectedStart: hour(10) });
  both.add("mes.operation", reported("WO-2", 1, "pending", { resource: "LINE-2" }), 7);
  expect(both.at(8).operation("WO-2", 1)).toMatchObject({
    resource: "LINE-2",
    projectedStart: hour(8),
    projectedFinish: hour(12),
  });
  const running = order(alternates(), "WO-1", 20, 8).add(
    "mes.operation",
    reported("WO-1", 1, "running", { resource: "LINE-2", good: 5, runHours: 1 }),
    9,
  );
  expect(running.at(9).operation("WO-1", 1).remainingHours).toBeCloseTo(15 / ((5 + 10) / 3), 9);
});

test("[P54] an unknown resource has capacity 1 and works around the clock", () => {
  const to = simplePlant()
    .add("master.bom", bom("P"))
    .add("master.routing", routing("P", { seq: 1, resource: "NOBODY", ratePerHour: 10 }));
  order(order(to, "WO-1", 20, 8), "WO-2", 20, 8);
  expect(span(to, 8, "WO-1")).toEqual([8, 10, "plan"]);
  expect(span(to, 8, "WO-2")).toEqual([10, 12, "resource"]);
});

const unrouted = () =>
  simplePlant()
    .add("master.item", item("Q"))
    .add("erp.production-order", made("WO-1", "Q", 20, [8, 12]));

test("[P53] an order without operations is one block, as long as it is planned, on no resource", () => {
  const at = unrouted()
    .add("erp.production-order", made("WO-2", "Q", 5, [8, 12]))
    .at(9);
  for (const id of ["WO-1", "WO-2"]) {
    expect(at.order(id)).toMatchObject({ projectedStart: hour(9), projectedFinish: hour(13), operations: [] });
  }
  expect(at.supplies("Q@PLANT-A")).toEqual(["make WO-1 20 13", "make WO-2 5 13"]);
});

test("[P53] a block waits for its material", () => {
  const at = unrouted()
    .add("erp.production-order", made("WO-1", "Q", 20, [8, 12], { components: [{ item: "C", quantityPer: 1 }] }))
    .add("erp.purchase-order-line", bought("PO-1", "C", 20, 15))
    .at(9);
  expect(at.order("WO-1")).toMatchObject({ projectedStart: hour(15), projectedFinish: hour(19) });
});

test("[P53] operations that the MES names belong to an order without any, at the pace of its plan", () => {
  const at = unrouted()
    .add("mes.operation", reported("WO-1", 10, "running", { startedAt: iso(8), good: 5, runHours: 1 }), 9)
    .at(9);
  expect(at.operation("WO-1", 10)).toMatchObject({
    resource: "LINE-1",
    plannedStart: hour(8),
    plannedFinish: hour(12),
    remainingHours: 3,
  });
  expect(at.supplies("Q@PLANT-A")).toEqual(["made WO-1 5 9", "make WO-1 15 12"]);
});

test("[P55] operations without planned times follow each other from the order's start, in working time", () => {
  const to = shifts()
    .add("master.resource", resource("LINE-2"))
    .add(
      "master.routing",
      routing(
        "P",
        { seq: 2, resource: "LINE-2", ratePerHour: 10 },
        { seq: 1, resource: "LINE-1", ratePerHour: 10, setupMinutes: 60 },
      ),
    );
  const at = order(to, "WO-1", 20, 12).at(8);
  expect(at.operation("WO-1", 1)).toMatchObject({ plannedStart: hour(12), plannedFinish: hour(DAY + 7) });
  expect(at.operation("WO-1", 2)).toMatchObject({ plannedStart: hour(DAY + 7), plannedFinish: hour(DAY + 9) });
});

test("[P55] an order's own operations go before the routing's, with their own times", () => {
  const operations = [
    { seq: 5, resource: "LINE-9", ratePerHour: 20, plannedStart: iso(9), plannedFinish: iso(11) },
    { seq: 6, resource: "LINE-9", ratePerHour: 20 },
  ];
  const at = order(plant(), "WO-1", 20, 8, { operations }).at(6);
  expect(
    at.order("WO-1").operations.map(({ seq, plannedStart, plannedFinish }) => [seq, plannedStart, plannedFinish]),
  ).toEqual([
    [5, hour(9), hour(11)],
    [6, hour(11), hour(12)],
  ]);
  expect(at.operation("WO-1", 5)).toMatchObject({ projectedStart: hour(9), projectedFinish: hour(10) });
});

test("[P52] an order that nobody reports a week after its end is stale: not loaded, no supply, a finding", () => {
  const to = order(plant(), "WO-1", 20, 8);
  expect(to.at(10 + 7 * DAY).supplies("P@PLANT-A")).toHaveLength(1);
  const stale = to.at(10.1 + 7 * DAY);
  expect(stale.supplies("P@PLANT-A")).toEqual([]);
  expect(stale.order("WO-1")).toMatchObject({ stillToMake: 0, projectedFinish: null });
  expect(stale.found("stale-order")).toEqual(["WO-1"]);
  const known = order(plant(), "WO-1", 20, 8).add("wms.receipt", received("P", 1, { productionOrder: "WO-1" }), 9);
  expect(known.at(11 + 7 * DAY).found("stale-order")).toEqual([]);
});

test("[P75] nothing starts on a part: the last component counts, and the others are kept for it", () => {
  const to = simplePlant()
    .add("master.item", item("D"))
    .add("master.bom", bom("P", { item: "C", quantityPer: 1 }, { item: "D", quantityPer: 1 }))
    .add("wms.stock-count", { site: "PLANT-A", location: "B", item: "C", status: "available", quantity: 20 })
    .add("erp.purchase-order-line", bought("PO-D", "D", 20, 20))
    .add("erp.purchase-order-line", bought("PO-C", "C", 20, 30));
  order(order(to, "WO-1", 20, 8), "WO-2", 20, 9, { components: [{ item: "C", quantityPer: 1 }] });
  expect(span(to, 8, "WO-1")).toEqual([20, 22, "material"]);
  expect(to.at(8).taken("C@PLANT-A", "WO-1/1")).toEqual(["lot  20"]);
  expect(span(to, 8, "WO-2")).toEqual([30, 32, "material"]);
});

test("[P76] what is left short is assumed to be bought in the shortest lead time from now", () => {
  const to = order(simplePlant(), "WO-1", 20, 8)
    .add("master.supplier", { id: "W", name: "W" })
    .add("master.sourcing", { item: "C", site: "PLANT-A", supplier: "V", leadTimeDays: 3 })
    .add("master.sourcing", { item: "C", site: "PLANT-A", supplier: "W", leadTimeDays: 2 });
  expect(span(to, 9)).toEqual([9 + 48, 11 + 48, "material"]);
  expect(to.at(9).demand("C@PLANT-A", "WO-1/1")).toMatchObject({ shortQuantity: 40, allocations: [] });
});

test("[P76] what is left short of a made item takes its routing's work from now, around the clock", () => {
  const to = order(simplePlant(), "WO-1", 20, 8)
    .add("master.resource", resource("LINE-2", { calendar: "SHUT" }))
    .add("master.calendar", { id: "SHUT", timeZone: "UTC" })
    .add("wms.stock-count", { site: "PLANT-A", location: "B", item: "C", status: "available", quantity: 10 })
    .add("master.sourcing", { item: "C", site: "PLANT-A", supplier: "V", leadTimeDays: 0.01 })
    .add(
      "master.routing",
      routing(
        "C",
        { seq: 1, resource: "LINE-2", ratePerHour: 10, setupMinutes: 60 },
        { seq: 2, resource: "LINE-2", ratePerHour: 30 },
      ),
    );
  expect(span(to, 9)).toEqual([14, 16, "material"]);
});

test("[P76] without a routing and without a source it never comes", () => {
  const at = order(simplePlant(), "WO-1", 20, 8).at(9);
  expect(at.operation("WO-1", 1)).toMatchObject({ projectedStart: null, projectedFinish: null, boundBy: "material" });
});

test("[P3] [P50] planned and released orders hold resources, closed ones and those that have made all do not", () => {
  const first = (status: string, more: object = {}) =>
    order(order(plant(), "WO-1", 20, 8, { status }), "WO-2", 20, 8.5).add(
      "mes.operation",
      {
        ...reported("WO-1", 1, "running", more),
      },
      8,
    );
  expect(span(first("planned"), 8, "WO-2")).toEqual([10, 12, "resource"]);
  expect(span(first("released"), 8, "WO-2")).toEqual([10, 12, "resource"]);
  expect(span(first("closed"), 8, "WO-2")).toEqual([8.5, 10.5, "plan"]);
  expect(span(first("cancelled"), 8, "WO-2")).toEqual([8.5, 10.5, "plan"]);
  expect(span(first("released", { good: 20 }), 8, "WO-2")).toEqual([8.5, 10.5, "plan"]);
});

test("[P61] what runs beyond the capacity blocks nobody, and the lower rank keeps the slot", () => {
  const to = order(order(order(plant(), "WO-1", 20, 7), "WO-2", 40, 6), "WO-3", 10, 9);
  to.add("mes.operation", reported("WO-1", 1, "running", { good: 0, runHours: 0 }), 8);
  to.add("mes.operation", reported("WO-2", 1, "running", { good: 0, runHours: 0 }), 8);
  expect(span(to, 8, "WO-3")).toEqual([12, 13, "resource"]);
});

test("[P62] [P66] behind a repair an operation takes the first slot that nothing runs on", () => {
  const to = order(order(plant({ capacity: 2 }), "WO-1", 20, 8), "WO-2", 10, 8);
  to.add("mes.operation", reported("WO-1", 1, "running", { good: 0, runHours: 0 }), 8);
  to.add("mes.resource-state", { resource: "LINE-1", since: iso(8), state: "down", expectedUpAt: iso(9) }, 8);
  expect(span(to, 8, "WO-1")[1]).toBe(11);
  expect(span(to, 8, "WO-2")).toEqual([9, 10, "resource"]);
});

test("[P65] an operation reported as pending is placed like one without a report", () => {
  const to = order(plant(), "WO-1", 20, 8).add("mes.operation", reported("WO-1", 1, "pending"), 7);
  expect(span(to, 9)).toEqual([9, 11, "now"]);
});
