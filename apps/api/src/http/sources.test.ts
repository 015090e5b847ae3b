import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lots, performance, plantNames, schedule } from "@lockstep/connectors/testing/b2mml";
import { epcisDocument, PLANT_DAY } from "@lockstep/connectors/testing/epcis";
import { present } from "@lockstep/domain/assert";
import type { Committed, DryRun, Upload } from "@lockstep/protocol/imports";
import { afterAll } from "vitest";
import { counts, fact, item, site } from "../testing/facts.ts";
import { type HttpSubject, type Kept, testHttpContract } from "../testing/http-kit.ts";
import { type FactsAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const EVENING = "2026-03-02T20:00:00Z";
const folder = mkdtempSync(join(tmpdir(), "lockstep-sources-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(): Promise<ServerProcess> {
  const epcis = readFileSync(fileURLToPath(new URL("../../../../docs/examples/epcis.yaml", import.meta.url)), "utf8");
  const connectors = join(folder, "connectors.yaml");
  // JSON is YAML as well.
  writeFileSync(connectors, `${epcis}\nb2mml: ${JSON.stringify(plantNames)}\n`);
  const server = await startServerProcess({ LOCKSTEP_CONNECTORS: connectors });
  await server.setClock(EVENING);
  await server.send([
    site("PLANT-A"),
    ...["TOMATO", "SAUCE", "JAR", "FG-1"].map(item),
    fact("master.resource", "line", { id: "LINE-1", site: "PLANT-A", name: "Line 1", kind: "line" }),
  ]);
  return server;
}

const posting =
  (path: string, type: string): HttpSubject["send"] =>
  async (server, message) => {
    const { status, body } = await server.post<FactsAnswer>(path, message, { "content-type": type });
    if (status !== 202) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  };

/** What is kept lies in quarantine, whole. */
const quarantining =
  (send: HttpSubject["send"]): HttpSubject["sendBad"] =>
  async (server, message) => {
    const { quarantined } = await send(server, message);
    // The same instant again is answered when all that was answered before is shown.
    await server.setClock(EVENING);
    const { data } = await server.ask<{ quarantine: { nodes: readonly (Kept & { readonly fact: string })[] } }>(
      "{ quarantine { nodes { rule reason fact } } }",
    );
    const kept = data?.quarantine.nodes.find(({ fact: text }) => message.includes(text));
    return present(quarantined === 1 ? kept : undefined, () => "it is not kept whole");
  };

const FACTS = posting("/facts", "application/x-ndjson");
const EPCIS = posting("/epcis/capture", "application/ld+json");
const B2MML = posting("/b2mml", "application/xml");

const lines = (from: number, to: number): string =>
  counts(from, to)
    .map((one) => JSON.stringify(one))
    .join("\n");
const events = (...some: readonly unknown[]): string => JSON.stringify(epcisDocument(some as readonly object[]));

const HEAD = "Order;Line;Customer;Item;Plant;Quantity;Promised;Status";
const line = (order: string, quantity: string): string => `${order};10;K;FG-1;PLANT-A;${quantity};05.03.2026;offen`;

/** A file is brought in, tried dry, and committed. */
async function dropped(server: ServerProcess, text: string) {
  const { body: file } = await server.post<Upload>("/imports?name=orders.csv", text, {});
  const order = JSON.stringify({ source: "orders", mapping: file.mapping });
  const post = <T>(step: string) =>
    server.post<T>(`/imports/${file.id}/${step}`, order, { "content-type": "application/json" });
  const tried = await post<DryRun>("dry-run");
  return { tried: tried.body, commit: () => post<Committed>("commit") };
}

testHttpContract(start, [
  {
    name: "as facts over HTTP",
    send: FACTS,
    good: [lines(0, 40), lines(40, 60)],
    late: lines(60, 260),
    bad: '{"specversion":"1.0","id":"half',
    sendBad: quarantining(FACTS),
  },
  {
    name: "as CSV",
    async send(server, text) {
      const { status, body } = await (await dropped(server, text)).commit();
      if (status !== 202) throw new Error(`commit: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    good: [[HEAD, line("SO-1", "1.200,5"), line("SO-2", "7")].join("\n"), [HEAD, line("SO-3", "8")].join("\n")],
    late: [HEAD, line("SO-4", "9")].join("\n"),
    bad: [HEAD, line("SO-5", "twelve")].join("\n"),
    async sendBad(server, text) {
      const { tried } = await dropped(server, text);
      return present(tried.counts.new === 0 ? tried.pages.bad[0] : undefined, () => "no row of it is bad");
    },
  },
  {
    name: "as EPCIS events",
    send: EPCIS,
    good: [events(...PLANT_DAY.slice(0, 2)), events(...PLANT_DAY.slice(2))],
    late: events({ ...PLANT_DAY[0], eventID: "urn:uuid:late", eventTime: "2026-03-02T15:00:00+01:00" }),
    bad: events({ ...PLANT_DAY[0], eventID: "urn:uuid:bad", bizStep: "https://partner.example/juggling" }),
    sendBad: quarantining(EPCIS),
  },
  {
    name: "as B2MML over HTTP",
    send: B2MML,
    good: [schedule(), performance()],
    late: lots(),
    bad: schedule().replace(">20<", ">twenty<"),
    sendBad: quarantining(B2MML),
  },
]);
