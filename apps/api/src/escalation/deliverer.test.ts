import { setTimeout as sleep } from "node:timers/promises";
import { HOUR } from "@lockstep/domain/instant";
import type { ClaimQuery, EscalationMessageFate, EscalationMessageRow } from "@lockstep/store/store";
import { afterEach, expect, test, vi } from "vitest";
import { soon } from "../testing/soon.ts";
import type { SendingChannel } from "./channels/channel.ts";
import { type Deliverer, startDeliverer } from "./deliverer.ts";

let deliverer: Deliverer | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await deliverer?.stop();
});

const message = (key: string, channel: "email" | "webhook"): EscalationMessageRow => ({
  ...{
    key,
    channel,
    exceptionId: "ex-1",
    person: "maria",
    reason: "step",
    severity: "critical",
    site: "A",
    body: "{}",
  },
  ...{ state: "waiting", at: 0, dueAt: 0, attempts: 1, leaseUntil: null, retryAt: null, settledAt: null },
  ...{ trouble: null, readAt: null, resentBy: null },
});

interface Around {
  readonly isAwayAtFirst?: boolean;
  readonly patienceMs?: number;
  readonly needless?: (row: EscalationMessageRow) => string | null;
}

/** As the tables give them: each to one at a time, the oldest first. */
function startWith(
  rows: readonly EscalationMessageRow[],
  channels: Readonly<Record<string, SendingChannel>>,
  { isAwayAtFirst = false, patienceMs, needless = () => null }: Around = {},
) {
  const waiting = [...rows];
  const fates = new Map<string, EscalationMessageFate["state"]>();
  const retries = new Map<string, number | null>();
  const troubles = new Map<string, string | null>();
  const errors: string[] = [];
  let isAway = isAwayAtFirst;
  const store = {
    async claimMessages({ first, channel, notFor = [] }: ClaimQuery) {
      const isWanted = (row: EscalationMessageRow) => row.channel === channel && !notFor.includes(row.person);
      const found = waiting.filter(isWanted).slice(0, first);
      for (const row of found) waiting.splice(waiting.indexOf(row), 1);
      return found;
    },
    async settleMessage(key: string, { state, retryAt, trouble }: EscalationMessageFate) {
      fates.set(key, state);
      troubles.set(key, trouble);
      retries.set(key, retryAt);
    },
    async releaseMessages() {
      if (!isAway) return;
      isAway = false;
      throw new Error("the database is away");
    },
  };
  const log = { error: (_: unknown, text: string) => void errors.push(text), warn: () => {} };
  const parts = { store, now: () => 0, channels: new Map(Object.entries(channels)), needless, log: log as never };
  const patience = patienceMs === undefined ? undefined : { live: patienceMs, atStart: patienceMs };
  deliverer = startDeliverer({ ...parts, ...(patience === undefined ? {} : { patience }) });
  return { fates, retries, troubles, errors, waiting };
}

const taken: SendingChannel = { send: async () => ({ is: "sent" }) };
/** As a receiver that takes the connection and says nothing. */
const hanging: SendingChannel = {
  send: (_, stopped) =>
    new Promise((resolve) => stopped.addEventListener("abort", () => resolve({ is: "later", why: "stopped" }))),
};

test("webhooks that hang keep no e-mail waiting", async () => {
  const hooks = Array.from({ length: 40 }, (_, k) => message(`w${k}`, "webhook"));
  const mails = Array.from({ length: 25 }, (_, k) => message(`m${k}`, "email"));
  const { fates } = startWith([...hooks, ...mails], { email: taken, webhook: hanging });
  await soon(() => fates.size).toBe(25);
  expect([...fates.keys()].every((key) => key.startsWith("m"))).toBe(true);
});

/** Of webhooks, those alone that the roster calls `dead` hang. */
const deadOrTaken: SendingChannel = {
  send: (one, stopped) => (one.body.address === "dead" ? hanging : taken).send(one, stopped),
};

test.each([40, 3_000])("%i webhooks to a target that hangs keep those to another one not waiting", async (many) => {
  const to = (address: string, count: number) =>
    Array.from({ length: count }, (_, k) => ({
      ...message(`${address}-${k}`, "webhook"),
      ...{ person: address, body: JSON.stringify({ address }) },
    }));
  const { fates } = startWith([...to("dead", many), ...to("alive", 25)], { webhook: deadOrTaken }, { patienceMs: 0 });
  await soon(() => fates.size).toBe(25);
  expect([...fates.keys()].every((key) => key.startsWith("alive"))).toBe(true);
});

test("those that their server takes its time with keep no other of their channel waiting", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const begun: string[] = [];
  const slow: SendingChannel = {
    send: (one, stopped) => {
      begun.push(one.key);
      return one.key.startsWith("slow") ? hanging.send(one, stopped) : taken.send(one, stopped);
    },
  };
  const rows = Array.from({ length: 20 }, (_, k) => message(`slow${k}`, "email"));
  const { fates } = startWith([...rows, message("m1", "email")], { email: slow }, { patienceMs: 0 });
  await soon(() => begun.length).toBe(20);
  expect(begun).not.toContain("m1");
  vi.setSystemTime(Date.now() + 30_000);
  await soon(() => [...fates]).toEqual([["m1", "sent"]]);
});

test("one that hangs for longer than its lease, and is found again, is not sent beside itself", async () => {
  const begun: string[] = [];
  const counted: SendingChannel = {
    send: (one, stopped) => {
      begun.push(one.key);
      return hanging.send(one, stopped);
    },
  };
  const { waiting } = startWith([message("w1", "webhook")], { webhook: counted }, { patienceMs: 0 });
  await soon(() => begun).toEqual(["w1"]);
  waiting.push(message("w1", "webhook"), message("w2", "webhook"));
  deliverer?.wake();
  // Both were found at once: the other one is on its way, so the first was looked at.
  await soon(() => begun).toContain("w2");
  expect(begun).toEqual(["w1", "w2"]);
});

test("[E17] what nobody needs any more is not sent, and it is written down why, unless somebody has it sent again", async () => {
  const went: string[] = [];
  const email: SendingChannel = {
    send: async ({ key }) => {
      went.push(key);
      return { is: "sent" };
    },
  };
  const rows = [
    message("over", "email"),
    message("stands", "email"),
    { ...message("again", "email"), resentBy: "ann" },
  ];
  const needless = ({ key }: EscalationMessageRow) => (key === "stands" ? null : "it is resolved");
  const { fates, troubles } = startWith(rows, { email }, { needless });
  await soon(() => fates.size).toBe(3);
  expect(Object.fromEntries(fates)).toEqual({ over: "dropped", stands: "sent", again: "sent" });
  expect(troubles.get("over")).toBe("it is resolved");
  expect(went.toSorted()).toEqual(["again", "stands"]);
});

test("who wants to be left alone for a while is", async () => {
  const busy: SendingChannel = { send: async () => ({ is: "later", why: "too much to do", pauseMs: HOUR }) };
  const before = Date.now();
  const { fates, retries } = startWith([message("w1", "webhook")], { webhook: busy });
  await soon(() => fates.get("w1")).toBe("waiting");
  expect(retries.get("w1")).toBeGreaterThanOrEqual(before + HOUR);
});

test("what waits for channels that are not set up any more is given up, and does not wait for ever", async () => {
  const { fates } = startWith([message("m1", "email"), message("w1", "webhook")], {});
  await soon(() => [...fates].sort()).toEqual([
    ["m1", "failed"],
    ["w1", "failed"],
  ]);
});

test("a database that is away at the start is tried again", async () => {
  const { fates, errors } = startWith([message("m1", "email")], { email: taken }, { isAwayAtFirst: true });
  await soon(() => errors.length).toBe(1);
  deliverer?.wake();
  await soon(() => [...fates]).toEqual([["m1", "sent"]]);
});

/** As a receiver that takes a little, and counts how many are on their way to it. */
function counting() {
  const seen = { onTheirWay: 0, most: 0 };
  const channel: SendingChannel = {
    async send() {
      seen.onTheirWay += 1;
      seen.most = Math.max(seen.most, seen.onTheirWay);
      await sleep(1);
      seen.onTheirWay -= 1;
      return { is: "sent" };
    },
  };
  return { seen, channel };
}

test("one is on its way at a time over all channels, so that a kill has one come again", async () => {
  const { seen, channel } = counting();
  const rows = Array.from({ length: 30 }, (_, k) => message(`${k}`, k % 2 === 0 ? "email" : "webhook"));
  const { fates } = startWith(rows, { email: channel, webhook: channel }, { patienceMs: 60_000 });
  await soon(() => fates.size).toBe(30);
  expect(seen.most).toBe(1);
});

test("what has waited for longer than anybody should goes at once", async () => {
  const { seen, channel } = counting();
  const rows = Array.from({ length: 30 }, (_, k) => message(`${k}`, "email"));
  const { fates } = startWith(rows, { email: channel }, { patienceMs: 0 });
  await soon(() => fates.size).toBe(30);
  expect(seen.most).toBeGreaterThan(1);
});
