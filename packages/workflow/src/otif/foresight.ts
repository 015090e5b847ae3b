import { HOUR, type Instant } from "@lockstep/domain/instant";
import { firstOfRun, type Standing } from "./attribution.ts";
import { deliveredAt, ROUNDING } from "./judge.ts";
import type { LineFacts } from "./line-facts.ts";

/** Of how predictions are scored (O17). */
export const FORESIGHT_VERSION = 2;

/** How long before a promise it is written down what is thought of it. */
export const HORIZONS = [168, 72, 24] as const;

/** What was thought of a line so long before its promise. */
export interface Prediction {
  readonly line: string;
  readonly site: string;
  /** The promise and the customer's tolerance, as they were then. */
  readonly closesAt: Instant;
  readonly horizonHours: number;
  readonly madeAt: Instant;
  readonly pLate: number;
  /** It stood as late or short. */
  readonly isCalled: boolean;
}

/** A prediction whose promise has passed, with what became of it. */
export interface Scored extends Prediction {
  readonly wasLate: boolean;
}

/** The sampling moment after which one is due: the first look at or after it counts, if it is before the next one. */
export const samplingOf = (
  closesAt: Instant,
): readonly { readonly horizonHours: number; readonly from: Instant; readonly until: Instant }[] =>
  HORIZONS.map((horizonHours, k) => ({
    horizonHours,
    from: closesAt - horizonHours * HOUR,
    until: closesAt - (HORIZONS[k + 1] ?? 0) * HOUR,
  }));

/** Whether a line had not come in full by the moment that was predicted for; null: nobody wants it any more. */
export function wasLate({ data, shipments, tolerance }: LineFacts, closesAt: Instant): boolean | null {
  if (data.status === "cancelled") return null;
  const arrived = shipments.reduce((sum, shipment) => {
    const at = deliveredAt(data, shipment);
    return at !== null && at <= closesAt ? sum + shipment.quantity : sum;
  }, 0);
  return arrived < data.quantity * (1 - tolerance.under) - ROUNDING * data.quantity;
}

export interface Calibration {
  /** pLate from this, and below the next one. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** The mean of what was said, and the share that was late. */
  readonly said: number;
  readonly was: number;
}

/** How good the forecast was at one horizon. Null: nothing to divide by. */
export interface Foresight {
  readonly horizonHours: number;
  readonly n: number;
  readonly late: number;
  readonly called: number;
  /** The mean of (pLate − what became of it)²: 0 is perfect (G. W. Brier, 1950). */
  readonly brier: number | null;
  /** The same of saying "late" only once it is past due: it never says so before, so it is the share that was late. */
  readonly naiveBrier: number | null;
  /** Of those called late, the share that was. */
  readonly precision: number | null;
  /** Of those that were late, the share that was called. Of the naive rule it is 0 at every horizon. */
  readonly recall: number | null;
  readonly calibration: readonly Calibration[];
}

export function foresightOf(scored: readonly Scored[], horizonHours: number): Foresight {
  const own = scored.filter((one) => one.horizonHours === horizonHours);
  const late = own.filter((one) => one.wasLate).length;
  const called = own.filter((one) => one.isCalled).length;
  const right = own.filter((one) => one.isCalled && one.wasLate).length;
  const errors = own.reduce((all, one) => all + (one.pLate - Number(one.wasLate)) ** 2, 0);
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return {
    horizonHours,
    n: own.length,
    late,
    called,
    brier: share(errors, own.length),
    naiveBrier: share(late, own.length),
    precision: share(right, called),
    recall: share(right, late),
    calibration: calibrationOf(own),
  };
}

const BINS = 10;

/** Only what there is something in. */
function calibrationOf(scored: readonly Scored[]): Calibration[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const own = scored.filter(({ pLate }) => Math.min(BINS - 1, Math.floor(pLate * BINS)) === bin);
    const mean = (of: (one: Scored) => number): number => own.reduce((all, one) => all + of(one), 0) / own.length;
    const bounds = { from: bin / BINS, to: (bin + 1) / BINS, n: own.length };
    return { ...bounds, said: mean(({ pLate }) => pLate), was: mean((one) => Number(one.wasLate)) };
  }).filter(({ n }) => n > 0);
}

/** How long before its promise a line that was late had been known to be; the naive rule's is 0. Null: not before it. */
export function warningHours(standings: readonly Standing[], closesAt: Instant, endedShort: boolean): number | null {
  const first = firstOfRun(standings, closesAt, endedShort);
  return first === null ? null : (closesAt - first.since) / HOUR;
}
