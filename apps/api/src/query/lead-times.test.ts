import { afterAll, beforeAll, expect, test } from "vitest";
import { fact, item, site } from "../testing/facts.ts";
import { madeOfFigure } from "../testing/made-of.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const DAY = 24 * 60 * 60_000;
const NOW = Date.parse("2026-03-02T08:00:00Z");
const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();

let sent = 0;
/** Ordered so many days ago, and come so many after; null: it has not. */
function bought(of: string, supplier: string, ordered: number, came: number | null, more: object = {}) {
  sent += 1;
  const order = `PO-${sent}`;
  const data = {
    ...{ order, line: "1", supplier, item: of, site: "A", quantity: 10, orderedAt: ago(ordered) },
    ...{ promisedAt: ago(ordered - 5), status: came === null ? "open" : "closed", ...more },
  };
  const line = fact("erp.purchase-order-line", order, data, { time: ago(ordered) });
  if (came === null) return [line];
  const receipt = { site: "A", location: "DOCK", item: of, quantity: 10, rejected: 0, status: "available" };
  const at = { time: ago(ordered - came) };
  return [line, fact("wms.receipt", `r-${order}`, { ...receipt, purchaseOrderLine: `${order}/1` }, at)];
}

const ASK = `query ($from: DateTime!, $to: DateTime!, $site: ID = "A", $first: Int) {
  leadTimes(site: $site, from: $from, to: $to, first: $first) {
    version drifting totalCount
    nodes { item supplierName receipts overdue medianDays p80Days masterDays drift verdict drifts } } }`;

let server: ServerProcess;
const ask = async (more: object = {}, token?: string) =>
  (await server.ask(ASK, { from: ago(300), to: ago(0), ...more }, token)).data;

beforeAll(async () => {
  server = await startServerProcess();
  await server.setClock("2026-03-02T08:00:00Z");
  const sourcing = (of: string, days: number) =>
    fact("master.sourcing", `s-${of}`, { item: of, site: "A", supplier: "V", leadTimeDays: days });
  await server.send([
    ...[
      site("A"),
      site("B"),
      site("C"),
      item("SLOW"),
      item("FINE"),
      item("NEW"),
      sourcing("SLOW", 5),
      sourcing("FINE", 5),
    ],
    fact("master.supplier", "v", { id: "V", name: "Verde" }),
    ...[40, 50, 60, 70].flatMap((days) => bought("SLOW", "V", days, 9)),
    ...bought("SLOW", "V", 30, null),
    ...bought("SLOW", "V", 3, null),
    ...bought("SLOW", "V", 20, null, { status: "cancelled" }),
    ...[40, 50, 60, 70, 80].flatMap((days) => bought("FINE", "V", days, 5)),
    ...bought("NEW", "W", 10, 4),
    // Elsewhere, most of what was ordered came, and the rest was cancelled.
    ...[40, 50, 60, 70, 80].flatMap((days) =>
      bought("SLOW", "V", days, 9, { site: "C", quantity: 12, status: "cancelled" }),
    ),
    ...bought("SLOW", "V", 90, null, { site: "C", status: "cancelled" }),
  ]);
  await server.setClock("2026-03-02T08:01:00Z");
}, 60_000);
afterAll(() => server.close());

test("lead times are of each item and supplier, what drifts first; what is overdue counts, and what is not due does not", async () => {
  expect(await ask()).toEqual({
    leadTimes: {
      ...{ version: 3, drifting: 1, totalCount: 3 },
      nodes: [
        {
          ...{ item: "SLOW", supplierName: "Verde", receipts: 4, overdue: 1, medianDays: 9, p80Days: 9 },
          ...{ masterDays: 5, drift: 0.8, verdict: "DRIFTS", drifts: ["MEDIAN", "P80"] },
        },
        {
          ...{ item: "FINE", supplierName: "Verde", receipts: 5, overdue: 0, medianDays: 5, p80Days: 5 },
          ...{ masterDays: 5, drift: 0, verdict: "HOLDS", drifts: [] },
        },
        {
          ...{ item: "NEW", supplierName: "W", receipts: 1, overdue: 0, medianDays: 4, p80Days: 4 },
          ...{ masterDays: null, drift: null, verdict: "UNSAID", drifts: [] },
        },
      ],
    },
  });
});

test("what came of a line counts, also where the rest of it was cancelled; what was cancelled is not waited for", async () => {
  expect(await ask({ site: "C" })).toMatchObject({
    leadTimes: { nodes: [{ item: "SLOW", receipts: 5, overdue: 0, medianDays: 9 }] },
  });
});

test("what came in parts is not overdue for what sums of fractions leave over, and of nothing nothing came", async () => {
  const receipt = (id: string, order: string, quantity: number) => {
    const data = { site: "D", location: "DOCK", item: "FINE", quantity, rejected: 0, status: "available" };
    return fact("wms.receipt", id, { ...data, purchaseOrderLine: `${order}/1` }, { time: ago(12) });
  };
  const whole = bought("FINE", "V", 20, null, { site: "D", quantity: 1 });
  const nothing = bought("FINE", "V", 20, null, { site: "D" });
  const [order, other] = [`PO-${sent - 1}`, `PO-${sent}`];
  const parts = [0.7, 0.1, 0.2].map((quantity, k) => receipt(`part-${k}`, order, quantity));
  await server.send([site("D"), ...whole, ...nothing, ...parts, receipt("nothing", other, 0)]);
  await expect
    .poll(() => ask({ site: "D" }))
    .toMatchObject({ leadTimes: { nodes: [{ item: "FINE", receipts: 3, overdue: 1 }] } });
});

test("each comes from its receipts and what is overdue, which make it", async () => {
  for (const [item, supplier, days, receipts, overdue] of [
    ["SLOW", "V", 9, 4, 1],
    ["FINE", "V", 5, 5, 0],
  ] as const) {
    const id = `A/${ago(300)}/${ago(0)}?item=${item}&supplier=${supplier}`;
    const made = await madeOfFigure(server, { of: "LEAD_TIMES", id });
    expect(made?.total).toBeCloseTo(days, 9);
    expect(made?.facts).toEqual(expect.arrayContaining(["master.sourcing", "erp.purchase-order-line", "wms.receipt"]));
    expect((await madeOfFigure(server, { of: "LEAD_TIMES", id, figure: "RECEIVED" }))?.total).toBe(receipts);
    expect((await madeOfFigure(server, { of: "LEAD_TIMES", id, figure: "OVERDUE" }))?.total).toBe(overdue);
  }
});

test("they are of a time, in pages, at a plant that is seen", async () => {
  // What came before is not of it; what is overdue is so now.
  expect(await ask({ from: ago(8) })).toMatchObject({
    leadTimes: {
      drifting: 0,
      nodes: [
        { item: "SLOW", verdict: "FEW", receipts: 0, overdue: 1 },
        { item: "NEW", verdict: "UNSAID", receipts: 1 },
      ],
    },
  });
  expect(await ask({ first: 1 })).toMatchObject({ leadTimes: { totalCount: 3, nodes: [{ item: "SLOW" }] } });
  expect(await ask({ site: "B" })).toMatchObject({ leadTimes: { totalCount: 0, nodes: [] } });
  expect(await ask({}, "dev:ann:planner:B")).toEqual({ leadTimes: null });
});
