import type { Response } from "express";
import { refuseWith } from "./refuse.ts";

const AGAIN_SECONDS = "2";

/**
 *  starting ──► ready ──► draining ──► closing
 *
 * While draining, nothing new is taken and what has begun is finished; when closing, streams that never end are cut.
 */
export interface Phase {
  readonly isReady: boolean;
  readonly isClosing: boolean;
  ready(): void;
  /** Resolves when everything begun has ended, or at the latest after so long. */
  drain(withinMs: number): Promise<void>;
  /** Something begins that a drain waits for; call what is returned when it has ended. */
  begin(): () => void;
  /** Calls back once, when it is closing; what is returned takes that back. */
  whenClosing(end: () => void): () => void;
  /** Answers that nothing can be taken now; or, of what is sent on and on, what is said of the part that was. */
  refuse(response: Response, taken?: string): void;
}

type State = "starting" | "ready" | "draining" | "closing";

export function createPhase(): Phase {
  let state: State = "starting";
  let running = 0;
  let onIdle: () => void = () => {};
  const closing = new Set<() => void>();
  return {
    get isReady() {
      return state === "ready";
    },
    get isClosing() {
      return state === "closing";
    },
    ready: () => {
      if (state === "starting") state = "ready";
    },
    drain: (withinMs) => {
      state = "draining";
      return new Promise((resolve) => {
        const timer = setTimeout(end, withinMs);
        function end(): void {
          clearTimeout(timer);
          if (state === "closing") return;
          state = "closing";
          for (const tell of closing) tell();
          resolve();
        }
        onIdle = end;
        if (running === 0) end();
      });
    },
    begin: () => {
      running += 1;
      return () => {
        running -= 1;
        if (running === 0) onIdle();
      };
    },
    whenClosing: (tell) => {
      closing.add(tell);
      return () => closing.delete(tell);
    },
    refuse: (response, taken) => {
      if (response.headersSent) return;
      response.setHeader("retry-after", AGAIN_SECONDS);
      const why = state === "starting" ? "starting" : "shutting down";
      const what = taken === undefined ? "it" : "the rest";
      const message = `The server is ${why}: send ${what} again in ${AGAIN_SECONDS} seconds.`;
      refuseWith(response, 503, {
        code: "UNAVAILABLE",
        message: taken === undefined ? message : `${message} ${taken}`,
      });
    },
  };
}
