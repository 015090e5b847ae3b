import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Timings, timingsOf } from "../timings.ts";
import { type LoadedServer, startServer } from "./server.ts";
import { createTraffic, type Traffic } from "./traffic.ts";
import { startWatchers } from "./watchers.ts";

export interface CellOrder {
  readonly store: "postgres" | "embedded";
  readonly rate: number;
  readonly sockets: number;
  readonly lines: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface Cell {
  readonly order: CellOrder;
  readonly offered: number;
  readonly taken: number;
  /** Facts in requests that were answered 429, and in those that failed otherwise. */
  readonly refused: number;
  readonly failed: number;
  /** From the time at which it was to be sent to the answer, of those that were taken. */
  readonly answer: Timings;
  /** From the time at which it was to be sent to the frame that shows it, each fact at each of some sockets. */
  readonly frame: Timings;
  /** Facts taken that no frame had shown ten seconds after the last was sent. */
  readonly unshown: number;
  readonly framesASecond: number;
  readonly bytesAFrame: number;
  readonly resyncs: number;
  readonly cpu: { readonly server: number };
}

const LISTENERS = 20;
const PATIENCE_MS = 10_000;
/** Those who have come to watch are told what they do not know first. */
const SETTLED_AFTER_MS = 2_000;
const BATCH = 2_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Answered {
  readonly status: number;
  readonly seq: number;
}

/** Open loop: what is sent when is fixed before the first is; a server that stalls is not spared what comes meanwhile. */
export async function runCell(order: CellOrder): Promise<Cell> {
  const traffic = createTraffic(order);
  const server = await startServer({ store: order.store, clock: "manual" });
  try {
    const since = await load(server.url, traffic);
    await tellClock(server.url, traffic.clock);
    return await measure(server, { order, traffic, since });
  } finally {
    await server.stop();
  }
}

/** The network, in large batches; answers with the log's position. */
export async function load(url: string, { network }: Traffic): Promise<number> {
  let seq = 0;
  for (let k = 0; k < network.length; k += BATCH) {
    ({ seq } = await post(`${url}/facts`, `[${network.slice(k, k + BATCH).join(",")}]`));
  }
  return seq;
}

export const tellClock = (url: string, now: number): Promise<Answered> =>
  post(`${url}/clock`, JSON.stringify({ now: new Date(now).toISOString() }), "application/json");

interface Loaded {
  readonly order: CellOrder;
  readonly traffic: Traffic;
  readonly since: number;
}

async function measure({ url, pid }: LoadedServer, { order, traffic, since }: Loaded): Promise<Cell> {
  const watchers = await startWatchers({ url, since, sockets: order.sockets, listeners: LISTENERS });
  await sleep(SETTLED_AFTER_MS);
  const cpuBefore = await cpuSeconds(pid);
  const begin = performance.now();
  const clocks = tellClocks(url, traffic, begin);
  const answers = await sendAll(url, traffic, begin);
  const ended = performance.now();
  await clocks;
  const lastSeq = Math.max(since, ...answers.map(({ seq }) => seq));
  const { heard, sockets } = await watchers.finish(lastSeq, PATIENCE_MS);
  const spent = performance.now() - begin;
  const cpu = { server: ((await cpuSeconds(pid)) - cpuBefore) / (spent / 1_000) };
  const taken = answers.filter(({ status }) => status === 202);
  const shown = taken.flatMap(({ due, facts, seq }) =>
    heard.flatMap((own) => Array<number>(facts).fill((firstWith(own, seq)?.at ?? Number.NaN) - due)),
  );
  const allFrames = sum(sockets.map(({ frames }) => frames));
  return {
    order,
    offered: sum(traffic.posts.map(({ facts }) => facts)) / order.seconds,
    taken: sum(taken.map(({ facts }) => facts)) / ((ended - begin) / 1_000),
    refused: sum(answers.filter(({ status }) => status === 429).map(({ facts }) => facts)),
    failed: sum(answers.filter(({ status }) => status !== 202 && status !== 429).map(({ facts }) => facts)),
    answer: timingsOf(taken.flatMap(({ due, at, facts }) => Array<number>(facts).fill(at - due))),
    frame: timingsOf(shown.filter((one) => !Number.isNaN(one))),
    unshown: shown.filter(Number.isNaN).length,
    framesASecond: allFrames / order.sockets / (spent / 1_000),
    bytesAFrame: allFrames === 0 ? 0 : sum(sockets.map(({ bytes }) => bytes)) / allFrames,
    resyncs: sum(sockets.map(({ resyncs }) => resyncs)),
    cpu,
  };
}

/** Resolves at so many milliseconds after the beginning. */
export async function until(begin: number, at: number): Promise<void> {
  const left = begin + at - performance.now();
  if (left > 0) await sleep(left);
}

async function tellClocks(url: string, { clockSteps }: Traffic, begin: number): Promise<void> {
  for (const { at, now } of clockSteps) {
    await until(begin, at);
    await tellClock(url, now);
  }
}

interface Sent extends Answered {
  /** When it was to be sent, and when it was answered. */
  readonly due: number;
  readonly at: number;
  readonly facts: number;
}

/** Sends each request when it is due, whatever has become of those before. */
export async function sendAll(url: string, { posts }: Traffic, begin = performance.now()): Promise<readonly Sent[]> {
  const sent: Promise<Sent>[] = [];
  for (const { at, facts, body } of posts) {
    await until(begin, at);
    const due = begin + at;
    sent.push(post(`${url}/facts`, body).then((answer) => ({ ...answer, due, facts, at: performance.now() })));
  }
  return Promise.all(sent);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The first that goes as far as that; the list is in order. */
function firstWith<T extends { readonly toSeq: number }>(frames: readonly T[], seq: number): T | undefined {
  let [low, high] = [0, frames.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle]?.toSeq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return frames[low];
}

export function post(url: string, body: string, type = "application/cloudevents-batch+json"): Promise<Answered> {
  return new Promise((resolve) => {
    const headers = { "content-type": type, "content-length": Buffer.byteLength(body) };
    const asked = request(url, { method: "POST", headers, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => {
        const { seq = 0 } = (response.statusCode ?? 0) < 300 ? (JSON.parse(text) as { seq?: number }) : {};
        resolve({ status: response.statusCode ?? 0, seq });
      });
    });
    // The server may have closed a connection that was kept, in the moment in which it was used again.
    asked.on("error", () => resolve(asked.reusedSocket ? post(url, body, type) : { status: 0, seq: 0 }));
    asked.end(body);
  });
}

/** Of the whole process, all threads. Linux only; elsewhere none. */
async function cpuSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
}
