import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineHere } from "../testing/engine-here.ts";
import { fact, item, orderLine, site } from "../testing/facts.ts";
import { startTower } from "../testing/tower.ts";
import { leaningIn } from "./leaning-lines.ts";
import { blockedBy, blockedFields } from "./quarantine-blocked.ts";

/**
 * COMP is bought by PO-1/1, WO-1 makes FG of it on LINE-1, and SO-1/1 waits for that at A; T-1 brings the rest to B, where SO-2/1
 * waits. SO-3/1 of FG-2 is delivered, SO-4/1 of FG-2 lies ready. KIT is made of PART in one piece, without operations, for SO-5/1.
 */
const plant = [
  ...["A", "B"].map(site),
  ...["FG", "COMP", "FG-2", "KIT", "PART"].map(item),
  fact("master.resource", "r", { id: "LINE-1", site: "A", name: "Line 1", kind: "line" }),
  fact("master.resource", "r2", { id: "LINE-2", site: "A", name: "Line 2", kind: "line" }),
  fact("master.bom", "b", { item: "FG", site: "A", components: [{ item: "COMP", quantityPer: 2 }] }),
  fact("erp.purchase-order-line", "p", {
    order: "PO-1",
    line: "1",
    supplier: "V-1",
    item: "COMP",
    site: "A",
    quantity: 200,
    orderedAt: "2026-02-20T08:00:00Z",
    promisedAt: "2026-03-02T10:00:00Z",
    status: "open",
  }),
  fact("erp.production-order", "w", {
    id: "WO-1",
    item: "FG",
    site: "A",
    quantity: 40,
    plannedStart: "2026-03-02T10:00:00Z",
    plannedFinish: "2026-03-02T12:00:00Z",
    operations: [{ seq: 10, resource: "LINE-1", ratePerHour: 20 }],
    status: "released",
  }),
  fact("erp.transfer-order", "t", {
    id: "T-1",
    item: "FG",
    fromSite: "A",
    toSite: "B",
    quantity: 15,
    plannedShip: "2026-03-02T14:00:00Z",
    plannedReceipt: "2026-03-03T08:00:00Z",
    status: "open",
  }),
  fact("mes.quality-hold", "h", { id: "H-1", target: { productionOrder: "WO-1" }, state: "held", reason: "check" }),
  orderLine({ order: "SO-1", item: "FG", site: "A", quantity: 20, promisedAt: "2026-03-05T12:00:00Z" }),
  orderLine({ order: "SO-2", item: "FG", site: "B", quantity: 15, promisedAt: "2026-03-05T12:00:00Z" }),
  orderLine({ order: "SO-3", item: "FG-2", site: "A", quantity: 5 }),
  orderLine({ order: "SO-4", item: "FG-2", site: "A", quantity: 7, promisedAt: "2026-03-06T12:00:00Z" }),
  fact("wms.stock-count", "c", { site: "A", location: "L", item: "FG-2", status: "available", quantity: 50 }),
  fact("wms.shipment", "s", {
    id: "S-3",
    salesOrderLine: "SO-3/1",
    item: "FG-2",
    site: "A",
    quantity: 5,
    shippedAt: "2026-03-02T06:00:00Z",
    deliveredAt: "2026-03-02T06:00:00Z",
  }),
];

const inOnePiece = [
  fact("erp.purchase-order-line", "p2", {
    order: "PO-2",
    line: "1",
    supplier: "V-2",
    item: "PART",
    site: "A",
    quantity: 3,
    orderedAt: "2026-02-20T08:00:00Z",
    promisedAt: "2026-03-02T10:00:00Z",
    status: "open",
  }),
  fact("erp.production-order", "w2", {
    id: "KIT/7",
    item: "KIT",
    site: "A",
    quantity: 3,
    plannedStart: "2026-03-03T10:00:00Z",
    plannedFinish: "2026-03-03T12:00:00Z",
    components: [{ item: "PART", quantityPer: 1 }],
    status: "released",
  }),
  fact("erp.sales-order-line", "l5", {
    ...{ order: "SO-5", line: "1", customer: "C-2", item: "KIT", site: "A", quantity: 3, status: "open" },
    ...{ requestedAt: "2026-03-06T12:00:00Z", promisedAt: "2026-03-06T12:00:00Z" },
  }),
];

let tower: Awaited<ReturnType<typeof startTower>>;
beforeAll(async () => {
  tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
  await tower.take([...plant, ...inOnePiece]);
  await tower.writer.setClock(Date.parse("2026-03-02T08:00:00Z"));
  await tower.writer.ready(["points"]);
}, 60_000);
afterAll(() => tower.close());

const leaning = (told: string): readonly string[] | null => {
  const lines = leaningIn(tower.writer.view)(told);
  return lines === null ? null : [...lines].sort();
};

describe("[Q5] the open order lines that lean on a thing", () => {
  test.each([
    ["line:SO-1/1", ["SO-1/1"]],
    ["line:SO-3/1", []],
    ["transfer:T-1", ["SO-2/1"]],
    ["order:WO-1", ["SO-1/1", "SO-2/1"]],
    ["resource:LINE-1", ["SO-1/1", "SO-2/1"]],
    ["resource:LINE-2", []],
    ["purchase:PO-1/1", ["SO-1/1", "SO-2/1"]],
    ["point:COMP@A", ["SO-1/1", "SO-2/1"]],
    ["point:FG@B", ["SO-2/1"]],
    ["point:FG-2@A", ["SO-4/1"]],
    ["hold:H-1", ["SO-1/1", "SO-2/1"]],
    ["item:FG-2", ["SO-4/1"]],
    ["customer:C-1", ["SO-1/1", "SO-2/1", "SO-4/1"]],
    ["supplier:V-1", ["SO-1/1", "SO-2/1"]],
    ["order:KIT/7", ["SO-5/1"]],
    ["purchase:PO-2/1", ["SO-5/1"]],
  ])("%s: %j", (told, lines) => {
    expect(leaning(told)).toEqual(lines);
  });

  test.each([
    "line:SO-9/1",
    "order:WO-9",
    "purchase:PO-9/1",
    "transfer:T-9",
    "point:FG@C",
    "resource:R-9",
    "hold:H-9",
    "item:X",
    "customer:X",
    "supplier:X",
    "other:X",
  ])("of %s, which the view does not know, it cannot be told", (told) => {
    expect(leaning(told)).toBeNull();
  });
});

test("[Q5] what facts block is the value that is not delivered of each line once; null where of none it can be told", () => {
  const { view } = tower.writer;
  const told = (...all: string[]) => ({ told: all });
  const shown = (...facts: { told: string[] | null }[]) => {
    const blocked = blockedBy(view, facts);
    return { ...blockedFields(view, blocked), untold: blocked.untold };
  };
  expect(shown(told("line:SO-1/1"), told("order:WO-1"), told("order:WO-9"), { told: null })).toEqual({
    linesBlocked: 2,
    valueBlocked: { amount: "350.00", currency: "EUR" },
    untold: 2,
  });
  expect(shown(told("hold:H-9", "order:WO-1"))).toMatchObject({ linesBlocked: 2, untold: 0 });
  expect(shown(told("line:SO-3/1"))).toEqual({
    linesBlocked: 0,
    valueBlocked: { amount: "0.00", currency: "EUR" },
    untold: 0,
  });
  expect(shown(told("order:WO-9"), { told: null })).toEqual({ linesBlocked: null, valueBlocked: null, untold: 2 });
});
