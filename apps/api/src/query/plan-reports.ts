import type { Fact } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import type { KnownView } from "../view/view.ts";

/** What the MES has said of an operation up to the view, in order of time. */
export function reportsOf(view: KnownView, ledger: Ledger, operation: string): readonly Fact<"mes.operation">[] {
  const facts = ledger.factsOf("mes.operation", operation) as readonly Fact<"mes.operation">[];
  return facts.filter((one) => !one.deleted && one.seq <= view.seq && effectiveAt(one, view.clockMode) <= view.clock);
}
