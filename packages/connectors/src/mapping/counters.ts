/** Counters that begin again at 0 when they are full, as totals that never do. */
export interface Counters {
  /** The total at a reading of a counter that counts up to `modulus` − 1. */
  total(key: string, reading: number, modulus: number): number;
}

/**
 * A reading that is lower than the one before by more than half of what the counter holds has rolled over; by less, it
 * was set back, and its total begins anew.
 */
export function createCounters(): Counters {
  const known = new Map<string, { readonly reading: number; readonly turns: number }>();
  return {
    total(key, reading, modulus) {
      const before = known.get(key) ?? { reading, turns: 0 };
      const drop = before.reading - reading;
      const turns = drop <= 0 ? before.turns : drop > modulus / 2 ? before.turns + 1 : 0;
      known.set(key, { reading, turns });
      return turns * modulus + reading;
    },
  };
}
