import type { EdgeSection } from "../edge/edge-config.ts";

/** Lines with ten tags each that are told every second. */
export const simulatedSection: EdgeSection = {
  source: "/edge/plant-a",
  machines: [
    {
      name: "line",
      topic: "plant/+line/signals",
      resource: { level: "line" },
      time: { pointer: "/t" },
      latenessSeconds: 2,
      everySeconds: 1,
      operation: 10,
      signals: [
        {
          name: "state",
          is: "state",
          value: { pointer: "/state" },
          debounceSeconds: 3,
          states: { "1": { state: "running" }, "2": { state: "down" }, "3": { state: "idle", reason: "starved" } },
        },
        {
          name: "temperature",
          is: "state",
          value: { pointer: "/temperature" },
          debounceSeconds: 3,
          spike: 15,
          deadband: 0.5,
          bands: [
            { below: 95, state: "running" },
            { from: 95, state: "down", reason: "overheated" },
          ],
        },
        {
          name: "speed",
          is: "state",
          value: { pointer: "/speed" },
          debounceSeconds: 3,
          deadband: "2 %",
          bands: [
            { below: 10, state: "idle", reason: "no speed" },
            { from: 10, state: "running" },
          ],
        },
        { name: "reason", is: "reason", value: { pointer: "/reason" }, debounceSeconds: 2 },
        {
          name: "good",
          is: "good",
          value: { pointer: "/good" },
          modulus: 10_000,
          mostPerHour: 7_200,
          minimumIntervalSeconds: 1_200,
        },
        {
          name: "scrap",
          is: "scrap",
          value: { pointer: "/scrap" },
          modulus: 1_000,
          mostPerHour: 720,
          minimumIntervalSeconds: 1_200,
        },
        { name: "hours", is: "run-hours", value: { pointer: "/hours" }, minimumIntervalSeconds: 1_200 },
        { name: "order", is: "order", value: { pointer: "/order" }, debounceSeconds: 3 },
        { name: "shift", is: "shift", value: { pointer: "/shift" }, debounceSeconds: 3 },
        { name: "lot", is: "lot", value: { pointer: "/lot" }, debounceSeconds: 3 },
      ],
    },
  ],
};

const [STATE, TEMPERATURE, SPEED, REASON, GOOD, SCRAP, HOURS, ORDER, SHIFT, LOT] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** What the machine did from a time on, as somebody beside it would say. */
export interface Stretch {
  readonly from: number;
  readonly state: "running" | "down" | "idle";
  readonly reason: string;
  /** The first reading that told it rightly. */
  seenAt: number | null;
}

export interface Made {
  good: number;
  scrap: number;
}

export interface SimulatedLine {
  readonly resource: string;
  readonly stretches: readonly Stretch[];
  /** By order. */
  readonly made: ReadonlyMap<string, Made>;
  /** How many readings of each trouble were told. */
  readonly noise: { spikes: number; gaps: number; duplicates: number; late: number; resets: number };
  /** All that is told within one second, in the order in which it arrives. */
  second(second: number, tell: (signal: number, value: number | string, at: number) => void): void;
}

type Random = () => number;

/** Mulberry32: the same seed is the same day. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const REASONS = ["seal head", "label jam", "no caps"] as const;
const SPIKE = 1e-4;
const TWICE = 1e-3;
const LATE = 1e-3;

/** `number` is also what it is drawn from; `start`: epoch milliseconds of second 0. */
export function simulateLine(number: number, start: number, seconds: number): SimulatedLine {
  const random = randomOf(7_919 * (number + 1));
  const between = (low: number, high: number): number => Math.floor(low + random() * (high - low));
  const resource = `LINE-${number + 1}`;
  const stretches = planStretches(seconds, between, random);
  const gaps = planGaps(seconds, stretches, between);
  const orderLength = between(seconds / 7, seconds / 5);
  const resetAt = stretches.filter(({ state }) => state === "down").map(({ from }) => from + 8)[between(2, 6)] ?? -1;
  const made = new Map<string, Made>();
  const noise = { spikes: 0, gaps: gaps.length, duplicates: 0, late: 0, resets: 0 };
  const counter = { good: between(0, 10_000), scrap: between(0, 1_000), hours: between(0, 500) * 3_600 };
  let held: [number, number | string, number][] = [];
  let stretch = 0;
  let gap = 0;

  const orderAt = (second: number): string =>
    `WO-${number + 1}${String.fromCharCode(65 + Math.floor(second / orderLength))}`;

  /** What was made between the second before and this one is of the order that ran before. */
  function produce(second: number, isRunning: boolean): void {
    if (second === 0) return;
    const order = orderAt(second - 1);
    const own = made.get(order) ?? { good: 0, scrap: 0 };
    made.set(order, own);
    if (!isRunning) return;
    const pieces = random() < 0.4 ? 1 : 2;
    const spoilt = random() < 0.01 ? 1 : 0;
    own.good += pieces;
    own.scrap += spoilt;
    counter.good = (counter.good + pieces) % 10_000;
    counter.scrap = (counter.scrap + spoilt) % 1_000;
    counter.hours += 1;
  }

  function valuesAt(second: number, now: Stretch): (number | string)[] {
    const isHot = now.reason === "overheated";
    const values: (number | string)[] = [];
    values[STATE] = isHot || now.state === "running" ? 1 : now.state === "down" ? 2 : 3;
    values[TEMPERATURE] = (isHot ? 103 : 71) + 3 * (random() - 0.5);
    values[SPEED] = now.state === "running" ? 100 + 4 * (random() - 0.5) : random() < 0.5 ? 0 : 0.2;
    values[REASON] = now.state === "down" && !isHot ? now.reason : "";
    values[GOOD] = counter.good;
    values[SCRAP] = counter.scrap;
    values[HOURS] = Math.floor(counter.hours / 36) / 100;
    values[ORDER] = orderAt(second);
    values[SHIFT] = second < 28_800 ? "night" : second < 57_600 ? "early" : "late";
    values[LOT] = `L-${Math.floor(second / 21_600)}`;
    return values;
  }

  /** A value that never was: another code, a counter with a bit turned over, a sensor that is read at its end. */
  function spikeOf(signal: number, value: number | string): number | string {
    if (signal === STATE) return value === 1 ? 2 : 1;
    if (signal === GOOD) return random() < 0.3 ? 0 : ((value as number) ^ 4_096) % 10_000;
    if (signal === SCRAP) return random() < 0.3 ? 999 : ((value as number) ^ 512) % 1_000;
    if (signal === HOURS) return 0;
    if (typeof value === "string") return "??";
    return random() < 0.5 ? 0 : 500;
  }

  function tellOne(second: number, signal: number, value: number | string, tell: Tell): void {
    const at = start + second * 1_000;
    const isSpike = random() < SPIKE;
    if (isSpike) noise.spikes += 1;
    const told = isSpike ? spikeOf(signal, value) : value;
    const now = stretches[stretch];
    if (now !== undefined && now.seenAt === null && signal === (now.reason === "overheated" ? TEMPERATURE : STATE)) {
      if (!isSpike) now.seenAt = at;
    }
    if (random() < LATE) {
      noise.late += 1;
      held.push([signal, told, at]);
      return;
    }
    tell(signal, told, at);
    if (random() < TWICE) {
      noise.duplicates += 1;
      tell(signal, told, at);
    }
  }

  return {
    resource,
    stretches,
    made,
    noise,
    second(second, tell) {
      while ((stretches[stretch + 1]?.from ?? Number.POSITIVE_INFINITY) <= second) stretch += 1;
      while ((gaps[gap]?.[1] ?? Number.POSITIVE_INFINITY) <= second) gap += 1;
      const now = stretches[stretch];
      if (now === undefined) return;
      if (second === resetAt) {
        counter.good = 0;
        counter.scrap = 0;
        noise.resets += 1;
      }
      produce(second, now.state === "running");
      const late = held;
      held = [];
      const [from = Number.POSITIVE_INFINITY] = gaps[gap] ?? [];
      if (second < from)
        for (const [signal, value] of valuesAt(second, now).entries()) tellOne(second, signal, value, tell);
      for (const [signal, value, at] of late) tell(signal, value, at);
    },
  };
}

type Tell = (signal: number, value: number | string, at: number) => void;
type Between = (low: number, high: number) => number;

function planStretches(seconds: number, between: Between, random: Random): Stretch[] {
  const stretches: Stretch[] = [{ from: 0, state: "running", reason: "", seenAt: null }];
  for (let at = between(600, 2_400); at < seconds - 600; ) {
    const kind = random();
    const reason = kind < 0.1 ? "overheated" : kind < 0.4 ? "starved" : (REASONS[between(0, REASONS.length)] ?? "");
    const state = reason === "starved" ? "idle" : "down";
    stretches.push({ from: at, state, reason, seenAt: null });
    at += between(20, 900);
    stretches.push({ from: at, state: "running", reason: "", seenAt: null });
    at += between(900, 4_800);
  }
  return stretches;
}

/** Times of which nothing is told: no stretch is short enough to be hidden in one. */
function planGaps(seconds: number, stretches: readonly Stretch[], between: Between): [number, number][] {
  const gaps: [number, number][] = [];
  for (let at = between(1_000, 6_000); at < seconds - 600; at += between(4_000, 12_000)) {
    const until = at + between(5, 120);
    const touched = stretches.filter(({ from }) => from > at - 30 && from < until + 30);
    const isFair = touched.every(
      ({ from }) => !stretches.some((other) => other.from > from && other.from < until + 30),
    );
    if (isFair) gaps.push([at, until]);
  }
  return gaps;
}
