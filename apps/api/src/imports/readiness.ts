import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Ledger } from "@lockstep/domain/ledger";

/** What a projection stands on, in the order in which it is brought in best. */
const NEEDED = [
  { type: "master.site", need: "must" },
  { type: "master.item", need: "must" },
  { type: "master.supplier", need: "better" },
  { type: "master.customer", need: "better" },
  { type: "master.resource", need: "better" },
  { type: "master.bom", need: "better" },
  { type: "master.routing", need: "better" },
  { type: "wms.stock-count", need: "supply" },
  { type: "erp.purchase-order-line", need: "supply" },
  { type: "erp.production-order", need: "supply" },
  { type: "erp.sales-order-line", need: "must" },
] as const satisfies readonly { type: FactType; need: Need }[];

/** `must`: nothing is projected without; `supply`: at least one of these; `better`: it is nearer to the truth with it. */
type Need = "must" | "supply" | "better";

export interface Readiness {
  readonly type: FactType;
  readonly need: Need;
  /** How many of these there are. */
  readonly known: number;
}

/** What there is of it, all plants together. */
export function* readinessOf(ledger: Ledger): Generator<undefined, readonly Readiness[]> {
  const keys = new Map<FactType, Set<string>>(NEEDED.map(({ type }) => [type, new Set()]));
  let k = 0;
  for (const { type, key, deleted } of ledger.all()) {
    if (k++ % 5_000 === 0) yield undefined;
    if (!deleted) keys.get(type)?.add(key);
  }
  return NEEDED.map(({ type, need }) => ({ type, need, known: keys.get(type)?.size ?? 0 }));
}
