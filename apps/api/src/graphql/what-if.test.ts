import { exampleFacts } from "@lockstep/testkit/worked-example";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { item, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const ASK = `query ($assumptions: [Assumption!]!) {
  whatIf(assumptions: $assumptions) {
    asOf { seq now } valueAtRiskBefore { amount } valueAtRiskAfter { amount } linesBroken linesSaved
    orderLines { totalCount nodes { id
      before { state projectedDelivery slackMinutes cause { kind subject } }
      after { state projectedDelivery slackMinutes cause { kind subject } path { what id } allocations { kind id } } } }
    productionOrders { nodes { id before { projectedFinish } after { projectedFinish } } }
    causes { kind subject before { lines valueAtRisk { amount } actBy } after { lines valueAtRisk { amount } actBy severity } }
  }
}`;

interface WhatIf {
  readonly whatIf: {
    readonly asOf: { readonly seq: number };
    readonly linesBroken: number;
    readonly orderLines: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] };
  };
}

const time = (clock: string) => `2026-03-02T${clock}:00.000Z`;
const assume = (type: string, data: object) => ({ type, data: JSON.stringify(data) });
const purchaseAt = (clock: string) =>
  assume("erp.purchase-order-line", { order: "PO-9", line: "1", promisedAt: time(clock) });

/** The worked example of the contract at 08:00, and another plant. */
describe("what if", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
    await server.send([...exampleFacts(), site("PLANT-B"), item("FG-1")]);
    await server.setClock(time("08:00"));
  }, 60_000);
  afterAll(() => server?.close());

  const think = (assumptions: object[], token?: string) => server.ask<WhatIf>(ASK, { assumptions }, token);
  const refusal = async (assumptions: object[], token?: string) => {
    const { errors } = await think(assumptions, token);
    return `${errors?.[0]?.extensions.code}: ${errors?.[0]?.message}`;
  };
  const standing = async () =>
    (
      await server.ask(
        "{ asOf { seq now stateHash } exceptions { nodes { id kind } } orderLines { nodes { id state } } }",
      )
    ).data;

  test("a purchase came two hours sooner, the late order would be saved: of what exists only the difference is told", async () => {
    const before = await standing();
    const { data } = await think([purchaseAt("10:00")]);
    expect(data?.whatIf).toMatchObject({
      asOf: { now: time("08:00") },
      valueAtRiskBefore: { amount: "300.00" },
      valueAtRiskAfter: { amount: "0.00" },
      linesBroken: 0,
      linesSaved: 1,
      orderLines: {
        totalCount: 1,
        nodes: [
          {
            id: "SO-2/1",
            before: { state: "LATE", projectedDelivery: time("15:00"), cause: { kind: "PLAN_GAP", subject: "PO-9/1" } },
            after: { state: "ON_TRACK", projectedDelivery: time("13:00"), slackMinutes: 60, cause: null, path: [] },
          },
        ],
      },
      productionOrders: {
        nodes: [{ id: "WO-2", before: { projectedFinish: time("15:00") }, after: { projectedFinish: time("13:00") } }],
      },
      causes: [
        { kind: "PLAN_GAP", subject: "PO-9/1", before: { lines: ["SO-2/1"], actBy: time("11:00") }, after: null },
      ],
    });
    expect(await standing()).toEqual(before);
  });

  test("the line stopped until noon, one card with two lines would come, and nothing is kept", async () => {
    const before = await standing();
    const stop = { resource: "LINE-1", since: time("08:00"), state: "down", expectedUpAt: time("12:00") };
    const { data } = await think([assume("mes.resource-state", stop)]);
    expect(data?.whatIf).toMatchObject({
      linesBroken: 1,
      valueAtRiskAfter: { amount: "500.00" },
      orderLines: {
        nodes: [
          { id: "SO-1/1", after: { state: "LATE" } },
          { id: "SO-2/1", after: { state: "LATE" } },
        ],
      },
      causes: [
        { kind: "MACHINE_DOWN", subject: "LINE-1", before: null, after: { lines: ["SO-1/1", "SO-2/1"] } },
        { kind: "PLAN_GAP", after: null },
      ],
    });
    expect(await standing()).toEqual(before);
  });

  test("many at once are each answered for themselves", async () => {
    const clocks = ["09:00", "10:00", "12:30", "13:00", "14:00"];
    const alone = [];
    for (const clock of clocks) alone.push((await think([purchaseAt(clock)])).data?.whatIf.orderLines);
    const together = await Promise.all(
      Array.from({ length: 30 }, (_, k) => think([purchaseAt(clocks[k % clocks.length] ?? "")])),
    );
    for (const [k, { data }] of together.entries()) expect(data?.whatIf.orderLines).toEqual(alone[k % clocks.length]);
  });

  test("what is assumed may name what is assumed before it: a new order for a new item", async () => {
    const line = {
      ...{ order: "SO-9", line: "1", customer: "K", item: "NEW", site: "PLANT-A", quantity: 3 },
      ...{ requestedAt: time("18:00"), promisedAt: time("18:00"), status: "open" },
    };
    const all = [
      assume("master.item", { id: "NEW", name: "New", uom: "pc" }),
      assume("erp.sales-order-line", line),
      assume("erp.sales-order-line", { order: "SO-9", line: "1", quantity: 5 }),
    ];
    const { data } = await think(all);
    expect(data?.whatIf.orderLines.nodes).toMatchObject([
      { id: "SO-9/1", before: null, after: { state: "SHORT", cause: { kind: "NO_SUPPLY", subject: "NEW@PLANT-A" } } },
    ]);
    expect(await refusal(all.slice(1))).toContain("BAD_USER_INPUT: assumptions[0] (erp.sales-order-line)");
    expect(await refusal(all.slice(1))).toContain("The item NEW is not known");
  });

  test("an order line was cancelled, its tombstone told: its goods serve nobody else here, and it is gone", async () => {
    const { data } = await think([assume("erp.sales-order-line", { order: "SO-2", line: "1", deleted: true })]);
    expect(data?.whatIf.orderLines.nodes).toMatchObject([{ id: "SO-2/1", before: { state: "LATE" }, after: null }]);
  });

  test.each([
    ["no JSON", { type: "erp.purchase-order-line", data: "{" }, "BAD_USER_INPUT: assumptions[0].data is no JSON"],
    ["no object", { type: "erp.purchase-order-line", data: "[]" }, "data must be a JSON object"],
    ["no type of fact", assume("erp.wish", {}), "type must be one of"],
    [
      "a field that is wrong",
      assume("erp.purchase-order-line", { order: "PO-9", line: "1", quantity: -5 }),
      "quantity",
    ],
    ["too little of what is new", assume("erp.purchase-order-line", { order: "PO-8", line: "1" }), "supplier"],
    ["a day that does not exist", purchaseAt("25:00"), "promisedAt"],
  ])("%s is refused with what to do", async (_, assumption, said) => {
    expect(await refusal([assumption])).toContain(said);
  });

  test("none at all and too many are refused", async () => {
    expect(await refusal([])).toContain("make 1 to 100");
    expect(await refusal(Array.from({ length: 101 }, () => purchaseAt("10:00")))).toContain("make 1 to 100");
  });

  test("who may not decide may not ask, and nobody assumes what is at other sites or sees it", async () => {
    expect(await refusal([purchaseAt("10:00")], "dev:ida:integrator")).toContain("FORBIDDEN: What-if is for planners");
    expect((await think([purchaseAt("10:00")], "dev:ann:planner:PLANT-A")).data?.whatIf.orderLines.totalCount).toBe(1);
    expect(await refusal([purchaseAt("10:00")], "dev:ben:planner:PLANT-B")).toContain("FORBIDDEN: assumptions[0]");
    const stop = assume("mes.resource-state", { resource: "LINE-1", since: time("08:00"), state: "down" });
    expect(await refusal([stop], "dev:ben:planner:PLANT-B")).toContain("FORBIDDEN");
    const estimate = assume("tower.estimate", {
      target: { purchaseOrderLine: "PO-9/1" },
      at: time("10:00"),
      by: "ben",
    });
    expect(await refusal([estimate], "dev:ben:planner:PLANT-B")).toContain("FORBIDDEN");
    const price = assume("master.item", { id: "P", unitPrice: { amount: "99.00", currency: "EUR" } });
    const { data } = await think([price], "dev:ben:planner:PLANT-B");
    expect(data?.whatIf).toMatchObject({
      orderLines: { totalCount: 0 },
      causes: [],
      valueAtRiskAfter: { amount: "0.00" },
    });
  });
});
