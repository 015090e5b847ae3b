import { createLedger } from "@lockstep/domain/create-ledger";
import { createLiveEngine } from "@lockstep/engine/live/create-live-engine";
import { project } from "@lockstep/engine/project";
import type { OrderLineView } from "@lockstep/engine/views";
import type { Netting } from "./netting.ts";
import type { Subset, SubsetRow } from "./subset.ts";

/** Our engine on the subset: all that it keeps besides the netting is kept as well. */
export function createEngineNetting(subset: Subset): Netting {
  const engine = createLiveEngine({ mode: "manual", currency: "EUR" });
  engine.apply({ facts: subset.facts, withdrawn: [], clock: subset.now });
  return {
    name: "our engine",
    apply: ({ fact }) => {
      engine.apply({ facts: [fact], withdrawn: [], clock: fact.time });
    },
    rows: () => rowsOf(engine.projection.orderLines),
  };
}

/** Our own full recomputation; each look at the rows computes them all anew. */
export function createAnewNetting(subset: Subset): Netting {
  const ledger = createLedger();
  let clock = subset.now;
  for (const fact of subset.facts) ledger.add(fact);
  return {
    name: "our own full recomputation",
    apply: ({ fact }) => {
      ledger.add(fact);
      clock = fact.time;
    },
    rows: () => rowsOf(project(ledger.worldAt(clock, "manual"), { currency: "EUR" }).orderLines),
  };
}

function rowsOf(lines: ReadonlyMap<string, OrderLineView>): Map<number, SubsetRow> {
  const rows = new Map<number, SubsetRow>();
  for (const [id, { state, projectedDelivery, shortQuantity }] of lines) {
    const said = state === "late" || state === "short" ? state : "ok";
    rows.set(Number(id.slice(3, -2)), { delivery: projectedDelivery, short: shortQuantity, state: said });
  }
  return rows;
}
