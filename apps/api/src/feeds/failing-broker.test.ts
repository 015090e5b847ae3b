import { type KeptMosquitto, startKeptMosquitto } from "@lockstep/testkit/kept-mosquitto";
import { type Relay, startRelay } from "@lockstep/testkit/relay";
import { findMosquitto } from "@lockstep/testkit/services";
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { counts, item, MORNING, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Of each part of a stream; mosquitto has 20 of them under way to the tower. */
const PART = 100;

// One broker and one tower in one life: each test sends facts that were never sent.
describe.skipIf(findMosquitto() === undefined)("under a stream of QoS 1", { timeout: 30_000 }, () => {
  let broker: KeptMosquitto;
  /** Between the tower and the broker. */
  let network: Relay;
  /** Between the sender and the broker. */
  let line: Relay;
  let tower: ServerProcess;
  /** It keeps what was not acknowledged, and sends it again when it is connected again. */
  let sender: MqttClient;
  let sent = 0;
  let wasDown = 0;

  beforeAll(async () => {
    broker = await startKeptMosquitto();
    [network, line] = await Promise.all([startRelay(broker.port), startRelay(broker.port)]);
    tower = await startServerProcess({ MQTT_URL: `mqtt://127.0.0.1:${network.port}` });
    await tower.setClock(MORNING);
    await tower.send([site("PLANT-A"), item("FG-1")]);
    const address = `mqtt://127.0.0.1:${line.port}`;
    sender = await connectAsync(address, { reconnectPeriod: 50, clean: false, clientId: "sender" });
    await vi.waitFor(() => expect(timesUp()).toBe(1), 15_000);
  }, 60_000);
  afterAll(async () => {
    sender?.end(true);
    await tower?.close();
    await Promise.all([network?.close(), line?.close()]);
    await broker?.stop();
  });
  beforeEach(() => {
    wasDown = timesDown();
  });

  const said = (what: string): number => tower.log.filter(({ msg }) => msg === what).length;
  const timesUp = () => said("a connector is connected");
  const timesDown = () => said("a connector has no connection");

  /** Resolves when all of it is acknowledged. */
  function publish(some = PART): Promise<unknown> {
    const facts = counts(sent, sent + some);
    sent += some;
    const texts = facts.map((fact) => JSON.stringify(fact));
    return Promise.all(texts.map((text) => sender.publishAsync("lockstep/facts/wms", text, { qos: 1 })));
  }

  /** Facts of the stream that are in the log; the same fact twice would be there once, and another one twice. */
  async function taken(): Promise<number> {
    const { data } = await tower.ask<{ asOf: { seq: number } }>("{ asOf { seq } }");
    return (data?.asOf.seq ?? 0) - 2;
  }

  async function allIsThereOnce(): Promise<void> {
    await soon(taken, { interval: 20 }).toBe(sent);
    const { data } = await tower.ask<{ quarantine: { totalCount: number }; stockingPoint: { onHand: number } }>(
      '{ quarantine { totalCount } stockingPoint(id: "FG-1@PLANT-A") { onHand } }',
    );
    expect(data).toEqual({
      quarantine: { totalCount: 0 },
      stockingPoint: { onHand: Array.from({ length: sent }, (_, k) => k % 97).reduce((sum, one) => sum + one, 0) },
    });
  }

  test("what is acknowledged is a fact, once, when the network to the broker is cut, and when it loses what is said", async () => {
    const begun = publish();
    await soon(taken, { interval: 5 }).toBeGreaterThan(20);
    network.cut();
    const underCut = publish();
    await soon(timesUp, { interval: 5 }).toBe(2);
    const underway = publish();
    network.blackHole();
    const intoNothing = publish();
    await moment(300);
    // Nobody has noticed; what was under way, acknowledgements as well, is gone.
    expect(timesDown()).toBe(wasDown + 1);
    network.cut();
    network.resume();
    await Promise.all([begun, underCut, underway, intoNothing]);
    await allIsThereOnce();
    expect(timesDown()).toBe(wasDown + 2);
  });

  test("and when the broker is killed with SIGKILL and started again", async () => {
    const seen: string[] = [];
    const besides = await connectAsync(broker.url);
    besides.on("message", (topic) => seen.push(topic));
    await besides.subscribeAsync("lockstep/facts/#");
    // The tower gets the beginning at most: the rest is with the broker alone, which has said that it has it.
    network.blackHole();
    await publish();
    // It writes down what it has acknowledged before it answers anything else.
    await sender.subscribeAsync("nothing");
    expect(await taken()).toBeLessThan(sent);
    // Of these it has some, and nobody is told.
    line.hold();
    let isAcknowledged = false;
    const underway = publish().then(() => {
      isAcknowledged = true;
    });
    await soon(() => seen.length, { interval: 5 }).toBeGreaterThan(PART + 20);
    await broker.kill();
    besides.end(true);
    expect([isAcknowledged, (await taken()) < sent]).toEqual([false, true]);
    network.resume();
    line.resume();
    await moment(300);
    await broker.up();
    await underway;
    await allIsThereOnce();
    expect(timesDown()).toBeGreaterThan(wasDown);
  });
});
