import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { assert, present } from "@lockstep/domain/assert";
import { isoOf } from "@lockstep/domain/instant";
import { createFactMaker, type FactMaker } from "./fact-maker.ts";
import { startServer } from "./live-load/server.ts";
import { PUBLISHED } from "./mixes.ts";
import { createNetwork } from "./network.ts";
import { createStream } from "./stream.ts";

export interface RestartOrder {
  /** Order lines. */
  readonly size: number;
  /** Facts of the log, master data and orders included. */
  readonly facts: number;
  readonly seed: number;
}

export interface RestartMeasure {
  readonly order: RestartOrder;
  /** Records of the log behind the snapshot that it started from. */
  readonly tail: number;
  /** From the start of the process until questions are answered. */
  readonly readyMs: number;
  /** Of it, until everything was read that was known, and until everything was projected. */
  readonly readMs: number;
  readonly projectedMs: number;
  readonly hash: string;
}

/** As one request: far below what is taken at once. */
const FACTS_A_POST = 5_000;

/**
 * The whole server, embedded store: takes a log in, is killed, and starts again from the last snapshot that it has kept by
 * itself and the log behind it. What it projects must be the same.
 */
export async function measureRestart(order: RestartOrder): Promise<RestartMeasure> {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-restart-"));
  try {
    return await measureIn(folder, order);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureIn(folder: string, order: RestartOrder): Promise<RestartMeasure> {
  const { size, facts: count, seed } = order;
  const { make, texts } = createTexts();
  const network = createNetwork({ orderLines: size }, seed, make);
  const stream = createStream(network, PUBLISHED, { seed, make });
  const settings = { store: "embedded", clock: "manual", folder } as const;
  const first = await startServer(settings);
  let sent = 0;
  while (sent < count) {
    while (texts.length < Math.min(FACTS_A_POST, count - sent)) stream.next();
    const some = texts.splice(0, Math.min(FACTS_A_POST, count - sent));
    await post(`${first.url}/facts`, `[${some.join(",")}]`, "application/cloudevents-batch+json");
    sent += some.length;
  }
  await post(`${first.url}/clock`, JSON.stringify({ now: isoOf(stream.clock) }), "application/json");
  process.stderr.write(`  ${sent} facts taken in\n`);
  // The last one that is kept in the background: another is not, as long as the log has not grown by as much again.
  const behind = Math.max(25_000, 0.06 * count);
  await first.said("a snapshot is kept", ({ seq }) => Number(seq) >= count - behind);
  const before = await hashOf(first.url);
  await first.kill();

  const began = performance.now();
  const second = await startServer(settings);
  const readyMs = performance.now() - began;
  const { seq, readMs, milliseconds, snapshotSeq } = await second.said("ready", () => true);
  const hash = await hashOf(second.url);
  await second.stop();
  assert(hash === before, () => `another state after the restart: ${hash} instead of ${before}`);
  return {
    order,
    tail: Number(seq) - Number(snapshotSeq),
    readyMs: Math.round(readyMs),
    readMs: Number(readMs),
    projectedMs: Number(milliseconds),
    hash,
  };
}

function createTexts() {
  const texts: string[] = [];
  const checked = createFactMaker("/bench", { withText: true });
  const make: FactMaker = (type, time, data) => {
    const fact = checked(type, time, data);
    texts.push(fact.canonical);
    return { ...fact, canonical: "" };
  };
  return { make, texts };
}

async function post(url: string, body: string, type: string): Promise<unknown> {
  const send = () => fetch(url, { method: "POST", body, headers: { "content-type": type } });
  for (;;) {
    // While facts are made, the server may have closed a connection that was left open: what is sent again is a duplicate.
    const answer = await send().catch(send);
    if (answer.ok) return answer.json();
    assert(answer.status === 429, () => `${url} answers ${answer.status}`);
    await sleep(500);
  }
}

async function hashOf(url: string): Promise<string> {
  const body = JSON.stringify({ query: "{ asOf { stateHash } }" });
  const answer = (await post(`${url}/graphql`, body, "application/json")) as {
    readonly data?: { readonly asOf: { readonly stateHash: string } };
  };
  return present(answer.data, () => `no hash: ${JSON.stringify(answer)}`).asOf.stateHash;
}
