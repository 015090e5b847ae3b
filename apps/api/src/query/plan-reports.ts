import type { Fact } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import { operationId } from "@lockstep/domain/world";
import type { KnownView } from "../view/view.ts";

/** What the MES has said of an operation up to the view, in order of time; nothing, while it waits for its order. */
export function reportsOf(view: KnownView, ledger: Ledger, operation: string): readonly Fact<"mes.operation">[] {
  const facts = ledger.factsOf("mes.operation", operation) as readonly Fact<"mes.operation">[];
  const [first] = facts;
  if (first === undefined || !view.world.productionOrders.has(first.data.order)) return [];
  return facts.filter((one) => !one.deleted && one.seq <= view.seq && effectiveAt(one, view.clockMode) <= view.clock);
}

/** The operations of an order that the MES reports on, in their order. */
export function reportedOperations(view: KnownView, order: string): readonly string[] {
  const seqs = new Set<number>();
  for (const fact of view.known.about(`order:${order}`)) if (fact.type === "mes.operation") seqs.add(fact.data.seq);
  return [...seqs].sort((a, b) => a - b).map((seq) => operationId(order, seq));
}
