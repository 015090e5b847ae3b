import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { count, counts, item, MORNING, orderLine, site } from "../testing/facts.ts";
import { type FactsAnswer, type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
  await server.send([site("PLANT-A"), item("FG-1")]);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

test("50,000 lines in one stream are answered once, and others are served meanwhile", async () => {
  const lines = counts(0, 50_000).map((one) => JSON.stringify(one));
  const stream = openStream();
  let slowest = 0;
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const began = performance.now();
      await server.ask("{ asOf { seq } }");
      slowest = Math.max(slowest, performance.now() - began);
      await sleep(50);
    }
  })();
  const sentAt = performance.now();
  for (let k = 0; k < lines.length; k += 500) await stream.write(`${lines.slice(k, k + 500).join("\n")}\n`);
  const answer = await stream.end();
  const whole = performance.now() - sentAt;
  isOver = true;
  await asking;
  expect(answer).toEqual({ accepted: 50_000, duplicates: 0, quarantined: 0, parked: 0, seq: 50_002 });
  // On a machine that is busy with other things all of it takes longer.
  expect(slowest).toBeLessThan(Math.max(2_000, whole / 3));
  await expect.poll(seqNow).toBe(50_002);
}, 60_000);

test("lines that are sent in one go with the stock behind them are never short", async () => {
  const items = Array.from({ length: 400 }, (_, k) => `FG-S${k}`);
  const events = [
    ...items.map((id) => item(id)),
    ...items.map((id) => orderLine({ order: `SO-${id}`, item: id, site: "PLANT-A" })),
    ...items.map((id, k) => count(200_000 + k, 1_000, { item: id, site: "PLANT-A" })),
  ];
  const body = events.map((one) => JSON.stringify(one)).join("\n");
  const { status } = await server.post("/facts", body, { "content-type": "application/x-ndjson" });
  expect(status).toBe(202);
  const { data } = await server.ask<{ exceptions: { totalCount: number }; orderLines: { totalCount: number } }>(
    "{ exceptions { totalCount } orderLines(filter: { states: [ON_TRACK] }) { totalCount } }",
  );
  expect([data?.exceptions.totalCount, data?.orderLines.totalCount]).toEqual([0, 400]);
}, 60_000);

test("a log that is behind answers 429 and takes nothing of that batch", async () => {
  const before = await seqNow();
  const batches = [0, 1, 2, 3].map((k) => counts(100_000 + k * 22_000, 122_000 + k * 22_000));
  const type = { "content-type": "application/cloudevents-batch+json" };
  const bodies = batches.map((batch) => JSON.stringify(batch));
  const answers = await Promise.all(bodies.map((body) => server.post<FactsAnswer & Refused>("/facts", body, type)));
  const taken = answers.filter(({ status }) => status === 202);
  const refused = answers.filter(({ status }) => status === 429);
  expect(taken.length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  expect(taken.length + refused.length).toBe(4);
  for (const { headers, body } of refused) {
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(body.error.code).toBe("TOO_MANY_FACTS");
  }
  await expect.poll(seqNow).toBe(before + taken.length * 22_000);
}, 60_000);

async function seqNow(): Promise<number> {
  const { data } = await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }");
  return data?.asOf.seq ?? -1;
}

function openStream() {
  const headers = { "content-type": "application/x-ndjson" };
  const sending = request(`${server.url}/facts`, { method: "POST", headers });
  const answer = new Promise<FactsAnswer>((resolve, reject) => {
    sending.once("error", reject);
    sending.once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.once("end", () => resolve(JSON.parse(text) as FactsAnswer));
    });
  });
  return {
    write: (text: string): Promise<void> =>
      new Promise((resolve) => {
        if (sending.write(text)) resolve();
        else sending.once("drain", resolve);
      }),
    end(): Promise<FactsAnswer> {
      sending.end();
      return answer;
    },
  };
}
