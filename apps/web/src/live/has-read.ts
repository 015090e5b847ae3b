import type { LiveStore } from "./contract.ts";

/** Resolves when the board has been read for the first time, or could not be. */
export function hasRead(live: Pick<LiveStore, "snapshot" | "subscribe">): Promise<void> {
  return new Promise((resolve) => {
    const isSo = (): boolean => {
      const { state, phase } = live.snapshot();
      return state !== null || phase.kind !== "loading";
    };
    if (isSo()) {
      resolve();
      return;
    }
    const stop = live.subscribe(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}
