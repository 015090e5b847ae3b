import { Worker } from "node:worker_threads";
import type { PackContent } from "./pack-question.ts";

/** Draws packs in a thread of their own, one after the other. */
export function createPackDrawer(): (content: PackContent) => Promise<Uint8Array> {
  let last: Promise<unknown> = Promise.resolve();
  return (content) => {
    const drawn = last.then(() => draw(content));
    last = drawn.catch(() => {});
    return drawn;
  };
}

const draw = (content: PackContent): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./pack-worker.ts", import.meta.url), { workerData: content });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the thread that draws a pack has ended with ${code}`)));
  });
