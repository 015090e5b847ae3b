import { setTimeout as sleep } from "node:timers/promises";
import type { EscalationMessageRow, Store } from "@lockstep/store/store";
import { backoffMs } from "../feeds/backoff.ts";
import type { Log } from "../log.ts";
import type { SendingChannel } from "./channels/channel.ts";
import type { MessageBody } from "./message-body.ts";

/** Whoever has claimed a message and says nothing for so long has lost it. */
const LEASE_MS = 120_000;
const AT_ONCE = 20;
/** Messages that quiet hours or a failure held back are looked for so often. */
const LOOK_EVERY_MS = 5_000;
/** With growing pauses, about half an hour. */
const MOST_ATTEMPTS = 60;

export interface DelivererParts {
  readonly store: Store;
  /** By the clock that rules look at. */
  readonly now: () => number;
  readonly channels: ReadonlyMap<string, SendingChannel>;
  readonly log: Log;
}

export interface Deliverer {
  /** There is something to send. */
  wake(): void;
  stop(): Promise<void>;
}

/**
 * Sends what waits, each under its key: at least once, as it is settled only after it was taken. A process that is killed in
 * between has it sent again by the next one.
 */
export function startDeliverer({ store, now, channels, log }: DelivererParts): Deliverer {
  const stopping = new AbortController();
  let nap = new AbortController();
  const running = channels.size === 0 ? Promise.resolve() : run();

  async function run(): Promise<void> {
    await store.releaseMessages();
    while (!stopping.signal.aborted) {
      nap = new AbortController();
      try {
        const claimed = await claim();
        await Promise.all(claimed.map(deliver));
        if (claimed.length > 0) continue;
      } catch (error) {
        if (!stopping.signal.aborted) log.error(error, "messages could not be looked for; it is tried again");
      }
      const signal = AbortSignal.any([nap.signal, stopping.signal]);
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  }

  function claim(): Promise<readonly EscalationMessageRow[]> {
    const at = Date.now();
    return store.claimMessages({ dueBy: now(), now: at, leaseUntil: at + LEASE_MS, first: AT_ONCE });
  }

  async function deliver(row: EscalationMessageRow): Promise<void> {
    const { key, channel, person, attempts } = row;
    const body = JSON.parse(row.body) as MessageBody;
    const sending = channels.get(channel);
    const sent =
      sending === undefined
        ? ({ is: "never", why: "this channel is not set up any more" } as const)
        : await sending.send({ key, person, body }, stopping.signal);
    const settledAt = Date.now();
    if (sent.is === "sent") {
      await store.settleMessage(key, { state: "sent", retryAt: null, settledAt, trouble: null });
      return;
    }
    if (stopping.signal.aborted) return;
    const isOver = sent.is === "never" || attempts >= MOST_ATTEMPTS;
    const retryAt = isOver ? null : settledAt + backoffMs(attempts, Math.random());
    const fate = { retryAt, settledAt: isOver ? settledAt : null, trouble: sent.why };
    await store.settleMessage(key, { state: isOver ? "failed" : "waiting", ...fate });
    log.warn({ channel, attempts, isOver, why: sent.why }, "a message could not be sent");
  }

  return {
    wake: () => nap.abort(),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
