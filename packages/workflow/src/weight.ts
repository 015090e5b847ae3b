import { HOUR } from "@lockstep/domain/instant";
import type { ExceptionRecord, Seen, Severity, StandingCause, Weight, WorkflowState } from "./model.ts";

const RANK: { readonly [S in Severity]: number } = { low: 0, medium: 1, high: 2, critical: 3 };
const MATERIAL_SHARE = 0.2;
const ONE_SHIFT = 8 * HOUR;

/** Orders the worst first. */
export const bySeverity = (a: Pick<Weight, "severity">, b: Pick<Weight, "severity">): number =>
  RANK[b.severity] - RANK[a.severity];

/**
 * Worse in a way that people are told of: a higher severity, more than 20 % more value at risk, an act-by more than one
 * shift earlier, or the last chance to act gone.
 */
export function isWorse(now: Weight, before: Weight): boolean {
  if (RANK[now.severity] > RANK[before.severity]) return true;
  if (now.valueAtRiskMinor > before.valueAtRiskMinor * (1 + MATERIAL_SHARE)) return true;
  if (before.actBy === null) return false;
  return now.actBy === null || now.actBy < before.actBy - ONE_SHIFT;
}

export const weightOf = ({ severity, actBy, valueAtRiskMinor }: Weight): Weight => ({
  severity,
  actBy,
  valueAtRiskMinor,
});

export const seenOf = (cause: StandingCause): Seen => ({
  ...weightOf(cause),
  sites: cause.sites,
  resource: cause.resource,
});

/** How it stands now, or how it was last seen. */
export function currentSeen(state: WorkflowState, record: ExceptionRecord): Seen {
  const cause = state.standing.get(record.key);
  return cause && record.present ? seenOf(cause) : record.seen;
}
