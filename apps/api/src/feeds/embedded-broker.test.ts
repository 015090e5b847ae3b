import type { MqttMessage } from "@lockstep/connectors/mqtt/message";
import { connect, connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { soon } from "../testing/soon.ts";
import { MOST_KEPT } from "./bounded-memory.ts";
import { type EmbeddedBroker, startEmbeddedBroker } from "./embedded-broker.ts";
import { createWaiting, MOST_WAITING } from "./waiting-messages.ts";

vi.setConfig({ testTimeout: 60_000 });

let broker: EmbeddedBroker;
let sender: MqttClient;
let warnings: { readonly msg: string; readonly client?: string }[];
const clients: MqttClient[] = [];

beforeEach(async () => {
  warnings = [];
  const log = pino({ level: "warn" }, { write: (line) => void warnings.push(JSON.parse(line) as { msg: string }) });
  const started = await startEmbeddedBroker(0, log);
  if (!started.ok) throw new Error(started.error);
  broker = started.value;
  await broker.open();
  sender = await client({});
});
afterEach(async () => {
  for (const one of clients.splice(0)) one.end(true);
  await broker.stop();
});

async function client(options: IClientOptions): Promise<MqttClient> {
  const connected = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0, ...options });
  clients.push(connected);
  return connected;
}

/** Somebody who has subscribed to everything, and went away. */
async function sleeper(clientId: string): Promise<void> {
  const one = await client({ clientId, clean: false });
  await one.subscribeAsync("#", { qos: 1 });
  await one.endAsync();
}

/** Whoever is named comes back, or comes and subscribes; what it is sent, by topic. */
function listener(options: IClientOptions, subscribes?: string): Map<string, string> {
  const received = new Map<string, string>();
  const one = connect(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0, ...options });
  clients.push(one);
  one.on("message", (topic, payload) => void received.set(topic, String(payload)));
  if (subscribes !== undefined) one.subscribe(subscribes, { qos: 1 });
  return received;
}

/** As a connector listens, without the network. */
function reader(filter: string): MqttMessage[] {
  const messages: MqttMessage[] = [];
  broker.link([filter], {
    up: () => {},
    down: () => {},
    message: (one) => Promise.resolve(void messages.push(one)),
  });
  return messages;
}

async function publish(topic: (k: number) => string, messages: number, bytes: number, retain = false): Promise<void> {
  const payload = "x".repeat(bytes);
  for (let k = 0; k < messages; k += 500) {
    const some = Array.from({ length: Math.min(500, messages - k) }, (_, j) => topic(k + j));
    await Promise.all(some.map((one) => sender.publishAsync(one, payload, { qos: 1, retain })));
  }
}

test("a session that is away is kept so many messages for, which is logged; whoever reads here misses none", async () => {
  const read = reader("a/#");
  await sleeper("ops-laptop");
  await publish((k) => `a/${k}`, MOST_KEPT.sessionMessages + 500, 20);
  expect(read).toHaveLength(MOST_KEPT.sessionMessages + 500);
  expect(warnings).toMatchObject([{ client: "ops-laptop", msg: expect.stringContaining("keeps no more") as string }]);
  const received = listener({ clientId: "ops-laptop", clean: false });
  await soon(() => received.size).toBe(MOST_KEPT.sessionMessages);
  expect([received.has("a/0"), received.has(`a/${MOST_KEPT.sessionMessages}`)]).toEqual([true, false]);
  // There is room again.
  await publish((k) => `a/again/${k}`, 500, 20);
  await soon(() => received.size).toBe(MOST_KEPT.sessionMessages + 500);
});

test("sessions that are away are kept so many bytes for, each and all of them", async () => {
  const bytes = 1_000_000;
  await sleeper("one");
  await publish((k) => `a/${k}`, 20, bytes);
  const one = listener({ clientId: "one", clean: false });
  await soon(() => one.size).toBe(Math.floor(MOST_KEPT.sessionBytes / (bytes + 4)));
  // Its session ends with a clean one.
  await (await client({ clientId: "one", clean: true })).endAsync();
  for (const name of ["a", "b", "c", "d", "e", "f"]) await sleeper(name);
  await publish((k) => `b/${k}`, 16, bytes);
  const all = ["a", "b", "c", "d", "e", "f"].map((clientId) => listener({ clientId, clean: false }));
  const kept = () => all.reduce((sum, { size }) => sum + size, 0);
  await soon(kept).toBe(Math.floor(MOST_KEPT.awayBytes / (bytes + 4)));
});

test("so many topics are retained, one's own in any case; what is replaced or taken back is so", async () => {
  await publish((k) => `r/${k}`, MOST_KEPT.retainedTopics + 100, 20, true);
  expect(warnings).toMatchObject([{ msg: expect.stringContaining("retains no more") as string }]);
  const link = broker.link([], { up: () => {}, down: () => {}, message: () => Promise.resolve() });
  link.send({ topic: "r/own", payload: "online", qos: 1, retain: true });
  await sender.publishAsync("r/0", "another", { qos: 1, retain: true });
  const before = listener({}, "r/#");
  await soon(() => before.size).toBe(MOST_KEPT.retainedTopics + 1);
  expect([before.get("r/0"), before.get("r/own")]).toEqual(["another", "online"]);
  await sender.publishAsync("r/1", "", { qos: 1, retain: true });
  await sender.publishAsync("r/2", "", { qos: 1, retain: true });
  await sender.publishAsync("r/new", "new", { qos: 1, retain: true });
  const after = listener({}, "r/#");
  await soon(() => after.size).toBe(MOST_KEPT.retainedTopics);
  expect([after.has("r/1"), after.get("r/new")]).toEqual([false, "new"]);
});

test.each([
  [3, null],
  [4, null],
  [5, 1],
] as const)(
  "a client of protocol version %i of MQTT is let in or told by its return code why not",
  async (version, code) => {
    const one = connect(`mqtt://127.0.0.1:${broker.port}`, {
      ...{ reconnectPeriod: 0, protocolVersion: version, protocolId: version === 3 ? "MQIsdp" : "MQTT" },
    });
    clients.push(one);
    const answer = new Promise((resolve) => {
      one.once("connect", () => resolve(null));
      one.once("error", (error) => resolve("code" in error ? error.code : error.message));
    });
    expect(await answer).toBe(code);
  },
);

test("a message of QoS 2 arrives once, and a session that is away is sent it when it comes back", async () => {
  const read = reader("a/#");
  const one = await client({ clientId: "exact", clean: false });
  await one.subscribeAsync("a/#", { qos: 2 });
  await one.endAsync();
  await sender.publishAsync("a/1", "x", { qos: 2 });
  expect(read.map(({ text }) => text)).toEqual(["x"]);
  const received = listener({ clientId: "exact", clean: false });
  await soon(() => [...received]).toEqual([["a/1", "x"]]);
});

test("what comes for a link that has ended waits for the next one, in order, and is not acknowledged once it is too much", async () => {
  const memory = new Map<string, string | null>();
  const store = {
    connectorMemory: async () => [...memory] as [string, string][],
    async remember(_: string, entries: readonly (readonly [string, string | null])[]) {
      for (const [key, value] of entries)
        if (value === null) memory.delete(key);
        else memory.set(key, value);
    },
  };
  const log = pino({ level: "silent" });
  const waiting = () => createWaiting("mqtt:lines", { store, log });
  const read: (string | null)[] = [];
  const events = { up: () => {}, down: () => {}, message: async ({ text }: MqttMessage) => void read.push(text) };
  const mine = waiting();
  const link = broker.link(["a/#"], events, mine);
  await sender.publishAsync("a/1", "1", { qos: 1 });
  await link.stop(null);
  await sender.publishAsync("a/1", "lost", { qos: 0 });
  for (const text of ["2", "3"]) await sender.publishAsync("a/1", text, { qos: 1 });
  expect(read).toEqual(["1"]);
  const again = broker.link(["a/#"], events, mine);
  await sender.publishAsync("a/1", "4", { qos: 1 });
  expect([read, memory.size]).toEqual([["1", "2", "3", "4"], 0]);
  await again.stop(null);
  const large = "x".repeat(MOST_WAITING.bytes / 2);
  await sender.publishAsync("a/1", large, { qos: 1 });
  const refused = await client({});
  const closed = new Promise<void>((resolve) => refused.once("close", () => resolve()));
  refused.publish("a/1", large, { qos: 1 });
  await closed;
  expect(memory.size).toBe(1);
  // As after a restart.
  broker.link(["a/#"], events, waiting());
  await soon(() => read.length).toBe(5);
});
