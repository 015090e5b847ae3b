import { HOUR, type Instant, type Millis } from "@lockstep/domain/instant";
import type { WorkingTime } from "@lockstep/domain/working-time";

/** Of what is counted (A20 to A24). */
export const OEE_VERSION = 2;

/** From `from` to before `to`. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** What one resource was told to have made at a time; negative where it is taken back. */
export interface Produced {
  readonly at: Instant;
  readonly good: number;
  readonly scrap: number;
  /** Pieces an hour by plan; null: not known, and what was made so is left out. */
  readonly ratePerHour: number | null;
}

export interface OeeInput {
  readonly working: WorkingTime;
  /** When it ran, in order and apart from each other. */
  readonly running: readonly Span[];
  readonly produced: Iterable<Produced>;
  /** Since when its states are known; null: they are not, and there is no figure. */
  readonly knownSince: Instant | null;
}

/** Sums in whole milliseconds: they add up over lines and periods in any order. */
export interface OeeSums {
  /** Actual production time: it ran. */
  apt: Millis;
  /** Planned busy time: its calendar is open, or it ran all the same. */
  pbt: Millis;
  /** Σ PRI · PQ and Σ PRI · GQ: the time that what was made, and what of it is good, takes at the plan's rate. */
  produced: Millis;
  good: Millis;
  /** Reports that count. */
  reports: number;
  /** Reports that do not, as nobody knows their rate. */
  withoutRate: number;
}

export const noOeeSums = (): OeeSums => ({ apt: 0, pbt: 0, produced: 0, good: 0, reports: 0, withoutRate: 0 });

/** What one resource adds from one instant to another; what is reported on its stroke is of the time that ends (A20 to A23). */
export function oeeSumsOf({ working, running, produced, knownSince }: OeeInput, asked: Span): OeeSums {
  const sums = noOeeSums();
  const from = knownSince === null ? asked.to : Math.max(asked.from, knownSince);
  if (from >= asked.to) return sums;
  sums.pbt = working.between(from, asked.to);
  for (const stretch of running) {
    const [begins, ends] = [Math.max(from, stretch.from), Math.min(asked.to, stretch.to)];
    if (begins >= ends) continue;
    sums.apt += ends - begins;
    sums.pbt += ends - begins - working.between(begins, ends);
  }
  for (const { at, good, scrap, ratePerHour } of produced) {
    // A report tells of what was before it.
    if (at <= from || at > asked.to) continue;
    if (ratePerHour === null) {
      sums.withoutRate += 1;
      continue;
    }
    sums.reports += 1;
    sums.good += Math.round((good / ratePerHour) * HOUR);
    sums.produced += Math.round((good / ratePerHour) * HOUR) + Math.round((scrap / ratePerHour) * HOUR);
  }
  return sums;
}

export function addOee(all: OeeSums, more: OeeSums): void {
  all.apt += more.apt;
  all.pbt += more.pbt;
  all.produced += more.produced;
  all.good += more.good;
  all.reports += more.reports;
  all.withoutRate += more.withoutRate;
}

/** Null: there is nothing to divide by. */
export interface Oee {
  readonly availability: number | null;
  readonly effectiveness: number | null;
  readonly quality: number | null;
  readonly oee: number | null;
  /** Faster than the planned run time per item says it can be: that is a finding about the plan's rate. */
  readonly isRateTooLow: boolean;
}

/** ISO 22400-2: APT/PBT × PRI·PQ/APT × GQ/PQ = PRI·GQ/PBT; of several items, each counts with its own PRI. */
export function oeeOf({ apt, pbt, produced, good, reports }: OeeSums): Oee {
  const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  // Without a report that counts, nothing is known of what was made.
  const effectiveness = reports > 0 ? share(produced, apt) : null;
  return {
    availability: share(apt, pbt),
    effectiveness,
    quality: share(good, produced),
    oee: reports > 0 ? share(good, pbt) : null,
    // Each report is in whole milliseconds, good and scrap apart.
    isRateTooLow: effectiveness !== null && produced > apt + reports,
  };
}
