/** Times of one kind of step, in milliseconds. */
export interface Timings {
  readonly count: number;
  readonly sum: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly most: number;
}

/** Nearest rank: the smallest time that at least that share of all does not exceed. */
export function timingsOf(times: readonly number[]): Timings {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  const sum = sorted.reduce((all, one) => all + one, 0);
  return { count: sorted.length, sum, p50: at(0.5), p99: at(0.99), p999: at(0.999), most: at(1) };
}
