import { HOUR } from "@lockstep/domain/instant";
import type { Weight } from "../model.ts";

const MATERIAL_SHARE = 0.2;
const ONE_SHIFT = 8 * HOUR;

/**
 * In which way it weighs something else than when people were told last, in words; null: in none that they are told of
 * again. Either way: more than 20 % of the value at risk, more than one shift of act-by, or the severity.
 */
export function changeBetween(now: Weight, before: Weight): string | null {
  if (now.severity !== before.severity) return `was ${before.severity}, is ${now.severity}`;
  const moved = Math.abs(now.valueAtRiskMinor - before.valueAtRiskMinor);
  if (moved > Math.abs(before.valueAtRiskMinor) * MATERIAL_SHARE) {
    const isMore = now.valueAtRiskMinor > before.valueAtRiskMinor;
    return `the value at risk is ${isMore ? "more" : "less"} by ${shareOf(moved, before.valueAtRiskMinor)}`;
  }
  if (now.actBy === null || before.actBy === null) {
    if (now.actBy === before.actBy) return null;
    return now.actBy === null ? "the last chance to act is gone" : "there is time to act again";
  }
  const shift = now.actBy - before.actBy;
  if (Math.abs(shift) <= ONE_SHIFT) return null;
  return `act-by is ${Math.round(Math.abs(shift) / HOUR)} h ${shift < 0 ? "earlier" : "later"}`;
}

const shareOf = (moved: number, before: number): string =>
  before === 0 ? "all of it" : `${Math.round((moved / Math.abs(before)) * 100)} %`;
