import type { Account } from "./account.ts";

/**
 * Sums of accounts. All are whole numbers, so that adding and taking out again in any order comes to the same: lines and
 * orders in millionths, units in ten-thousandths, values in thousandths of minor units.
 */
export interface Sums {
  n: number;
  size: number;
  credit: number;
  failed: number;
  missingMinor: number;
  fineMinor: number;
}

export const noSums = (): Sums => ({ n: 0, size: 0, credit: 0, failed: 0, missingMinor: 0, fineMinor: 0 });

export function addTo(sums: Sums, { size, credit, isMet, missingMinor, fineMinor }: Account, sign: 1 | -1): void {
  sums.n += sign;
  sums.size += sign * size;
  sums.credit += sign * credit;
  if (!isMet) sums.failed += sign;
  sums.missingMinor += sign * missingMinor;
  sums.fineMinor += sign * fineMinor;
}

export function addAll(sums: Sums, more: Sums): void {
  sums.n += more.n;
  sums.size += more.size;
  sums.credit += more.credit;
  sums.failed += more.failed;
  sums.missingMinor += more.missingMinor;
  sums.fineMinor += more.fineMinor;
}

/** What one of each is counted as. */
export const SCALE = { order: 1e6, line: 1e6, unit: 1e4, value: 1e3 } as const;

export interface OtifFigure {
  /** Null: no data. */
  readonly value: number | null;
  /** Lines that it is of; orders at the level of orders. */
  readonly n: number;
  /** Lines or orders kept, units in time, or their value in minor units. */
  readonly met: number;
  /** Out of so many. */
  readonly of: number;
  readonly fineMinor: number;
}

export function figureOf({ n, size, credit, fineMinor }: Sums, level: keyof typeof SCALE): OtifFigure {
  const scale = SCALE[level];
  return { value: size === 0 ? null : credit / size, n, met: credit / scale, of: size / scale, fineMinor };
}
