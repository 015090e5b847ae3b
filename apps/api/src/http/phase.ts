import type { Response } from "express";
import { refuseWith } from "./refuse.ts";

/** What somebody is told who sends on and on until the end. */
export const SHUTTING_DOWN = {
  status: 503,
  code: "UNAVAILABLE",
  message: "The server is shutting down: send the rest again in 2 seconds.",
};

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
  /** Answers that nothing can be taken now. */
  refuse(response: Response): void;
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
    refuse: (response) => {
      response.setHeader("retry-after", "2");
      const why = state === "starting" ? "starting" : "shutting down";
      refuseWith(response, 503, { code: "UNAVAILABLE", message: `The server is ${why}: send it again in 2 seconds.` });
    },
  };
}
