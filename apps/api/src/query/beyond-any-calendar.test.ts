import { afterAll, beforeAll, expect, test } from "vitest";
import { count, fact, item, MORNING, orderLine, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

/** Durations in a wrong unit, and work that would take a thousand lives: each at a plant of its own. */
const TROUBLES: Readonly<Record<string, (k: number) => object[]>> = {
  "hours run in milliseconds": (k) => [
    made(k, { quantity: 5_000 }),
    report(k, { good: 20, runHours: 28_800_000 }),
    wanted(k, { quantity: 1_000 }),
  ],
  "a rate of nothing, and what comes after": (k) => [
    made(k, {
      quantity: 5_000_000,
      operations: [
        { seq: 10, resource: `R${k}`, ratePerHour: 0.001 },
        { seq: 20, resource: `R${k}`, ratePerHour: 5e-324 },
        { seq: 30, resource: `R${k}`, ratePerHour: 10 },
      ],
    }),
    ...calendar(k),
    wanted(k),
  ],
  "a plan until the last day there is": (k) => [
    made(k, { plannedFinish: "9999-12-31T23:59:59Z" }),
    ...calendar(k),
    report(k, { good: 1, startedAt: "0001-01-01T00:00:00Z" }),
    wanted(k),
  ],
  "grams at tonnes an hour": (k) => [made(k, { quantity: 5_000_000, ratePerHour: 0.002 }), wanted(k)],
  "a set-up without end": (k) => [made(k, { setupMinutes: 1e12 }), wanted(k)],
  "the longest set-up that a number can say, before work at the highest rate": (k) => [
    made(k, { setupMinutes: 9_007_199_254_740_991 }),
    fact("erp.production-order", `next-${k}`, {
      ...{ id: `NEXT${k}`, item: `P${k}`, site: `S${k}`, quantity: 100_000, status: "released" },
      ...{ plannedStart: "2026-03-02T05:00:00Z", plannedFinish: "2026-03-02T10:00:00Z" },
      operations: [{ seq: 30, resource: `R${k}`, ratePerHour: 1e15 }],
    }),
    wanted(k),
  ],
  "a stop that is named as a language names its own": (k) => [
    fact("mes.resource-state", `own-${k}`, {
      resource: `X${k}`,
      since: "2026-03-02T05:00:00Z",
      state: "down",
      reason: "constructor",
    }),
    wanted(k),
  ],
  "hours run without end": (k) => [made(k), report(k, { good: 1, runHours: 1e12 }), wanted(k)],
  "a tolerance that means any time": (k) => [customer(k, { lateToleranceMinutes: 1e12 }), wanted(k)],
  "a transit that is an epoch": (k) => [wanted(k, { transitHours: 1_772_438_400_000 })],
  "picking without end": (k) => [plant(k, { pickHours: 1e12 }), wanted(k)],
  "put away in a million years": (k) => [plant(k, { putawayHours: 1e10 }), bought(k), wanted(k)],
  "inspected in a million years": (k) => [
    plant(k, { inspectionHours: 1e12 }),
    stock(k, { status: "quality", location: "Q" }),
    wanted(k),
  ],
  "a shelf life without end": (k) => [goods(k, { shelfLifeDays: 1e12 }), bought(k), wanted(k)],
  "a repair without end": (k) => [
    fact("master.resource", `r-${k}`, {
      id: `R${k}`,
      site: `S${k}`,
      name: "R",
      kind: "line",
      typicalRepairMinutes: { j: 1e12 },
    }),
    fact("mes.resource-state", `d-${k}`, {
      resource: `R${k}`,
      since: "2026-03-02T05:00:00Z",
      state: "down",
      reason: "j",
    }),
    made(k),
    wanted(k),
  ],
  "a lead time without end": (k) => [
    fact("master.sourcing", `src-${k}`, { item: `C${k}`, site: `S${k}`, supplier: "V", leadTimeDays: 1e12 }),
    made(k, { components: [{ item: `C${k}`, quantityPer: 1 }] }),
    wanted(k),
  ],
  "as much as can be counted": (k) => [
    stock(k, { quantity: 9e15 }),
    stock(k, { quantity: 9e15, location: "B" }),
    wanted(k, { quantity: 9e15 }),
  ],
  "a component for which there is no word": (k) => [
    made(k, { quantity: 9e15, components: [{ item: `C${k}`, quantityPer: 9e15 }] }),
  ],
  "the last day there is": (k) => [wanted(k, { promisedAt: "9999-12-31T23:59:59Z", transitHours: 100 })],
  "the first day there is": (k) => [wanted(k, { promisedAt: "0001-01-01T00:00:00Z", transitHours: 100 })],
};

const plant = (k: number, more: object = {}) =>
  fact("master.site", `site-${k}`, { id: `S${k}`, name: "S", timeZone: "Europe/Berlin", ...more });
const goods = (k: number, more: object = {}) => ({
  ...item(`P${k}`),
  data: { ...(item(`P${k}`).data as object), ...more },
});
const customer = (k: number, otif: object) =>
  fact("master.customer", `k-${k}`, { id: `K${k}`, name: "K", priority: 3, otif });
const calendar = (k: number) => [
  fact("master.calendar", `cal-${k}`, {
    id: `CAL${k}`,
    timeZone: "Europe/Berlin",
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, start: "06:00", end: "22:00" })),
  }),
  fact("master.resource", `on-${k}`, { id: `R${k}`, site: `S${k}`, name: "R", kind: "line", calendar: `CAL${k}` }),
];
const stock = (k: number, more: object = {}) =>
  fact("wms.stock-count", `stock-${k}-${JSON.stringify(more)}`, {
    ...{ item: `P${k}`, site: `S${k}`, location: "A", status: "available", quantity: 5 },
    ...more,
  });
const bought = (k: number) =>
  fact("erp.purchase-order-line", `po-${k}`, {
    ...{ order: `PO${k}`, line: "1", supplier: "V", item: `P${k}`, site: `S${k}`, quantity: 5, status: "open" },
    ...{ orderedAt: "2026-02-20T08:00:00Z", promisedAt: "2026-03-02T12:00:00Z" },
  });
const made = (k: number, { ratePerHour = 10, setupMinutes = 0, ...more }: Made = {}) =>
  fact("erp.production-order", `wo-${k}`, {
    ...{ id: `WO${k}`, item: `P${k}`, site: `S${k}`, quantity: 10, status: "released" },
    ...{ plannedStart: "2026-03-02T05:00:00Z", plannedFinish: "2026-03-02T10:00:00Z" },
    operations: [{ seq: 10, resource: `R${k}`, ratePerHour, setupMinutes }],
    ...more,
  });
interface Made {
  readonly plannedFinish?: string;
  readonly operations?: readonly object[];
  readonly ratePerHour?: number;
  readonly setupMinutes?: number;
  readonly quantity?: number;
  readonly components?: readonly object[];
}
const report = (k: number, more: object) =>
  fact("mes.operation", `op-${k}`, {
    ...{ order: `WO${k}`, seq: 10, resource: `R${k}`, state: "running", scrap: 0 },
    ...{ startedAt: "2026-03-02T05:30:00Z", ...more },
  });
const wanted = (k: number, more: object = {}) => {
  const line = orderLine({ order: `SO${k}`, item: `P${k}`, site: `S${k}`, quantity: 7 });
  return { ...line, data: { ...(line.data as object), customer: `K${k}`, ...more } };
};

const troubles = Object.entries(TROUBLES);
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
  const masters = troubles.flatMap((_, k) => [plant(k), goods(k), item(`C${k}`), stock(k)]);
  // What a trouble says of the same thing comes later under another id, and counts.
  const said = troubles.flatMap(([, facts], k) =>
    facts(k).map((one) => ({ ...one, id: `${(one as { id: string }).id}-t`, time: "2026-03-02T06:30:00Z" })),
  );
  const answer = await server.send([...masters, ...said] as never);
  expect(answer).toMatchObject({ quarantined: 0, parked: 0, accepted: masters.length + said.length });
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

const LINES =
  "{ orderLines(first: 200) { totalCount nodes { id state projectedDelivery slackMinutes pLate path { text } allocations { quantity availableAt } } } }";
const ORDERS =
  "{ productionOrders(first: 200) { totalCount nodes { id projectedFinish stillToMake operations { projectedFinish remainingHours } } } }";
const CARDS =
  "{ exceptions(first: 200) { totalCount nodes { kind subject actBy valueAtRisk { amount } impacted { lateByMinutes actBy } } } findings(first: 200) { nodes { text } } }";
const pointsOf = (letter: string): string =>
  `{ ${troubles
    .map((_, k) => `p${k}: stockingPoint(id: "${letter}${k}@S${k}") { ...point }`)
    .join(
      " ",
    )} } fragment point on StockingPoint { onHand supplies { quantity availableAt expiresAt } demands { quantity needAt shortQuantity availableAt } }`;

async function readsAll(): Promise<void> {
  for (const query of [LINES, ORDERS, CARDS, pointsOf("P"), pointsOf("C")]) {
    const { data, errors } = await server.ask<Record<string, unknown>>(query);
    expect(errors).toBeUndefined();
    expect(data).not.toBeNull();
  }
  const { data } = await server.ask<{ orderLines: { totalCount: number } }>(LINES);
  expect(data?.orderLines.totalCount).toBe(troubles.length - 1);
  const sites = troubles.map((_, k) => `S${k}`);
  for (const site of sites) {
    const range = 'from: "2026-03-02T00:00:00Z", to: "2026-03-03T00:00:00Z"';
    const { data, errors } = await server.ask<Record<string, object | null>>(`{
      planProgress(site: "${site}", ${range}) { planned forecast }
      handover(site: "${site}") { sheet { made { resource planned } } }
    }`);
    expect([site, errors, data?.["planProgress"] === null, data?.["handover"] === null]).toEqual([
      ...[site, undefined, false, false],
    ]);
  }
  const stops = await server.ask<{ resources: { id: string; stopReasons: object[] }[] }>(
    "{ resources { id stopReasons { reason typicalMinutes } } }",
  );
  expect(stops.data?.resources.filter(({ id }) => id.startsWith("X"))).toMatchObject([
    { stopReasons: [{ reason: "constructor", typicalMinutes: null }] },
  ]);
  const verified = await server.post<{ differences: readonly string[] }>("/admin/verify", "", {});
  expect(verified.body.differences).toEqual([]);
  expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
}

test("facts that lead out of any calendar are projected, and everything is answered", readsAll);

test("they hold back nobody else's facts and no clock, and are projected again after a restart", async () => {
  await server.send([item("WELL"), site("WELL"), count(1, 5, { item: "WELL", site: "WELL" })]);
  await server.setClock("2026-03-02T08:05:00Z");
  const onHand = () =>
    server.ask<{ stockingPoint: { onHand: number } }>('{ stockingPoint(id: "WELL@WELL") { onHand } }');
  expect((await onHand()).data?.stockingPoint.onHand).toBe(5);
  await server.end("SIGKILL");
  await server.restart();
  expect((await onHand()).data?.stockingPoint.onHand).toBe(5);
  await readsAll();
}, 60_000);
