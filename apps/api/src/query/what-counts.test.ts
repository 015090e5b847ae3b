import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

/** Monday 2 March 2026, 00:00 UTC. Each site is a case of its own; the plan of the week was published on Sunday at noon. */
const MONDAY = Date.UTC(2026, 2, 2);
const at = (hours: number): string => new Date(MONDAY + hours * 3_600_000).toISOString();
const [MONDAY_8, MONDAY_18, TUESDAY_7, TUESDAY_8] = [8, 18, 31, 32];

let sent = 0;
function event(type: string, data: object, hours: number): CloudEvent {
  sent += 1;
  return { specversion: "1.0", id: `case-${sent}`, source: "/case", type, time: at(hours), data };
}

const order = (site: string, id: string, more: object = {}, hours = -100): CloudEvent =>
  event(
    "erp.production-order",
    {
      ...{ id: `${site}-${id}`, item: "I", site, quantity: 100, status: "released" },
      ...{ plannedStart: at(MONDAY_8), plannedFinish: at(MONDAY_18) },
      ...more,
    },
    hours,
  );
const report = (site: string, id: string, hours: number, data: object): CloudEvent =>
  event("mes.operation", { order: `${site}-${id}`, seq: 10, resource: `R-${site}`, scrap: 0, ...data }, hours);
const done = (site: string, id: string, hours = MONDAY_18): CloudEvent =>
  report(site, id, hours, { state: "done", startedAt: at(hours - 10), finishedAt: at(hours), good: 100 });

const SITES = ["WHOLE", "OVER", "MOVED", "EARLY", "PARKED", "EXTRA"];
const WORLD = [
  ...["I", "N"].map((id) => event("master.item", { id, name: id, uom: "pc" }, -1_000)),
  ...SITES.flatMap((site) => [
    event("master.site", { id: site, name: site, timeZone: "UTC" }, -1_000),
    event("master.resource", { id: `R-${site}`, site, name: `R-${site}`, kind: "line" }, -1_000),
    event("master.resource", { id: `R2-${site}`, site, name: `R2-${site}`, kind: "line" }, -1_000),
    event(
      "master.routing",
      { item: "I", site, operations: [{ seq: 10, resource: `R-${site}`, ratePerHour: 10 }] },
      -1_000,
    ),
    order(site, "W"),
  ]),
  // Finished and closed on Friday, or finished and still open in the ERP: nothing is left to plan of either.
  order("EARLY", "F"),
  done("EARLY", "F", -54),
  order("EARLY", "F", { status: "closed" }, -48),
  order("EARLY", "G"),
  done("EARLY", "G", -54),
  order("WHOLE", "N", { item: "N" }),
  event("erp.plan-published", { id: "PL", horizonStart: at(0), horizonEnd: at(168), publishedAt: at(-12) }, -12),
];

const run = (site: string): CloudEvent[] =>
  [
    { since: MONDAY_8, state: "running" },
    { since: MONDAY_18, state: "off" },
  ].map(({ since, state }) => event("mes.resource-state", { resource: `R-${site}`, since: at(since), state }, since));

const WEEK = `from: "${at(0)}", to: "${at(168)}"`;
const adherence = async (site: string): Promise<unknown> =>
  (
    await server.ask<{ scheduleAdherence: unknown }>(`{ scheduleAdherence(site: "${site}", ${WEEK}) {
      total { planned made operations starts { n kept } finishes { n kept } sequence { n } } rows { key planned made } } }`)
  ).data?.scheduleAdherence;
const survival = async (site: string): Promise<unknown> =>
  (
    await server.ask<{ planSurvival: unknown }>(
      `{ planSurvival(site: "${site}") { n broken behind { nodes { order kind } } } }`,
    )
  ).data?.planSurvival;
const oee = async (site: string): Promise<unknown> =>
  (await server.ask<{ oee: { total: unknown } }>(`{ oee(site: "${site}", ${WEEK}) { total { oee n withoutRate } } }`))
    .data?.oee.total;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
  await server.send(WORLD);
  await server.setClock(at(0));
  await server.send([
    ...SITES.flatMap((site) => [...run(site), done(site, "W")]),
    report("WHOLE", "N", MONDAY_18, { state: "done", startedAt: at(MONDAY_8), finishedAt: at(MONDAY_18), good: 100 }),
    // No plan has it.
    order("EXTRA", "X", { quantity: 7, plannedFinish: at(MONDAY_18 + 1) }, 1),
    report("EXTRA", "X", MONDAY_18, { state: "running", startedAt: at(MONDAY_8), good: 7 }),
  ]);
  await server.setClock(at(MONDAY_18 + 8));
}, 60_000);
afterAll(() => server.close());

test("[A7] [A10] what the MES says of an order without operations is what came of it", async () => {
  expect(await survival("WHOLE")).toEqual({
    ...{ n: 2, broken: 0 },
    behind: {
      nodes: [
        { order: "WHOLE-N", kind: null },
        { order: "WHOLE-W", kind: null },
      ],
    },
  });
  expect(await adherence("WHOLE")).toEqual({
    total: {
      ...{ planned: 200, made: 200, operations: 2 },
      ...{ starts: { n: 2, kept: 2 }, finishes: { n: 2, kept: 2 }, sequence: { n: 2 } },
    },
    rows: [{ key: "R-WHOLE", planned: 200, made: 200 }],
  });
});

test("[A1] [A13] what was finished before the plan was published is not of it, closed or not", async () => {
  expect(await adherence("EARLY")).toMatchObject({
    total: { planned: 100, made: 100, operations: 1, starts: { n: 1, kept: 1 }, finishes: { n: 1, kept: 1 } },
  });
  expect(await survival("EARLY")).toMatchObject({ n: 1, broken: 0 });
});

test("[A23] a past day's figure is what it was when its orders are cancelled or planned elsewhere later", async () => {
  const before = { oee: 10 / 18, n: 1, withoutRate: 0 };
  expect([await oee("OVER"), await oee("MOVED")]).toEqual([before, before]);
  const elsewhere = { operations: [{ seq: 10, resource: "R2-MOVED", ratePerHour: 40 }] };
  await server.send([
    order("OVER", "W", { status: "cancelled" }, TUESDAY_7),
    order("MOVED", "W", elsewhere, TUESDAY_7),
    order("EXTRA", "X", { quantity: 7, plannedFinish: at(MONDAY_18 + 1), status: "cancelled" }, TUESDAY_7),
    event("erp.production-order", { id: "PARKED-W", deleted: true }, TUESDAY_7),
  ]);
  await server.setClock(at(TUESDAY_8));
  // Nothing ran since: what a line could have run has grown by six hours.
  const after = { oee: 10 / 24, n: 1, withoutRate: 0 };
  expect([await oee("OVER"), await oee("MOVED")]).toEqual([after, after]);
});

test("[A2] what was made for an order that no plan has, and that is cancelled, is made, on its line and in all", async () => {
  expect(await adherence("EXTRA")).toMatchObject({
    total: { planned: 100, made: 107 },
    rows: [{ key: "R-EXTRA", planned: 100, made: 107 }],
  });
});

test("what the MES says of an order that is not there any more waits, and counts for nothing", async () => {
  expect(await adherence("PARKED")).toMatchObject({
    total: { planned: 100, made: 0, starts: { n: 1, kept: 0 }, finishes: { n: 1, kept: 0 } },
  });
  expect(await survival("PARKED")).toMatchObject({
    n: 1,
    broken: 1,
    behind: { nodes: [{ order: "PARKED-W", kind: "LATE" }] },
  });
});
