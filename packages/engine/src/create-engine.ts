import type { Ledger } from "@lockstep/domain/ledger";
import { changesBetween, keepSame } from "./changes.ts";
import type { Delta, Engine } from "./engine.ts";
import { project } from "./project.ts";
import type { Projection } from "./views.ts";

export interface EngineOptions {
  /** Already holds the facts that `apply` is told of. */
  readonly ledger: Pick<Ledger, "worldAt">;
  readonly mode: "live" | "manual";
  /** ISO 4217; money in another currency counts 0. */
  readonly currency: string;
}

const nothing: Projection = {
  now: 0,
  orderLines: new Map(),
  productionOrders: new Map(),
  stockingPoints: new Map(),
  resources: new Map(),
  causes: new Map(),
  findings: [],
};

/** Projects everything anew at each call, and says what is different from the call before. */
export function createEngine({ ledger, mode, currency }: EngineOptions): Engine {
  let world = ledger.worldAt(0, mode);
  let projection = nothing;
  return {
    apply({ clock }): Delta {
      const before = projection;
      world = ledger.worldAt(clock, mode);
      const after = project(world, { currency });
      projection = {
        now: after.now,
        orderLines: keepSame(before.orderLines, after.orderLines),
        productionOrders: keepSame(before.productionOrders, after.productionOrders),
        stockingPoints: keepSame(before.stockingPoints, after.stockingPoints),
        resources: keepSame(before.resources, after.resources),
        causes: keepSame(before.causes, after.causes),
        findings: after.findings,
      };
      return {
        orderLines: changesBetween(before.orderLines, projection.orderLines),
        productionOrders: changesBetween(before.productionOrders, projection.productionOrders),
        stockingPoints: changesBetween(before.stockingPoints, projection.stockingPoints),
        causes: changesBetween(before.causes, projection.causes),
      };
    },
    get projection() {
      return projection;
    },
    get world() {
      return world;
    },
  };
}
