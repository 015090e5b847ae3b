import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readB2mml } from "@lockstep/connectors/b2mml/read-message";
import {
  LOTS,
  lots,
  PERFORMANCE,
  performance,
  plantMapping,
  SCHEDULE,
  schedule,
  transaction,
} from "@lockstep/connectors/testing/b2mml";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fact, site } from "../testing/facts.ts";
import { type FactsAnswer, type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const EVENING = "2026-03-02T20:00:00Z";

/** As the mapping that the messages of the tests are made for. */
const CONNECTORS = `b2mml:
  timeZone: Europe/Berlin
  sites: { ACME-HH: PLANT-A, ACME-B: PLANT-B }
  resources: { LN-01: LINE-1 }
  locations: { SL01: STORE }
  items: { "80009901": { item: SAUCE, units: { CS: 12 } } }
  units: { pc: 1, kg: 1, g: 0.001 }
  statuses: { Under test: quality, Recalled: blocked }
  holds: { Recalled: held }
  receipts: true
`;

let server: ServerProcess;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-b2mml-"));
  writeFileSync(join(folder, "connectors.yaml"), CONNECTORS);
  server = await startServerProcess({ LOCKSTEP_CONNECTORS: join(folder, "connectors.yaml") });
  await server.send([
    site("PLANT-A"),
    site("PLANT-B"),
    ...["SAUCE", "TOMATO"].map((id) =>
      fact("master.item", `item-${id}`, { id, name: id, uom: id === "SAUCE" ? "pc" : "kg" }),
    ),
    fact("master.resource", "line", { id: "LINE-1", site: "PLANT-A", name: "Line 1", kind: "line" }),
  ]);
  await server.setClock(EVENING);
}, 60_000);
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Taken extends FactsAnswer {
  readonly refused?: { readonly rule: string; readonly reason: string };
}

const post = <T = Taken>(text: string, headers: Record<string, string> = {}) =>
  server.post<T>("/b2mml", text, { "content-type": "application/xml", ...headers });

const get = async (path: string, token?: string) => {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${server.url}/b2mml/${path}`, { headers });
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
};

function factsOf(text: string): readonly CloudEvent[] {
  const read = readB2mml(text, { mapping: plantMapping });
  if (!read.ok) throw new Error(`${read.error.reason}\n${text}`);
  return read.value;
}

describe("B2MML over HTTP", () => {
  test("becomes orders, progress and stock, once, however often it is sent", async () => {
    const before = await get("operations-schedule?site=PLANT-A");
    expect([before.status, before.text]).toEqual([204, ""]);
    const sent = [schedule(), performance(), lots()];
    const answers = [];
    for (const text of sent) answers.push((await post(text)).body);
    expect(answers).toMatchObject([
      { accepted: 1, duplicates: 0, quarantined: 0, parked: 0 },
      { accepted: 4, duplicates: 0, quarantined: 0, parked: 0 },
      { accepted: 4, duplicates: 0, quarantined: 0, parked: 0 },
    ]);
    for (const text of sent) {
      const { status, body } = await post(text, { "content-type": "text/xml; charset=utf-8" });
      expect([status, body.accepted, body.quarantined]).toEqual([202, 0, 0]);
    }
    await server.setClock(EVENING);
    const { data } = await server.ask(
      `{ productionOrder(id: "WO-1") { plannedFinish operations { seq resource state good scrap } } }`,
    );
    expect(data).toEqual({
      productionOrder: {
        plannedFinish: "2026-03-02T17:00:00.000Z",
        operations: [{ seq: 10, resource: "LINE-1", state: "RUNNING", good: 84, scrap: 3 }],
      },
    });
  });

  test("is kept, and found where a figure comes from", async () => {
    await server.setClock(EVENING);
    const { data } = await server.ask<{ lineage: { behind: { nodes: { origin: string; message: object }[] } } }>(
      `{ lineage(of: PRODUCTION_ORDER, id: "WO-1", figure: PLANNED) { behind { nodes { origin message { place text } } } } }`,
    );
    const message = { place: "B2MML message", text: schedule() };
    expect(data?.lineage.behind.nodes).toContainEqual({ origin: "MESSAGE", message });
  });

  test("a performance that is published again with another quantity replaces the first", async () => {
    const corrected = PERFORMANCE.replace("T12:00:00Z", "T12:30:00Z").replace(">45.5<", ">44<");
    expect((await post(performance(corrected))).body).toMatchObject({ accepted: 4 });
    await server.setClock(EVENING);
    const told = factsOf((await get("operations-performance?site=PLANT-A")).text);
    expect(told.filter(({ type }) => type === "mes.consumption").map(({ data }) => data)).toEqual([
      { order: "WO-1", seq: 10, item: "TOMATO", lot: "T-7", quantity: 44 },
    ]);
  });

  test.each(["V0701", "V0401"])(
    "what is told as %s is what was taken in, with when it will be done",
    async (version) => {
      const all = `site=PLANT-A&version=${version}`;
      const orders = await get(`operations-schedule?${all}`);
      expect([orders.status, orders.type]).toEqual([200, "application/xml; charset=utf-8"]);
      expect(factsOf(orders.text).map(({ data }) => data)).toEqual(factsOf(schedule()).map(({ data }) => data));
      expect(orders.text).toMatch(/<ID>ProjectedFinish<\/ID><Value><ValueString>2026-03-0\d/);
      const [operation] = factsOf((await get(`operations-performance?${all}`)).text);
      expect(operation?.data).toEqual(factsOf(performance())[0]?.data);
      const lying = factsOf((await get(`material-lots?${all}`)).text)
        .map(({ data }) => data as { quantity?: number; item?: string })
        .filter(({ quantity = 0 }) => quantity !== 0);
      expect(lying).toEqual([
        { site: "PLANT-A", location: "STORE", item: "SAUCE", lot: "S-1", status: "available", quantity: 84 },
        {
          ...{ site: "PLANT-A", location: "STORE", item: "TOMATO", lot: "T-7", status: "quality", quantity: 500 },
          expiresAt: "2026-03-31T22:00:00.000Z",
        },
      ]);
    },
  );

  test("what is not understood is kept whole, with where and why, and nothing of it is taken", async () => {
    const refused = async () => {
      const { data } = await server.ask<{ feeds: { id: string; quarantined: number }[] }>(
        "{ feeds { id quarantined } }",
      );
      return data?.feeds.find(({ id }) => id === "/b2mml")?.quarantined ?? 0;
    };
    const before = await refused();
    const text = schedule(SCHEDULE.replace(">WO-1<", ">WO-2<").replace(">g<", ">LB<"));
    const { status, body } = await post(text);
    expect([status, body.accepted, body.quarantined]).toEqual([202, 0, 1]);
    expect(body.refused).toMatchObject({ rule: "unknown-unit" });
    expect((await post(text)).body).toMatchObject({ duplicates: 1, quarantined: 0 });
    await server.setClock(EVENING);
    const { data } = await server.ask<{ quarantine: { nodes: { rule: string; connector: string; fact: string }[] } }>(
      "{ quarantine { nodes { rule connector fact } } }",
    );
    expect(data?.quarantine.nodes).toContainEqual({ rule: "unknown-unit", connector: "b2mml:dev", fact: text });
    expect(await refused()).toBe(before + 1);
  });

  test("another content of the same document and time is kept whole, and nothing of it is taken", async () => {
    const first = PERFORMANCE.replace("T12:00:00Z", "T15:00:00Z");
    expect((await post(performance(first))).body).toMatchObject({ accepted: 4, quarantined: 0 });
    for (const other of [first.replace(">45.5<", ">40<"), first.replace(">45.5<", ">99<")]) {
      const { body } = await post(performance(other));
      expect(body).toMatchObject({ accepted: 0, duplicates: 0, quarantined: 1, refused: { rule: "id-conflict" } });
      expect(body.refused?.reason).toContain("with a later PublishedDate");
    }
    expect((await post(performance(first))).body).toMatchObject({ accepted: 0, duplicates: 4, quarantined: 0 });
    const later = first.replace("T15:00:00Z", "T15:30:00Z").replace(">45.5<", ">40<");
    expect((await post(performance(later))).body).toMatchObject({ accepted: 4 });
  });

  test("of two contents that come at the same time one is taken whole", async () => {
    const of = (quantity: number) =>
      performance(PERFORMANCE.replace("T12:00:00Z", "T16:00:00Z").replace(">45.5<", `>${quantity}<`));
    const answers = await Promise.all([1, 2, 3].map((quantity) => post(of(quantity))));
    expect(answers.map(({ body }) => body.accepted).sort()).toEqual([0, 0, 4]);
  });

  test("what is cancelled is gone", async () => {
    const other = SCHEDULE.replace(">WO-1<", ">WO-3<");
    await post(schedule(other));
    await server.setClock(EVENING);
    expect((await get("operations-schedule?site=PLANT-A")).text).toContain("<ID>WO-3</ID>");
    await post(transaction("Cancel", "OperationsSchedule", other.replace("T12:00:00Z", "T13:00:00Z")));
    await server.setClock(EVENING);
    expect((await get("operations-schedule?site=PLANT-A")).text).not.toContain("WO-3");
  });

  test.each([
    ["no XML", "{", "application/xml", 400, "no well-formed XML"],
    ["a document type", "<!DOCTYPE a><a/>", "application/xml", 400, "leave it out"],
    [
      "another version",
      `<a xmlns="http://www.mesa.org/xml/B2MML-V0600"/>`,
      "application/xml",
      400,
      "export it as V0701",
    ],
    ["JSON", "{}", "application/json", 415, "application/xml or text/xml"],
    ["what is too long", " ".repeat(16 * 1_048_576 + 1), "application/xml", 413, "in parts"],
  ])("%s is refused with what to do, and nothing is taken", async (_, text, type, status, why) => {
    const answer = await server.post<Refused>("/b2mml", text, { "content-type": type });
    expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(why) as string]);
  });

  test("UTF-16 is read, and other bytes are refused", async () => {
    const bytes = Buffer.from(`\uFEFF${lots(LOTS)}`, "utf16le");
    const headers = { "content-type": "application/xml" };
    const taken = await fetch(`${server.url}/b2mml`, { method: "POST", headers, body: bytes });
    expect(await taken.json()).toMatchObject({ duplicates: 4 });
    const refused = await fetch(`${server.url}/b2mml`, { method: "POST", headers, body: Buffer.from([0x3c, 0xe4]) });
    expect(refused.status).toBe(400);
  });

  test("who may not send facts may not send messages, and who may not see a site is told of none", async () => {
    const refused = await post<Refused>(schedule(), { authorization: "Bearer dev:ann:planner" });
    expect([refused.status, refused.body.error.code]).toEqual([403, "FORBIDDEN"]);
    const unknown = await post<Refused>(schedule(), { authorization: "Bearer nobody" });
    expect([unknown.status, unknown.body.error.code]).toEqual([401, "UNAUTHENTICATED"]);
    expect((await get("operations-schedule?site=PLANT-A", "dev:ann:planner:PLANT-A")).status).toBe(200);
    const statuses = [
      (await get("operations-schedule?site=PLANT-A", "dev:ben:planner:PLANT-B")).status,
      (await get("material-lots?site=NONE")).status,
      (await get("material-lots")).status,
      (await get("material-lots?site=PLANT-A&version=V0600")).status,
      (await get("")).status,
    ];
    expect(statuses).toEqual([404, 404, 400, 400, 405]);
  });
});
