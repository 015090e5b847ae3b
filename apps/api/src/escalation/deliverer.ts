import { setTimeout as sleep } from "node:timers/promises";
import type { EscalationMessageRow, Store } from "@lockstep/store/store";
import { backoffMs } from "../feeds/backoff.ts";
import type { Log } from "../log.ts";
import type { SendingChannel } from "./channels/channel.ts";
import type { MessageBody } from "./message-body.ts";

/** Whoever has claimed a message and says nothing for so long has lost it. */
const LEASE_MS = 120_000;
const AT_ONCE = 20;
/** A call may be two seconds late, of which claiming it takes some; and five after a start. */
const PATIENCE_MS = 1_400;
const PATIENCE_AFTER_START_MS = 4_000;
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
  /** What is late by less waits for the one before it, so that a kill finds one on its way; what is late by more goes at once. */
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
  const startedAt = now();
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
    await Promise.all(claimed.map((row) => inTurn(mostWait(row), () => deliver(row))));
    return claimed.length > 0 ? "more" : "nothing";
  }

  /** Milliseconds that it can still wait for others: none where it is late, or was tried before. */
  function mostWait({ dueAt }: EscalationMessageRow): number {
    const patience = dueAt < startedAt ? PATIENCE_AFTER_START_MS : patienceMs;
    return Math.max(0, Math.max(dueAt, startedAt) + patience - now());
  }

  /** After the one before it, of whatever channel, has been settled, or so long from now. */
  function inTurn(mostMs: number, send: () => Promise<void>): Promise<void> {
    const before = oneBefore;
    const sent = (async () => {
      const over = new AbortController();
      const signal = AbortSignal.any([over.signal, stopping.signal]);
      await Promise.race([before, sleep(mostMs, undefined, { signal }).catch(() => {})]);
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
