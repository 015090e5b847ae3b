import type { Instant } from "@lockstep/domain/instant";
import { shareOf } from "./account.ts";
import type { Judged } from "./judge.ts";

/** What is counted of a period: how much weighs in, and with what chance it is kept; 0 and 1 are certain. */
export interface Chance {
  readonly weight: number;
  readonly kept: number;
}

export interface Forecast {
  /** The expected share. */
  readonly value: number;
  /** In eight of ten such periods the share is within: a tenth are below, a tenth above. */
  readonly lower: number;
  readonly upper: number;
}

export interface Outlook {
  readonly clock: Instant;
  /** Of a line whose window is open: the chance that what has not come yet comes within it. */
  restKept(line: Judged): number;
}

/** The chances of one account, all of its lines: together they weigh as much as it does. */
export function chancesOf(lines: readonly Judged[], outlook: Outlook): readonly Chance[] {
  const [first] = lines;
  if (first === undefined) return [];
  const { level, credit } = first.definition;
  if (level !== "order") return lines.flatMap((line) => ofLine(line, weightOf(line), outlook));
  if (credit === "proportional") return lines.flatMap((line) => ofLine(line, 1 / lines.length, outlook));
  // A whole order is kept if all of its lines are.
  const kept = lines.flatMap((line) => ofLine(line, 1, outlook)).reduce((all, chance) => all * chance.kept, 1);
  return [{ weight: 1, kept }];
}

/** Where credit is proportional, what has come in time is certain, whatever becomes of the rest. */
function ofLine(line: Judged, weight: number, { clock, restKept }: Outlook): readonly Chance[] {
  const { definition, inWindow, ordered, isMet, closesAt } = line;
  const isOpen = closesAt > clock;
  if (definition.credit === "binary") return [{ weight, kept: isOpen && !isMet ? restKept(line) : shareOf(line) }];
  const certain = { weight: weight * shareOf(line), kept: 1 };
  const rest = Math.max(0, 1 - inWindow / ordered);
  return [certain, { weight: weight * rest, kept: isOpen && rest > 0 ? restKept(line) : 0 }];
}

function weightOf({ definition: { level }, ordered, facts }: Judged): number {
  if (level === "unit") return ordered;
  return level === "value" ? ordered * facts.priceMinor : 1;
}

const TENTH = 0.1;
/** Of a standard normal: a tenth lies beyond. */
const Z = 1.2815515655446004;
/** Up to so many uncertain ones are counted out exactly. */
const MOST_EXACT = 2_000;

/**
 * The share that will have been kept. The number of kept ones is Poisson-binomial: its distribution is built up one after
 * the other, P(k of n) = P(k of n − 1)·(1 − p) + P(k − 1 of n − 1)·p (Y. Hong, "On computing the distribution function for
 * the Poisson binomial distribution", Computational Statistics & Data Analysis 59, 2013). Many, or with different weights,
 * by the normal distribution of the same mean and variance. Lines are taken to fail independently of each other: where one
 * cause hits many, the truth lies further apart. Null: no data.
 */
export function forecastOf(chances: readonly Chance[]): Forecast | null {
  const size = chances.reduce((all, { weight }) => all + weight, 0);
  if (size === 0) return null;
  const value = chances.reduce((all, { weight, kept }) => all + weight * kept, 0) / size;
  const certain = chances.reduce((all, { weight, kept }) => all + (kept === 1 ? weight : 0), 0);
  const open = chances.filter(({ kept }) => kept > 0 && kept < 1);
  const [first] = open;
  if (first === undefined) return { value, lower: value, upper: value };
  if (open.length <= MOST_EXACT && open.every(({ weight }) => weight === first.weight)) {
    const [least, most] = tenths(distribution(open.map(({ kept }) => kept)));
    return { value, lower: (certain + least * first.weight) / size, upper: (certain + most * first.weight) / size };
  }
  const variance = open.reduce((all, { weight, kept }) => all + weight ** 2 * kept * (1 - kept), 0);
  const half = (Z * Math.sqrt(variance)) / size;
  return { value, lower: Math.max(0, value - half), upper: Math.min(1, value + half) };
}

/** The chance of each number of successes, from 0 to all. */
export function distribution(chances: readonly number[]): Float64Array {
  const of = new Float64Array(chances.length + 1);
  of[0] = 1;
  chances.forEach((p, n) => {
    for (let k = n + 1; k >= 0; k -= 1) of[k] = (of[k] ?? 0) * (1 - p) + (k > 0 ? (of[k - 1] ?? 0) * p : 0);
  });
  return of;
}

/** The least number that a tenth of the cases reach at most, and the one that nine tenths do. */
function tenths(of: Float64Array): readonly [number, number] {
  const quantile = (share: number): number => {
    let sum = 0;
    for (const [k, chance] of of.entries()) {
      sum += chance;
      if (sum >= share - 1e-12) return k;
    }
    return of.length - 1;
  };
  return [quantile(TENTH), quantile(1 - TENTH)];
}
