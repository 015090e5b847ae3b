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

/** The plant's clock, told once a second, ahead of all facts that are sent until it is told again. */
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
  readonly rate: number;
  readonly seconds: number;
  readonly seed: number;
}

/** Few large requests at high rates, as gateways send them. */
export const postsASecond = (rate: number): number => Math.min(100, Math.ceil(rate / 10));

/**
 * The network as texts, and the published mix of facts about it; as many requests as belong in the time, each at a moment at random. Plant time is the
 * stream's own: it runs faster than the wall clock.
 */
export function createTraffic({ lines, rate, seconds, seed }: TrafficOrder): Traffic {
  const { make, texts } = createEventMaker();
  const network = createNetwork(lines, seed, make);
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
    for (let k = 0; k < facts; k += 1) stream.next();
    while (nextStep <= at) {
      clockSteps.push({ at: nextStep, now: stream.clock });
      nextStep += 1_000;
    }
    posts.push({ at, facts, body: `[${texts.splice(0).join(",")}]` });
  }
  const ahead = clockSteps.map(({ at }, k) => ({ at, now: clockSteps[k + 1]?.now ?? stream.clock }));
  return { network: known, clock: network.clock, posts, clockSteps: ahead };
}

/** Makes facts, and keeps the text of each as it would come in. */
function createEventMaker(): { readonly make: FactMaker; readonly texts: string[] } {
  const texts: string[] = [];
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
    texts.push(JSON.stringify(event));
    return { ...checked.value, canonical: "" };
  };
  return { make, texts };
}
