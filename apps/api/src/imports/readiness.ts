import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Scope } from "../identity/scope.ts";
import { sitesOfFact } from "../query/belongs.ts";

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

/** What there is of it, at the plants that one sees, all together. */
export function* readinessOf(ledger: Ledger, scope: Scope): Generator<undefined, readonly Readiness[]> {
  const keys = new Map<FactType, Set<string>>(NEEDED.map(({ type }) => [type, new Set()]));
  let k = 0;
  for (const fact of ledger.all()) {
    if (k++ % 5_000 === 0) yield undefined;
    const known = keys.get(fact.type);
    if (known === undefined || fact.deleted) continue;
    const sites = fact.type === "master.site" ? [fact.data.id] : sitesOfFact(fact);
    if (scope.seesAny(sites)) known.add(fact.key);
  }
  return NEEDED.map(({ type, need }) => ({ type, need, known: keys.get(type)?.size ?? 0 }));
}
