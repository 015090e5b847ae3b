import type { AnyFact } from "@lockstep/domain/facts/fact";
import { bomEdges, type Edge, orderEdges, transferEdges } from "../levels.ts";

/** How many facts make each edge of the network: a BOM and the lists of its orders make the same ones again and again. */
export interface EdgeCounts {
  /** One fact counts in place of another; null: none does. Says whether an edge has come or gone by that. */
  turn(before: AnyFact | null, after: AnyFact | null): boolean;
}

export function createEdgeCounts(): EdgeCounts {
  const counts = new Map<string, number>();
  /** Says whether it was none before, or is none now. */
  const count = (edge: Edge, by: 1 | -1): boolean => {
    // Names may hold anything: how long the first is says where it ends.
    const name = `${edge[0].length} ${edge.join(" ")}`;
    const before = counts.get(name) ?? 0;
    if (before + by > 0) counts.set(name, before + by);
    else counts.delete(name);
    return before === 0 || before + by === 0;
  };
  return {
    turn(before, after) {
      const came = after === null ? [] : edgesOf(after).map((edge) => count(edge, 1));
      const went = before === null ? [] : edgesOf(before).map((edge) => count(edge, -1));
      return came.includes(true) || went.includes(true);
    },
  };
}

function edgesOf(fact: AnyFact): readonly Edge[] {
  switch (fact.type) {
    case "master.bom":
      return bomEdges(fact.data);
    case "erp.production-order":
      return orderEdges(fact.data);
    case "erp.transfer-order":
      return transferEdges(fact.data);
    default:
      return [];
  }
}
