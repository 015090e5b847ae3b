import fc from "fast-check";

/** So many whole numbers that make random events; the same for the same seed. */
export const wholeNumbers = (seed: number, count: number): readonly number[] =>
  fc.sample(fc.nat({ max: 2 ** 31 - 1 }), { seed, numRuns: count });
