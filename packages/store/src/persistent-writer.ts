import { setTimeout as sleep } from "node:timers/promises";
import { LogLost } from "./log-lost.ts";
import type { LogWriter } from "./log-writer.ts";
import { plainError } from "./plain-error.ts";
import { isPassing } from "./postgres-trouble.ts";
import { StoreAway } from "./reach.ts";
import type { Link } from "./writing-link.ts";

/** How long an append waits for a database that went away, or takes nothing: not as long as who sends facts. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 200;

export interface PersistentWriter {
  /**
   * Durable when it resolves. Rejects with `StoreAway` where it could not be written for a while, and nothing of it is. Where
   * the answer to a commit was lost, it waits until the database can be asked whether that happened, however long it takes.
   */
  commit: LogWriter["commit"];
  /** Asks something over the connection that writes; rejects with `StoreAway` if it is not there now. */
  ask<T>(question: () => Promise<T>): Promise<T>;
  /** Connects anew, as soon as that can be done: with the connection the lock is gone. */
  heal(): void;
  /** Resolves once nothing can be written any more, with why. */
  readonly lost: Promise<LogLost>;
  /** Tries nothing any more. */
  stop(): void;
}

/** Writes over a connection that may be lost, and to a database that may be away for a while. */
export function createPersistentWriter(writer: LogWriter, link: Link): PersistentWriter {
  let lose: (why: LogLost) => void = () => {};
  const lost = new Promise<LogLost>((resolve) => {
    lose = resolve;
  });
  let over: Error | null = null;
  let isHealing = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: nothing is asked in the middle of a transaction. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    if (over !== null) throw over;
    try {
      if (link.isLost) await link.reconnect(writer.check);
      return await link.within(work);
    } catch (error) {
      if (error instanceof LogLost) end(error);
      throw error;
    }
  }

  function end(error: LogLost): void {
    over = error;
    lose(error);
  }

  const mayPass = (error: unknown): boolean => over === null && (link.isLost || isPassing(error));

  async function write(group: Parameters<LogWriter["commit"]>[0]): Promise<void> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    let isTried = false;
    const once = async (): Promise<boolean> => {
      if (writer.isUndecided && (await writer.hasHappened())) return true;
      if (isTried && performance.now() > giveUpAt) return false;
      isTried = true;
      await writer.commit(group);
      return true;
    };
    let why: unknown;
    for (;;) {
      try {
        if (await attempt(once)) return;
        throw new StoreAway(why);
      } catch (error) {
        if (error instanceof StoreAway) throw error;
        why = plainError(error);
        const isKnown = over !== null || !writer.isUndecided;
        if (isKnown && !mayPass(error)) throw why;
        if (isKnown && performance.now() > giveUpAt) throw new StoreAway(why);
        await sleep(PAUSE_MS);
      }
    }
  }

  async function healing(): Promise<void> {
    while (link.isLost && over === null) {
      await inTurn(() => attempt(async () => {})).catch(() => {});
      await sleep(PAUSE_MS, undefined, { ref: false });
    }
    isHealing = false;
  }

  return {
    commit: (group) => inTurn(() => write(group)),
    ask: (question) =>
      inTurn(() => attempt(question)).catch((error: unknown) => {
        throw mayPass(error) ? new StoreAway(plainError(error)) : error;
      }),
    heal() {
      if (isHealing) return;
      isHealing = true;
      void healing();
    },
    lost,
    stop() {
      over ??= new Error("the store is closed");
    },
  };
}
