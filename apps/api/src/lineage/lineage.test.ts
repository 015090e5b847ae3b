import { contentHash } from "@lockstep/domain/content-hash";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { canonicalText } from "@lockstep/domain/json";
import { exampleFacts, fact, stopFacts } from "@lockstep/testkit/worked-example";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madeOfFigure } from "../testing/made-of.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const LINEAGE = `query ($of: LineageOf!, $id: ID!, $figure: LineageFigure!, $first: Int = 200, $after: String) {
  lineage(of: $of, id: $id, figure: $figure) {
    value isComplete leftOut rulesVersion moment { seq now clock } rules { number text file }
    sources { source system facts status ageSeconds }
    behind(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { role kind subject connector origin fact { type seq event } message { sha256 place text } }
    }
  }
}`;

const RIVALS = `query ($id: ID!, $figure: LineageFigure!, $first: Int!) {
  lineage(of: SALES_ORDER_LINE, id: $id, figure: $figure) {
    before(first: $first) {
      totalCount isWhole nodes { waits kind id operation why at quantity from until priority facts { type event } }
    }
  }
}`;

interface Rivals {
  readonly totalCount: number;
  readonly isWhole: boolean;
  readonly nodes: readonly { readonly facts: readonly { readonly type: string; readonly event: string }[] }[];
}

interface Lineage {
  readonly value: string | null;
  readonly isComplete: boolean;
  readonly leftOut: readonly string[];
  readonly rulesVersion: string;
  readonly rules: readonly { readonly number: string; readonly text: string; readonly file: string }[];
  readonly sources: readonly { readonly source: string; readonly facts: number; readonly status: string }[];
  readonly behind: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly {
      readonly role: string;
      readonly kind: string;
      readonly subject: string;
      readonly connector: string;
      readonly origin: string;
      readonly fact: { readonly type: string; readonly seq: number; readonly event: string };
      readonly message: { readonly sha256: string; readonly place: string; readonly text: string } | null;
    }[];
  };
}

/** Each system speaks for itself. */
const bySystem = (facts: readonly CloudEvent[]): CloudEvent[] =>
  facts.map((one) => ({ ...one, source: `/${one.type.slice(0, one.type.indexOf("."))}/plant-a` }));

const move = (item: string, time: string): CloudEvent =>
  fact(
    "wms.stock-move",
    { item, quantity: 1, to: { site: "PLANT-A", location: "BIN-4" }, reason: "putaway" },
    `2026-03-02T${time}:00Z`,
  );

describe("where a figure comes from", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
    await server.send(bySystem([...exampleFacts(), ...stopFacts()]));
    await server.send(
      bySystem([
        fact("master.site", { id: "PLANT-B", name: "Plant B", timeZone: "UTC" }),
        fact("master.item", { id: "Q", name: "Lid", uom: "pc" }),
        fact("master.item", { id: "R", name: "Label", uom: "pc" }),
        ...["06:00", "08:00"].map((time) => move("R", time)),
        fact("wms.stock-count", { site: "PLANT-A", location: "BIN-4", item: "R", status: "available", quantity: 5 }),
        fact("wms.stock-count", { site: "PLANT-A", location: "BIN-2", item: "Q", status: "available", quantity: 5 }),
        fact("erp.sales-order-line", {
          ...{ order: "SO-3", line: "1", customer: "K", item: "Q", site: "PLANT-A", quantity: 5, status: "open" },
          ...{ requestedAt: "2026-03-03T12:00:00Z", promisedAt: "2026-03-03T12:00:00Z" },
        }),
      ]),
    );
    await server.setClock("2026-03-02T11:30:00Z");
  }, 60_000);
  afterAll(() => server?.close());

  async function lineage(of: string, id: string, figure = "ALL", token?: string, page: object = {}) {
    const variables = { of, id, figure, ...page };
    const { data, errors } = await server.ask<{ lineage: Lineage | null }>(LINEAGE, variables, token);
    if (!data) throw new Error(JSON.stringify(errors));
    return data.lineage;
  }
  async function factsBehind(of: string, id: string, figure = "ALL"): Promise<string[]> {
    const found = await lineage(of, id, figure);
    return (found?.behind.nodes ?? []).map(({ fact: { type, event } }) => nameOf(type, event)).sort();
  }

  test("a projected delivery stands on all along its pegging and its path, and on nothing else", async () => {
    expect(await factsBehind("SALES_ORDER_LINE", "SO-2/1", "PROJECTED")).toEqual([
      "erp.production-order WO-1",
      "erp.production-order WO-2",
      "erp.purchase-order-line PO-9",
      "erp.sales-order-line SO-2",
      "master.bom P",
      "master.customer K",
      "master.item C",
      "master.item P",
      "master.resource LINE-1",
      "master.routing P",
      "master.site PLANT-A",
      "master.supplier V",
      "mes.operation WO-1",
      "mes.resource-state LINE-1",
      "wms.stock-count C",
    ]);
    expect(await factsBehind("SALES_ORDER_LINE", "SO-3/1", "PROJECTED")).toEqual([
      "erp.sales-order-line SO-3",
      "master.customer K",
      "master.item Q",
      "master.site PLANT-A",
      "wms.stock-count Q",
    ]);
  });

  test("a figure that is stated stands on what states it", async () => {
    const line = "SO-2/1";
    expect(await factsBehind("SALES_ORDER_LINE", line, "PROMISED_AT")).toEqual([
      "erp.sales-order-line SO-2",
      "master.site PLANT-A",
    ]);
    expect(await factsBehind("STOCKING_POINT", "C@PLANT-A", "ON_HAND")).toEqual(["wms.stock-count C"]);
    const labels = await lineage("STOCKING_POINT", "R@PLANT-A", "ON_HAND");
    expect(labels?.value).toBe("6");
    expect(labels?.behind.nodes.map(({ role, fact: one }) => [role, JSON.parse(one.event).time])).toEqual([
      ["what was counted", "2026-03-02T07:00:00Z"],
      ["what was moved", "2026-03-02T08:00:00Z"],
    ]);
    expect(await factsBehind("RESOURCE", "LINE-1", "STATE")).toEqual([
      "master.resource LINE-1",
      "mes.resource-state LINE-1",
    ]);
    expect(await factsBehind("PURCHASE_ORDER_LINE", "PO-9/1", "PROMISED_AT")).toEqual([
      "erp.purchase-order-line PO-9",
      "master.site PLANT-A",
    ]);
    expect(await lineage("SALES_ORDER_LINE", line, "PROMISED_AT")).toMatchObject({
      value: '"2026-03-02T14:00:00.000Z"',
      moment: { now: "2026-03-02T11:30:00.000Z", clock: "MANUAL" },
      isComplete: true,
      leftOut: [],
    });
  });

  test("it names the roles, the rules with their text and version, and the sources with how fresh they are", async () => {
    const found = await lineage("SALES_ORDER_LINE", "SO-1/1", "VALUE_AT_RISK");
    expect(found?.value).toBe('{"amount":"200.00","currency":"EUR"}');
    expect(found?.behind.nodes.find(({ fact: { type } }) => type === "mes.resource-state")).toMatchObject({
      role: "whether the resource runs or stands",
      kind: "resource",
      subject: "LINE-1",
      connector: "http:dev",
      origin: "EVENT",
      message: null,
    });
    expect(found?.rules.find(({ number }) => number === "P131")).toMatchObject({
      text: expect.stringContaining("Value at risk"),
      file: "packages/engine/SPEC.md",
    });
    expect(found?.rulesVersion).toMatch(/^[0-9a-f]{64}$/);
    expect(found?.sources.map(({ source, facts, status }) => [source, facts, status])).toEqual([
      ["/erp/plant-a", 2, "ERROR"],
      ["/master/plant-a", 7, "FRESH"],
      ["/mes/plant-a", 2, "ERROR"],
      ["/wms/plant-a", 1, "ERROR"],
    ]);
  });

  test("an exception stands on its cause, and what it weighs on the lines that it hits", async () => {
    const { data } = await server.ask<{ exceptions: { nodes: { id: string }[] } }>(
      "{ exceptions(filter: { kinds: [MACHINE_DOWN] }) { nodes { id } } }",
    );
    const id = data?.exceptions.nodes[0]?.id ?? "";
    const weighed = await factsBehind("EXCEPTION", id, "VALUE_AT_RISK");
    expect(weighed).toEqual(expect.arrayContaining(["erp.sales-order-line SO-1", "erp.sales-order-line SO-2"]));
    expect(weighed).not.toContain("erp.sales-order-line SO-3");
    expect(await factsBehind("OVERVIEW", "*", "VALUE_AT_RISK")).toEqual(
      expect.arrayContaining([...weighed, "erp.sales-order-line SO-3"]),
    );
    const today = await factsBehind("OVERVIEW", "PLANT-A", "PROMISES_TODAY");
    expect(today).toEqual(weighed);
    expect(await factsBehind("OVERVIEW", "PLANT-B", "VALUE_AT_RISK")).toEqual([]);
  });

  test("money at risk is the lines that it is of, to the cent, and each leads on", async () => {
    const header = await madeOfFigure(server, { of: "OVERVIEW", id: "*", figure: "VALUE_AT_RISK" });
    const { data } = await server.ask<{
      overview: { totalAtRisk: object; openOrderLines: number };
      exceptions: { nodes: { id: string; valueAtRisk: object }[] };
    }>(
      "{ overview { totalAtRisk { amount currency } openOrderLines } exceptions { nodes { id valueAtRisk { amount currency } } } }",
    );
    expect(header).toMatchObject({ value: data?.overview.totalAtRisk, total: data?.overview.totalAtRisk, sum: 50_000 });
    expect(header?.parts.map(({ of, id, value }) => [of, id, value])).toEqual([
      ["SALES_ORDER_LINE", "SO-2/1", '{"amount":"300.00","currency":"EUR"}'],
      ["SALES_ORDER_LINE", "SO-1/1", '{"amount":"200.00","currency":"EUR"}'],
    ]);
    const [part] = header?.parts ?? [];
    expect(await lineage(part?.of ?? "", part?.id ?? "", part?.figure)).toMatchObject({ value: part?.value });
    for (const { id, valueAtRisk } of data?.exceptions.nodes ?? []) {
      const card = await madeOfFigure(server, { of: "EXCEPTION", id, figure: "VALUE_AT_RISK" });
      expect([card?.value, card?.total]).toEqual([valueAtRisk, valueAtRisk]);
      expect(card?.acts).toContainEqual({ exception: id, action: "opened", by: "system" });
    }
    const open = await madeOfFigure(server, { of: "OVERVIEW", id: "*", figure: "OPEN_LINES" });
    expect(open?.total).toBe(data?.overview.openOrderLines);
    const cards = await madeOfFigure(server, { of: "OVERVIEW", id: "*", figure: "EXCEPTIONS" });
    expect(cards?.parts.map(({ of }) => of)).toEqual((data?.exceptions.nodes ?? []).map(() => "EXCEPTION"));
    const elsewhere = { of: "OVERVIEW", id: "*", figure: "VALUE_AT_RISK" };
    expect(await madeOfFigure(server, elsewhere, "dev:ben:PLANNER:PLANT-B")).toMatchObject({ parts: [], sum: 0 });
  });

  test("parts come in pages that follow each other, none is left out", async () => {
    const ask = async (first: number, after: string | null) => {
      const { data } = await server.ask<{
        lineage: { parts: { nodes: object[]; totalCount: number; pageInfo: { endCursor: string } } };
      }>(
        `query ($first: Int!, $after: String) { lineage(of: OVERVIEW, id: "*", figure: OPEN_LINES) {
          parts(first: $first, after: $after) { totalCount nodes { id } pageInfo { endCursor } } } }`,
        { first, after },
      );
      return data?.lineage.parts;
    };
    const whole = await ask(200, null);
    const one = await ask(1, null);
    const rest = await ask(200, one?.pageInfo.endCursor ?? null);
    expect(one?.totalCount).toBe(whole?.nodes.length);
    expect([...(one?.nodes ?? []), ...(rest?.nodes ?? [])]).toEqual(whole?.nodes);
  });

  test("who stood before it: what others were given sooner, and who has the machine, with what says so", async () => {
    const before = async (id: string, figure = "PROJECTED", first = 50) => {
      const { data } = await server.ask<{ lineage: { before: Rivals } }>(RIVALS, { id, figure, first });
      return data?.lineage.before;
    };
    const found = await before("SO-2/1");
    expect(found).toMatchObject({ totalCount: 3, isWhole: true });
    const told = found?.nodes.map(({ facts, ...rival }) => ({
      ...rival,
      facts: facts.map(({ type, event }) => nameOf(type, event)),
    }));
    expect(told).toEqual([
      {
        ...{ waits: "SO-2/1", kind: "sales-order-line", id: "SO-1/1", operation: null, why: "RANK", at: "P@PLANT-A" },
        ...{ quantity: 20, from: "2026-03-02T11:30:00.000Z", until: null, priority: 5 },
        facts: ["erp.sales-order-line SO-1", "master.customer K"],
      },
      {
        ...{ waits: "WO-2", kind: "production-order", id: "WO-1", operation: "WO-1/1", why: "RESOURCE", at: "LINE-1" },
        ...{ quantity: null, from: "2026-03-02T08:00:00.000Z", until: "2026-03-02T13:30:00.000Z", priority: null },
        facts: ["erp.production-order WO-1", "mes.operation WO-1"],
      },
      {
        ...{
          waits: "WO-2",
          kind: "production-order",
          id: "WO-1",
          operation: "WO-1/1",
          why: "STARTED",
          at: "C@PLANT-A",
        },
        ...{ quantity: 40, from: "2026-03-02T11:30:00.000Z", until: null, priority: 5 },
        facts: ["erp.production-order WO-1", "mes.operation WO-1"],
      },
    ]);
    expect((await before("SO-2/1", "PROJECTED", 1))?.nodes).toEqual(found?.nodes.slice(0, 1));
    expect(await before("SO-2/1", "PROMISED_AT")).toEqual({ totalCount: 0, isWhole: true, nodes: [] });
    expect(await before("SO-3/1")).toMatchObject({ totalCount: 0, isWhole: true });
  });

  test("pages follow each other without a gap", async () => {
    const whole = await lineage("SALES_ORDER_LINE", "SO-2/1");
    const first = await lineage("SALES_ORDER_LINE", "SO-2/1", "ALL", undefined, { first: 4 });
    const after = first?.behind.pageInfo.endCursor;
    const rest = await lineage("SALES_ORDER_LINE", "SO-2/1", "ALL", undefined, { first: 200, after });
    expect(first?.behind).toMatchObject({ totalCount: 15, pageInfo: { hasNextPage: true } });
    expect([...(first?.behind.nodes ?? []), ...(rest?.behind.nodes ?? [])]).toEqual(whole?.behind.nodes);
  });

  test("what a person may not see is left out, and that is said; of what is not theirs there is nothing", async () => {
    await server.send(
      bySystem([
        fact("erp.transfer-order", {
          ...{ id: "TO-1", item: "Q", fromSite: "PLANT-A", toSite: "PLANT-B", quantity: 5, status: "open" },
          ...{ plannedShip: "2026-03-04T08:00:00Z", plannedReceipt: "2026-03-05T08:00:00Z" },
        }),
        fact("wms.stock-count", { site: "PLANT-A", location: "BIN-3", item: "Q", status: "available", quantity: 9 }),
      ]),
    );
    await server.setClock("2026-03-02T11:31:00Z");
    const token = "dev:ben:PLANNER:PLANT-B";
    const seen = await lineage("TRANSFER_ORDER", "TO-1", "ALL", token);
    expect(seen?.behind.nodes.map(({ fact: { type, event } }) => nameOf(type, event))).toEqual([
      "erp.transfer-order TO-1",
      "master.item Q",
      "master.site PLANT-B",
    ]);
    expect(seen).toMatchObject({ isComplete: false, leftOut: ["OTHER_SITES"] });
    expect(seen?.sources.map(({ source }) => source)).not.toContain("/wms/plant-a");
    expect(await lineage("TRANSFER_ORDER", "TO-1")).toMatchObject({ isComplete: true });
    expect(await lineage("SALES_ORDER_LINE", "SO-1/1", "ALL", token)).toBeNull();
  });

  test("a figure that a thing has not is refused, with those that it has", async () => {
    const { errors } = await server.ask(LINEAGE, { of: "HOLD", id: "H-1", figure: "ON_HAND" });
    expect(errors?.[0]).toMatchObject({
      message: "HOLD has no figure ON_HAND: ask for one of ALL, STATE.",
      extensions: { code: "BAD_USER_INPUT" },
    });
  });

  test("a bundle of evidence holds the facts whole, and anyone can check its hash", async () => {
    const { data } = await server.ask<{
      asOf: { stateHash: string };
      lineage: { evidence: { json: string; sha256: string; text: string } };
    }>(
      `{ asOf { stateHash } lineage(of: SALES_ORDER_LINE, id: "SO-2/1", figure: PROJECTED) { evidence { json sha256 text } } }`,
    );
    const { json = "", sha256 = "", text = "" } = data?.lineage.evidence ?? {};
    const bundle = JSON.parse(json) as {
      sha256: string;
      evidence: { facts: { event: CloudEvent }[]; asOf: object; before: object };
    };
    expect(contentHash(canonicalText(bundle.evidence))).toBe(bundle.sha256);
    expect(canonicalText(bundle)).toBe(json);
    expect(bundle.evidence.before).toMatchObject({
      totalCount: 3,
      isWhole: true,
      nodes: [{ id: "SO-1/1", why: "RANK", facts: [{ event: { type: "erp.sales-order-line" } }, {}] }, {}, {}],
    });
    expect(bundle.sha256).toBe(sha256);
    expect(bundle.evidence.asOf).toMatchObject({ stateHash: data?.asOf.stateHash });
    const sent = bySystem(exampleFacts()).map(({ id: _, ...event }) => event);
    const state = bundle.evidence.facts.find(({ event }) => event.type === "erp.purchase-order-line");
    const { id: __, ...event } = state?.event ?? { id: "" };
    expect(sent).toContainEqual(event);
    expect(text.split("\n")[0]).toBe('sales order line SO-2/1, projected: "2026-03-02T16:31:00.000Z"');
    expect(text).toContain(sha256);
  });

  test("a source goes silent: exactly what leans on it is marked; it speaks again, and the marks go", async () => {
    const marks = async () => {
      const { data } = await server.ask<{
        orderLines: { nodes: { id: string; staleSources: { source: string; status: string }[] }[] };
        overview: { staleSources: { source: string }[] };
      }>("{ orderLines { nodes { id staleSources { source status } } } overview { staleSources { source } } }");
      const lines = (data?.orderLines.nodes ?? []).map(
        ({ id, staleSources }) => [id, staleSources.map(({ source }) => source)] as const,
      );
      return { lines, overview: data?.overview.staleSources.map(({ source }) => source) };
    };
    // The ERP and the warehouse speak; the machines have said nothing since nine.
    const spoken = (type: string, data: object) => fact(type, data, "2026-03-02T11:32:00Z");
    await server.send(
      bySystem([
        spoken("erp.stock-on-hand", { item: "Q", site: "PLANT-B", quantity: 1 }),
        spoken("wms.stock-count", { site: "PLANT-B", location: "X", item: "Q", status: "available", quantity: 1 }),
      ]),
    );
    await server.setClock("2026-03-02T11:32:00Z");
    expect(await marks()).toEqual({
      lines: [
        ["SO-1/1", ["/mes/plant-a"]],
        ["SO-2/1", ["/mes/plant-a"]],
        ["SO-3/1", []],
      ],
      overview: ["/mes/plant-a"],
    });
    const figures = await server.ask<{ staleFigures: { figure: string }[] }>(
      `{ staleFigures(of: SALES_ORDER_LINE, id: "SO-1/1") { figure } }`,
    );
    const stale = figures.data?.staleFigures.map(({ figure }) => figure);
    expect(stale).toEqual(expect.arrayContaining(["PROJECTED", "VALUE_AT_RISK"]));
    expect(stale).not.toContain("PROMISED_AT");
    const down = { resource: "LINE-1", since: "2026-03-02T09:00:00Z", state: "down", reason: "seal head, again" };
    await server.send(bySystem([spoken("mes.resource-state", down)]));
    await server.setClock("2026-03-02T11:32:01Z");
    expect(await marks()).toEqual({
      lines: [
        ["SO-1/1", []],
        ["SO-2/1", []],
        ["SO-3/1", []],
      ],
      overview: [],
    });
  });

  test("how much a source has told is all that it told, the newest first", async () => {
    const { data } = await server.ask<{ feeds: { id: string; accepted: number }[] }>("{ feeds { id accepted } }");
    const mes = data?.feeds.find(({ id }) => id === "/mes/plant-a");
    const told = await lineage("FEED", "/mes/plant-a", "RECEIVED");
    expect(told).toMatchObject({
      value: String(mes?.accepted),
      isComplete: true,
      sources: [{ source: "/mes/plant-a" }],
    });
    expect(told?.behind.totalCount).toBe(mes?.accepted);
    const seqs = told?.behind.nodes.map(({ fact: { seq } }) => seq) ?? [];
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    expect(await lineage("FEED", "/nobody", "RECEIVED")).toBeNull();
  });

  test("a report on an order that nobody knows belongs to the plant of its machine", async () => {
    const unknown = { order: "WO-NONE", seq: 10, resource: "LINE-1", state: "running", good: 1, scrap: 0 };
    await server.send(bySystem([fact("mes.operation", unknown, "2026-03-02T11:32:30Z")]));
    await server.setClock("2026-03-02T11:33:00Z");
    const told = async (token?: string) =>
      (await lineage("FEED", "/mes/plant-a", "RECEIVED", token))?.behind.nodes.flatMap(({ fact: { event } }) =>
        JSON.stringify(event).includes("WO-NONE") ? ["WO-NONE"] : [],
      ) ?? [];
    expect(await told()).toEqual(["WO-NONE"]);
    expect(await told("dev:ann:PLANNER:PLANT-A")).toEqual(["WO-NONE"]);
    expect(await told("dev:ben:PLANNER:PLANT-B")).toEqual([]);
  });

  test("a figure of OTIF stands on the lines that it is of, and what was shipped of them", async () => {
    const left = { id: "SH-1", salesOrderLine: "SO-3/1", item: "Q", site: "PLANT-A", quantity: 5 };
    await server.send(
      bySystem([
        fact("wms.shipment", { ...left, shippedAt: "2026-03-02T12:00:00Z", deliveredAt: "2026-03-02T18:00:00Z" }),
      ]),
    );
    await server.setClock("2026-03-05T00:00:00Z");
    const week = (from: string) => `requested/${from}T00:00:00Z/2026-03-09T00:00:00Z`;
    expect(await factsBehind("OTIF", week("2026-03-03"))).toEqual([
      "erp.sales-order-line SO-3",
      "master.customer K",
      "master.item Q",
      "master.site PLANT-A",
      "wms.shipment SH-1",
    ]);
    expect(await lineage("OTIF", week("2026-03-03"))).toMatchObject({ value: '{"n":1,"value":1}', isComplete: true });
    expect(await lineage("OTIF", week("2026-03-02"))).toMatchObject({ value: '{"n":3,"value":0.3333333333333333}' });
    const { errors } = await server.ask(LINEAGE, { of: "OTIF", id: "requested", figure: "ALL" });
    expect(errors?.[0]?.message).toContain("definition, from and to");
  });
});

/** The type, and the first thing that it names. */
function nameOf(type: string, event: string): string {
  const { data } = JSON.parse(event) as { data: Record<string, string> };
  return `${type} ${data["order"] ?? data["id"] ?? data["item"] ?? data["resource"] ?? ""}`;
}
