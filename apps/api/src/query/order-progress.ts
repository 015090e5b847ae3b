import type { Fact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import type { Ran } from "@lockstep/workflow/adherence/adherence";
import { beganAt, endedAt } from "@lockstep/workflow/adherence/began-at";
import { isEnough, type Progress, progressOf } from "@lockstep/workflow/survival/plan-break";
import type { KnownView } from "../view/view.ts";
import type { PlannedOperation } from "./plan-baseline.ts";
import { reportedOperations, reportsOf } from "./plan-reports.ts";

export interface Made {
  readonly id: string;
  /** As planned, in their order; of an order without any, the order itself. */
  readonly operations: readonly PlannedOperation[];
  readonly quantity: number;
}

/**
 * What had come out of an order's last step at each report. The steps of one without are those that the MES names; where it names
 * none it is what was received, else what the order's closing says.
 */
export function madeOf(view: KnownView, ledger: Ledger, { id, operations, quantity }: Made): readonly Progress[] {
  const last = operations.at(-1);
  if (last !== undefined && last.id !== id) return progressOf(reportsOf(view, ledger, last.id));
  const named = reportedOperations(view, id).at(-1);
  if (named !== undefined) return progressOf(reportsOf(view, ledger, named));
  let good = 0;
  const received = [...view.known.about(`order:${id}`)]
    .filter((one): one is Fact<"wms.receipt"> => one.type === "wms.receipt")
    .sort((a, b) => a.time - b.time)
    .map(({ time, data }) => {
      good += data.quantity - data.rejected;
      return { at: time, good, isOver: false };
    });
  if (received.length > 0) return received;
  const closed = (ledger.factsOf("erp.production-order", id) as readonly Fact<"erp.production-order">[]).find(
    (one) => !one.deleted && one.data.status === "closed" && isKnown(view, one),
  );
  return closed === undefined ? [] : [{ at: closed.time, good: quantity, isOver: true }];
}

/** Whether so much had come out by an instant that nothing of it was left to plan. */
export const isFinishedBy = (progress: readonly Progress[], by: Instant, quantity: number): boolean =>
  progress.some(({ at, good }) => at <= by && isEnough(good, quantity));

/** Where and when an order without operations ran, by the operations that the MES names; null: it names none. */
export function ranInOnePiece(view: KnownView, ledger: Ledger, order: string): Ran | null {
  const all = reportedOperations(view, order).map((id) => reportsOf(view, ledger, id));
  const last = all.at(-1);
  const resource = last?.at(-1)?.data.resource;
  if (last === undefined || resource === undefined) return null;
  const starts = all.flatMap((reports) => beganAt(reports) ?? []).filter((at) => at <= view.clock);
  return {
    resource,
    startedAt: starts.length === 0 ? null : starts.reduce((a, b) => Math.min(a, b)),
    finishedAt: endedAt(last),
  };
}

export const isKnown = (view: KnownView, fact: Fact<"erp.production-order">): boolean =>
  fact.seq <= view.seq && effectiveAt(fact, view.clockMode) <= view.clock;
