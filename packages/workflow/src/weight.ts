import { earliest, HOUR } from "@lockstep/domain/instant";
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

type Causes = Pick<WorkflowState, "records" | "latest" | "standing">;

/** [W35] What stands now of an exception: its own cause, and those of what was merged into it. */
export function causesOf({ records, latest, standing }: Causes, record: ExceptionRecord): readonly StandingCause[] {
  const all = [record, ...record.parts.flatMap((id) => records.get(id) ?? [])];
  return all.flatMap((one) => {
    const cause = one.present && latest.get(one.key) === one.id ? standing.get(one.key) : undefined;
    return cause ?? [];
  });
}

/** [W35] As bad as the worst of them, to be acted on by the earliest, with all their money: a line stands under one cause. */
export function together(causes: readonly Weight[]): Weight {
  const [worst] = causes.toSorted(bySeverity);
  return {
    severity: worst?.severity ?? "low",
    actBy: earliest(causes.map(({ actBy }) => actBy)),
    valueAtRiskMinor: causes.reduce((sum, { valueAtRiskMinor }) => sum + valueAtRiskMinor, 0),
  };
}

/**
 * How it stands now with all that is part of it, or how it was last seen. Its sites and its resource are its own: what was merged
 * into it shows it to nobody else.
 */
export function currentSeen(state: WorkflowState, record: ExceptionRecord): Seen {
  const cause = state.standing.get(record.key);
  const own = cause && record.present ? seenOf(cause) : record.seen;
  const causes = record.parts.length === 0 ? [] : causesOf(state, record);
  return causes.length === 0 ? own : { ...own, ...together(causes) };
}
