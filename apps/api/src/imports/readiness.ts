import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Needed, Readiness } from "@lockstep/protocol/imports";
import type { Scope } from "../identity/scope.ts";
import { sitesOfFact } from "../query/belongs.ts";

/** What a projection stands on. Orders last: what they need is there by then, and is not called missing. */
const NEEDED = [
  { type: "master.site", need: "must" },
  { type: "master.calendar", need: "better" },
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
] as const satisfies readonly { type: FactType; need: Needed["need"] }[];

/** What there is of it, at the plants that one sees, all together. */
export function* readinessOf(ledger: Ledger, scope: Scope): Generator<undefined, Readiness> {
  const keys = new Map<FactType, Set<string>>(NEEDED.map(({ type }) => [type, new Set()]));
  let k = 0;
  for (const fact of ledger.all()) {
    if (k++ % 5_000 === 0) yield undefined;
    const known = keys.get(fact.type);
    if (known === undefined || fact.deleted || known.has(fact.key)) continue;
    const sites = fact.type === "master.site" ? [fact.data.id] : sitesOfFact(fact);
    if (scope.seesAny(sites) && !isDeleted(ledger, fact)) known.add(fact.key);
  }
  const ready = NEEDED.map(({ type, need }) => ({ type, need, known: keys.get(type)?.size ?? 0 }));
  return { ready, missing: missingIn(ready) };
}

const isDeleted = (ledger: Ledger, { type, key }: AnyFact): boolean =>
  ledger.factsOf(type, key).at(-1)?.deleted === true;

/** Plants, items and order lines, and something that supplies them: then every line has a projection. */
function missingIn(ready: readonly Needed[]): readonly string[] {
  const musts = ready.filter(({ need, known }) => need === "must" && known === 0).map(({ type }) => type);
  return ready.some(({ need, known }) => need === "supply" && known > 0) ? musts : [...musts, "supply"];
}
