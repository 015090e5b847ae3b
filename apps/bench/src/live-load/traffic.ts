import { assert } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import type { Instant } from "@lockstep/domain/instant";
import { isoOf } from "@lockstep/domain/instant";
import type { FactMaker } from "../fact-maker.ts";
import { PUBLISHED } from "../mixes.ts";
import { createNetwork } from "../network.ts";
import { randomOf } from "../random.ts";
import { createStream } from "../stream.ts";

/** One request as a source sends it: so many facts, at a time that was fixed in advance. */
export interface Post {
  /** Milliseconds from the beginning. */
  readonly at: number;
  readonly facts: number;
  readonly body: string;
}

/**
 * The plant's clock, told once a second, ahead of all facts that are sent until it is told again, also where it is told late:
 * with the wall's clock no fact waits for its time.
 */
export interface ClockStep {
  readonly at: number;
  readonly now: Instant;
}

export interface Traffic {
  readonly network: readonly string[];
  readonly clock: Instant;
  readonly posts: readonly Post[];
  readonly clockSteps: readonly ClockStep[];
}

export interface TrafficOrder {
  readonly lines: number;
  /** How many kettles, with what belongs to them, stand at one site; else as the network has it. */
  readonly groupsASite?: number;
  readonly rate: number;
  readonly seconds: number;
  readonly seed: number;
}

const CLOCK_AHEAD_MS = 10_000;

/** Few large requests at high rates, as gateways send them. */
export const postsASecond = (rate: number): number => Math.min(100, Math.ceil(rate / 10));

/**
 * The network as texts, and the published mix of facts about it; as many requests as belong in the time, each at a moment at
 * random. The stream's plant tells so many facts in hours: what has happened in it is told as happening in the seconds in which
 * it is sent, so that the minute changes once a minute. What lies ahead stays where it is.
 */
export function createTraffic({ lines, groupsASite, rate, seconds, seed }: TrafficOrder): Traffic {
  const { make, texts, tell } = createEventMaker();
  const size = { orderLines: lines, ...(groupsASite === undefined ? {} : { groupsASite }) };
  const network = createNetwork(size, seed, make);
  const known = texts.splice(0);
  const stream = createStream(network, PUBLISHED, { seed, make });
  const random = randomOf(seed, `arrivals ${rate}`);
  const perSecond = postsASecond(rate);
  const facts = Math.round(rate / perSecond);
  const posts: Post[] = [];
  const clockSteps: ClockStep[] = [];
  let nextStep = 0;
  const times = Array.from({ length: perSecond * seconds }, () => random.between(0, seconds * 1_000)).sort(
    (a, b) => a - b,
  );
  for (const at of times) {
    tell({ base: network.clock, at });
    for (let k = 0; k < facts; k += 1) stream.next();
    while (nextStep <= at) {
      clockSteps.push({ at: nextStep, now: network.clock + nextStep + CLOCK_AHEAD_MS });
      nextStep += 1_000;
    }
    posts.push({ at, facts, body: `[${texts.splice(0).join(",")}]` });
  }
  return { network: known, clock: network.clock, posts, clockSteps };
}

/** From when on plant time is told as another, and how many milliseconds after that it is told. */
interface Telling {
  readonly base: Instant;
  readonly at: number;
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What has happened since the beginning, by when it is told. */
function toldAs(value: unknown, told: Telling, time: Instant): unknown {
  if (typeof value === "string" && INSTANT.test(value)) {
    const at = Date.parse(value);
    const isNews = at > told.base && at <= time;
    return isNews ? isoOf(Math.round(told.base + ((at - told.base) / (time - told.base)) * told.at)) : value;
  }
  if (Array.isArray(value)) return value.map((one) => toldAs(one, told, time));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toldAs(one, told, time)]));
}

/** Makes facts, and keeps the text of each as it would come in. */
function createEventMaker() {
  const texts: string[] = [];
  let telling: Telling | null = null;
  let seq = 0;
  const make: FactMaker = (type, time, data) => {
    seq += 1;
    const event = {
      specversion: "1.0",
      id: String(seq).padStart(9, "0"),
      source: "/bench",
      type,
      time: isoOf(time),
      data,
    };
    const checked = checkEvent(event, { receivedAt: time, seq, mode: "manual" });
    assert(checked.ok, () => `the generator made a wrong ${type}: ${JSON.stringify(checked)}`);
    texts.push(JSON.stringify(telling === null ? event : toldAs(event, telling, time)));
    return { ...checked.value, canonical: "" };
  };
  return {
    make,
    texts,
    tell: (next: Telling): void => {
      telling = next;
    },
  };
}
