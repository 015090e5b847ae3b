import type { Millis } from "@lockstep/domain/instant";
import { atMost } from "../at-most.ts";

/** One round after the other, until they are stopped. */
export interface Rounds {
  /** The next round begins at once, or as soon as this one has ended. */
  wake(): void;
  stop(): Promise<void>;
}

const STOP_MS = 1_000;

/** `round` answers how long to wait for the next one, and never rejects. */
export function startRounds(round: () => Promise<Millis>, stopping: AbortController): Rounds {
  let isWoken = false;
  let endPause: () => void = () => {};

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      isWoken = false;
      const pause = await round();
      if (!isWoken && !stopping.signal.aborted) await wait(pause);
    }
  }

  function wait(milliseconds: Millis): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const wake = (): void => {
    isWoken = true;
    endPause();
  };
  const ended = run();
  return {
    wake,
    async stop() {
      stopping.abort();
      wake();
      await atMost(STOP_MS, ended);
    },
  };
}
