import type { AnyFact } from "@lockstep/domain/facts/fact";
import { knownOrMade } from "../known-or-made.ts";
import { bomEdges, type Edge, orderEdges, transferEdges } from "../levels.ts";
import { addTo, takeFrom } from "./sets.ts";

/**
 * The edges of the network, with how many facts make each: a BOM and the lists of its orders make the same ones again and again.
 */
export interface EdgeCounts {
  /** One fact counts in place of another; null: none does. */
  turn(before: AnyFact | null, after: AnyFact | null): void;
  /** Those that feed a point. */
  into(point: string): Iterable<string>;
  /** Those that it feeds. */
  outOf(point: string): Iterable<string>;
  /** All that something feeds. */
  fed(): Iterable<string>;
  /** Points that an edge has come or gone to. Whoever has seen to them takes them out. */
  readonly touched: Set<string>;
}

export function createEdgeCounts(): EdgeCounts {
  const counts = new Map<string, Map<string, number>>();
  const feeding = new Map<string, Set<string>>();
  const touched = new Set<string>();
  const count = ([from, to]: Edge, by: 1 | -1): void => {
    const own = knownOrMade(counts, from, () => new Map<string, number>());
    const before = own.get(to) ?? 0;
    if (before + by > 0) own.set(to, before + by);
    else own.delete(to);
    if (own.size === 0) counts.delete(from);
    if (before === 0) addTo(feeding, to, from);
    else if (before + by === 0) takeFrom(feeding, to, from);
    if (before === 0 || before + by === 0) touched.add(to);
  };
  return {
    turn(before, after) {
      if (after !== null) for (const edge of edgesOf(after)) count(edge, 1);
      if (before !== null) for (const edge of edgesOf(before)) count(edge, -1);
    },
    into: (point) => feeding.get(point) ?? none,
    outOf: (point) => counts.get(point)?.keys() ?? none,
    fed: () => feeding.keys(),
    touched,
  };
}

const none: readonly never[] = [];

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
