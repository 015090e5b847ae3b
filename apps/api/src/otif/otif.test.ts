import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madeOfFigure } from "../testing/made-of.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

/** Monday 2 March 2026, 08:00 UTC. */
const START = Date.UTC(2026, 2, 2, 8);
const at = (hours: number): string => new Date(START + hours * 3_600_000).toISOString();

let sent = 0;
function event(type: string, data: object, hours = -100): CloudEvent {
  sent += 1;
  return { specversion: "1.0", id: `otif-${sent}`, source: "/otif", type, time: at(hours), data };
}

/** Ten pieces of what is made on LINE-1, wanted and promised so many hours from the start. */
const line = (n: number, hours: number, more: object = {}): CloudEvent => {
  const about = { order: "SO", line: `${n}`, customer: "C", item: "FG", site: "A", quantity: 10, status: "open" };
  return event("erp.sales-order-line", { ...about, requestedAt: at(hours), promisedAt: at(hours), ...more });
};

const delivery = (n: number, hours: number, quantity = 10, item = "FG"): CloudEvent => {
  const about = { id: `SH-${n}-${hours}`, salesOrderLine: `SO/${n}`, item, site: "A", quantity };
  return event("wms.shipment", { ...about, shippedAt: at(hours), deliveredAt: at(hours) }, hours);
};

const MASTER = [
  event("master.site", { id: "A", name: "Plant A", timeZone: "UTC" }),
  event("master.site", { id: "B", name: "Plant B", timeZone: "UTC" }),
  event("master.item", { id: "FG", name: "Finished", uom: "pc", unitPrice: { amount: "5.00", currency: "EUR" } }),
  event("master.customer", { id: "C", name: "Customer" }),
  event("master.resource", {
    id: "LINE-1",
    site: "A",
    name: "Line 1",
    kind: "line",
    typicalRepairMinutes: { jam: 1_440 },
  }),
  event("erp.production-order", {
    ...{ id: "WO-2", item: "FG", site: "A", quantity: 10, status: "released", peggedTo: "SO/2", components: [] },
    ...{ plannedStart: at(1), plannedFinish: at(6) },
    operations: [{ seq: 10, resource: "LINE-1", ratePerHour: 2 }],
  }),
];

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
  await server.send([...MASTER, line(1, 20), line(2, 20), line(3, 41, { quantity: 30 }), line(4, 400, { site: "B" })]);
  await server.setClock(at(0));
}, 60_000);
afterAll(() => server.close());

const RANGE = `from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z"`;
const codes = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code);

interface Failed {
  readonly otifFailures: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly line: string;
      readonly cause: { readonly kind: string; readonly subject: string | null; readonly since: string | null };
    }[];
  };
}
const failures = async (definition = "requested") =>
  (
    await server.ask<Failed>(`{ otifFailures(definition: "${definition}", ${RANGE}) { totalCount
      nodes { line missing { amount } cause { kind subject resource since } } } }`)
  ).data?.otifFailures;

describe("from facts to figures", () => {
  test("no window has closed: no data, and not 0 %", async () => {
    const { data } = await server.ask(`{
      otifComparison(${RANGE}) { definition version value n }
      otifWaterfall(definition: "requested", ${RANGE}) { result n steps { kind } }
      otifControlChart(definition: "requested", ${RANGE}) { centre finding points { key } }
      foresight(${RANGE}) { late warningHours horizons { hours n brier } }
    }`);
    expect(data).toEqual({
      otifComparison: ["requested", "first-promise", "retailer"].map((definition) => ({
        definition,
        version: 1,
        value: null,
        n: 0,
      })),
      otifWaterfall: { result: null, n: 0, steps: [] },
      otifControlChart: { centre: null, finding: "No data.", points: [] },
      foresight: {
        late: 0,
        warningHours: null,
        horizons: [168, 72, 24].map((hours) => ({ hours, n: 0, brier: null })),
      },
    });
  });

  test("[O12] a line that failed has the cause that it had first, not the one it had last", async () => {
    // The machine stops at 3 h for a day; it is up again before the promise, and the line is late all the same.
    await server.send([
      event("mes.resource-state", { resource: "LINE-1", since: at(3), state: "down", reason: "jam" }, 3),
    ]);
    await server.setClock(at(3));
    await server.setClock(at(10));
    await server.send([
      delivery(1, 15),
      event("mes.resource-state", { resource: "LINE-1", since: at(18), state: "idle" }, 18),
    ]);
    await server.setClock(at(21));
    const found = await failures();
    expect(found).toMatchObject({ totalCount: 1, nodes: [{ line: "SO/2", missing: { amount: "50.00" } }] });
    expect(found?.nodes[0]?.cause).toEqual({
      kind: "MACHINE_DOWN",
      subject: "LINE-1",
      resource: "LINE-1",
      since: at(3),
    });
  });

  test("[O14] the waterfall, the Pareto and the comparison say the same", async () => {
    const { data } = await server.ask(`{
      otifComparison(definitions: ["requested"], ${RANGE}) { value n failed missing { amount } }
      otifWaterfall(definition: "requested", ${RANGE}) { result n steps { kind lost failed } }
      otifPareto(definition: "requested", ${RANGE}, by: RESOURCE) { failed bars { key name failed missing { amount } } other { failed } }
    }`);
    expect(data).toEqual({
      otifComparison: [{ value: 0.5, n: 2, failed: 1, missing: { amount: "50.00" } }],
      otifWaterfall: { result: 50, n: 2, steps: [{ kind: "MACHINE_DOWN", lost: 50, failed: 1 }] },
      otifPareto: {
        failed: 1,
        bars: [{ key: "LINE-1", name: "Line 1", failed: 1, missing: { amount: "50.00" } }],
        other: null,
      },
    });
  });

  test("[O18] a late fact that changes a closed figure says what it was, what it is, and which fact it was", async () => {
    const late = delivery(2, 19);
    await server.send([late]);
    await server.setClock(at(22));
    expect(await failures()).toMatchObject({ totalCount: 0 });
    const { data } = await server.ask(
      `{ otifRevisions(definition: "requested") { line before { credit cause } after { credit cause } because { type id } } }`,
    );
    expect(data).toEqual({
      otifRevisions: [
        {
          line: "SO/2",
          before: { credit: 0, cause: "MACHINE_DOWN" },
          after: { credit: 1, cause: null },
          because: { type: "wms.shipment", id: late.id },
        },
      ],
    });
  });

  test("[O16] the forecast counts what is certain and what is open", async () => {
    const { data } = await server.ask<{
      otifForecast: { period: string; n: number; closed: number; value: number | null }[];
    }>(`{ otifForecast(definition: "requested") { period n closed value lower upper method } }`);
    expect(data?.otifForecast.map(({ period, n, closed, value }) => [period, n, closed, value])).toEqual([
      ["TODAY", 2, 2, 1],
      ["THIS_WEEK", 3, 2, 2 / 3],
      ["NEXT_WEEK", 0, 0, null],
    ]);
  });

  test("[O17] what was thought 24 hours before is scored once the promise has passed", async () => {
    await server.setClock(at(40));
    await server.setClock(at(42));
    const { data } = await server.ask(
      `{ foresight(${RANGE}) { late warned horizons { hours n late called recall naiveRecall } } }`,
    );
    expect(data).toMatchObject({ foresight: { late: 1, warned: 1 } });
    expect((data as { foresight: { horizons: object[] } }).foresight.horizons).toContainEqual({
      hours: 24,
      n: 1,
      late: 1,
      called: 1,
      recall: 1,
      naiveRecall: 0,
    });
  });
});

describe("where the leader's figures come from", () => {
  const ofTime = "2026-03-01T00:00:00Z/2026-04-01T00:00:00Z";
  const comes = (of: string, id: string, figure = "ALL") => madeOfFigure(server, { of, id, figure });

  test("a share, what failed and its money are the lines that they are of, to the cent", async () => {
    const { data } = await server.ask<{
      otifComparison: [{ value: number; n: number; failed: number; missing: object; fine: object }];
      otifPareto: { bars: [{ key: string; failed: number; missing: { amount: string } }] };
      otifControlChart: { points: { key: string; value: number; n: number }[] };
    }>(`{ otifComparison(definitions: ["requested"], ${RANGE}) { value n failed missing { amount currency } fine { amount currency } }
      otifPareto(definition: "requested", ${RANGE}, by: CAUSE) { bars { key failed missing { amount } } }
      otifControlChart(definition: "requested", ${RANGE}) { points { key value n } } }`);
    const [compared] = data?.otifComparison ?? [];
    const share = await comes("OTIF", `requested/${ofTime}`);
    expect(share).toMatchObject({ value: { value: compared?.value, n: compared?.n }, total: compared?.value });
    expect([share?.sum, share?.weight]).toEqual([2, 3]);
    expect(share?.facts).toEqual(expect.arrayContaining(["erp.sales-order-line", "wms.shipment"]));
    const failed = await comes("OTIF", `requested/${ofTime}`, "FAILED");
    expect(failed).toMatchObject({ makeUp: "COUNT", total: compared?.failed });
    const missing = await comes("OTIF", `requested/${ofTime}`, "MISSING");
    expect(missing).toMatchObject({ value: compared?.missing, total: compared?.missing });
    expect((await comes("OTIF", `requested/${ofTime}`, "FINE"))?.total).toEqual(compared?.fine);
    for (const bar of data?.otifPareto.bars ?? []) {
      const own = await comes("OTIF", `requested/${ofTime}?kinds=${bar.key}`, "MISSING");
      expect(own?.sum).toBe(Math.round(Number(bar.missing.amount) * 100));
      expect((await comes("OTIF", `requested/${ofTime}?kinds=${bar.key}`, "FAILED"))?.parts).toHaveLength(bar.failed);
    }
    for (const point of data?.otifControlChart.points ?? []) {
      const week = await comes("OTIF", `requested/${ofTime}?week=${point.key}`);
      expect(week?.value).toEqual({ value: point.value, n: point.n });
    }
    expect(data?.otifPareto.bars).toHaveLength(1);
    expect(data?.otifControlChart.points.length).toBeGreaterThan(0);
    expect((await madeOfFigure(server, { of: "OTIF", id: `requested/${ofTime}` }, "dev:ann:leader:B"))?.parts).toEqual(
      [],
    );
  });

  test("a forecast is its lines with their chances, and how good it was the lines that were called", async () => {
    const { data } = await server.ask<{
      otifForecast: { period: string; value: number | null; n: number; atRisk: object }[];
      foresight: {
        late: number;
        warningHours: number | null;
        horizons: { hours: number; n: number; brier: number | null }[];
      };
    }>(`{ otifForecast(definition: "requested") { period value n atRisk { amount currency } }
      foresight(${RANGE}) { late warningHours horizons { hours n brier } } }`);
    for (const { period, value, n, atRisk } of data?.otifForecast ?? []) {
      const made = await comes("OTIF_FORECAST", `requested/${period}`);
      expect(made?.parts).toHaveLength(n);
      expect(made?.total).toBe(value);
      expect((await comes("OTIF_FORECAST", `requested/${period}`, "VALUE_AT_RISK"))?.total).toEqual(atRisk);
    }
    expect((await comes("FORESIGHT", ofTime, "LATE"))?.total).toBe(data?.foresight.late);
    expect((await comes("FORESIGHT", ofTime, "WARNING"))?.total).toBe(data?.foresight.warningHours);
    for (const { hours, n, brier } of data?.foresight.horizons ?? []) {
      expect((await comes("FORESIGHT", `${ofTime}?hours=${hours}`))?.total).toBe(n);
      expect((await comes("FORESIGHT", `${ofTime}?hours=${hours}`, "BRIER"))?.total).toBe(brier);
    }
  });
});

const DECLARE = `mutation ($definition: OtifDefinitionInput!, $commandId: ID!) {
  declareOtifDefinition(definition: $definition, commandId: $commandId) { id version declaredBy late { minutes days } } }`;
const generous = {
  id: "generous",
  description: "A month late is fine.",
  basis: "REQUESTED",
  late: { days: 0 },
  event: "SHIP",
};

describe("[O19] what a definition would change", () => {
  const PREVIEW = `query ($definition: OtifDefinitionInput!, $site: ID) {
    otifDefinitionPreview(definition: $definition, ${RANGE}, site: $site, first: 1) {
      present { version value n failed } proposed { version value n failed } changed lines { line before after }
    } }`;
  const strict = { id: "requested", description: "A day early at the most.", basis: "REQUESTED", early: { days: 0 } };

  test("is shown beside what is in force, as declaring it then turns out, and nothing is declared", async () => {
    const { data } = await server.ask<{ otifDefinitionPreview: { proposed: object } }>(
      PREVIEW,
      { definition: { ...strict, id: "strict" } },
      "dev:lea:leader",
    );
    const { data: same } = await server.ask(PREVIEW, { definition: { ...strict, early: null } }, "dev:lea:leader");
    expect(same).toMatchObject({
      otifDefinitionPreview: {
        present: { version: 1, value: 2 / 3, n: 3, failed: 1 },
        proposed: { version: 2, value: 2 / 3, n: 3, failed: 1 },
        changed: 0,
        lines: [],
      },
    });
    expect(data).toMatchObject({
      otifDefinitionPreview: { present: null, changed: 3, lines: [{ before: "NOT_COUNTED" }] },
    });
    await server.ask(DECLARE, { definition: { ...strict, id: "strict" }, commandId: "strict-1" }, "dev:lea:leader");
    const { data: declared } = await server.ask<{ otifComparison: readonly object[] }>(
      `{ otifComparison(definitions: ["strict"], ${RANGE}) { version value n failed } }`,
    );
    expect(declared?.otifComparison).toEqual([data?.otifDefinitionPreview.proposed]);
  });

  test("is for those who may declare it, and what cannot be is refused", async () => {
    expect(codes(await server.ask(PREVIEW, { definition: strict }, "dev:ann:planner"))).toEqual(["FORBIDDEN"]);
    const wrong = await server.ask(PREVIEW, { definition: { ...strict, under: 2 } });
    expect(wrong.errors?.[0]?.extensions, "and where it is wrong").toEqual({ code: "BAD_USER_INPUT", field: "under" });
    for (const [who, isAllowed] of [
      ["dev:ann:planner", false],
      ["dev:lea:leader:A", false],
      ["dev:lea:leader", true],
    ] as const)
      expect((await server.ask("{ mayDefineOtif }", {}, who)).data).toEqual({ mayDefineOtif: isAllowed });
  });
});

describe("[O9] definitions are declared", () => {
  test("once, by a leader or an administrator, and shown beside the others", async () => {
    const answer = await server.ask(DECLARE, { definition: generous, commandId: "d-1" }, "dev:lea:leader");
    expect(answer.data).toEqual({
      declareOtifDefinition: { id: "generous", version: 1, declaredBy: "lea", late: { minutes: null, days: 0 } },
    });
    expect(await server.ask(DECLARE, { definition: generous, commandId: "d-1" }, "dev:lea:leader")).toEqual(answer);
    const second = await server.ask(
      DECLARE,
      { definition: { ...generous, late: { days: 30 } }, commandId: "d-2" },
      "dev:lea:leader",
    );
    expect(second.data).toMatchObject({ declareOtifDefinition: { version: 2 } });
    const { data } = await server.ask(
      `{ otifComparison(definitions: ["requested", "generous"], ${RANGE}) { definition version n value } }`,
    );
    expect(data).toEqual({
      otifComparison: [
        { definition: "requested", version: 1, n: 3, value: 2 / 3 },
        { definition: "generous", version: 2, n: 0, value: null },
      ],
    });
    expect(await failures("generous")).toMatchObject({ totalCount: 0 });
  });

  test("not over one that whoever declares it has not compared theirs with", async () => {
    const compared = `mutation ($definition: OtifDefinitionInput!, $with: Int, $commandId: ID!) {
      declareOtifDefinition(definition: $definition, expectedVersion: $with, commandId: $commandId) { version } }`;
    const declare = (version: number, commandId: string, definition: object = generous) =>
      server.ask(compared, { definition, with: version, commandId }, "dev:adam:administrator");
    const refused = await declare(1, "d-6");
    expect(codes(refused)).toEqual(["CONFLICT"]);
    expect(refused.errors?.[0]?.message).toMatch(/^The latest version of generous is 2, not 1\. lea declared it at 20/);
    expect(codes(await declare(1, "d-7", { ...generous, id: "unheard-of" }))).toEqual(["CONFLICT"]);
    expect((await declare(2, "d-8")).data).toEqual({ declareOtifDefinition: { version: 3 } });
    expect(codes(await declare(2, "d-9"))).toEqual(["CONFLICT"]);
    expect((await declare(2, "d-8")).data).toEqual({ declareOtifDefinition: { version: 3 } });
  });

  test("a planner may not, nor may anybody declare what cannot be", async () => {
    expect(codes(await server.ask(DECLARE, { definition: generous, commandId: "d-3" }, "dev:ann:planner"))).toEqual([
      "FORBIDDEN",
    ]);
    expect(codes(await server.ask(DECLARE, { definition: { ...generous, under: 2 }, commandId: "d-4" }))).toEqual([
      "BAD_USER_INPUT",
    ]);
    const both = { ...generous, late: { days: 1, minutes: 1 } };
    expect(codes(await server.ask(DECLARE, { definition: both, commandId: "d-5" }))).toEqual(["BAD_USER_INPUT"]);
    expect(codes(await server.ask(DECLARE, { definition: { ...generous, fine: 0.1 }, commandId: "d-1" }))).toEqual([
      "CONFLICT",
    ]);
  });
});

test("who sees one site is told of that one alone", async () => {
  const asked = `{ otifComparison(definitions: ["requested"], ${RANGE}) { n } otifFailures(definition: "requested", ${RANGE}, site: "A") { totalCount } }`;
  const { data } = await server.ask(asked, {}, "dev:ann:leader:B");
  expect(data).toEqual({ otifComparison: [{ n: 0 }], otifFailures: { totalCount: 0 } });
});

test("[O20] a line that was called, acted on and in time is saved, with who acted; one that nobody acted on is not", async () => {
  const ask = async (token?: string) =>
    (
      await server.ask(
        `{ linesSaved(${RANGE}) { called late came saved nodes { line kind action by at exception } } }`,
        {},
        token,
      )
    ).data;
  expect(await ask()).toEqual({ linesSaved: { called: 1, late: 1, came: 0, saved: 0, nodes: [] } });
  const other = event("master.item", { id: "OTHER", name: "Another", uom: "pc" });
  await server.send([other, line(5, 102), line(6, 102, { item: "OTHER" })]);
  await server.setClock(at(50));
  await server.setClock(at(79));
  const { data } = await server.ask<{ exceptions: { nodes: { id: string; kind: string }[] } }>(
    `{ exceptions(filter: { subject: "FG@A", present: true }) { nodes { id kind } } }`,
  );
  const [found] = data?.exceptions.nodes ?? [];
  const acknowledge = `mutation { acknowledgeException(id: "${found?.id}", commandId: "o20") { state } }`;
  expect(await server.ask(acknowledge, {}, "dev:ann:planner")).toMatchObject({
    data: { acknowledgeException: { state: "ACKNOWLEDGED" } },
  });
  await server.send([delivery(5, 100), delivery(6, 100, 10, "OTHER")]);
  await server.setClock(at(103));
  expect(await ask()).toEqual({
    linesSaved: {
      ...{ called: 3, late: 1, came: 2, saved: 1 },
      nodes: [{ line: "SO/5", kind: found?.kind, action: "ACKNOWLEDGED", by: "ann", at: at(79), exception: found?.id }],
    },
  });
  const time = "2026-03-01T00:00:00Z/2026-04-01T00:00:00Z";
  const made = await madeOfFigure(server, { of: "LINES_SAVED", id: time });
  expect(made).toMatchObject({ total: 1, parts: [{ of: "SALES_ORDER_LINE", id: "SO/5" }] });
  expect(made?.acts).toContainEqual({ exception: found?.id, action: "acknowledged", by: "ann" });
  expect((await madeOfFigure(server, { of: "LINES_SAVED", id: time, figure: "CALLED" }))?.total).toBe(3);
  expect(await ask("dev:ann:leader:B")).toMatchObject({ linesSaved: { called: 0, saved: 0 } });
});

test("[O18] a late fact by which a line counts that did not is told, as is its end", async () => {
  const revisions = async () => {
    const { data } = await server.ask<{ otifRevisions: { line: string; because: { id: string } }[] }>(
      `{ otifRevisions(definition: "requested") { line before { credit } after { credit } because { id } } }`,
    );
    return data?.otifRevisions.filter((one) => one.line === "SO/9" || one.line === "SO/10") ?? [];
  };
  const cancelled = line(9, 30, { status: "cancelled" });
  await server.send([cancelled]);
  await server.setClock(at(104));
  expect(await revisions()).toEqual([]);
  const again = { ...line(9, 30), time: at(-90) };
  const late = { ...line(10, 30), time: at(-90) };
  await server.send([again, late]);
  await server.setClock(at(105));
  const came = [again, late].map(({ id }, k) => ({
    ...{ line: `SO/${9 + k}`, before: null, after: { credit: 0 }, because: { id } },
  }));
  expect(new Set(await revisions())).toEqual(new Set(came));
  const gone = { ...line(10, 30, { status: "cancelled" }), time: at(-80) };
  await server.send([gone]);
  await server.setClock(at(106));
  expect((await revisions())[0]).toEqual({
    line: "SO/10",
    before: { credit: 0 },
    after: null,
    because: { id: gone.id },
  });
});

const PATIENT = { timeout: 10_000 };

test("[O18] what had closed before the first of all facts came is brought in, and revises nothing", async () => {
  const live = await startServerProcess({ LOCKSTEP_CLOCK: "live" });
  try {
    const figures = async () => {
      const { data } = await live.ask<{ otifComparison: { n: number }[]; otifRevisions: object[] }>(
        `{ otifComparison(definitions: ["requested"], ${RANGE}) { n } otifRevisions(definition: "requested") { line } }`,
      );
      return data;
    };
    await live.send([...MASTER, line(1, 20)]);
    await expect.poll(figures, PATIENT).toEqual({ otifComparison: [{ n: 1 }], otifRevisions: [] });
    await live.send([line(2, 20)]);
    await expect.poll(figures, PATIENT).toEqual({ otifComparison: [{ n: 2 }], otifRevisions: [] });
    // One that was counted is another all the same.
    const because = delivery(2, 19);
    await live.send([because]);
    await expect.poll(async () => (await figures())?.otifRevisions, PATIENT).toEqual([{ line: "SO/2" }]);
  } finally {
    await live.close();
  }
}, 60_000);
