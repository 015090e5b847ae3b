import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "@lockstep/domain/assert";
import { type LiveSocket, watchAll } from "./live-socket.ts";

export interface WatchersOrder {
  readonly url: string;
  readonly since: number;
  readonly sockets: number;
  /** So many of them, spread over all, write down when each frame came. */
  readonly listeners: number;
}

export interface HeardFrame {
  readonly toSeq: number;
  readonly at: number;
}

export interface WatchersReport {
  /** The time origin of the thread that wrote this. */
  readonly since: number;
  readonly sockets: readonly { readonly frames: number; readonly bytes: number; readonly resyncs: number }[];
  readonly heard: readonly (readonly HeardFrame[])[];
}

assert(parentPort !== null, () => "this runs as a thread");
const port = parentPort;
const { url, since, sockets: count, listeners } = workerData as WatchersOrder;
const heard: HeardFrame[][] = [];
const listening: LiveSocket[] = [];
const sockets: LiveSocket[] = [];
const every = Math.max(1, Math.floor(count / listeners));
for (let k = 0; k < count; k += 1) {
  const isListener = k % every === 0 && heard.length < listeners;
  const own: HeardFrame[] = [];
  const socket = await watchAll(url, since, isListener ? (toSeq) => own.push({ toSeq, at: performance.now() }) : null);
  if (isListener) {
    heard.push(own);
    listening.push(socket);
  }
  sockets.push(socket);
}
const before = sockets.map(({ frames, bytes, resyncs }) => ({ frames, bytes, resyncs }));
port.once("message", ({ seq, patienceMs }: { seq: number; patienceMs: number }) => void finish(seq, patienceMs));
port.postMessage("watching");

async function finish(seq: number, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline && listening.some(({ toSeq }) => toSeq < seq)) await sleep(50);
  const report: WatchersReport = {
    since: performance.timeOrigin,
    sockets: sockets.map(({ frames, bytes, resyncs }, k) => ({
      frames: frames - (before[k]?.frames ?? 0),
      bytes: bytes - (before[k]?.bytes ?? 0),
      resyncs: resyncs - (before[k]?.resyncs ?? 0),
    })),
    heard,
  };
  port.postMessage(report);
  for (const socket of sockets) socket.close();
}
