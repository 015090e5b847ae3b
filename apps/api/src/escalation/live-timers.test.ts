import { setTimeout as sleep } from "node:timers/promises";
import { present } from "@lockstep/domain/assert";
import { HOUR, MINUTE, SECOND } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { item, orderLine, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";
import { tellMeasured } from "./testing/measured.ts";
import { startPager } from "./testing/pager.ts";
import { PUT_ROSTER } from "./testing/plant.ts";

/** `npm run bench:calls` asks for more of both, and for some time between the kills. */
const KILLS = Number(process.env["LOCKSTEP_KILLS"] ?? 1);
const TIMERS = Number(process.env["LOCKSTEP_TIMERS"] ?? 16);
const CALM_MS = Number(process.env["LOCKSTEP_CALM_SECONDS"] ?? 0) * SECOND;
/** Slow, so that some are on their way when the process dies. */
const ANSWER_MS = Number(process.env["LOCKSTEP_ANSWER_MS"] ?? 20);

const ROLES = ["SUPERVISOR", "PLANNER", "PLANT_MANAGER", "LEADER"];
const CARDS = Math.ceil(TIMERS / ROLES.length);
/** As many as a role can be told of one by one in ten minutes: every step is a message of its own. */
const CARDS_A_SITE = 10;
const SITES = Math.ceil(CARDS / CARDS_A_SITE);
const SETTLE_SECONDS = 2;
/** Minutes between the steps; with few timers none, as nobody waits for minutes in a test. */
const APART = TIMERS > 100 ? 1 : 0;
const siteOf = (card: number): string => `P-${Math.floor(card / CARDS_A_SITE)}`;

async function putPeople(server: ServerProcess): Promise<void> {
  await server.send(Array.from({ length: SITES }, (_, k) => site(`P-${k}`)));
  await soon(async () => (await server.ask<{ sites: unknown[] }>("{ sites { id } }")).data?.sites.length).toBe(SITES);
  for (let k = 0; k < SITES; k += 1) {
    const people = ROLES.map((role) => ({ id: `${role}-${k}`, name: role, webhook: "pager" }));
    const duties = ROLES.map((role) => ({ person: `${role}-${k}`, role }));
    const put = await server.ask(PUT_ROSTER, { roster: { site: `P-${k}`, people, duties }, id: `roster-${k}` });
    expect(put.errors).toBeUndefined();
  }
  for (const severity of ["CRITICAL", "HIGH", "MEDIUM"]) {
    const steps = ROLES.map((role, k) => ({ afterMinutes: k * APART, role, channels: ["WEBHOOK"] }));
    const policy = { severity, clock: "ALWAYS", settleSeconds: SETTLE_SECONDS, steps };
    const put = await server.ask(
      `mutation ($policy: EscalationPolicyInput!, $id: ID!) {
        putEscalationPolicy(policy: $policy, reason: "test", commandId: $id) { version } }`,
      { policy, id: `policy-${severity}` },
    );
    expect(put.errors).toBeUndefined();
  }
}

const threatened = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, k) => {
    const promisedAt = new Date(Date.now() + 6 * HOUR).toISOString();
    const [card, name] = [from + k, `${from + k}`];
    return [item(`I-${name}`), orderLine({ order: `SO-${name}`, item: `I-${name}`, site: siteOf(card), promisedAt })];
  }).flat();

interface Card {
  readonly id: string;
  readonly openedAt: number;
  readonly calls: readonly { readonly at: number; readonly note: string }[];
}

/** All cards; a page of them at a time. */
async function cardsOf(server: ServerProcess): Promise<readonly Card[]> {
  interface Answer {
    readonly exceptions: {
      readonly nodes: readonly {
        readonly id: string;
        readonly timeline: readonly { readonly at: string; readonly action: string; readonly note: string }[];
      }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  }
  const query = `query ($after: String) { exceptions(first: 200, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { id timeline { at action note } } } }`;
  const all: Card[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = (await server.ask<Answer>(query, { after })) as { data?: Answer | null };
    const { nodes, pageInfo } = present(data, () => "the cards").exceptions;
    for (const { id, timeline } of nodes) {
      const calls = timeline.filter(({ action }) => action === "called");
      const openedAt = Date.parse(present(timeline[0], () => id).at);
      all.push({ id, openedAt, calls: calls.map(({ at, note }) => ({ at: Date.parse(at), note })) });
    }
    if (!pageInfo.hasNextPage) return all;
    after = pageInfo.endCursor;
  }
}

/** When a step is due: place 0 is the first. */
const dueAt = ({ openedAt }: Card, place: number): number =>
  openedAt + Math.max(SETTLE_SECONDS * SECOND, place * APART * MINUTE);

/** From one start to the kill that ends it. */
interface Life {
  readonly readyAt: number;
  readonly killedAt: number;
}

/** Counted from when it was due, or from when the server was there again, if it was not there then. */
function lateness(due: number, cameAt: number, lives: readonly Life[]) {
  const { readyAt } = present(
    lives.find(({ killedAt }) => cameAt <= killedAt),
    () => "a life",
  );
  return { isOfThisLife: due >= readyAt, ms: Math.max(0, cameAt - Math.max(due, readyAt)) };
}

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * times.length) - 1)] ?? 0;

test(`${TIMERS} timers on a clock that runs, and ${KILLS} kills: none missed, none early, each repeated once a kill at most`, {
  timeout: 600_000 + KILLS * (40_000 + CALM_MS),
}, async () => {
  const pager = await startPager({ answerAfterMs: ANSWER_MS });
  const server = await startServerProcess({ LOCKSTEP_WEBHOOKS: pager.file, LOCKSTEP_CLOCK: "live" });
  try {
    await putPeople(server);
    const lives: Life[] = [];
    let readyAt = Date.now();
    const kill = async (): Promise<void> => {
      lives.push({ readyAt, killedAt: Date.now() });
      await server.end("SIGKILL");
      await server.restart();
      readyAt = Date.now();
    };
    const upTo = (k: number): number => Math.round((CARDS * k) / KILLS);
    for (let k = 0; k < KILLS; k += 1) {
      await server.send(threatened(upTo(k), upTo(k + 1)));
      await sleep(CALM_MS);
      // Every other time between sending and recording: what has come has no answer yet. Else at any moment.
      const isMidway = k % 2 === 0;
      await Promise.race([isMidway ? pager.next() : sleep((k * 737) % 4_000), sleep(8_000)]);
      await kill();
    }
    lives.push({ readyAt, killedAt: Number.POSITIVE_INFINITY });
    const wanted = CARDS * ROLES.length;
    await expect
      .poll(() => pager.counts().size, { timeout: 60_000 + ROLES.length * APART * MINUTE, interval: 500 })
      .toBe(wanted);
    await sleep(2_000);
    const cards = await cardsOf(server);
    expect(cards).toHaveLength(CARDS);
    const first = new Map<string, number>();
    for (const { key, at } of pager.arrivals.toReversed()) first.set(key, at);
    expect(first.size, "none missed, and nothing that was not due").toBe(wanted);
    const late: { isOfThisLife: boolean; ms: number }[] = [];
    for (const card of cards) {
      expect(card.calls, card.id).toHaveLength(ROLES.length);
      const arrivals = [...first].filter(([key]) => key.includes(card.id)).map(([, at]) => at);
      for (const [place, cameAt] of arrivals.toSorted((a, b) => a - b).entries()) {
        expect(cameAt, `${card.id} is told early`).toBeGreaterThanOrEqual(dueAt(card, place));
        late.push(lateness(dueAt(card, place), cameAt, lives));
      }
    }
    expect(late).toHaveLength(wanted);
    const repeats = lives.slice(0, -1).map(({ killedAt }, k) => {
      const until = lives[k + 1]?.killedAt ?? 0;
      const again = pager.arrivals.filter(({ key, at }) => at > killedAt && at <= until && (first.get(key) ?? at) < at);
      expect(new Set(again.map(({ key }) => key)).size, "a kill repeats a message once").toBe(again.length);
      return again.length;
    });
    expect(repeats.reduce((sum, one) => sum + one, 0)).toBe(pager.arrivals.length - wanted);
    const [calm, restarted] = [true, false].map((which) =>
      late.filter(({ isOfThisLife }) => isOfThisLife === which).map(({ ms }) => ms),
    );
    const told = (times: readonly number[] = []) => ({
      n: times.length,
      ...{ p50: percentile(times, 0.5), p99: percentile(times, 0.99), most: percentile(times, 1) },
    });
    const most = Math.max(...repeats, 0);
    const sum = repeats.reduce((all, one) => all + one, 0);
    tellMeasured("timers", {
      kills: KILLS,
      apartMs: CALM_MS,
      answerMs: ANSWER_MS,
      calm: told(calm),
      restarted: told(restarted),
      repeats: sum,
      most,
    });
  } finally {
    await server.close();
    await pager.close();
  }
});
