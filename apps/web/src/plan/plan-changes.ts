import type { Going } from "../live/use-question.ts";
import type { Plan, PlanAnswer, PlanBars } from "./plan-answer.ts";

/** Columns whose numbers are places in lists of the same answer. */
const PLACES = { resource: "resources", baselineResource: "resources", item: "items", hold: "holds" } as const;

/** After the first answer the plan is told by what is different. */
export const PLAN_GOES_ON: Going<PlanAnswer> = {
  next: (before) => ({ since: before?.plan?.version ?? null }),
  joined(before, answer) {
    const { plan } = answer;
    if (plan === null || plan.since === null) return answer;
    const known = before?.plan ?? null;
    return known?.version === plan.since ? { ...answer, plan: planJoined(known, plan) } : null;
  },
};

/** All that is there, of what was told before and what is different since; places are those of the newer answer. */
export function planJoined(before: Plan, changes: Plan): Plan {
  const told = new Set([...changes.bars.id, ...changes.gone]);
  const stay = before.bars.id.flatMap((id, k) => (told.has(id) ? [] : [k]));
  const columns = Object.entries(changes.bars).map(([name, newer]) => {
    const older: readonly unknown[] = before.bars[name as keyof PlanBars];
    const placeOf = newPlaces(name, before, changes);
    return [name, [...stay.map((k) => placeOf(older[k])), ...(newer as readonly unknown[])]];
  });
  return { ...changes, since: null, gone: [], bars: Object.fromEntries(columns) as PlanBars };
}

function newPlaces(name: string, before: Plan, changes: Plan): (place: unknown) => unknown {
  const list = PLACES[name as keyof typeof PLACES];
  if (list === undefined) return (value) => value;
  const newer = new Map(changes[list].map(({ id }, k) => [id, k]));
  const moved = before[list].map(({ id }) => newer.get(id) ?? -1);
  return (place) => moved[place as number] ?? -1;
}
