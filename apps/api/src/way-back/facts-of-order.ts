import type { AnyFact, Data, Fact } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import { operationId, pointId } from "@lockstep/domain/world";
import type { OrderPicture } from "@lockstep/workflow/way-back/model";
import { orderPicture } from "@lockstep/workflow/way-back/order-picture";
import type { View } from "../view/view.ts";

export interface Known {
  readonly view: View;
  readonly ledger: Pick<Ledger, "factsOf">;
  readonly holds: HoldsByTarget;
}

type Hold = Data<"mes.quality-hold">;

/** Of a view, gone through once for all orders. */
export interface HoldsByTarget {
  readonly ofOrder: ReadonlyMap<string, readonly Hold[]>;
  /** Those that name a lot. */
  readonly ofItem: ReadonlyMap<string, readonly Hold[]>;
}

export function holdsByTarget({ world }: View): HoldsByTarget {
  const found = { ofOrder: new Map<string, Hold[]>(), ofItem: new Map<string, Hold[]>() };
  for (const { data } of world.holds.values()) {
    const { productionOrder, item, lot } = data.target;
    if (productionOrder !== undefined) push(found.ofOrder, productionOrder, data);
    else if (item !== undefined && lot !== undefined) push(found.ofItem, item, data);
  }
  return found;
}

function push(lists: Map<string, Hold[]>, key: string, hold: Hold): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [hold]);
  else list.push(hold);
}

/** What the floor has made of an order, as far as it is verified: what is in force. Null: nothing was reported of it. */
export function pictureOf(id: string, { view, ledger, holds }: Known): OrderPicture | null {
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
    holds: holdsOn(order, { holds, about }),
    reports: (seq) => ledger.factsOf("mes.operation", operationId(id, seq)) as readonly Fact<"mes.operation">[],
    clock: view.clock,
  });
}

/** Those on the order itself, and on the lots that were received of it. */
function holdsOn(
  { id, item }: Data<"erp.production-order">,
  { holds, about }: { readonly holds: HoldsByTarget; readonly about: readonly AnyFact[] },
): readonly Hold[] {
  const lots = new Set(about.flatMap((fact) => (fact.type === "wms.receipt" ? [fact.data.lot] : [])));
  const ofLots = (holds.ofItem.get(item) ?? []).filter(({ target }) => lots.has(target.lot));
  return [...(holds.ofOrder.get(id) ?? []), ...ofLots];
}
