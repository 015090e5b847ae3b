import { setTimeout as sleep } from "node:timers/promises";
import type { Commit, Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";

const GIVE_UP_AFTER_MS = 30_000;
const PAUSE_MS = 500;

export interface Situation {
  /** The last position that is known to be durable. */
  readonly seq: number;
  readonly log: Log;
}

/**
 * Appends, waiting out a database that is away for a while. A commit whose answer was lost may be durable all the same:
 * as nobody else writes, the log's own last position tells.
 */
export async function appendDurably(store: Store, commit: Commit, { seq, log }: Situation): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      await store.append(commit);
      return;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      log.warn(error, "the log cannot be written; trying again");
      await sleep(PAUSE_MS);
      if (commit.records.length > 0 && (await isDurable(store, seq))) return;
    }
  }
}

async function isDurable(store: Store, seq: number): Promise<boolean> {
  try {
    return (await store.lastSeq()) > seq;
  } catch {
    return false;
  }
}
