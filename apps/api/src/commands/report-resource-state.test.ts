import { present } from "@lockstep/domain/assert";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fact, item, MORNING, orderLine, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;

/** One order that runs on one machine, and one line that waits for it. */
const plant = [
  site("PLANT-A"),
  site("PLANT-B"),
  item("FG-1"),
  fact("master.resource", "r", {
    id: "L-1",
    site: "PLANT-A",
    name: "Line 1",
    kind: "line",
    typicalRepairMinutes: { jam: 20, motor: 240 },
  }),
  fact("erp.production-order", "o", {
    id: "WO-1",
    item: "FG-1",
    site: "PLANT-A",
    quantity: 40,
    plannedStart: "2026-03-02T06:00:00Z",
    plannedFinish: "2026-03-02T10:00:00Z",
    operations: [{ seq: 10, resource: "L-1", ratePerHour: 10 }],
    components: [],
    status: "released",
  }),
  fact(
    "mes.operation",
    "op",
    { order: "WO-1", seq: 10, resource: "L-1", state: "running", startedAt: MORNING, good: 10, scrap: 0 },
    { time: MORNING },
  ),
  orderLine({ order: "SO-1", item: "FG-1", site: "PLANT-A" }),
];

beforeAll(async () => {
  server = await startServerProcess();
  await server.setClock(MORNING);
  await server.send(plant);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

const REPORT = `mutation Report($state: ReportedState!, $reason: String, $expectedUpAt: DateTime, $at: DateTime, $commandId: ID!) {
  reportResourceState(resource: "L-1", state: $state, reason: $reason, expectedUpAt: $expectedUpAt, at: $at, commandId: $commandId) {
    id state since reason upAt upAtAssumed stopReasons { reason typicalMinutes }
  }
}`;
const sam = "dev:sam:supervisor:PLANT-A";
const report = async (variables: object, token = sam) => {
  const { data, errors } = await server.ask<{ reportResourceState: object }>(REPORT, variables, token);
  return data?.reportResourceState ?? present(errors?.[0], () => "neither answer nor error").extensions.code;
};
const asked = async <T>(query: string): Promise<T> => present((await server.ask<T>(query)).data, () => "no answer");
const delivery = async () =>
  (await asked<{ orderLine: { projectedDelivery: string } }>(`{ orderLine(id: "SO-1/1") { projectedDelivery } }`))
    .orderLine.projectedDelivery;
const seq = async () => (await asked<{ asOf: { seq: number } }>("{ asOf { seq } }")).asOf.seq;

test("what a supervisor says of a line moves the projection at once, is kept, and is taken once", async () => {
  const before = await delivery();
  const stop = { state: "DOWN", reason: "jam", expectedUpAt: "2026-03-02T14:00:00Z", commandId: "stop-1" };
  expect(await report(stop)).toEqual({
    id: "L-1",
    state: "DOWN",
    since: "2026-03-02T08:00:00.000Z",
    reason: "jam",
    upAt: "2026-03-02T14:00:00.000Z",
    upAtAssumed: false,
    stopReasons: [
      { reason: "jam", typicalMinutes: 20 },
      { reason: "motor", typicalMinutes: 240 },
    ],
  });
  const after = await delivery();
  expect(Date.parse(after) - Date.parse(before)).toBe(6 * 3_600_000);
  const stood = await seq();
  await report(stop);
  expect(await seq()).toBe(stood);
  expect(await report({ ...stop, reason: "motor" })).toBe("CONFLICT");
  await server.end("SIGKILL");
  await server.restart();
  expect(await delivery()).toBe(after);
  const { resource } = await asked<{ resource: { facts: { source: string; type: string }[] } }>(
    `{ resource(id: "L-1") { facts { source type } } }`,
  );
  expect(resource.facts).toContainEqual({ source: "/lockstep/tower", type: "mes.resource-state" });
  expect(await report({ state: "DOWN", expectedUpAt: "2026-03-02T09:00:00Z", commandId: "stop-2" })).toMatchObject({
    since: "2026-03-02T08:00:00.000Z",
    reason: "jam",
    upAt: "2026-03-02T09:00:00.000Z",
  });
  // Whatever the command is called.
  expect(await report({ state: "DOWN", expectedUpAt: "2026-03-02T09:30:00Z", commandId: "again-1" })).toMatchObject({
    upAt: "2026-03-02T09:30:00.000Z",
  });
  await server.setClock("2026-03-02T08:30:00Z");
  expect(await report({ state: "RUNNING", commandId: "up-1" })).toMatchObject({ state: "RUNNING", reason: null });
});

test("what runs on a line and what waits for it is told in its order, and how much that is", async () => {
  const query = `{ resource(id: "L-1") { queueLength queue(first: 1) { order item uom quantity operation { seq state good projectedFinish } } } }`;
  const { resource } = await asked<{ resource: object }>(query);
  expect(resource).toEqual({
    queueLength: 1,
    queue: [
      {
        order: "WO-1",
        item: "FG-1",
        uom: "pc",
        quantity: 40,
        operation: { seq: 10, state: "RUNNING", good: 10, projectedFinish: "2026-03-02T10:30:00.000Z" },
      },
    ],
  });
});

test("nobody says it for another plant, and who only reads does not say it", async () => {
  const stood = await seq();
  for (const token of ["dev:bo:supervisor:PLANT-B", "dev:lea:leader"])
    expect(await report({ state: "DOWN", commandId: `no-${token}` }, token)).toBe("FORBIDDEN");
  expect(await report({ state: "DOWN", at: "2026-03-02T08:20:00Z", commandId: "late" })).toBe("CONFLICT");
  expect(await seq()).toBe(stood);
});
