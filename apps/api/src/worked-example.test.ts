import { exampleFacts, stopFacts } from "@lockstep/testkit/worked-example";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "./testing/server-process.ts";

const ASK = `query {
  asOf { now }
  orderLines { nodes { id state projectedDelivery slackMinutes pLate cause { kind subject } path { what id text } allocations { kind id quantity availableAt } } }
  productionOrders { nodes { id operations { seq projectedStart projectedFinish boundBy remainingHours } } }
  exceptions { totalCount nodes { kind subject severity state present actBy firstImpactAt valueAtRisk { amount currency } impacted { line state lateByMinutes actBy lost } } }
  stockingPoint(id: "C@PLANT-A") { onHand demands { kind id quantity allocations { kind id quantity } } }
}`;

interface Example {
  readonly orderLines: {
    readonly nodes: readonly { readonly pLate: number; readonly path: readonly { readonly what: string }[] }[];
  };
  readonly productionOrders: { readonly nodes: readonly { readonly operations: readonly object[] }[] };
  readonly exceptions: { readonly nodes: readonly { readonly kind: string }[] };
  readonly stockingPoint: { readonly demands: readonly object[] };
}

/** The worked example of the contract, to the minute, through POST /facts, POST /clock and GraphQL alone. */
describe("the worked example", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
    await server.send(exampleFacts());
  }, 60_000);
  afterAll(() => server?.close());

  const at = async (clock: string) => {
    await server.setClock(`2026-03-02T${clock}:00Z`);
    const { data, errors } = await server.ask<Example>(ASK);
    if (!data) throw new Error(JSON.stringify(errors));
    return data;
  };
  const byKind = ({ exceptions }: Example) => [...exceptions.nodes].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const time = (clock: string) => `2026-03-02T${clock}:00.000Z`;

  test("08:00: the second order waits for a purchase that comes as promised, and that is too late", async () => {
    const answer = await at("08:00");
    expect(answer.orderLines.nodes).toMatchObject([
      { id: "SO-1/1", state: "ON_TRACK", projectedDelivery: time("10:00"), slackMinutes: 120, cause: null, path: [] },
      { id: "SO-2/1", state: "LATE", projectedDelivery: time("15:00"), slackMinutes: -60 },
    ]);
    expect(answer.productionOrders.nodes).toMatchObject([
      { id: "WO-1", operations: [{ projectedStart: time("08:00"), projectedFinish: time("10:00") }] },
      {
        id: "WO-2",
        operations: [{ projectedStart: time("12:00"), projectedFinish: time("15:00"), boundBy: "MATERIAL" }],
      },
    ]);
    expect(answer.exceptions.nodes).toMatchObject([
      { kind: "PLAN_GAP", subject: "PO-9/1", actBy: time("11:00"), valueAtRisk: { amount: "300.00", currency: "EUR" } },
    ]);
    expect(answer.stockingPoint.demands).toMatchObject([
      { id: "WO-1/1", quantity: 40, allocations: [{ kind: "LOT", id: "", quantity: 40 }] },
      {
        id: "WO-2/1",
        allocations: [
          { kind: "LOT", quantity: 20 },
          { kind: "PURCHASE", id: "PO-9/1", quantity: 40 },
        ],
      },
    ]);
  });

  test("09:00: the line stops, and the first promise is at risk", async () => {
    await server.send(stopFacts());
    const answer = await at("09:00");
    expect(answer.orderLines.nodes[0]).toMatchObject({ id: "SO-1/1", state: "AT_RISK", slackMinutes: 60 });
    expect(answer.orderLines.nodes[0]?.pLate).toBeCloseTo(0.4014, 3);
    expect(answer.orderLines.nodes[1]).toMatchObject({ id: "SO-2/1", state: "LATE", slackMinutes: -60 });
    expect(answer.productionOrders.nodes[0]?.operations[0]).toMatchObject({
      projectedFinish: time("11:00"),
      remainingHours: 1,
    });
    expect(byKind(answer)).toMatchObject([
      { kind: "MACHINE_DOWN", subject: "LINE-1", actBy: time("11:00") },
      { kind: "PLAN_GAP", subject: "PO-9/1", actBy: time("11:00") },
    ]);
  });

  test("11:30: still down; one exception with both lines, both lost", async () => {
    const answer = await at("11:30");
    expect(answer.orderLines.nodes).toMatchObject([
      { id: "SO-1/1", state: "LATE", slackMinutes: -90 },
      { id: "SO-2/1", state: "LATE", slackMinutes: -150, projectedDelivery: time("16:30") },
    ]);
    expect(answer.productionOrders.nodes[1]?.operations[0]).toMatchObject({
      projectedStart: time("13:30"),
      boundBy: "RESOURCE",
    });
    const [machine, gap] = byKind(answer);
    expect(machine).toMatchObject({
      kind: "MACHINE_DOWN",
      actBy: null,
      severity: "MEDIUM",
      valueAtRisk: { amount: "500.00" },
      impacted: [
        { line: "SO-1/1", lateByMinutes: 90, actBy: time("11:00"), lost: true },
        { line: "SO-2/1", lateByMinutes: 150, actBy: time("10:00"), lost: true },
      ],
    });
    expect(gap).toMatchObject({ kind: "PLAN_GAP", present: false, impacted: [], valueAtRisk: { amount: "0.00" } });
    expect(answer.orderLines.nodes[1]?.path.map(({ what }) => what)).toEqual([
      "LINE",
      "SUPPLY",
      "OPERATION",
      "OPERATION",
      "CAUSE",
    ]);
  });
});
