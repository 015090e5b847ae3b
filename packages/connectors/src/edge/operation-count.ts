import { type Instant, type Millis, SECOND } from "@lockstep/domain/instant";
import { createCounter } from "./counter.ts";
import { bandOf } from "./deadband.ts";
import type { Signal } from "./edge-config.ts";

export const COUNTED = ["good", "scrap", "run-hours"] as const;
export type Counted = (typeof COUNTED)[number];

/** What a machine has counted since it was first heard, whatever it worked on. */
export type Counts = Readonly<Record<Counted, number>>;

export const NO_COUNTS: Counts = { good: 0, scrap: 0, "run-hours": 0 };

const DEFAULT_INTERVAL_SECONDS = 60;
/** A meter of running hours runs as fast as the clock, and a little more while its reading is on its way. */
const HOURS_PER_HOUR = 1.5;
/** It moves by so much at once: half a minute, or hundredths of an hour. */
const SMALLEST_HOURS = 0.02;

/** One counter of a machine, and when what it has counted is worth telling. */
export interface CountSignal {
  readonly role: Counted;
  readonly reading: number | null;
  restore(reading: number, at: Instant): void;
  take(value: number, at: Instant): { readonly added: number; readonly odd: string | null };
  /** Whether a count is to be told that was last told as `told`, so long ago. */
  isDue(count: number, told: number, ago: Millis): boolean;
  readonly interval: Millis;
}

export function createCountSignal(signal: Signal, role: Counted): CountSignal {
  const counter = createCounter({
    modulus: signal.modulus,
    mostPerHour: signal.mostPerHour ?? HOURS_PER_HOUR,
    smallest: role === "run-hours" ? SMALLEST_HOURS : 1,
  });
  const interval = (signal.minimumIntervalSeconds ?? DEFAULT_INTERVAL_SECONDS) * SECOND;
  const band = bandOf(signal.deadband ?? 0);
  return {
    role,
    get reading() {
      return counter.reading;
    },
    restore: counter.restore,
    take: counter.take,
    isDue: (count, told, ago) => ago >= interval && Math.abs(count - told) > band(told),
    interval,
  };
}

/** The extension attributes of a fact in which the counters' readings stand. */
export const RAW_NAMES = { good: "rawgood", scrap: "rawscrap", "run-hours": "rawhours" } as const;
