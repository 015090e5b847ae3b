import { setTimeout as sleep } from "node:timers/promises";
import type { EscalationMessageRow, Store } from "@lockstep/store/store";
import { backoffMs } from "../feeds/backoff.ts";
import type { Log } from "../log.ts";
import type { SendingChannel } from "./channels/channel.ts";
import type { MessageBody } from "./message-body.ts";

/** Whoever has claimed a message and says nothing for so long has lost it. */
const LEASE_MS = 120_000;
const AT_ONCE = 20;
/** Half of what a call may be late. */
const PATIENCE_MS = 1_000;
/** Messages that quiet hours or a failure held back are looked for so often. */
const LOOK_EVERY_MS = 5_000;
/** With growing pauses, about half an hour. */
const MOST_ATTEMPTS = 60;

/** Each has a loop of its own: one that hangs keeps no other waiting. */
const SENT_OVER = ["email", "webhook", "push"] as const;

export interface DelivererParts {
  readonly store: Pick<Store, "claimMessages" | "releaseMessages" | "settleMessage">;
  /** By the clock that rules look at. */
  readonly now: () => number;
  readonly channels: ReadonlyMap<string, SendingChannel>;
  readonly log: Pick<Log, "error" | "warn">;
  /** For so long one waits for the other, that a kill finds one on its way; then all that wait go at once. */
  readonly patienceMs?: number;
}

export interface Deliverer {
  /** There is something to send. */
  wake(): void;
  stop(): Promise<void>;
}

/**
 * Sends what waits, each under its key: at least once, as it is settled only after it was taken. A process that is killed in
 * between has it sent again by the next one. What waits for a channel that is not set up any more is given up.
 */
export function startDeliverer(parts: DelivererParts): Deliverer {
  const { store, now, channels, log, patienceMs = PATIENCE_MS } = parts;
  const stopping = new AbortController();
  let nap = new AbortController();
  /** The last of those that go one after the other. */
  let oneBefore: Promise<void> = Promise.resolve();
  /** Since when each channel has had something to send. */
  const busySince = new Map<string, number>();
  const running = run();

  async function run(): Promise<void> {
    await untilStopped(async () => {
      await store.releaseMessages();
      return "over";
    });
    await Promise.all(SENT_OVER.map((channel) => untilStopped(() => sendSome(channel))));
  }

  /** Takes its turns at once while there is something to do, and looks again later when there is not or it has failed. */
  async function untilStopped(turn: () => Promise<"more" | "nothing" | "over">): Promise<void> {
    while (!stopping.signal.aborted) {
      const { signal: woken } = nap;
      try {
        const did = await turn();
        if (did === "over") return;
        if (did === "more") continue;
      } catch (error) {
        if (!stopping.signal.aborted) log.error(error, "messages could not be looked for; it is tried again");
      }
      const signal = AbortSignal.any([woken, stopping.signal]);
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  }

  async function sendSome(channel: string): Promise<"more" | "nothing"> {
    const at = Date.now();
    const query = { dueBy: now(), now: at, leaseUntil: at + LEASE_MS, first: AT_ONCE, channel };
    const claimed = await store.claimMessages(query);
    if (claimed.length === 0) {
      busySince.delete(channel);
      return "nothing";
    }
    const since = busySince.get(channel) ?? at;
    busySince.set(channel, since);
    await Promise.all(claimed.map((row) => inTurn(since + patienceMs, () => deliver(row))));
    return "more";
  }

  /** After the one before it, of whatever channel, has been settled, or from then on. */
  function inTurn(from: number, send: () => Promise<void>): Promise<void> {
    const before = oneBefore;
    const sent = (async () => {
      const over = new AbortController();
      const signal = AbortSignal.any([over.signal, stopping.signal]);
      await Promise.race([before, sleep(Math.max(0, from - Date.now()), undefined, { signal }).catch(() => {})]);
      over.abort();
      if (!stopping.signal.aborted) await send();
    })();
    oneBefore = sent.catch(() => {});
    return sent;
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
    wake() {
      nap.abort();
      nap = new AbortController();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
