import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Committed, Upload } from "@lockstep/protocol/imports";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { counts, item, MORNING, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const JSON_TYPE = { "content-type": "application/json" };
const AS = (token: string) => ({ authorization: `Bearer dev:${token}` });
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let server: ServerProcess;
const stalled: Stalled[] = [];

afterEach(() => {
  for (const { socket } of stalled.splice(0)) socket.destroy();
});

interface Stalled {
  readonly socket: Socket;
  /** All that was answered, once the connection is closed. */
  readonly answer: Promise<string>;
}

/** Sends what a request begins with, and then nothing more. */
function stall(path: string, headers: Record<string, string>, begin: string): Stalled {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  let said = "";
  socket.on("error", () => {}).on("data", (part) => (said += String(part)));
  const answer = new Promise<string>((resolve) => socket.once("close", () => resolve(said)));
  const head = Object.entries({ host: new URL(server.url).host, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write(`POST ${path} HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n${begin}`);
  const one = { socket, answer };
  stalled.push(one);
  return one;
}

const upload = async (token: string): Promise<Upload> =>
  (await server.post<Upload>("/imports?name=items.csv", "Id;Name;Uom\nQ-1;Q;pc\n", AS(token))).body;

describe("a body that stalls", () => {
  beforeAll(async () => {
    server = await startServerProcess({ LOCKSTEP_BODY_SECONDS: "30" });
  }, 60_000);
  afterAll(() => server.close());

  test("keeps no other commit waiting", async () => {
    const [mine, other] = [await upload("bob:integrator"), await upload("ina:integrator")];
    stall(`/imports/${mine.id}/commit`, { ...AS("bob:integrator"), ...JSON_TYPE, "content-length": "1000" }, "{");
    await sleep(200);
    const order = JSON.stringify({ source: "items", mapping: other.mapping });
    const path = `/imports/${other.id}/commit`;
    const answer = await server.post<Committed>(path, order, { ...JSON_TYPE, ...AS("ina:integrator") });
    expect([answer.status, answer.body.accepted]).toEqual([202, 1]);
  }, 10_000);

  test("of one person's photos leaves room for those of others", async () => {
    const headers = { ...AS("bob:supervisor"), "content-type": "image/png", "content-length": "1000" };
    for (let k = 0; k < 4; k += 1) stall("/photos", headers, "x");
    await sleep(200);
    const photo = (token: string) =>
      fetch(`${server.url}/photos`, { method: "POST", body: Buffer.from(PIXEL, "base64"), headers: AS(token) });
    expect((await photo("ann:planner")).status).toBe(201);
    expect((await photo("bob:supervisor")).status).toBe(429);
  }, 10_000);
});

describe("is given up", () => {
  beforeAll(async () => {
    server = await startServerProcess({ LOCKSTEP_BODY_SECONDS: "1" });
    await server.send([site("PLANT-A"), item("FG-1")]);
    await server.setClock(MORNING);
  }, 60_000);
  afterAll(() => server.close());

  test.each([
    ["/graphql", "application/json", "{"],
    ["/facts", "application/cloudevents+json", "{"],
    ["/facts", "application/cloudevents-batch+json", "["],
    ["/b2mml", "application/xml", "<"],
    ["/epcis/capture", "application/json", "{"],
    ["/clock", "application/json", "{"],
    ["/photos", "image/png", "x"],
    ["/imports", "text/csv", "Id"],
    ["/auth/signed-out-elsewhere", "application/x-www-form-urlencoded", "logout_token="],
  ])("on %s as %s", async (path, type, begin) => {
    const { answer } = stall(path, { "content-type": type, "content-length": "1000" }, begin);
    expect(await answer).toMatch(/^HTTP\/1.1 408 /);
  });

  test("also where a byte comes now and then", async () => {
    const { socket, answer } = stall("/clock", { ...JSON_TYPE, "content-length": "1000" }, "{");
    const dripping = setInterval(() => socket.write(" "), 300);
    expect(await answer).toMatch(/^HTTP\/1.1 408 /);
    clearInterval(dripping);
  });

  test("where it was answered already", async () => {
    const { answer } = stall("/nothing-here", { "content-type": "text/plain", "content-length": "1000" }, "x");
    expect(await answer).toMatch(/^HTTP\/1.1 404 /);
  });

  test("as a stream of facts, later, with what was taken of it", async () => {
    const lines = counts(0, 3).map((one) => `${JSON.stringify(one)}\n`);
    const headers = { "content-type": "application/x-ndjson", "content-length": "100000" };
    const { socket, answer } = stall("/facts", headers, lines[0] ?? "");
    await sleep(1_500);
    socket.write(lines[1] ?? "");
    await sleep(1_500);
    socket.write(`${lines[2] ?? ""}{"half":`);
    const said = await answer;
    expect(said).toMatch(/^HTTP\/1.1 408 /);
    expect(said).toContain("3 lines before it were taken");
    const again = await server.send(counts(0, 3));
    expect([again.accepted, again.duplicates]).toEqual([0, 3]);
  });
});
