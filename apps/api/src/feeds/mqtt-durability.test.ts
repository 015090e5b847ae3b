import { findMosquitto, freePort, startMosquitto } from "@lockstep/testkit/services";
import { connectAsync } from "mqtt";
import { afterEach, expect, test } from "vitest";
import { counts, item, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

const SENT = 600;

/** Sends while the server is killed and started again; resolves with what is accepted in the end. */
async function killWhileSending(server: ServerProcess, url: string): Promise<number> {
  await server.send([site("PLANT-A"), item("FG-1")]);
  const sender = await connectAsync(url, { reconnectPeriod: 50, clean: false, clientId: "sender" });
  undo.push(() => sender.end(true));
  const facts = counts(0, SENT);
  const publish = (some: typeof facts) =>
    Promise.all(some.map((fact) => sender.publishAsync("lockstep/facts/wms", JSON.stringify(fact), { qos: 1 })));
  const first = publish(facts.slice(0, SENT / 2));
  await soon(() => accepted(server), { interval: 5 }).toBeGreaterThan(20);
  // The other half is on its way when it is killed, however fast the first was.
  const rest = publish(facts.slice(SENT / 2));
  await server.end("SIGKILL");
  await server.restart();
  await Promise.all([first, rest]);
  await soon(() => accepted(server)).toBe(SENT);
  const { data } = await server.ask<{ quarantine: { totalCount: number } }>("{ quarantine { totalCount } }");
  expect(data?.quarantine.totalCount).toBe(0);
  return accepted(server);
}

async function accepted(server: ServerProcess): Promise<number> {
  const text = await (await fetch(`${server.url}/graphql?query={asOf{seq}}`)).json();
  return (text as { data: { asOf: { seq: number } } }).data.asOf.seq - 2;
}

async function start(env: Record<string, string>): Promise<ServerProcess> {
  const server = await startServerProcess(env);
  undo.push(() => server.close());
  return server;
}

test("what was sent with QoS 1 is there once after a kill -9, over the embedded broker", async () => {
  const port = await freePort();
  const server = await start({ MQTT_PORT: String(port) });
  expect(await killWhileSending(server, `mqtt://127.0.0.1:${port}`)).toBe(SENT);
}, 90_000);

test.skipIf(findMosquitto() === undefined)("and over mosquitto", { timeout: 90_000 }, async () => {
  const broker = await startMosquitto({
    settings: "allow_anonymous true\npersistence false\nmax_queued_messages 10000\n",
  });
  undo.push(() => broker.stop());
  const server = await start({ MQTT_URL: broker.url });
  await soon(() => server.log.some(({ msg }) => msg === "a connector is connected")).toBe(true);
  expect(await killWhileSending(server, broker.url)).toBe(SENT);
});
