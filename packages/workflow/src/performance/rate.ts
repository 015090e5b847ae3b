import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Stretch } from "@lockstep/domain/working-time";

/** More than so many new cards in so long nobody can follow: a flood (EEMUA 191, ISA-18.2). */
export const MOST_IN_WINDOW = 10;
export const RATE_WINDOW = 10 * MINUTE;

/** How many new cards somebody had, over some time. */
export interface Rate {
  readonly cards: number;
  readonly minutes: number;
  /** On average; null: of less than ten minutes there is none. */
  readonly perTenMinutes: number | null;
  /** The most in the ten minutes up to any card; null: there was no time. */
  readonly most: number | null;
  readonly floodMinutes: number;
  /** Of the time; null: of less than ten minutes there is none. */
  readonly floodShare: number | null;
}

/**
 * `times` are all cards of whom it is about, in order; `stretches` lie apart and say which time it is about. A flood that began
 * before a stretch reaches into it: whoever takes over has it, too.
 */
export function rateOf(times: readonly Instant[], stretches: readonly Stretch[]): Rate {
  const floods = floodsOf(times);
  const length = sum(stretches.map(({ from, to }) => to - from));
  const inFlood = sum(stretches.flatMap((stretch) => floods.map((flood) => overlap(stretch, flood))));
  let cards = 0;
  let most = 0;
  let oldest = 0;
  for (const [k, at] of times.entries()) {
    while ((times[oldest] ?? at) <= at - RATE_WINDOW) oldest += 1;
    if (!stretches.some(({ from, to }) => at >= from && at < to)) continue;
    cards += 1;
    most = Math.max(most, k - oldest + 1);
  }
  const isShort = length < RATE_WINDOW;
  return {
    cards,
    minutes: length / MINUTE,
    perTenMinutes: isShort ? null : (cards * RATE_WINDOW) / length,
    most: length === 0 ? null : most,
    floodMinutes: inFlood / MINUTE,
    floodShare: isShort ? null : inFlood / length,
  };
}

/** While more than ten came within the last ten minutes. */
function floodsOf(times: readonly Instant[]): readonly Stretch[] {
  const floods: { from: Instant; to: Instant }[] = [];
  for (const [k, from] of times.entries()) {
    const first = times[k - MOST_IN_WINDOW];
    if (first === undefined || first + RATE_WINDOW <= from) continue;
    const to = first + RATE_WINDOW;
    const last = floods.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else floods.push({ from, to });
  }
  return floods;
}

const overlap = (one: Stretch, other: Stretch): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
