import type { MqttConfig } from "@lockstep/connectors/configuration";
import type { Health, Offered } from "@lockstep/connectors/contract";
import { mqttConnectorOf } from "@lockstep/connectors/mqtt/mqtt-connector";
import type { FeedTrouble } from "@lockstep/protocol/generated/schema";
import { findMosquitto, type Service, startMosquitto } from "@lockstep/testkit/services";
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../log.ts";
import { soon } from "../testing/soon.ts";
import { openForeignBroker } from "./foreign-broker.ts";
import { type RunningConnector, runConnector } from "./run-connector.ts";

let broker: Service;
let sender: MqttClient;
const running: RunningConnector[] = [];

describe.skipIf(findMosquitto() === undefined)("a connection to mosquitto", { timeout: 30_000 }, () => {
  beforeEach(async () => {
    broker = await startMosquitto();
    sender = await connectAsync(broker.url, { reconnectPeriod: 100 });
  });
  afterEach(async () => {
    sender.end(true);
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await broker.stop();
  });

  const facts: MqttConfig = { id: "facts", kind: "mqtt-json", facts: "lockstep/facts/#" };

  interface Taken {
    readonly texts: string[];
    readonly health: Health[];
    readonly lost: (FeedTrouble | null)[];
    readonly connector: RunningConnector;
  }

  async function run(config: MqttConfig, persist: (offered: readonly Offered[]) => Promise<unknown>): Promise<Taken> {
    const machine = mqttConnectorOf(config);
    const texts: string[] = [];
    const health: Health[] = [];
    const lost: (FeedTrouble | null)[] = [];
    const { filters, cleanSession, will } = machine;
    const connector = runConnector({
      id: config.id,
      machine,
      open: (events) =>
        openForeignBroker({ url: broker.url, clientId: `test-${config.id}`, filters, cleanSession, will }, events),
      async take(offered) {
        await persist(offered);
        for (const one of offered) texts.push("text" in one ? one.text : JSON.stringify(one.value));
      },
      health: (changes) => health.push(...changes),
      notice: () => {},
      lost: (why) => lost.push(why?.kind ?? null),
      failed: () => {},
      log: createLog("silent"),
    });
    running.push(connector);
    await soon(() => connector.status.isUp).toBe(true);
    // The broker answers in order: once this is acknowledged, the subscription before it is as well.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { texts, health, lost, connector };
  }

  const publish = (payload: string, qos: 0 | 1 = 1) => sender.publishAsync("lockstep/facts/a", payload, { qos });

  test("hands on every message, in order", async () => {
    const { texts, connector } = await run(facts, () => Promise.resolve());
    const sent = Array.from({ length: 2_000 }, (_, k) => String(k));
    await Promise.all(sent.map((text) => publish(text, 0)));
    await soon(() => texts.length).toBe(2_000);
    expect(texts).toEqual(sent);
    expect(connector.status).toMatchObject({ messages: 2_000, offered: 2_000, refused: 0, failures: 0 });
  });

  test("acknowledges a message only when it is durable: one that was not comes again with the next process", async () => {
    const never = await run(facts, () => new Promise(() => {}));
    await publish("1");
    await publish("2");
    await soon(() => never.connector.status.messages).toBe(2);
    await running.pop()?.stop();
    const { texts } = await run(facts, () => Promise.resolve());
    await soon(() => texts).toEqual(["1", "2"]);
  });

  test("takes in as many at once as the broker gives, and acknowledges each in its turn", async () => {
    const waiting: (() => void)[] = [];
    const { texts, connector } = await run(facts, () => new Promise<void>((resolve) => waiting.push(resolve)));
    const sent = Array.from({ length: 50 }, (_, k) => String(k));
    await Promise.all(sent.map((text) => publish(text)));
    // mosquitto has 20 under way unless told otherwise.
    await soon(() => waiting.length).toBe(20);
    for (const resolve of waiting.slice(1).reverse()) resolve();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(waiting.length).toBe(20);
    waiting[0]?.();
    await soon(() => {
      for (const resolve of waiting) resolve();
      return texts.length;
    }).toBe(50);
    expect(connector.status).toMatchObject({ messages: 50, failures: 0 });
  });

  test("loses nothing that comes while it is away", async () => {
    await run(facts, () => Promise.resolve());
    await running.pop()?.stop();
    await publish("while away");
    const { texts } = await run(facts, () => Promise.resolve());
    await soon(() => texts).toEqual(["while away"]);
  });

  test("comes back by itself when the broker does, and says that it is gone for as long", async () => {
    const { texts, connector, lost } = await run(facts, () => Promise.resolve());
    await broker.stop();
    await soon(() => connector.status.isUp).toBe(false);
    await soon(() => lost.slice(0, 3)).toEqual([null, "BROKER_GONE", "CANNOT_CONNECT"]);
    broker = await startMosquitto({ port: Number(new URL(broker.url).port) });
    await soon(() => connector.status.isUp).toBe(true);
    await soon(async () => {
      await publish("again");
      return texts.length;
    }).toBeGreaterThan(0);
    expect(connector.status.failures).toBeGreaterThan(0);
    expect(lost.at(-1)).toBeNull();
  });

  describe("of a Sparkplug host", () => {
    const host: MqttConfig = { id: "cell", kind: "sparkplug-b", hostId: "tower", mappings: [] };

    async function states(): Promise<object[]> {
      const seen: object[] = [];
      const reader = await connectAsync(broker.url);
      reader.on("message", (_topic, payload) => seen.push(JSON.parse(String(payload)) as object));
      await reader.subscribeAsync("spBv1.0/STATE/tower");
      readers.push(reader);
      return seen;
    }
    const readers: MqttClient[] = [];
    afterEach(() => {
      for (const reader of readers.splice(0)) reader.end(true);
    });

    test("says that the host is there, keeps saying so against others, and says when it goes", async () => {
      const { connector } = await run(host, () => Promise.resolve());
      const seen = await states();
      const online = { online: true, timestamp: expect.any(Number) as number };
      await soon(() => seen).toEqual([online]);
      await sender.publishAsync("spBv1.0/STATE/tower", '{"online":false,"timestamp":1}', { qos: 1, retain: true });
      await soon(() => seen.at(-1)).toEqual(online);
      await connector.stop();
      await soon(() => seen.at(-1)).toEqual({ online: false, timestamp: expect.any(Number) as number });
    });
  });
});
