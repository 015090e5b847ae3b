import { Worker } from "node:worker_threads";
import type { PackContent } from "./pack-question.ts";

/** More are not kept waiting: each is held whole until its turn. */
const MOST_WAITING = 10;

type Drawn = Uint8Array | "busy" | "gone";

/** Draws packs in a thread of their own, one after the other; none for a reader who is gone when its turn comes. */
export function createPackDrawer(): (content: PackContent, isGone: () => boolean) => Promise<Drawn> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (content, isGone) => {
    if (waiting >= MOST_WAITING) return "busy";
    waiting += 1;
    const drawn = last.then((): Promise<Drawn> | Drawn => (isGone() ? "gone" : draw(content)));
    last = drawn.catch(() => {});
    return drawn.finally(() => {
      waiting -= 1;
    });
  };
}

const draw = (content: PackContent): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./pack-worker.ts", import.meta.url), { workerData: content });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the thread that draws a pack has ended with ${code}`)));
  });
