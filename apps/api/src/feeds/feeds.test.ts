import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Payload } from "@lockstep/connectors/sparkplug/payload";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { inTime } from "@lockstep/testkit/in-time";
import { freePort } from "@lockstep/testkit/services";
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { count, fact, item, MORNING, site } from "../testing/facts.ts";
import { type Env, type LogLine, launch, type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let server: ServerProcess | null = null;
const clients: MqttClient[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-feeds-"));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end(true);
  await server?.close();
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

async function start(env: Env = {}): Promise<{ server: ServerProcess; port: number }> {
  const port = await freePort();
  server = await startServerProcess({ MQTT_PORT: String(port), ...env });
  return { server, port };
}

async function client(port: number): Promise<MqttClient> {
  const connected = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 100 });
  clients.push(connected);
  return connected;
}

interface Quarantined {
  readonly connector: string;
  readonly rule: string;
  readonly fact: string;
}

async function quarantine({ ask }: ServerProcess): Promise<readonly Quarantined[]> {
  const answer = await ask<{ quarantine: { nodes: Quarantined[] } }>(
    "{ quarantine { nodes { connector rule fact } } }",
  );
  return answer.data?.quarantine.nodes ?? [];
}

async function onHand({ ask }: ServerProcess): Promise<number | null> {
  const answer = await ask<{ stockingPoint: { onHand: number } | null }>(
    '{ stockingPoint(id: "FG-1@PLANT-A") { onHand } }',
  );
  return answer.data?.stockingPoint?.onHand ?? null;
}

describe("the embedded broker", () => {
  test("takes facts as they are without any configuration; an acknowledged one is in the answer and survives kill -9", async () => {
    const { server, port } = await start();
    await server.setClock(MORNING);
    const sender = await client(port);
    await sender.publishAsync("lockstep/facts/wms", JSON.stringify([site("PLANT-A"), item("FG-1")]), { qos: 1 });
    await sender.publishAsync("lockstep/facts", JSON.stringify(count(1, 60, { item: "FG-1", site: "PLANT-A" })), {
      qos: 1,
    });
    await server.end("SIGKILL");
    await server.restart();
    expect(await onHand(server)).toBe(60);
    const feeds = await server.ask("{ feeds { id accepted status trouble } }");
    expect(feeds.data).toEqual({
      feeds: [{ id: "/test", accepted: 3, status: expect.any(String) as string, trouble: null }],
    });
  });

  test("quarantines what it cannot read, and the connection goes on", async () => {
    const { server, port } = await start();
    const sender = await client(port);
    for (const payload of ["{", "7", Buffer.from([0xff, 0xfe]), "x".repeat(1_048_577)]) {
      await sender.publishAsync("lockstep/facts", payload, { qos: 1 });
    }
    await sender.publishAsync("lockstep/facts", JSON.stringify(site("PLANT-A")), { qos: 1 });
    expect(sender.connected).toBe(true);
    const kept = await quarantine(server);
    expect(kept.map(({ rule }) => rule).sort()).toEqual(["not-an-event", "not-json", "not-utf8", "too-large"]);
    expect(new Set(kept.map(({ connector }) => connector))).toEqual(new Set(["mqtt:facts"]));
    expect(JSON.parse(kept.find(({ rule }) => rule === "not-utf8")?.fact ?? "")).toEqual({
      topic: "lockstep/facts",
      base64: "//4=",
    });
    expect(JSON.parse(kept.find(({ rule }) => rule === "too-large")?.fact ?? "")).toEqual({
      topic: "lockstep/facts",
      payload: "x".repeat(65_536),
    });
    const feeds = () => server.ask("{ feeds { id system quarantined toDo } }").then(({ data }) => data);
    const own = { id: "/mqtt/facts", system: "MIXED", quarantined: 4, toDo: "QUARANTINED" };
    const counted = { feeds: [own, { id: "/test", system: "MASTER", quarantined: 0, toDo: "NOTHING" }] };
    expect(await feeds()).toEqual(counted);
    await server.end("SIGKILL");
    await server.restart();
    expect(await feeds()).toEqual(counted);
  });

  test("is a broker for others, too, and ends within the time that a signal leaves, whoever is connected", async () => {
    const { server, port } = await start();
    const [sender, reader] = [await client(port), await client(port)];
    await reader.subscribeAsync("others/#");
    const received = new Promise((resolve) => reader.once("message", (_topic, payload) => resolve(String(payload))));
    await sender.publishAsync("others/a", "hello", { qos: 1 });
    expect(await received).toBe("hello");
    expect(await inTime(4_000, () => server.end("SIGTERM"))).toBe(0);
  });
});

test("what comes for a connector that is stopped waits until it is started, also over a kill -9, and its feeds say that it is", async () => {
  const { server, port } = await start();
  await server.setClock(MORNING);
  await server.send([site("PLANT-A"), item("FG-1")]);
  const sender = await client(port);
  const publish = (k: number, qos: 0 | 1) =>
    sender.publishAsync("lockstep/facts/wms", JSON.stringify(count(k, k, { item: "FG-1", site: "PLANT-A" })), { qos });
  const feeds = async () => (await server.ask("{ feeds { id troubleKind trouble } }")).data;
  const put = (what: "start" | "stop") => fetch(`${server.url}/connectors/facts/${what}`, { method: "POST" });
  await publish(1, 1);
  await put("stop");
  const stopped = {
    id: "/test",
    troubleKind: "STOPPED",
    trouble: "The connector facts is stopped: POST /connectors/facts/start starts it.",
  };
  await soon(feeds).toEqual({ feeds: [stopped] });
  for (const k of [2, 3]) await publish(k, 1);
  await publish(4, 0);
  expect(await onHand(server)).toBe(1);
  await put("start");
  await soon(() => onHand(server)).toBe(3);
  expect(await feeds()).toEqual({ feeds: [{ id: "/test", troubleKind: null, trouble: null }] });
  await put("stop");
  await publish(5, 1);
  await server.end("SIGKILL");
  await server.restart();
  await soon(() => onHand(server)).toBe(5);
});

test("the embedded broker is for this machine alone, also where the page is for others", async () => {
  const { server, port } = await start({
    HOST: "0.0.0.0",
    LOCKSTEP_AUTH: "local",
    LOCKSTEP_PUBLIC_URL: "https://tower.example.com",
  });
  const isReached = async (host: string, at: number): Promise<boolean> => {
    const socket = connect(at, host);
    const reached = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    return reached;
  };
  // Another address of this machine: who listens on all of them is reached there, too.
  expect(await isReached("127.0.0.2", Number(new URL(server.url).port))).toBe(true);
  expect(await isReached("127.0.0.2", port)).toBe(false);
  expect(await isReached("127.0.0.1", port)).toBe(true);
  expect(server.log.find(({ msg }) => msg.startsWith("the embedded broker listens"))?.url).toBe(
    `mqtt://127.0.0.1:${port}`,
  );
});

const CONNECTORS = `
connectors:
  - id: line
    kind: mqtt-json
    source: /mes/plant-a
    mappings:
      - name: state
        topic: plant/+site/line/+line/state
        type: mes.resource-state
        time: { pointer: /ts }
        data:
          resource: { level: line }
          since: { time: true }
          state: { pointer: /state, codes: { RUN: running, STOP: down } }
          reason: { pointer: /why, optional: true }
`;

test("a declared topic becomes facts, and what its mapping does not understand is quarantined whole", async () => {
  const path = join(folder, "connectors.yaml");
  writeFileSync(path, CONNECTORS);
  const { server, port } = await start({ LOCKSTEP_CONNECTORS: path });
  await server.setClock(MORNING);
  await server.send([site("PLANT-A"), resource("LINE-1")]);
  const sender = await client(port);
  const publish = (payload: object) =>
    sender.publishAsync("plant/PLANT-A/line/LINE-1/state", JSON.stringify(payload), { qos: 1 });
  await publish({ ts: Date.UTC(2026, 2, 2, 7), state: "STOP", why: "seal head" });
  await publish({ ts: Date.UTC(2026, 2, 2, 7), state: "STOP", why: "seal head" });
  await publish({ ts: Date.UTC(2026, 2, 2, 7, 30), state: "PAUSE" });
  await soon(async () => (await server.ask('{ resource(id: "LINE-1") { state since reason } }')).data).toEqual({
    resource: { state: "DOWN", since: "2026-03-02T07:00:00.000Z", reason: "seal head" },
  });
  await soon(() => quarantine(server)).toEqual([
    {
      connector: "mqtt:line",
      rule: "unknown-code",
      fact: JSON.stringify({
        topic: "plant/PLANT-A/line/LINE-1/state",
        payload: JSON.stringify({ ts: Date.UTC(2026, 2, 2, 7, 30), state: "PAUSE" }),
      }),
    },
  ]);
  const { data } = await server.ask<{ feeds: { id: string }[] }>("{ feeds { id accepted quarantined } }");
  expect(data?.feeds[0]).toEqual({ id: "/mes/plant-a", accepted: 1, quarantined: 1 });
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toContain('lockstep_connector_up{connector="line"} 1');
  expect(metrics).toContain('lockstep_connector_messages{connector="line"} 3');
  expect(metrics).toContain('lockstep_connector_refused{connector="line"} 1');
});

const NEVER_WORKED = (hung: number) => `
connectors:
  - { id: erp, kind: tryton, url: "http://127.0.0.1:1", database: d, user: u, password: "\${env:ERP_PASSWORD}", timeZone: Europe/Berlin }
  - { id: cell, kind: mqtt-json, facts: cell/#, broker: { url: "mqtt://127.0.0.1:1" } }
  - { id: slow, kind: mqtt-json, facts: slow/#, expectEverySeconds: 1, broker: { url: "mqtt://127.0.0.1:${hung}" } }
  - { id: books, kind: http-out, url: "http://127.0.0.1:1", writeBack: true, back: { version: 1, confirm: { when: done } } }
`;

test("a connector that has never worked has a row that says why, and one that hangs is red after two intervals", async () => {
  const path = join(folder, "connectors.yaml");
  const mute = createServer(() => {}).listen(0, "127.0.0.1");
  await once(mute, "listening");
  writeFileSync(path, NEVER_WORKED((mute.address() as { port: number }).port));
  const { server } = await start({ LOCKSTEP_CLOCK: "live", LOCKSTEP_CONNECTORS: path, ERP_PASSWORD: "wrong" });
  const feeds = async (): Promise<Record<string, unknown>> => {
    const { data } = await server.ask<{ feeds: { id: string; status: string; troubleKind: string; toDo: string }[] }>(
      "{ feeds { id status troubleKind toDo } }",
    );
    return Object.fromEntries(data?.feeds.map(({ id, ...row }) => [id, Object.values(row).join(" ")]) ?? []);
  };
  await soon(feeds).toEqual({
    "/http-out/books": "FRESH  NOTHING",
    "/mqtt/cell": "ERROR CANNOT_CONNECT TROUBLE",
    "/mqtt/slow": expect.stringMatching(/^ERROR {2}UNHEARD$/) as string,
    "/tryton/erp/erp": "ERROR CANNOT_CONNECT TROUBLE",
    "/tryton/erp/master": "ERROR CANNOT_CONNECT TROUBLE",
    "/tryton/erp/wms": "ERROR CANNOT_CONNECT TROUBLE",
  });
  mute.close();
});

const SPARKPLUG = `
connectors:
  - id: cell
    kind: sparkplug-b
    hostId: tower
    mappings:
      - name: state
        from: plant1/+node
        type: mes.resource-state
        data:
          resource: { level: node }
          since: { time: true }
          state: { metric: State, codes: { "1": running, "2": down } }
`;

test("a Sparkplug edge node is heard, asked for what is missing, and stale when it is gone", async () => {
  const path = join(folder, "connectors.yaml");
  writeFileSync(path, SPARKPLUG);
  const { server, port } = await start({ LOCKSTEP_CONNECTORS: path });
  await server.setClock(MORNING);
  await server.send([site("PLANT-A"), resource("LINE-1")]);
  const edge = await client(port);
  const asked: string[] = [];
  edge.on("message", (topic, payload) => asked.push(`${topic} ${String(payload.length > 0)}`));
  await edge.subscribeAsync(["spBv1.0/plant1/NCMD/LINE-1", "spBv1.0/STATE/tower"]);
  await soon(() => asked).toEqual(["spBv1.0/STATE/tower true"]);
  const say = (kind: string, payload: object) =>
    edge.publishAsync(
      `spBv1.0/plant1/${kind}/LINE-1`,
      Buffer.from(Payload.encode(Payload.fromObject(payload)).finish()),
      { qos: 0 },
    );
  const at = Date.UTC(2026, 2, 2, 7);
  const bdSeq = { name: "bdSeq", datatype: 8, longValue: 1 };
  await say("NDATA", { seq: 5, metrics: [{ alias: 1, intValue: 2 }] });
  await soon(() => asked).toContain("spBv1.0/plant1/NCMD/LINE-1 true");
  await say("NBIRTH", {
    timestamp: at,
    seq: 0,
    metrics: [bdSeq, { name: "State", alias: 1, datatype: 3, intValue: 1 }],
  });
  await say("NDATA", { timestamp: at + 60_000, seq: 1, metrics: [{ alias: 1, intValue: 2 }] });
  await soon(async () => (await server.ask('{ resource(id: "LINE-1") { state since } }')).data).toEqual({
    resource: { state: "DOWN", since: "2026-03-02T07:01:00.000Z" },
  });
  const feed = async (): Promise<unknown> => {
    const { data } = await server.ask<{ feeds: { id: string }[] }>("{ feeds { id accepted status trouble } }");
    return data?.feeds.find(({ id }) => id === "/sparkplug/plant1/LINE-1");
  };
  expect(await feed()).toMatchObject({ accepted: 2, trouble: null });
  await say("NDEATH", { metrics: [bdSeq] });
  await soon(feed).toMatchObject({
    status: "ERROR",
    trouble: expect.stringMatching(/^The edge node plant1\/LINE-1 is gone since/) as string,
  });
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain(
    'lockstep_feed_trouble{source="/sparkplug/plant1/LINE-1"} 1',
  );
  await say("NBIRTH", { timestamp: at, seq: 0, metrics: [{ name: "State", alias: 1, datatype: 3, intValue: 2 }] });
  await soon(feed).toMatchObject({ trouble: null });
});

/** An edge node that is connected to the broker, and the server that hears it, with its clock or another. */
async function sparkplugNode(env: Env) {
  const path = join(folder, "connectors.yaml");
  writeFileSync(path, SPARKPLUG);
  const { server, port } = await start({ LOCKSTEP_CONNECTORS: path, ...env });
  await server.send([site("PLANT-A"), resource("LINE-1")]);
  const edge = await client(port);
  const asked: string[] = [];
  edge.on("message", (topic) => asked.push(topic));
  await edge.subscribeAsync("spBv1.0/plant1/NCMD/LINE-1");
  const say = (kind: string, payload: object) =>
    edge.publishAsync(
      `spBv1.0/plant1/${kind}/LINE-1`,
      Buffer.from(Payload.encode(Payload.fromObject(payload)).finish()),
      { qos: 1 },
    );
  return {
    asked,
    born: (state: number, timestamp: number) =>
      say("NBIRTH", { timestamp, seq: 0, metrics: [{ name: "State", alias: 1, datatype: 3, intValue: state }] }),
    data: (seq: number, state: number, timestamp: number) =>
      say("NDATA", { timestamp, seq, metrics: [{ alias: 1, intValue: state }] }),
    async state(): Promise<string | undefined> {
      const { data } = await server.ask<{ resource: { state: string } }>('{ resource(id: "LINE-1") { state } }');
      return data?.resource.state;
    },
    async feed(): Promise<unknown> {
      const { data } = await server.ask<{ feeds: { id: string }[] }>("{ feeds { id status trouble } }");
      return data?.feeds.find(({ id }) => id === "/sparkplug/plant1/LINE-1");
    },
    quarantine: () => quarantine(server),
    metrics: async () => (await fetch(`${server.url}/metrics`)).text(),
  };
}

const [RUNNING, DOWN] = [1, 2];

test("a clock that was an hour ahead, or in 1971, hides nothing that an edge node says once it is right", async () => {
  const node = await sparkplugNode({ LOCKSTEP_CLOCK: "live" });
  const HOUR = 3_600_000;
  await node.born(RUNNING, Date.now());
  await soon(node.state).toBe("RUNNING");
  await node.data(1, DOWN, Date.now() + HOUR);
  await soon(async () => (await node.quarantine()).map(({ rule }) => rule)).toEqual(["future"]);
  expect(await node.state()).toBe("RUNNING");
  await node.data(2, DOWN, Date.now());
  await soon(node.state).toBe("DOWN");
  await node.born(RUNNING, Date.now());
  await soon(node.state).toBe("RUNNING");
  await node.born(DOWN, Date.UTC(1971, 0, 1));
  await node.data(1, DOWN, Date.now());
  await soon(node.state).toBe("DOWN");
  expect(await node.quarantine()).toHaveLength(1);
});

test("an edge node whose numbers are out of order is believed, asked for a birth, and an error until it is born", async () => {
  const node = await sparkplugNode({ LOCKSTEP_CLOCK: "live" });
  const at = Date.now();
  await node.born(RUNNING, at);
  await node.data(1, RUNNING, at + 1);
  await node.data(1, RUNNING, at + 1);
  expect(await node.metrics()).toContain('lockstep_connector_ignored{connector="cell"} 1');
  expect(await node.feed()).toMatchObject({ trouble: null });
  expect(node.asked).toEqual([]);
  await node.data(1, DOWN, at + 2);
  await soon(node.state).toBe("DOWN");
  await soon(node.feed).toMatchObject({ status: "ERROR", trouble: expect.stringContaining("out of order") as string });
  expect(node.asked).toHaveLength(1);
  await node.born(DOWN, at + 3);
  await soon(node.feed).toMatchObject({ trouble: null });
});

const resource = (id: string): CloudEvent =>
  fact("master.resource", `resource-${id}`, { id, site: "PLANT-A", name: id, kind: "line" });

test("a port that is taken is why it does not start, in one line", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  const log: LogLine[] = [];
  const launched = launch({ LOCKSTEP_DATA: folder, MQTT_PORT: String(port) }, log);
  expect(await launched.ended).toBe(1);
  expect(log.at(-1)?.msg).toContain(
    `port ${port} on 127.0.0.1 is in use, perhaps by a broker: use that with MQTT_URL=mqtt://127.0.0.1:${port}`,
  );
  other.close();
});
