import type { AnyFact, Data, Fact } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import { operationId, pointId } from "@lockstep/domain/world";
import type { OrderPicture } from "@lockstep/workflow/way-back/model";
import { orderPicture } from "@lockstep/workflow/way-back/order-picture";
import type { View } from "../view/view.ts";

export interface Known {
  readonly view: View;
  readonly ledger: Pick<Ledger, "factsOf">;
}

/** What the floor has made of an order, as far as it is verified: what is in force. Null: nothing was reported of it. */
export function pictureOf(id: string, { view, ledger }: Known): OrderPicture | null {
  const { world, known } = view;
  const order = world.productionOrders.get(id)?.data;
  if (order === undefined) return null;
  const about = [...known.about(`order:${id}`)];
  const operations = about.filter((fact) => fact.type === "mes.operation").map(({ data }) => data);
  if (operations.length === 0) return null;
  const point = pointId(order.item, order.site);
  return orderPicture({
    order,
    bom: world.boms.get(point)?.data ?? null,
    routing: world.routings.get(point)?.data ?? null,
    operations,
    consumptions: about.filter((fact) => fact.type === "mes.consumption").map(({ data }) => data),
    states: (resource) => (world.resourceStates.get(resource) ?? []).map(({ data }) => data),
    costCentre: (resource) => world.resources.get(resource)?.data.costCentre ?? null,
    holds: holdsOn(order, { world, about }),
    reports: (seq) => ledger.factsOf("mes.operation", operationId(id, seq)) as readonly Fact<"mes.operation">[],
    clock: view.clock,
  });
}

/** Those on the order itself, and on the lots that were received of it. */
function holdsOn(
  { id, item }: Data<"erp.production-order">,
  { world, about }: { readonly world: View["world"]; readonly about: readonly AnyFact[] },
): readonly Data<"mes.quality-hold">[] {
  const lots = new Set(about.flatMap((fact) => (fact.type === "wms.receipt" ? [fact.data.lot] : [])));
  return [...world.holds.values()]
    .map(({ data }) => data)
    .filter(
      ({ target }) =>
        target.productionOrder === id || (target.item === item && target.lot !== undefined && lots.has(target.lot)),
    );
}
