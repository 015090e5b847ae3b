import { setTimeout as sleep } from "node:timers/promises";
import type { Millis } from "@lockstep/domain/instant";
import type { EscalationMessageRow, Store } from "@lockstep/store/store";
import { backoffMs } from "../feeds/backoff.ts";
import type { Log } from "../log.ts";
import type { SendingChannel } from "./channels/channel.ts";
import type { MessageBody } from "./message-body.ts";
import { createPaces, roomFor, type SentMessage, type WaitingMessage } from "./send-pace.ts";

/** Whoever has claimed a message and says nothing for so long has lost it. */
const LEASE_MS = 120_000;
/** Of one channel. */
const MOST_AT_ONCE = 20;
const MOST_IN_HAND = 1_000;
/** A call may be 2 s late, and 5 s after a start; deciding on it and looking for it take some of that. */
const PATIENCE = { live: 1_700, atStart: 4_500 };
/** As time passes more have to be on their way at once. */
const WEIGH_EVERY_MS = 50;
/** Messages that quiet hours or a failure held back are looked for so often. */
const LOOK_EVERY_MS = 5_000;
/** With growing pauses, about half an hour. */
const MOST_ATTEMPTS = 60;

const SENT_OVER = ["email", "webhook", "push"] as const;

export interface DelivererParts {
  readonly store: Pick<Store, "claimMessages" | "releaseMessages" | "settleMessage">;
  /** By the clock that rules look at. */
  readonly now: () => number;
  readonly channels: ReadonlyMap<string, SendingChannel>;
  readonly log: Pick<Log, "error" | "warn">;
  /** How soon what is claimed should be taken, and what had waited at the start, from then. */
  readonly patience?: { readonly live: Millis; readonly atStart: Millis };
}

export interface Deliverer {
  /** There is something to send. */
  wake(): void;
  stop(): Promise<void>;
}

interface InHand extends WaitingMessage {
  readonly row: EscalationMessageRow;
}

/**
 * Sends what waits, each under its key: at least once, as it is settled only after it was taken. A process that is killed in
 * between has it sent again by the next one; so one is on its way at a time, and more only where calls would be late
 * otherwise. What waits for a channel that is not set up any more is given up.
 */
export function startDeliverer(parts: DelivererParts): Deliverer {
  const { store, now, channels, log, patience = PATIENCE } = parts;
  const stopping = new AbortController();
  let nap = new AbortController();
  const startedAt = Date.now();
  /** Channels of which all that had waited at the start is claimed. */
  const caughtUp = new Set<string>();
  const paces = createPaces();
  const waiting: InHand[] = [];
  const underWay = new Map<InHand, SentMessage & { readonly over: Promise<void> }>();
  let weighing: NodeJS.Timeout | undefined;
  const running = run();

  async function run(): Promise<void> {
    await untilStopped(async () => {
      await store.releaseMessages();
      return "over";
    });
    await Promise.all(SENT_OVER.map((channel) => untilStopped(() => claim(channel))));
    clearTimeout(weighing);
    await Promise.all([...underWay.values()].map(({ over }) => over));
  }

  /** Takes its turns when it is woken, and looks again later when it is not or it has failed. */
  async function untilStopped(turn: () => Promise<"waits" | "over">): Promise<void> {
    while (!stopping.signal.aborted) {
      const { signal: woken } = nap;
      try {
        if ((await turn()) === "over") return;
      } catch (error) {
        if (!stopping.signal.aborted) log.error(error, "messages could not be looked for; it is tried again");
      }
      const signal = AbortSignal.any([woken, stopping.signal]);
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  }

  const inHand = (channel: string): InHand[] =>
    [...underWay.keys(), ...waiting].filter((one) => one.channel === channel);

  async function claim(channel: string): Promise<"waits"> {
    const held = new Set(inHand(channel).map(({ row }) => row.key));
    const first = MOST_IN_HAND - held.size;
    if (first === 0) return "waits";
    const at = Date.now();
    const claimed = await store.claimMessages({
      ...{ dueBy: now(), now: at, leaseUntil: at + LEASE_MS, first, channel },
    });
    const live = Date.now() + patience.live;
    const deadline = caughtUp.has(channel) ? live : Math.max(live, startedAt + patience.atStart);
    if (claimed.length < first) caughtUp.add(channel);
    // One that hangs longer than its lease is found again, and is still on its way.
    const fresh = claimed.filter(({ key }) => !held.has(key)).toSorted((a, b) => a.dueAt - b.dueAt);
    waiting.push(...fresh.map((row) => ({ row, channel, deadline })));
    sendOn();
    return "waits";
  }

  /** Whatever may be sent now is; what waits is looked at again. */
  function sendOn(): void {
    clearTimeout(weighing);
    if (stopping.signal.aborted) return;
    const busy = new Map<string, number>();
    for (const { channel } of underWay.values()) busy.set(channel, (busy.get(channel) ?? 0) + 1);
    let room = roomFor(waiting, underWay.values(), paces, Date.now());
    for (let at = 0; room > 0 && at < waiting.length; ) {
      const one = waiting[at];
      const beside = busy.get(one?.channel ?? "") ?? 0;
      if (one === undefined || beside >= MOST_AT_ONCE) {
        at += 1;
        continue;
      }
      waiting.splice(at, 1);
      busy.set(one.channel, beside + 1);
      room -= 1;
      begin(one);
    }
    if (waiting.length > 0) weighing = setTimeout(sendOn, WEIGH_EVERY_MS);
  }

  function begin(one: InHand): void {
    const { channel, row } = one;
    const begunAt = Date.now();
    const send = async (): Promise<void> => {
      try {
        await deliver(row);
      } catch (error) {
        if (!stopping.signal.aborted)
          log.error(
            error,
            "a message could not be read, or what became of it not be written down; it is sent again when its lease ends",
          );
      }
      paces.took(channel, Date.now() - begunAt);
      const wasFull = inHand(channel).length >= MOST_IN_HAND;
      underWay.delete(one);
      if (wasFull) wake();
      sendOn();
    };
    underWay.set(one, { channel, begunAt, over: send() });
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

  function wake(): void {
    nap.abort();
    nap = new AbortController();
  }

  return {
    wake,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
