import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { assert } from "@lockstep/domain/assert";
import { type Timings, timingsOf } from "../timings.ts";
import type { PagesOrder, PagesReport } from "./pages-thread.ts";
import { load, post, tellClock } from "./run-cell.ts";
import { startServer } from "./server.ts";
import { createTraffic } from "./traffic.ts";

export interface ReturnOrder {
  readonly pages: number;
  readonly kills: number;
  readonly lines: number;
  readonly seed: number;
}

export interface Return {
  readonly order: ReturnOrder;
  /** Of the server, from its start. */
  readonly ready: Timings;
  /** From when the server was ready until each page was live, of all pages and kills; and until the last one was. */
  readonly live: Timings;
  readonly last: Timings;
  /** Delay of the server's event loop while they came back, one a kill: the p99 that it tells of itself. */
  readonly lag: Timings;
  readonly missed: number;
  readonly bytesARead: number;
}

const RATE = 50;
const PATIENCE_MS = 120_000;
/** They watch for so long between two kills. */
const CALM_MS = 2_000;

/**
 * So many pages that read the board and watch it, and a server that is killed again and again while facts come in: each page comes
 * back by itself, reads, and misses nothing.
 */
export async function measureReturn(order: ReturnOrder): Promise<Return> {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-return-"));
  const rounds = order.kills + 1;
  const traffic = createTraffic({ lines: order.lines, rate: RATE, seconds: 2 * rounds, seed: order.seed });
  let server = await startServer({ store: "embedded", clock: "manual", folder });
  const port = new URL(server.url).port;
  try {
    await load(server.url, traffic);
    await tellClock(server.url, traffic.clock);
    const pages = await startPages({ url: server.url, pages: order.pages });
    await until(async () => (await pages.report()).live === order.pages);
    const posts = [...traffic.posts];
    const sendSome = async (): Promise<number> => {
      let seq = 0;
      for (const { body } of posts.splice(0, Math.ceil(traffic.posts.length / rounds))) {
        ({ seq } = await post(`${server.url}/facts`, body));
        await sleep(20);
      }
      return seq;
    };
    const [ready, live, last, lag]: number[][] = [[], [], [], []];
    for (let k = 0; k < order.kills; k += 1) {
      await sendSome();
      await sleep(CALM_MS);
      await server.kill();
      const begin = performance.now();
      server = await startServer({ store: "embedded", clock: "manual", folder, port });
      const readyAt = Date.now();
      ready?.push(performance.now() - begin);
      await until(async () => {
        const report = await pages.report();
        return report.live === order.pages && report.liveAt.every((at) => at >= readyAt - 1_000);
      });
      const { liveAt } = await pages.report();
      for (const at of liveAt) live?.push(at - readyAt);
      last?.push(Math.max(...liveAt) - readyAt);
      lag?.push(await lagOf(server.url));
    }
    const seq = await sendSome();
    await until(async () => (await pages.report()).leastSeq >= seq);
    const { missed, reads, bytesRead } = await pages.report();
    await pages.stop();
    return {
      order,
      ready: timingsOf(ready ?? []),
      live: timingsOf(live ?? []),
      last: timingsOf(last ?? []),
      lag: timingsOf(lag ?? []),
      missed,
      bytesARead: bytesRead / reads,
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    assert(performance.now() < deadline, () => "not all pages have come back within two minutes");
    await sleep(100);
  }
}

/** Milliseconds, p99 of the time since the start or since this was asked last. */
async function lagOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const found = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)?.[1];
  assert(found !== undefined, () => "/metrics says nothing of the event loop");
  return Number(found) * 1_000;
}

async function startPages(order: PagesOrder) {
  const worker = new Worker(new URL("./pages-thread.ts", import.meta.url), { workerData: order });
  return {
    report: async (): Promise<PagesReport> => {
      const answer = once(worker, "message");
      worker.postMessage("report");
      const [report] = (await answer) as [PagesReport];
      return report;
    },
    stop: () => worker.terminate(),
  };
}
