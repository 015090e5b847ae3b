import { setTimeout as sleep } from "node:timers/promises";
import type { Millis } from "@lockstep/domain/instant";
import type { EscalationMessageRow, Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";
import type { SendingChannel } from "./channels/channel.ts";
import type { MessageBody } from "./message-body.ts";
import { MOST_ATTEMPTS, retryPauseMs } from "./retry-pause.ts";
import { createPaces, roomFor, type SentMessage, type WaitingMessage } from "./send-pace.ts";

/** Whoever has claimed a message and says nothing for so long has lost it. */
const LEASE_MS = 120_000;
/** To one target: one that hangs takes no more than these. */
const MOST_AT_ONCE = 20;
/** Who has not been answered for so long counts for less, so that a server that takes its time with some holds up no others. */
const SLOW = { afterMs: 20_000, counts: 0.2 };
const MOST_IN_HAND = 500;
/** Of one channel, whatever targets they go to; a target to which nothing is on its way has a place all the same. */
const MOST_OF_CHANNEL = { atOnce: 200, inHand: 5_000 };
/** A call may be 2 s late, and 5 s after a start; deciding on it and looking for it take some of that. */
const PATIENCE = { live: 1_700, atStart: 4_500 };
/** As time passes more have to be on their way at once. */
const WEIGH_EVERY_MS = 50;
/** Messages that quiet hours or a failure held back are looked for so often. */
const LOOK_EVERY_MS = 5_000;

const SENT_OVER = ["email", "webhook", "push"] as const;

export interface DelivererParts {
  readonly store: Pick<Store, "claimMessages" | "releaseMessages" | "settleMessage">;
  /** By the clock that rules look at. */
  readonly now: () => number;
  readonly channels: ReadonlyMap<string, SendingChannel>;
  /** Why what waits is of no use any more; null: it is to be sent. */
  readonly needless: (row: EscalationMessageRow) => string | null;
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
  readonly channel: string;
}

/**
 * Sends what waits, each under its key: at least once, as it is settled only after it was taken. A process that is killed in
 * between has it sent again by the next one; so one is on its way at a time, and more only where calls would be late
 * otherwise. What waits for a channel that is not set up any more is given up, and what nobody needs any more is left.
 */
export function startDeliverer(parts: DelivererParts): Deliverer {
  const { store, now, channels, needless, log, patience = PATIENCE } = parts;
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

  /** Until there is no more of it, or as much is in hand as may be. */
  async function claim(channel: string): Promise<"waits"> {
    while ((await claimSome(channel)) && !stopping.signal.aborted);
    return "waits";
  }

  /** Whether there may be more. */
  async function claimSome(channel: string): Promise<boolean> {
    const own = inHand(channel);
    const held = new Set(own.map(({ row }) => row.key));
    const first = Math.min(MOST_IN_HAND, MOST_OF_CHANNEL.inHand - own.length);
    if (first <= 0) return false;
    const at = Date.now();
    const claimed = await store.claimMessages({
      ...{ dueBy: now(), now: at, first, channel, notFor: enoughOf(own) },
      leaseUntil: at + LEASE_MS + (channels.get(channel)?.longestMs ?? 0),
    });
    const live = Date.now() + patience.live;
    const deadline = caughtUp.has(channel) ? live : Math.max(live, startedAt + patience.atStart);
    if (claimed.length < first) caughtUp.add(channel);
    // One that hangs longer than its lease is found again, and is still on its way.
    const fresh = claimed.filter(({ key }) => !held.has(key)).toSorted((a, b) => a.dueAt - b.dueAt);
    waiting.push(...fresh.map((row) => ({ row, channel, target: targetOf(row), deadline })));
    sendOn();
    return claimed.length === first;
  }

  /** Whatever may be sent now is; what waits is looked at again. */
  function sendOn(): void {
    clearTimeout(weighing);
    if (stopping.signal.aborted) return;
    const busy = createCounts();
    const lookedAt = Date.now();
    for (const [one, { begunAt }] of underWay) busy.add(one, lookedAt - begunAt < SLOW.afterMs ? 1 : SLOW.counts);
    let room = roomFor(waiting, underWay.values(), paces, lookedAt);
    for (let at = 0; room > 0 && at < waiting.length; ) {
      const one = waiting[at];
      if (one === undefined || !busy.hasRoomFor(one)) {
        at += 1;
        continue;
      }
      waiting.splice(at, 1);
      busy.add(one);
      room -= 1;
      begin(one);
    }
    if (waiting.length > 0) weighing = setTimeout(sendOn, WEIGH_EVERY_MS);
  }

  function begin(one: InHand): void {
    const { channel, target, row } = one;
    const begunAt = Date.now();
    const send = async (): Promise<void> => {
      let isTried = true;
      try {
        isTried = await deliver(row);
      } catch (error) {
        if (!stopping.signal.aborted)
          log.error(
            error,
            "a message could not be read, or what became of it not be written down; it is sent again when its lease ends",
          );
      }
      if (isTried) paces.took(target, Date.now() - begunAt);
      const own = inHand(channel);
      const wasFull = own.length >= MOST_OF_CHANNEL.inHand || enoughOf(own).includes(row.person);
      underWay.delete(one);
      if (wasFull) wake();
      sendOn();
    };
    underWay.set(one, { target, begunAt, over: send() });
  }

  /** Whether anything was sent, or tried to be. */
  async function deliver(row: EscalationMessageRow): Promise<boolean> {
    const { key, channel, person, attempts } = row;
    // Whoever has it sent again wants it sent.
    const trouble = row.resentBy === null ? needless(row) : null;
    if (trouble !== null) {
      await store.settleMessage(key, { state: "dropped", retryAt: null, settledAt: Date.now(), trouble });
      return false;
    }
    const body = JSON.parse(row.body) as MessageBody;
    const sending = channels.get(channel);
    const sent =
      sending === undefined
        ? ({ is: "never", why: "this channel is not set up any more" } as const)
        : await sending.send({ key, person, body }, stopping.signal);
    const settledAt = Date.now();
    if (sent.is === "sent") {
      await store.settleMessage(key, { state: "sent", retryAt: null, settledAt, trouble: null });
      return true;
    }
    if (stopping.signal.aborted) return true;
    const isOver = sent.is === "never" || attempts >= MOST_ATTEMPTS;
    const least = sent.is === "later" ? (sent.pauseMs ?? 0) : 0;
    const retryAt = isOver ? null : settledAt + Math.max(least, retryPauseMs(attempts, Math.random()));
    const fate = { retryAt, settledAt: isOver ? settledAt : null, trouble: sent.why };
    await store.settleMessage(key, { state: isOver ? "failed" : "waiting", ...fate });
    log.warn({ channel, attempts, isOver, why: sent.why }, "a message could not be sent");
    return true;
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

/** Which server it goes to, or which webhook: what hangs there keeps others waiting that go there, and none beside. */
function targetOf({ channel, body }: EscalationMessageRow): string {
  if (channel !== "webhook") return channel;
  try {
    return `webhook/${(JSON.parse(body) as MessageBody).address ?? ""}`;
  } catch {
    return channel;
  }
}

/** The people of targets of which as much is in hand as may be. */
function enoughOf(own: readonly InHand[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { target } of own) counts.set(target, (counts.get(target) ?? 0) + 1);
  const full = own.filter(({ target }) => (counts.get(target) ?? 0) >= MOST_IN_HAND);
  return [...new Set(full.map(({ row }) => row.person))];
}

/** How many are on their way, to each target and of each channel. */
function createCounts() {
  const toTarget = new Map<string, number>();
  const ofChannel = new Map<string, number>();
  return {
    add({ target, channel }: InHand, counts = 1): void {
      toTarget.set(target, (toTarget.get(target) ?? 0) + counts);
      ofChannel.set(channel, (ofChannel.get(channel) ?? 0) + counts);
    },
    hasRoomFor({ target, channel }: InHand): boolean {
      const beside = toTarget.get(target) ?? 0;
      return beside === 0 || (beside < MOST_AT_ONCE && (ofChannel.get(channel) ?? 0) < MOST_OF_CHANNEL.atOnce);
    },
  };
}
