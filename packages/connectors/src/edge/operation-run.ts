import type { Instant } from "@lockstep/domain/instant";
import { round6 } from "../mapping/exact.ts";
import type { OperationName, Totals } from "./edge-context.ts";
import { type Counts, NO_COUNTS } from "./operation-count.ts";

export type OperationState = "setup" | "running" | "paused" | "done";

/** An operation on a machine, and what of the machine's counts is its own. */
export interface OperationRun {
  readonly name: OperationName;
  /** What it had when it began here. */
  readonly carried: Totals;
  /** What the machine had counted then. */
  readonly from: Counts;
  readonly begunAt: Instant;
  /** Whether it has made or set up anything yet: before, there is nothing to tell. */
  isBegun: boolean;
  startedAt: Instant | null;
  told: ToldOperation | null;
}

/** What was told of it last. */
export interface ToldOperation {
  readonly state: OperationState;
  readonly counts: Counts;
  readonly at: Instant;
  readonly receivedAt: Instant;
}

export const NO_TOTALS: Totals = { startedAt: null, good: 0, scrap: 0, runHours: null };

export function beginRun({ order, seq }: OperationName, carried: Totals, from: Counts, begunAt: Instant): OperationRun {
  return { name: { order, seq }, carried, from, begunAt, isBegun: false, startedAt: carried.startedAt, told: null };
}

/** Its totals, when the machine has counted so much; with the dust of binary fractions. */
export function countsOf({ carried, from }: OperationRun, now: Counts): Counts {
  return {
    good: carried.good + now.good - from.good,
    scrap: carried.scrap + now.scrap - from.scrap,
    "run-hours": (carried.runHours ?? 0) + now["run-hours"] - from["run-hours"],
  };
}

export const plus = (counts: Counts, role: keyof Counts, added: number): Counts => ({
  ...NO_COUNTS,
  ...counts,
  [role]: counts[role] + added,
});

export const isSameOperation = (a: OperationName | null, b: OperationName | null): boolean =>
  a?.order === b?.order && a?.seq === b?.seq;

const tidy = (value: number): number => Math.max(0, round6(value));

export const totalsOf = (run: OperationRun, now: Counts): Totals => {
  const counts = countsOf(run, now);
  const hasHours = run.carried.runHours !== null || counts["run-hours"] > 0;
  return {
    startedAt: run.startedAt,
    good: tidy(counts.good),
    scrap: tidy(counts.scrap),
    runHours: hasHours ? tidy(counts["run-hours"]) : null,
  };
};
