import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { freePort } from "@lockstep/testkit/services";
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, test, vi } from "vitest";
import { fact, item, MORNING, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let server: ServerProcess | null = null;
const clients: MqttClient[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-edge-"));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end(true);
  await server?.close();
  server = null;
  rmSync(folder, { recursive: true, force: true });
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
          signals:
            - name: state
              is: state
              value: { pointer: /state }
              states: { "1": { state: running }, "2": { state: down, reason: seal head } }
            - { name: good, is: good, value: { pointer: /good }, modulus: 65536, mostPerHour: 7200 }
            - { name: scrap, is: scrap, value: { pointer: /scrap }, modulus: 65536, mostPerHour: 7200 }
            - { name: order, is: order, value: { pointer: /order } }
            - { name: shift, is: shift, value: { pointer: /shift, optional: true } }
`;

async function start() {
  const path = join(folder, "connectors.yaml");
  writeFileSync(path, CONNECTORS);
  const port = await freePort();
  server = await startServerProcess({ MQTT_PORT: String(port), LOCKSTEP_CONNECTORS: path });
  return { server, connect: () => connected(port) };
}

async function connected(port: number): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 100 });
  clients.push(client);
  return client;
}

const resource = (id: string): CloudEvent =>
  fact("master.resource", `resource-${id}`, { id, site: "PLANT-A", name: id, kind: "line", costCentre: "CC-7" });

const order = (id: string, plannedStart: string): CloudEvent =>
  fact("erp.production-order", `order-${id}`, {
    id,
    item: "FG-1",
    site: "PLANT-A",
    quantity: 1_000,
    plannedStart,
    plannedFinish: "2026-03-02T14:00:00Z",
    operations: [{ seq: 20, resource: "LINE-1", ratePerHour: 500 }],
    status: "released",
  });

test("a machine's raw signals become what it does and what it makes, for the order that runs there", async () => {
  const { server, connect } = await start();
  await server.setClock(MORNING);
  await server.send([
    site("PLANT-A"),
    item("FG-1"),
    resource("LINE-1"),
    order("WO-1", "2026-03-02T06:00:00Z"),
    order("WO-2", "2026-03-02T10:00:00Z"),
  ]);
  const machine = await connect();
  const at = Date.UTC(2026, 2, 2, 7);
  const say = (seconds: number, values: object) =>
    machine.publishAsync(
      "plant/PLANT-A/LINE-1/signals",
      JSON.stringify({ t: at + seconds * 1_000, order: "WO-1", shift: "early", scrap: 7, ...values }),
      { qos: 1 },
    );
  await say(0, { state: 1, good: 65_500 });
  for (let k = 1; k <= 61; k += 1) await say(k, { state: 1, good: (65_500 + k) % 65_536 });
  await say(62, { state: 2, good: 25 });
  const shown = () =>
    server.ask(
      `{ resource(id: "LINE-1") { state since reason }
         productionOrder(id: "WO-1") { operations { seq state good scrap } } }`,
    );
  await soon(async () => (await shown()).data).toEqual({
    resource: { state: "DOWN", since: "2026-03-02T07:01:02.000Z", reason: "seal head" },
    productionOrder: { operations: [{ seq: 20, state: "RUNNING", good: 61, scrap: 0 }] },
  });
});
