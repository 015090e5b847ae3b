import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { contentHash } from "@lockstep/domain/content-hash";
import { canonicalText } from "@lockstep/domain/json";
import { buildSchema, getNamedType, isObjectType } from "graphql";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXPORT_TABLES } from "../http/export-tables.ts";
import { fact, item, MORNING, orderLine, troubledPlants } from "../testing/facts.ts";
import { connectLive } from "../testing/live-client.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { wordsWithoutMoney } from "./hide-money.ts";
import { cellWithoutMoney } from "./money-columns.ts";
import { MONEY_FIELDS } from "./money-fields.ts";

const schema = buildSchema(
  readFileSync(fileURLToPath(import.meta.resolve("@lockstep/protocol/schema.graphql")), "utf8"),
);

/** What looks like money and is none, or has it only within what is looked at itself. */
const NO_MONEY: Readonly<Record<string, string>> = {
  "AsOf.factAt": "an instant",
  "Evidence.json": "made anew with Lineage.evidence",
  "Feed.lagSeconds": "a time",
  "OtifChartPoint.value": "a share",
  "OtifCompared.value": "a share",
  "OtifDefinition.fine": "a rate",
  "OtifForecast.value": "a share",
  "OtifPoint.value": "a share",
  "OtifPreviewed.value": "a share",
  "OtifSeries.value": "a share",
  "PromiseCounts.atRisk": "a count",
  "QuarantinedFact.changes": "its fields are",
  "RuleCondition.values": "texts that a rule takes",
  "SurvivalPoint.atRisk": "a count",
};
const LOOKS = /minor|cost|price|margin|value|money|atRisk|^fine|missing|amount|worth/i;
const SAYS = /JSON text|as received|Canonical JSON|RFC 6902|text that was sent/i;

describe("the list of what is kept back", () => {
  test("has every field that looks like money, by its name or as the text of a fact, and none that is not there", () => {
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !/^(__|Query$|Mutation$)/.test(type.name),
    );
    const fields = types.flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field }))
        : [],
    );
    const looking = fields.filter(
      ({ field }) =>
        getNamedType(field.type).name !== "Money" && (LOOKS.test(field.name) || SAYS.test(field.description ?? "")),
    );
    const unknown = looking.map(({ name }) => name).filter((name) => !(name in MONEY_FIELDS) && !(name in NO_MONEY));
    expect(unknown).toEqual([]);
    const names = new Set(fields.map(({ name }) => name));
    expect([...Object.keys(MONEY_FIELDS), ...Object.keys(NO_MONEY)].filter((name) => !names.has(name))).toEqual([]);
  });

  test("has every column of the files", () => {
    const columns = Object.values(EXPORT_TABLES).flatMap((table) => table.columns.map(({ name }) => name));
    const looking = new Set(columns.filter((name) => LOOKS.test(name)));
    expect([...looking].filter((name) => cellWithoutMoney(name, 1) !== null)).toEqual([]);
  });

  test("has what an audited event and a fact that cannot be read say", () => {
    expect(cellWithoutMoney("event", '{"sheet":{"open":[{"valueAtRiskMinor":1462740,"lines":2}]}}')).toBe(
      '{"sheet":{"open":[{"valueAtRiskMinor":null,"lines":2}]}}',
    );
    expect(cellWithoutMoney("fact", '{"unitPrice":{"amount":"731.37"')).toBe("–");
    expect(cellWithoutMoney("fact", '{"unitPrice":{"amount":"731.37"}}'), "without its currency").toBe(
      '{"unitPrice":{"amount":null}}',
    );
  });

  test.each([
    [
      "2 order lines, 14627.40 EUR at risk. Act by Mon 2 Mar, 12:00 UTC",
      "2 order lines, – at risk. Act by Mon 2 Mar, 12:00 UTC",
    ],
    ["€1,234.50 of 3 MES facts; CHF 12.00, 5 KG", "– of 3 MES facts; –, 5 KG"],
    ["the value at risk is more by 35 %", "the value at risk is another"],
    ["data.unitPrice.amount is 731.37, at most 500", "data.unitPrice.amount is –, at most –"],
    ["SO-1/1 is 3 h late", "SO-1/1 is 3 h late"],
  ])("keeps amounts out of words: %s", (text, hidden) => {
    expect(wordsWithoutMoney(text)).toBe(hidden);
  });
});

/** 20 pieces at 731.37 are 14,627.40; two plants are 29,254.80; all that is at risk is 35,840.96. */
const MONEY = /731\.37|731,37|14,?627|29,?254|35,?840/;
const PRICE = { unitPrice: { amount: "731.37", currency: "EUR" } };
const STEWARD = "dev:stan:steward";
const [SEES, BLIND] = ["dev:petra:planner", "dev:sam:supervisor"];

describe("somebody to whose role no money is shown", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess({ LOCKSTEP_MONEY_HIDDEN_FROM: "supervisor,steward,auditor" });
    await server.send(troubledPlants());
    await server.send(
      ["FG-1", "FG-2"].map((id) => fact("master.item", `later-${id}`, { ...(item(id).data as object), ...PRICE })),
    );
    const bad = orderLine({ order: "SO-X", item: "FG-1", site: "PLANT-A", quantity: -1 });
    await server.send([{ ...bad, data: { ...(bad.data as object), ...PRICE } }]);
    await server.setClock(MORNING);
  }, 60_000);
  afterAll(() => server.close());

  const both = async (query: string, variables: object = {}) => {
    const [seen, hidden] = [await server.ask(query, variables, SEES), await server.ask(query, variables, BLIND)];
    expect([seen.errors, hidden.errors]).toEqual([undefined, undefined]);
    return [JSON.stringify(seen.data), JSON.stringify(hidden.data)] as const;
  };

  const M = "{ amount currency }";
  test.each([
    ["overview", `{ overview { totalAtRisk ${M} } }`],
    [
      "cards and lines",
      `{ exceptions { nodes { valueAtRisk ${M} } } orderLines { nodes { openValue ${M} valueAtRisk ${M} } } }`,
    ],
    ["the facts of a thing", `{ orderLine(id: "SO-A/1") { valueAtRisk ${M} facts { event } } }`],
    [
      "where a figure comes from",
      `{ lineage(of: SALES_ORDER_LINE, id: "SO-A/1", figure: VALUE_AT_RISK) {
        value behind { nodes { fact { event } message { text } } } evidence { json text } } }`,
    ],
    [
      "what a figure is made of",
      `{ lineage(of: OVERVIEW, id: "*", figure: VALUE_AT_RISK) {
        value parts { total nodes { id value weight } } evidence { json text } } }`,
    ],
    ["quarantine", `{ quarantine { nodes { fact reason valueBlocked ${M} } } }`],
    [
      "what if",
      String.raw`{ whatIf(assumptions: [{ type: "erp.sales-order-line", data: "{\"order\":\"SO-A\",\"line\":\"1\",\"quantity\":40}" }])
        { valueAtRiskBefore ${M} valueAtRiskAfter ${M} orderLines { nodes { after { valueAtRisk ${M} } } } causes { after { valueAtRisk ${M} } } } }`,
    ],
    ["the weekly digest", "{ digestPreview { title text html csv } }"],
    ["a handover", `{ handover(site: "PLANT-A") { sheet { open { valueAtRisk ${M} } } } }`],
  ])("is answered none: %s", async (name, query) => {
    const [seen, hidden] = await both(query);
    if (name !== "the weekly digest") expect(seen).toMatch(MONEY);
    expect(hidden).not.toMatch(MONEY);
    expect(hidden.length).toBeGreaterThan(20);
  });

  test("gets null in the place of an amount, and the evidence still fits its own hash", async () => {
    const { data } = await server.ask<{ overview: unknown; lineage: { evidence: { json: string; sha256: string } } }>(
      `{ overview { totalAtRisk ${M} } lineage(of: SALES_ORDER_LINE, id: "SO-A/1") { evidence { json sha256 } } }`,
      {},
      BLIND,
    );
    expect(data?.overview).toEqual({ totalAtRisk: { amount: null, currency: "EUR" } });
    const { json = "", sha256 } = data?.lineage.evidence ?? {};
    const sealed = JSON.parse(json) as { evidence: object; sha256: string };
    expect([sealed.sha256, contentHash(canonicalText(sealed.evidence))]).toEqual([sha256, sha256]);
  });

  test("is told nothing of it by an order, nor by the place in one", async () => {
    const query = "{ exceptions(orderBy: VALUE_AT_RISK, first: 1) { nodes { id } pageInfo { endCursor } } }";
    const byTime = "{ exceptions(orderBy: ACT_BY, first: 1) { nodes { id } pageInfo { endCursor } } }";
    expect((await server.ask(query, {}, BLIND)).data).toEqual((await server.ask(byTime, {}, BLIND)).data);
  });

  test("is told none over the socket, where others are", async () => {
    const [seeing, blind] = [await connectLive(server.url, SEES), await connectLive(server.url, BLIND)];
    const { data } = await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }");
    const since = data?.asOf.seq ?? 0;
    for (const client of [seeing, blind]) await client.watch({ since });
    const { seq } = await server.send([orderLine({ order: "SO-D", item: "FG-1", site: "PLANT-A" })]);
    await Promise.all([seeing.reached(seq), blind.reached(seq)]);
    for (const client of [seeing, blind]) client.close();
    expect(JSON.stringify(seeing.deltas)).toMatch(MONEY);
    expect(JSON.stringify(blind.deltas)).not.toMatch(MONEY);
    const [row] = blind.deltas.flatMap(({ orderLines }) => orderLines);
    expect(row?.valueAtRisk).toEqual({ amount: null, currency: "EUR" });
  });

  test("is told none of what happened, where a message says it", async () => {
    const people = {
      people: [
        { id: "sam", name: "Sam" },
        { id: "petra", name: "Petra" },
      ],
    };
    const duties = [
      { person: "sam", role: "SUPERVISOR" },
      { person: "petra", role: "PLANNER" },
    ];
    await server.ask(
      'mutation ($roster: RosterInput!) { putRoster(roster: $roster, reason: "x", commandId: "r") { version } }',
      { roster: { site: "PLANT-A", ...people, duties } },
    );
    const cards = await server.ask<{ exceptions: { nodes: { id: string }[] } }>(
      '{ exceptions(filter: { subject: "FG-1@PLANT-A" }) { nodes { id } } }',
    );
    await server.ask('mutation ($id: ID!) { comment(id: $id, text: "@sam @petra look", commandId: "c") { id } }', {
      id: cards.data?.exceptions.nodes[0]?.id,
    });
    const [seen, hidden] = await both("{ notifications { nodes { title text } } }");
    expect(seen).toMatch(MONEY);
    expect(hidden).toMatch(/look/);
    expect(hidden).not.toMatch(MONEY);
  });

  test.each(["order-lines", "exceptions", "otif-outcomes", "otif-failures", "findings"])(
    "is handed %s without it, and the very same rows",
    async (name) => {
      const get = async (token: string): Promise<string> =>
        (await fetch(`${server.url}/exports/${name}.csv`, { headers: { authorization: `Bearer ${token}` } })).text();
      const [seen, hidden] = [await get(SEES), await get(BLIND)];
      expect(hidden).not.toMatch(MONEY);
      expect(hidden.split("\n")).toHaveLength(seen.split("\n").length);
      if (name === "order-lines") expect(seen).toMatch(MONEY);
    },
  );

  test("finds nothing out by trying a rule on money", async () => {
    const rule = {
      ...{ id: "dear", text: "x", kind: "QUARANTINE", where: { types: ["master.item"] } },
      condition: { is: "NUMBER_OUTSIDE", field: "data.unitPrice.amount", max: 700 },
    };
    const query = "query ($rules: [RuleInput!]!) { ruleSetPreview(rules: $rules) { keptOut } }";
    const { errors } = await server.ask(query, { rules: [rule] }, "dev:stan:steward");
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const integrator = await server.ask(query, { rules: [rule] }, "dev:ian:integrator");
    expect(integrator.errors?.[0]?.extensions.code).not.toBe("FORBIDDEN");
  });

  test("finds nothing out by a patch that tests or moves an amount, and may put another in its place", async () => {
    const { data } = await server.ask<{ quarantineCauses: { nodes: { id: string }[] } }>(
      "{ quarantineCauses { nodes { id } } }",
      {},
      STEWARD,
    );
    const preview = (patch: object, who?: string) =>
      server.ask(
        "query ($cause: ID!, $patch: String!) { quarantineCausePreview(cause: $cause, patch: $patch) { __typename } }",
        { cause: data?.quarantineCauses.nodes[0]?.id, patch: JSON.stringify([patch]) },
        who,
      );
    for (const step of [
      { op: "test", path: "/data/unitPrice/amount", value: "731.37" },
      { op: "test", path: "/data", value: { order: "SO-X", unitPrice: { amount: "731.37" } } },
      { op: "move", from: "/data/unitPrice/amount", path: "/data/line" },
    ]) {
      expect((await preview(step, STEWARD)).errors?.[0]?.extensions.code, JSON.stringify(step)).toBe("FORBIDDEN");
      expect((await preview(step)).errors, JSON.stringify(step)).toBeUndefined();
    }
    expect((await preview({ op: "test", path: "/data/line", value: "1" }, STEWARD)).errors).toBeUndefined();
    expect(
      (await preview({ op: "replace", path: "/data/unitPrice/amount", value: "1.00" }, STEWARD)).errors,
    ).toBeUndefined();
    expect((await preview({ op: "remove", path: "/data/unitPrice/currency" }, STEWARD)).errors).toBeUndefined();
  });

  test("finds nothing out by searching the audit for an amount", async () => {
    const [card] =
      (await server.ask<{ exceptions: { nodes: { id: string }[] } }>("{ exceptions { nodes { id } } }")).data
        ?.exceptions.nodes ?? [];
    const acknowledge =
      'mutation ($id: ID!) { acknowledgeException(id: $id, note: "worth 731.37 EUR", commandId: "n") { id } }';
    expect((await server.ask(acknowledge, { id: card?.id })).errors).toBeUndefined();
    const found = async (text: string, who: string) => {
      const query = "query ($text: String!) { audit(filter: { text: $text }) { totalCount } }";
      const { data } = await server.ask<{ audit: { totalCount: number } }>(query, { text }, who);
      const headers = { authorization: `Bearer ${who}` };
      const file = await (await fetch(`${server.url}/audit.csv?text=${encodeURIComponent(text)}`, { headers })).text();
      return [data?.audit.totalCount, file.trim().split("\n").length - 1];
    };
    const [open, kept] = ["dev:adam:administrator", "dev:otto:auditor"];
    expect(await found("731.37", open)).toEqual([1, 1]);
    for (const text of ["731.37", "31", "٧٣١", "worth 7"]) expect(await found(text, kept), text).toEqual([0, 0]);
    expect(await found("worth", kept), "words are found").toEqual([1, 1]);
    expect(await found(card?.id ?? "", kept), "and names, with digits").toEqual(await found(card?.id ?? "", open));
  });

  test("gets the board's pack with a dash in its place", async () => {
    const range = "from=2026-02-23T00:00:00Z&to=2026-03-09T00:00:00Z";
    const get = async (token: string) => {
      const url = `${server.url}/packs/otif.pdf?definition=requested&${range}`;
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    };
    expect(await textIn(await get(SEES))).toMatch(MONEY);
    expect(await textIn(await get(BLIND))).not.toMatch(MONEY);
  });
});

async function textIn(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text;
}
