import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Stretch } from "@lockstep/domain/working-time";
import { BUDGET_WINDOW, MOST_ANNOUNCEMENTS } from "../escalation/budget.ts";

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
  const recent = recentAt(times, BUDGET_WINDOW).filter((_, k) => {
    const at = times[k] ?? Number.NaN;
    return stretches.some(({ from, to }) => at >= from && at < to);
  });
  const isShort = length < BUDGET_WINDOW;
  return {
    cards: recent.length,
    minutes: length / MINUTE,
    perTenMinutes: isShort ? null : (recent.length * BUDGET_WINDOW) / length,
    most: length === 0 ? null : highest(recent),
    floodMinutes: inFlood / MINUTE,
    floodShare: isShort ? null : inFlood / length,
  };
}

/** Of each time, how many there are within so long up to it, itself among them. */
export function recentAt(times: readonly Instant[], within: number): readonly number[] {
  let oldest = 0;
  return times.map((at, k) => {
    while ((times[oldest] ?? at) <= at - within) oldest += 1;
    return k - oldest + 1;
  });
}

/** 0 of none. */
export const highest = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), 0);

/** While more than ten came within the last ten minutes. */
function floodsOf(times: readonly Instant[]): readonly Stretch[] {
  const floods: { from: Instant; to: Instant }[] = [];
  for (const [k, from] of times.entries()) {
    const first = times[k - MOST_ANNOUNCEMENTS];
    if (first === undefined || first + BUDGET_WINDOW <= from) continue;
    const to = first + BUDGET_WINDOW;
    const last = floods.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else floods.push({ from, to });
  }
  return floods;
}

const overlap = (one: Stretch, other: Stretch): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
