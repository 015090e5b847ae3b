import { floorToMinute, type Instant } from "@lockstep/domain/instant";
import type { LiveEngine } from "@lockstep/engine/live/create-live-engine";
import type { Kind } from "./mixes.ts";
import type { StreamedFact } from "./stream.ts";

export type Step = Kind | "tick";
export type WorkDone = Readonly<Record<string, number>>;

/**
 * Feeds the facts in one by one, and, as the server does, the clock alone at each whole minute that is passed. `around` is
 * called with each step, and has to take it.
 */
export function feed(
  engine: LiveEngine,
  facts: readonly StreamedFact[],
  { from, around }: { from: Instant; around: (step: Step, take: () => void) => void },
): void {
  let minute = floorToMinute(from);
  for (const { kind, fact, clock } of facts) {
    const now = floorToMinute(clock);
    if (now !== minute) around("tick", () => engine.apply({ facts: [], withdrawn: [], clock: now }));
    minute = now;
    around(kind, () => engine.apply({ facts: [fact], withdrawn: [], clock }));
  }
}

/** Milliseconds that all of it takes, without looking at the time in between. */
export function sustained(engine: LiveEngine, facts: readonly StreamedFact[], from: Instant): number {
  const begin = performance.now();
  feed(engine, facts, { from, around: (_, take) => take() });
  return performance.now() - begin;
}

/** The times of each kind of step. */
export function timed(
  engine: LiveEngine,
  facts: readonly StreamedFact[],
  { from, before }: { from: Instant; before?: () => void },
): Map<Step, number[]> {
  const times = new Map<Step, number[]>();
  feed(engine, facts, {
    from,
    around: (step, take) => {
      before?.();
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
