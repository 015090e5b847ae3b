import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Budget } from "./candidate.ts";
import { budgetKey, type EscalationState } from "./model.ts";

/** More than so many announcements in so long nobody can read: the limit of a flood in EEMUA 191. */
export const MOST_ANNOUNCEMENTS = 10;
export const BUDGET_WINDOW = 10 * MINUTE;

/** Counts on from what was announced. A role of one roster has a budget of its own. */
export function createBudget({ announced, floods }: EscalationState): Budget {
  const taken = new Map(announced);
  const held = new Map([...floods].map(([key, { until }]) => [key, until]));
  return {
    take(role, site, now) {
      const key = budgetKey(role, site);
      const until = held.get(key);
      if (until !== undefined) return until;
      const recent = recentOf(taken.get(key) ?? [], now);
      const [oldest] = recent;
      if (recent.length < MOST_ANNOUNCEMENTS || oldest === undefined) {
        taken.set(key, [...recent, now]);
        return null;
      }
      held.set(key, oldest + BUDGET_WINDOW);
      return oldest + BUDGET_WINDOW;
    },
  };
}

/** Those that still count. */
export const recentOf = (announced: readonly Instant[], now: Instant): readonly Instant[] =>
  announced.filter((at) => at > now - BUDGET_WINDOW);
