import { byCodeUnit } from "@lockstep/domain/world";
import type { Sums } from "./sums.ts";

export interface WaterfallStep {
  /** The kind of cause. */
  readonly kind: string;
  /** Lines or orders that failed by it. */
  readonly failed: number;
  /** What it took off, in hundredths of a percent of all. */
  readonly lost: number;
  readonly missingMinor: number;
}

/** From 100 % down to the result: 10,000 less all that was lost is the result, to the hundredth of a percent. */
export interface Waterfall {
  /** In hundredths of a percent. */
  readonly result: number;
  /** The most first, then by kind. */
  readonly steps: readonly WaterfallStep[];
}

const WHOLE = 10_000;

/**
 * Null: no data. The hundredths that rounding leaves over go to the steps whose remainders are the largest (the method of
 * Hamilton, as seats are shared out), so that the steps add up.
 */
export function waterfallOf(total: Sums, causes: ReadonlyMap<string, Sums>): Waterfall | null {
  if (total.size === 0) return null;
  const result = Math.round((WHOLE * total.credit) / total.size);
  const lostOf = (sums: Sums): number => sums.size - sums.credit;
  const sorted = [...causes].sort(([a, one], [b, other]) => lostOf(other) - lostOf(one) || byCodeUnit(a, b));
  const shares = shareOut(
    WHOLE - result,
    sorted.map(([, sums]) => lostOf(sums)),
  );
  return {
    result,
    steps: sorted.map(([kind, { failed, missingMinor }], k) => ({ kind, failed, lost: shares[k] ?? 0, missingMinor })),
  };
}

/** Whole parts of a whole, in proportion to weights. */
function shareOut(whole: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (whole * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = whole - parts.reduce((all, part) => all + part, 0);
  const order = exact
    .map((value, k) => ({ k, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.k - b.k);
  for (const { k } of order.slice(0, left)) parts[k] = (parts[k] ?? 0) + 1;
  return parts;
}
