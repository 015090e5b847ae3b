import type { Data, Fact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import type { View } from "../view/view.ts";

/** What the MES has said of an operation up to the view, in order of time. */
export function reportsOf(view: View, ledger: Ledger, operation: string): readonly Fact<"mes.operation">[] {
  const facts = ledger.factsOf("mes.operation", operation) as readonly Fact<"mes.operation">[];
  return facts.filter((one) => !one.deleted && one.seq <= view.seq && effectiveAt(one, view.clockMode) <= view.clock);
}

/** What of a report says when something began. */
export interface Begun {
  readonly time: Instant;
  readonly data: Pick<Data<"mes.operation">, "state" | "startedAt" | "finishedAt">;
}

/**
 * When an operation began by its reports, in order of time: what the last one says that says it, since it was taken for not
 * begun; if none does, the first of them. Null: it has not begun.
 */
export function beganAt(reports: readonly Begun[]): Instant | null {
  const begun = reports.slice(reports.findLastIndex(({ data }) => data.state === "pending") + 1);
  const [first] = begun;
  if (first === undefined) return null;
  return (
    begun.findLast(({ data }) => data.startedAt !== undefined)?.data.startedAt ?? first.data.finishedAt ?? first.time
  );
}
