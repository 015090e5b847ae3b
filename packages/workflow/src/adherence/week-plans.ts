import type { Data } from "@lockstep/domain/facts/fact";
import { DAY, type Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { Zone } from "@lockstep/domain/zone";
import { type Period, periodOf } from "../otif/periods.ts";

type Plan = Data<"erp.plan-published">;

export interface WeekPlan {
  readonly week: string;
  readonly plan: Plan;
  /** Where the time begins that the next week's plan says more of, else where the plan's own time is over. */
  readonly end: Instant;
}

/** Of all plans that were published, the one of each week (A16), the oldest first. */
export function weekPlans(published: Iterable<Plan>, zone: Zone): readonly WeekPlan[] {
  const chosen = new Map<string, Plan>();
  for (const plan of published) {
    const week = weekOf(plan, zone);
    const known = chosen.get(week.key);
    if (known === undefined || isRather(plan, known, week.from)) chosen.set(week.key, plan);
  }
  const sorted = [...chosen].sort(([a], [b]) => byCodeUnit(a, b));
  return sorted.map(([week, plan], k) => {
    const next = sorted[k + 1]?.[1].horizonStart ?? plan.horizonEnd;
    return { week, plan, end: Math.min(plan.horizonEnd, next) };
  });
}

/** What ends on the stroke of a plan's end was made in its time; what ends with its beginning was made before. */
export const isFinishedIn = ({ plan, end }: WeekPlan, finish: Instant): boolean =>
  finish > plan.horizonStart && finish <= end;

/** A plan of two weeks is of the first; one from midnight elsewhere is of the week that begins in that night. */
function weekOf({ horizonStart, horizonEnd }: Plan, zone: Zone): Period {
  return periodOf("week", horizonStart + Math.min(horizonEnd - horizonStart, 7 * DAY) / 2, zone);
}

/** Before the week begins the later one counts, after that the earlier one. */
function isRather(a: Plan, b: Plan, begins: Instant): boolean {
  const [aBefore, bBefore] = [a, b].map(({ publishedAt }) => publishedAt <= begins);
  if (aBefore !== bBefore) return aBefore === true;
  const order = a.publishedAt - b.publishedAt || byCodeUnit(a.id, b.id);
  return aBefore ? order > 0 : order < 0;
}
