import type { Instant } from "@lockstep/domain/instant";

interface Measured {
  readonly value: number;
  readonly at: Instant;
}

/** Holds back a value that jumps, until a second reading lies as far away. */
export interface SpikeGate {
  /** What is believed now, in order: nothing while a value is held back, that one too when it is confirmed. */
  take(value: number, at: Instant): readonly Measured[];
}

export function createSpikeGate(jump: number): SpikeGate {
  let last: number | null = null;
  let odd: Measured | null = null;
  return {
    take(value, at) {
      const here = { value, at };
      if (last === null || Math.abs(value - last) <= jump) {
        odd = null;
        last = value;
        return [here];
      }
      const confirmed = odd !== null && Math.abs(value - odd.value) <= jump ? odd : null;
      if (confirmed === null) {
        odd = here;
        return [];
      }
      odd = null;
      last = value;
      return [confirmed, here];
    },
  };
}
