import type { AnyFact } from "@lockstep/domain/facts/fact";
import { floorToMinute, type Instant } from "@lockstep/domain/instant";
import type { LiveEngine } from "@lockstep/engine/live/create-live-engine";
import type { Kind } from "./mixes.ts";
import type { StreamedFact } from "./stream.ts";
import { type Timings, timingsOf } from "./timings.ts";

export type Step = Kind | "tick";
export type WorkDone = Readonly<Record<string, number>>;

/**
 * Feeds the facts in one by one, and, as the server does, the clock alone at each whole minute that is passed. `around` is
 * called with each step, and has to take it.
 */
export function feed(
  engine: LiveEngine,
  facts: readonly StreamedFact[],
  { from, around }: { from: Instant; around: (step: Step, take: () => void, fact: AnyFact | null) => void },
): void {
  let minute = floorToMinute(from);
  for (const { kind, fact, clock } of facts) {
    const now = floorToMinute(clock);
    if (now !== minute) around("tick", () => engine.apply({ facts: [], withdrawn: [], clock: now }), null);
    minute = now;
    around(kind, () => engine.apply({ facts: [fact], withdrawn: [], clock }), fact);
  }
}

/** Milliseconds that all of it takes, without looking at the time in between. */
export function sustained(engine: LiveEngine, facts: readonly StreamedFact[], from: Instant): number {
  const begin = performance.now();
  feed(engine, facts, { from, around: (_, take) => take() });
  return performance.now() - begin;
}

/** How fast it goes where all facts that have come meanwhile are one pass, as under load in the server. */
export interface Passes {
  readonly factsAPass: number;
  readonly factsASecond: number;
  readonly passes: number;
  /** Of one pass. */
  readonly ms: Timings;
}

/** Passes of so many facts; the clock moves to where the last of them are. */
export function inPasses(engine: LiveEngine, facts: readonly StreamedFact[], factsAPass: number): Passes {
  const times: number[] = [];
  for (let from = 0; from + factsAPass <= facts.length; from += factsAPass) {
    const some = facts.slice(from, from + factsAPass);
    const begin = performance.now();
    engine.apply({ facts: some.map(({ fact }) => fact), withdrawn: [], clock: some.at(-1)?.clock ?? 0 });
    times.push(performance.now() - begin);
  }
  const ms = times.reduce((sum, one) => sum + one, 0);
  return {
    factsAPass,
    factsASecond: (times.length * factsAPass * 1000) / ms,
    passes: times.length,
    ms: timingsOf(times),
  };
}

/** The times of each kind of step. */
export function timed(
  engine: LiveEngine,
  facts: readonly StreamedFact[],
  { from, before }: { from: Instant; before?: (fact: AnyFact | null) => void },
): Map<Step, number[]> {
  const times = new Map<Step, number[]>();
  feed(engine, facts, {
    from,
    around: (step, take, fact) => {
      before?.(fact);
      const begin = performance.now();
      take();
      const end = performance.now();
      const own = times.get(step);
      if (own === undefined) times.set(step, [end - begin]);
      else own.push(end - begin);
    },
  });
  return times;
}

/** What the engine did for steps of one kind. */
export interface StepWork {
  readonly average: WorkDone;
  /** Operations placed for one of them, at most. */
  readonly mostPlaced: number;
}

/** How far steps of each kind reach. */
export function workOf(engine: LiveEngine, facts: readonly StreamedFact[], from: Instant): Map<Step, StepWork> {
  const sums = new Map<Step, { steps: number; work: Record<string, number>; mostPlaced: number }>();
  feed(engine, facts, {
    from,
    around: (step, take) => {
      const before: WorkDone = { ...engine.work };
      take();
      const own = sums.get(step) ?? { steps: 0, work: {}, mostPlaced: 0 };
      sums.set(step, own);
      own.steps += 1;
      const done = Object.entries(engine.work).map(([name, value]) => [name, value - (before[name] ?? 0)] as const);
      for (const [name, value] of done) own.work[name] = (own.work[name] ?? 0) + value;
      own.mostPlaced = Math.max(own.mostPlaced, engine.work.operationsPlaced - (before["operationsPlaced"] ?? 0));
    },
  });
  const average = (work: Record<string, number>, steps: number): WorkDone =>
    Object.fromEntries(Object.entries(work).map(([name, value]) => [name, value / steps]));
  return new Map(
    [...sums].map(([step, { steps, work, mostPlaced }]) => [step, { average: average(work, steps), mostPlaced }]),
  );
}

/** Evicts what the engine left in the processor's caches. */
export function createCacheSweep(bytes = 64 * 1024 * 1024): () => void {
  const memory = new Uint8Array(bytes);
  return () => {
    for (let k = 0; k < memory.length; k += 64) memory[k] = ((memory[k] ?? 0) + 1) & 255;
  };
}
