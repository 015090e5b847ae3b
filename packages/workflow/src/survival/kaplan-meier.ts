import { HOUR, type Millis } from "@lockstep/domain/instant";

/** How long something was watched, and whether it had failed then or was only not looked at any longer (right-censored). */
export interface Watched {
  readonly after: Millis;
  readonly isFailed: boolean;
}

export interface SurvivalStep {
  readonly hours: number;
  /** Of how many it was still to be told just before, how many failed then, and how many were not watched on after it. */
  readonly atRisk: number;
  readonly failed: number;
  readonly censored: number;
  /** The share that is still whole after it. */
  readonly share: number;
  /** Nineteen in twenty by Greenwood's formula, cut to [0, 1]; null where it says nothing: all have failed. */
  readonly lower: number | null;
  readonly upper: number | null;
}

const NINETEEN_IN_TWENTY = 1.96;
/** What is left of a half by binary fractions. */
const ROUNDING = 1e-12;

/** The estimate of Kaplan and Meier (1958): one step for each time at which something failed or was watched last. */
export function survivalOf(watched: readonly Watched[]): readonly SurvivalStep[] {
  const sorted = watched.toSorted((a, b) => a.after - b.after);
  const steps: SurvivalStep[] = [];
  // Between two censorings the share is one division, so that half of ten is a half.
  let [share, whole, spread] = [1, sorted.length, 0];
  for (let k = 0; k < sorted.length; ) {
    const after = sorted[k]?.after ?? 0;
    const atRisk = sorted.length - k;
    let [failed, censored] = [0, 0];
    for (; k < sorted.length && sorted[k]?.after === after; k += 1) {
      if (sorted[k]?.isFailed) failed += 1;
      else censored += 1;
    }
    const now = share * ((atRisk - failed) / whole);
    spread += failed === 0 || failed === atRisk ? 0 : failed / (atRisk * (atRisk - failed));
    const half = NINETEEN_IN_TWENTY * now * Math.sqrt(spread);
    steps.push({
      ...{ hours: after / HOUR, atRisk, failed, censored, share: now },
      lower: now === 0 ? null : Math.max(0, now - half),
      upper: now === 0 ? null : Math.min(1, now + half),
    });
    if (censored > 0) {
      share = now;
      whole = atRisk - failed - censored;
    }
  }
  return steps;
}

/** The least time by which half have failed; null: more than half are whole for as long as they were watched. */
export const halfLifeOf = (steps: readonly SurvivalStep[]): number | null =>
  steps.find(({ share }) => share <= 0.5 + ROUNDING)?.hours ?? null;
