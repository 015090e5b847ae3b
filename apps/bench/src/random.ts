import { present } from "@lockstep/domain/assert";

/** A seeded stream of chance: the same seed and name give the same numbers. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number, both ends possible. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  exponential(mean: number): number;
}

export function randomOf(seed: number, name: string): Random {
  let state = 0x811c9dc5;
  for (const letter of `${seed}:${name}`) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193);
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + next() * (high - low);
  return {
    next,
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => present(list[Math.floor(next() * list.length)], () => "nothing to pick from"),
    exponential: (mean) => -mean * Math.log(1 - next()),
  };
}
