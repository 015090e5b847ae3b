import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Fact } from "@lockstep/domain/facts/fact";
import type { Whereabouts } from "../query/belongs.ts";
import type { InForce } from "../query/used-at.ts";
import type { Told } from "../writer/incoming.ts";

/** Where things are: by what counts, and by what was told of each last. */
export const whereaboutsOf = (inForce: InForce, told: Told): readonly Whereabouts[] => [
  { ...inForce.world, inForce },
  lastTold(told, inForce.world.sites),
];

/** Also where what was told waits for its time or for a name. */
function lastTold(told: Told, sites: Whereabouts["sites"]): Whereabouts {
  const of = <T extends FactType>(type: T) => ({
    get: (id: string): Fact<T> | undefined => told.factsOf(type, id).at(-1) as Fact<T> | undefined,
    has: (id: string): boolean => told.factsOf(type, id).length > 0,
  });
  return {
    sites,
    // Which calendar one works by is asked of those that count.
    resources: { ...of("master.resource"), values: () => [].values() },
    salesOrderLines: of("erp.sales-order-line"),
    productionOrders: of("erp.production-order"),
    purchaseOrderLines: of("erp.purchase-order-line"),
    transferOrders: of("erp.transfer-order"),
    holds: of("mes.quality-hold"),
    shipments: of("wms.shipment"),
    plans: of("erp.plan-published"),
  };
}
