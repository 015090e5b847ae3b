import { expect, test } from "vitest";
import {
  bom,
  counted,
  hour,
  iso,
  item,
  made,
  reported,
  scene,
  simplePlant,
  site,
  sold,
  transferred,
} from "./testing/scene.ts";

const P = "P@PLANT-A";

/** At 12, WO-1 has reported 15 of 20 at 11 and should have ended long ago: it ends right now, and again in each minute to come. */
const overdue = (shelfLifeDays: number) =>
  simplePlant()
    .add("master.item", item("P", { shelfLifeDays }))
    .add("master.bom", bom("P"))
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]))
    .add("mes.operation", reported("WO-1", 1, "running", { startedAt: iso(8), good: 15, runHours: 1.5 }), 11)
    .add("wms.stock-count", counted("P", 5, { lot: "L1", expiresAt: iso(12 + 48) }), 1);

test("[P84] what is made by now and ends sooner is taken before a lot that lies there", () => {
  const sooner = overdue(1)
    .add("erp.sales-order-line", sold("SO-1", "P", 18, 9))
    .at(12);
  expect(sooner.operation("WO-1", 1).projectedFinish).toBe(hour(12));
  expect(sooner.taken(P, "SO-1/1")).toEqual(["made WO-1 15", "make WO-1 3"]);
  const later = overdue(3)
    .add("erp.sales-order-line", sold("SO-1", "P", 18, 9))
    .at(12);
  expect(later.taken(P, "SO-1/1")).toEqual(["lot L1 5", "made WO-1 13"]);
});

test("[P31] what is made by now keeps for its shelf life from now on, and is shown as available now", () => {
  const at = overdue(1).at(12.5);
  const { availableAt, expiresAt } = at.point(P).supplies.find(({ kind }) => kind === "make") ?? {};
  expect({ availableAt, expiresAt }).toEqual({ availableAt: hour(12.5), expiresAt: hour(12.5 + 24) });
});

test("[P100] of what is available now the lot is the latest allocation: the line has not been shipped", () => {
  const at = overdue(1)
    .add("erp.sales-order-line", sold("SO-1", "P", 24, 9))
    .at(12);
  expect(at.taken(P, "SO-1/1")).toEqual(["made WO-1 15", "make WO-1 5", "lot L1 4"]);
  expect(at.demand(P, "SO-1/1").availableAt).toBe(hour(12));
  expect(at.causeOf("SO-1/1")).toBe("not-shipped SO-1/1");
});

test("[P100] without a lot the line waits for the order that ends now", () => {
  const at = overdue(1)
    .add("erp.sales-order-line", sold("SO-1", "P", 18, 9))
    .at(12);
  expect(at.walk("SO-1/1").slice(0, 3)).toEqual(["line SO-1/1", "supply WO-1", "cause WO-1"]);
});

/** From A to B in no time: what has not left B may have at once. */
const transfer = (received: number) =>
  scene()
    .add("master.item", item("P"))
    .add("master.site", site("PLANT-B"))
    .add("wms.stock-count", counted("P", 20))
    .add("wms.stock-count", counted("P", received, { site: "PLANT-B" }))
    .add("erp.transfer-order", transferred("TO-1", "P", 20, [8, 8]))
    .add("erp.sales-order-line", sold("SO-1", "P", 12, 9, { site: "PLANT-B" }));

test("[P100] [P114] a transfer that can be there now ties with the lots, and stands behind them", () => {
  const both = transfer(5).at(10);
  expect(both.taken("P@PLANT-B", "SO-1/1")).toEqual(["lot  5", "transfer TO-1 7"]);
  expect(both.causeOf("SO-1/1")).toBe("not-shipped SO-1/1");
  expect(both.point("P@PLANT-B").verdict).toBe("timing");
  const alone = transfer(0).at(10);
  expect(alone.taken("P@PLANT-B", "SO-1/1")).toEqual(["transfer TO-1 12"]);
  expect(alone.causeOf("SO-1/1")).toBe("not-shipped TO-1");
});

test("[P22] [P84] where inspection takes no time, what is in it ties with what is free", () => {
  const at = simplePlant()
    .add("master.site", site("PLANT-A", { inspectionHours: 0 }))
    .add("wms.stock-count", counted("C", 5, { lot: "L1", status: "quality", expiresAt: iso(500) }))
    .add("wms.stock-count", counted("C", 5, { lot: "L2", expiresAt: iso(800) }))
    .at(8);
  expect(at.supplies("C@PLANT-A")).toEqual(["lot L1 5 8?", "lot L2 5 8"]);
});
