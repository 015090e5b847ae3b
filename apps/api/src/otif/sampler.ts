import type { Instant } from "@lockstep/domain/instant";
import { createClosings } from "@lockstep/workflow/otif/closings";
import { type Prediction, samplingOf } from "@lockstep/workflow/otif/foresight";

/** What is thought of an order line that is not delivered. */
export interface Thought {
  readonly line: string;
  readonly site: string;
  readonly closesAt: Instant;
  readonly pLate: number;
  readonly isCalled: boolean;
}

/** Writes down what is thought of each line at fixed times before its promise. */
export interface Sampler {
  think(thought: Thought, now: Instant): void;
  forget(line: string): void;
  /** What is due at a clock, as it is thought now. */
  sample(now: Instant): readonly Prediction[];
}

interface Kept extends Thought {
  /** Since when that promise was known. */
  readonly since: Instant;
}

/** A line that comes, or is promised anew, when the time for a horizon has passed already, has no prediction of it. */
export function createSampler(): Sampler {
  const thoughts = new Map<string, Kept>();
  const due = createClosings();
  let lookedAt: Instant = Number.NEGATIVE_INFINITY;
  return {
    think(thought, now) {
      const { line, closesAt } = thought;
      const before = thoughts.get(line);
      const isSame = before?.closesAt === closesAt;
      thoughts.set(line, { ...thought, since: isSame ? before.since : now });
      if (isSame) return;
      for (const { from } of samplingOf(closesAt)) if (from > now) due.add(from, line);
    },
    forget: (line) => void thoughts.delete(line),
    sample(now) {
      const before = lookedAt;
      lookedAt = now;
      return [...new Set(due.take(now))].flatMap((line) => {
        const kept = thoughts.get(line);
        if (kept === undefined) return [];
        const { since, ...thought } = kept;
        // What is due of a promise that was given up says nothing of the one that took its place.
        return samplingOf(thought.closesAt)
          .filter(({ from, until }) => from > Math.max(since, before) && from <= now && now < until)
          .map(({ horizonHours }) => ({ ...thought, horizonHours, madeAt: now }));
      });
    },
  };
}
