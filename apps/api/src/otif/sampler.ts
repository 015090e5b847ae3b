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

/** A line that comes, or is promised anew, when the time for a horizon has passed already, has no prediction of it. */
export function createSampler(): Sampler {
  const thoughts = new Map<string, Thought>();
  const due = createClosings();
  return {
    think(thought, now) {
      const { line, closesAt } = thought;
      const before = thoughts.get(line);
      thoughts.set(line, thought);
      if (before?.closesAt === closesAt) return;
      for (const { from } of samplingOf(closesAt)) if (from > now) due.add(from, line);
    },
    forget: (line) => void thoughts.delete(line),
    sample(now) {
      return [...new Set(due.take(now))].flatMap((line) => {
        const thought = thoughts.get(line);
        if (thought === undefined) return [];
        return samplingOf(thought.closesAt)
          .filter(({ from, until }) => from <= now && now < until)
          .map(({ horizonHours }) => ({ ...thought, horizonHours, madeAt: now }));
      });
    },
  };
}
