import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { WatchersOrder, WatchersReport } from "./watchers-thread.ts";

/** Sockets in a thread of their own: what they read does not hold up whoever sends the facts. */
export interface Watchers {
  /** Until each of those that are listened to has come so far, or the time is over; then closes them all. */
  finish(seq: number, patienceMs: number): Promise<WatchersReport>;
}

/** Resolves once all of them watch. Moments in the report are of `performance.now()` of this thread. */
export async function startWatchers(order: WatchersOrder): Promise<Watchers> {
  const worker = new Worker(new URL("./watchers-thread.ts", import.meta.url), { workerData: order });
  const failed = once(worker, "error").then(([error]: unknown[]) => Promise.reject(error));
  failed.catch(() => undefined);
  await Promise.race([once(worker, "message"), failed]);
  return {
    finish: async (seq, patienceMs) => {
      worker.postMessage({ seq, patienceMs });
      const [{ since, sockets, heard }] = (await Promise.race([once(worker, "message"), failed])) as [WatchersReport];
      await worker.terminate();
      const offset = since - performance.timeOrigin;
      return { since, sockets, heard: heard.map((own) => own.map(({ toSeq, at }) => ({ toSeq, at: at + offset }))) };
    },
  };
}
