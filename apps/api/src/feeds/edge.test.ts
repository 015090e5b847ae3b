import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Payload } from "@lockstep/connectors/sparkplug/payload";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { freePort } from "@lockstep/testkit/services";
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { fact, item, MORNING, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let server: ServerProcess;
let port: number;
const clients: MqttClient[] = [];

/** One server for all: what it knows of one line is nothing to the other. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-edge-"));
  const path = join(folder, "connectors.yaml");
  writeFileSync(path, CONNECTORS);
  port = await freePort();
  server = await startServerProcess({ MQTT_PORT: String(port), LOCKSTEP_CONNECTORS: path });
  await server.setClock(MORNING);
  await server.send(plant());
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.end(true);
});

const CONNECTORS = `
connectors:
  - id: lines
    kind: mqtt-json
    edge:
      source: /edge/plant-a
      machines:
        - name: filler
          topic: plant/+site/+line/signals
          resource: { level: line }
          time: { pointer: /t }
          silentAfterSeconds: 2
          signals:
            - name: state
              is: state
              value: { pointer: /state }
              states: { "1": { state: running }, "2": { state: down, reason: seal head } }
            - { name: good, is: good, value: { pointer: /good }, modulus: 65536, mostPerHour: 7200 }
            - { name: scrap, is: scrap, value: { pointer: /scrap }, modulus: 65536, mostPerHour: 7200 }
            - { name: order, is: order, value: { pointer: /order } }
            - { name: shift, is: shift, value: { pointer: /shift } }
  - id: cell
    kind: sparkplug-b
    hostId: tower
    edge:
      machines:
        - name: packer
          from: plant1/+node
          resource: { level: node }
          signals:
            - name: state
              is: state
              value: { metric: State }
              debounceSeconds: 1
              states: { "1": { state: running }, "2": { state: down, reason: no film } }
            - { name: good, is: good, value: { metric: Good }, modulus: 256, mostPerHour: 7200 }
`;

const resource = (id: string): CloudEvent =>
  fact("master.resource", `resource-${id}`, { id, site: "PLANT-A", name: id, kind: "line", costCentre: "CC-7" });

const order = (id: string, on: string, plannedStart: string): CloudEvent =>
  fact("erp.production-order", `order-${id}`, {
    id,
    item: "FG-1",
    site: "PLANT-A",
    quantity: 1_000,
    plannedStart,
    plannedFinish: "2026-03-02T14:00:00Z",
    operations: [{ seq: 20, resource: on, ratePerHour: 500 }],
    status: "released",
  });

const plant = (): CloudEvent[] => [
  site("PLANT-A"),
  item("FG-1"),
  resource("LINE-1"),
  resource("LINE-2"),
  order("WO-1", "LINE-1", "2026-03-02T06:00:00Z"),
  order("WO-2", "LINE-1", "2026-03-02T10:00:00Z"),
  order("WO-3", "LINE-2", "2026-03-02T11:00:00Z"),
  order("WO-4", "LINE-2", "2026-03-02T06:30:00Z"),
];

const SEVEN = Date.UTC(2026, 2, 2, 7);

/** The machine LINE-1, which tells everything in one message. */
const filler = (client: MqttClient) => (seconds: number, values: object) =>
  client.publishAsync(
    "plant/PLANT-A/LINE-1/signals",
    JSON.stringify({ t: SEVEN + seconds * 1_000, order: "WO-1", shift: "early", scrap: 7, ...values }),
    { qos: 1 },
  );

/** The Sparkplug node LINE-2. */
const packer = (client: MqttClient) => (kind: string, seconds: number, payload: object) =>
  client.publishAsync(
    `spBv1.0/plant1/${kind}/LINE-2`,
    Buffer.from(Payload.encode(Payload.fromObject({ timestamp: SEVEN + seconds * 1_000, ...payload })).finish()),
    { qos: 0 },
  );

async function connect(): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 100 });
  clients.push(client);
  return client;
}

async function shown(line: string, id: string): Promise<unknown> {
  const answer = await server.ask(
    `{ resource(id: "${line}") { state since reason }
       productionOrder(id: "${id}") { operations { seq state good scrap } } }`,
  );
  return answer.data;
}

test("a Sparkplug node that names no order works on the one that is next there; silence and chatter are seen", async () => {
  const client = await connect();
  const say = packer(client);
  const bdSeq = { name: "bdSeq", datatype: 8, longValue: 1 };
  const [state, good] = [
    { name: "State", alias: 1, datatype: 3 },
    { name: "Good", alias: 2, datatype: 7 },
  ];
  await say("NBIRTH", 0, { seq: 0, metrics: [bdSeq, { ...state, intValue: 1 }, { ...good, intValue: 250 }] });
  await say("NDATA", 60, { seq: 1, metrics: [{ alias: 2, intValue: 24 }] });
  await say("NDATA", 90, { seq: 2, metrics: [{ alias: 1, intValue: 2 }] });
  await soon(() => shown("LINE-2", "WO-4")).toEqual({
    resource: { state: "DOWN", since: "2026-03-02T07:01:30.000Z", reason: "no film" },
    productionOrder: { operations: [{ seq: 20, state: "RUNNING", good: 30, scrap: 0 }] },
  });

  for (let k = 0; k < 8; k += 1)
    await say("NDATA", 100 + k / 2, { seq: 3 + k, metrics: [{ alias: 1, intValue: 1 + (k % 2) }] });
  const findings = async (): Promise<unknown> =>
    (await server.ask<{ findings: { nodes: unknown } }>("{ findings { nodes { rule subjectType subject text } } }"))
      .data?.findings.nodes;
  await soon(findings).toContainEqual({
    rule: "chattering-signal",
    subjectType: "resource",
    subject: "LINE-2",
    text: expect.stringMatching(/^The signal state has changed to and fro since 2026-03-02T07:01:/) as string,
  });

  await client.publishAsync(
    "plant/PLANT-A/LINE-3/signals",
    JSON.stringify({ t: SEVEN, order: "WO-3", shift: "early", state: 1, good: 0, scrap: 0 }),
    { qos: 1 },
  );
  await soon(async () => (await server.ask("{ feeds { id trouble } }")).data).toMatchObject({
    feeds: expect.arrayContaining([
      {
        id: "/edge/plant-a/LINE-3",
        trouble: expect.stringMatching(/^LINE-3 has said nothing since .* may be so no more\.$/) as string,
      },
    ]) as unknown,
  });
});

test("raw signals become what a machine does and makes, for the order that runs there, over a kill of the server", async () => {
  const say = filler(await connect());
  await say(0, { state: 1, good: 65_500 });
  for (let k = 10; k <= 60; k += 10) await say(k, { state: 1, good: (65_500 + k) % 65_536 });
  await say(62, { state: 2, good: 25 });
  await soon(() => shown("LINE-1", "WO-1")).toEqual({
    resource: { state: "DOWN", since: "2026-03-02T07:01:02.000Z", reason: "seal head" },
    productionOrder: { operations: [{ seq: 20, state: "RUNNING", good: 61, scrap: 0 }] },
  });
  await say(63, { state: 1, good: 30 });
  await server.end("SIGKILL");
  await server.restart();
  const again = filler(await connect());
  await again(63, { state: 1, good: 30 });
  await again(90, { state: 1, good: 45, scrap: 9 });
  await again(91, { state: 2, good: 46, scrap: 9 });
  await soon(() => shown("LINE-1", "WO-1")).toEqual({
    resource: { state: "DOWN", since: "2026-03-02T07:01:31.000Z", reason: "seal head" },
    productionOrder: { operations: [{ seq: 20, state: "RUNNING", good: 82, scrap: 2 }] },
  });
});
