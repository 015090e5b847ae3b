import { DAY, HOUR, type Instant } from "@lockstep/domain/instant";
import { halfLifeOf, type SurvivalStep, survivalOf, type Watched } from "../survival/kaplan-meier.ts";

/** Of what is counted (L1 to L3). */
export const LEAD_TIME_VERSION = 3;

/** Fewer receipts and overdue lines say nothing of a habit. */
const FEWEST = 5;
/** How far the median may be from the master data, as a share of it. */
const MOST_DRIFT = 0.2;
const EPSILON = 1e-9;
const DAY_HOURS = DAY / HOUR;

/** One receipt, or what is overdue at a moment and has not come. */
export interface Awaited {
  readonly orderedAt: Instant;
  /** When it physically came; of what has not, the moment until which it was waited for. */
  readonly until: Instant;
  readonly hasCome: boolean;
}

/** Why a lead time of the master data does not hold. */
export type Drift = "median" | "p80";
/** `few`: too few to say; `unsaid`: the master data says nothing. */
export type LeadTimeVerdict = "drifts" | "holds" | "few" | "unsaid";

export interface LeadTime {
  readonly receipts: number;
  readonly overdue: number;
  /** Null: more than half have not come for as long as they were waited for. */
  readonly medianDays: number | null;
  /** Within which four of five came; null as the median. */
  readonly p80Days: number | null;
  /** The median less what the master data says, as a share of that; null: one of them is not there, or the master data says 0. */
  readonly drift: number | null;
  readonly verdict: LeadTimeVerdict;
  /** None, unless it drifts. */
  readonly drifts: readonly Drift[];
}

/**
 * From the order to the physical receipt. What is overdue is censored (Kaplan and Meier), not left out: a supplier who does not deliver at
 * all would look quick. `masterDays` null: the master data says nothing.
 */
export function leadTimeOf(awaited: readonly Awaited[], masterDays: number | null): LeadTime {
  const steps = survivalOf(
    awaited.map(
      ({ orderedAt, until, hasCome }): Watched => ({
        after: Math.max(0, until - orderedAt),
        isFailed: hasCome,
      }),
    ),
  );
  const medianDays = inDays(halfLifeOf(steps));
  const p80Days = inDays(steps.find(({ share }) => share <= 0.2 + EPSILON)?.hours ?? null);
  const isFew = awaited.length < FEWEST;
  const drifts = masterDays === null || isFew ? [] : driftsOf(steps, { medianDays, p80Days, masterDays });
  const verdict = masterDays === null ? "unsaid" : isFew ? "few" : drifts.length > 0 ? "drifts" : "holds";
  const receipts = awaited.filter(({ hasCome }) => hasCome).length;
  return {
    ...{ receipts, overdue: awaited.length - receipts, medianDays, p80Days },
    drift: medianDays === null || !masterDays ? null : (medianDays - masterDays) / masterDays,
    ...{ verdict, drifts },
  };
}

interface Measured {
  readonly medianDays: number | null;
  readonly p80Days: number | null;
  readonly masterDays: number;
}

function driftsOf(steps: readonly SurvivalStep[], { medianDays, p80Days, masterDays }: Measured): readonly Drift[] {
  // What has not come yet takes longer than it was waited for.
  const atLeast = (steps.at(-1)?.hours ?? 0) / DAY_HOURS;
  const drifts: Drift[] = [];
  const apart = medianDays === null ? atLeast - masterDays : Math.abs(medianDays - masterDays);
  if (apart > MOST_DRIFT * masterDays + EPSILON) drifts.push("median");
  if ((p80Days ?? atLeast) > masterDays + EPSILON) drifts.push("p80");
  return drifts;
}

const inDays = (hours: number | null): number | null => (hours === null ? null : hours / DAY_HOURS);
