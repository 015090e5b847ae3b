/** Counters that begin again at 0 when they are full, as totals that never do. */
export interface Counters {
  /** The total at a reading of a counter that counts up to `modulus` − 1. */
  total(key: string, reading: number, counting: Counting): number;
}

export interface Counting {
  readonly modulus: number;
  /** What was told of this very reading before; null: nothing. */
  readonly told: number | null;
  /** The total that was told last, for a counter that is not known; null: none was. */
  readonly last: () => number | null;
}

interface Known {
  readonly reading: number;
  readonly turns: number;
}

/**
 * A reading that is lower than the one before by more than half of what the counter holds has rolled over; by less, it
 * was set back, and its total begins anew. A reading that comes again is told as it was, and what follows goes on from it.
 */
export function createCounters(): Counters {
  const known = new Map<string, Known>();
  return {
    total(key, reading, { modulus, told, last }) {
      const again = told === null ? null : knownAt(told, modulus);
      if (told !== null && again !== null && isClose(again.reading, reading, modulus)) {
        known.set(key, { reading, turns: again.turns });
        return told;
      }
      const total = known.has(key) ? null : last();
      const before = known.get(key) ?? (total === null ? { reading, turns: 0 } : knownAt(total, modulus));
      const drop = before.reading - reading;
      const turns = drop <= 0 ? before.turns : drop > modulus / 2 ? before.turns + 1 : 0;
      known.set(key, { reading, turns });
      return turns * modulus + reading;
    },
  };
}

/** Fractions do not add up exactly. */
const PRECISION = 1e-9;

/** What a total says of the counter that it is of. */
function knownAt(total: number, modulus: number): Known {
  const turns = Math.floor(total / modulus + PRECISION);
  return { reading: total - turns * modulus, turns };
}

const isClose = (a: number, b: number, modulus: number): boolean => Math.abs(a - b) <= PRECISION * modulus;
