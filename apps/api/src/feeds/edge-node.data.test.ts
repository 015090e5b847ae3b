import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfiguration } from "@lockstep/connectors/configuration";
import type { MqttMessage } from "@lockstep/connectors/mqtt/message";
import { mqttConnectorOf } from "@lockstep/connectors/mqtt/mqtt-connector";
import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { findMosquitto, startMosquitto } from "@lockstep/testkit/services";
import { connectAsync } from "mqtt";
import { afterEach, expect, test } from "vitest";
import { parse } from "yaml";
import { fact, item, site } from "../testing/facts.ts";
import { startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";
import { messageOf } from "./link.ts";

/** An edge node that others have written, in Python, lies beside a checkout. */
const shared = fileURLToPath(new URL("../../../../../shared", import.meta.url));
/** Its packages are those of Debian, which another Python does not see. */
const PYTHON = "/usr/bin/python3";
const edge = join(shared, "counterparts/sparkplug/edge.py");
const proto = join(shared, "standards/sparkplug");

function canRun(): boolean {
  if (!existsSync(edge) || findMosquitto() === undefined) return false;
  try {
    execFileSync(PYTHON, ["-c", "import paho.mqtt.client, google.protobuf"], { stdio: "ignore" });
    execFileSync("protoc", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

const CONNECTORS = `
connectors:
  - id: cell
    kind: sparkplug-b
    hostId: tower
    groups: [plant1]
    reorderMs: 300
    mappings:
      - name: good
        from: plant1/+node
        type: mes.operation
        data:
          order: { constant: WO-1 }
          seq: { constant: 1 }
          resource: { level: node }
          state: { constant: running }
          good: { metric: Line1/GoodCount }
          scrap: { constant: 0 }
`;

/** What the same connector makes of the same bytes; its clock goes on so that the gap is given up. */
function valuesOf(messages: readonly MqttMessage[]): readonly unknown[] {
  const declared = readConfiguration(parse(CONNECTORS));
  const config = present(declared.ok ? declared.value[0] : null, () => "a connector that cannot be");
  if (config.kind === "tryton" || config.kind === "http-out") throw new Error("it listens to no broker");
  const connector = mqttConnectorOf(config).create();
  const offered = messages.flatMap((message, k) => connector.handle({ kind: "message", at: k * 10, message }).offered);
  return offered.map((one) => ("value" in one ? (one.value as { data: { good: number } }).data.good : one));
}

const productionOrder = (): CloudEvent =>
  fact("erp.production-order", "wo-1", {
    id: "WO-1",
    item: "FG-1",
    site: "PLANT-A",
    quantity: 1_000,
    plannedStart: "2026-03-02T08:00:00Z",
    plannedFinish: "2026-03-02T16:00:00Z",
    operations: [{ seq: 1, resource: "edge1", ratePerHour: 100 }],
    status: "released",
  });

const EDGE_SOURCE = "/sparkplug/plant1/edge1";

test.skipIf(!canRun())(
  "600 values of a foreign edge node arrive exactly; a gap asks for one rebirth, a death is seen, and its host's end too",
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "lockstep-edge-"));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    copyFileSync(edge, join(folder, "edge.py"));
    execFileSync("protoc", [`--python_out=${folder}`, `-I${proto}`, "sparkplug_b.proto"]);
    const path = join(folder, "connectors.yaml");
    writeFileSync(path, CONNECTORS);
    const broker = await startMosquitto();
    undo.push(() => broker.stop());
    const server = await startServerProcess({ MQTT_URL: broker.url, LOCKSTEP_CONNECTORS: path });
    undo.push(() => server.close());
    await server.send([site("PLANT-A"), item("FG-1"), productionOrder()]);
    const states: string[] = [];
    const heard: MqttMessage[] = [];
    const reader = await connectAsync(broker.url);
    undo.push(() => reader.end(true));
    reader.on("message", (topic, payload) => {
      if (topic.includes("/STATE/")) states.push(String(payload));
      else heard.push(messageOf(topic, payload, false));
    });
    await reader.subscribeAsync("spBv1.0/#");
    await soon(() => states.at(-1)).toContain('"online":true');

    const args = [join(folder, "edge.py"), new URL(broker.url).port, "600", "0.003", "300"];
    const program = spawn(PYTHON, args, { stdio: ["ignore", "pipe", "inherit"] });
    undo.push(() => program.kill("SIGKILL"));
    let said = "";
    program.stdout.on("data", (text) => {
      said += String(text);
    });
    await once(program, "close");
    expect(said.trim()).toBe("NCMD received ['spBv1.0/plant1/NCMD/edge1']");

    await server.setClock(new Date(Date.now() + 1_000).toISOString());
    interface Feed {
      readonly id: string;
      readonly accepted: number;
      readonly status: string;
      readonly trouble: string | null;
    }
    const feed = async (): Promise<Feed | undefined> => {
      const { data } = await server.ask<{ feeds: Feed[] }>("{ feeds { id accepted status trouble } }");
      return data?.feeds.find(({ id }) => id === EDGE_SOURCE);
    };
    await soon(feed).toMatchObject({
      accepted: 601,
      status: "ERROR",
      trouble: expect.stringContaining("The edge node plant1/edge1 is gone since") as string,
    });
    expect(valuesOf(heard)).toEqual(Array.from({ length: 601 }, (_, k) => k));
    const query = '{ productionOrder(id: "WO-1") { operations { good } } quarantine { totalCount } }';
    const answer = await server.ask<{
      productionOrder: { operations: { good: number }[] };
      quarantine: { totalCount: number };
    }>(query);
    expect(answer.data).toMatchObject({
      productionOrder: { operations: [{ good: 600 }] },
      quarantine: { totalCount: 0 },
    });

    await server.end("SIGKILL");
    await soon(() => states.at(-1)).toContain('"online":false');
    const [born, died] = [states.find((one) => one.includes("true")), states.at(-1)].map(
      (text) => (JSON.parse(text ?? "{}") as { timestamp?: number }).timestamp,
    );
    expect(died).toBe(born);
  },
);
