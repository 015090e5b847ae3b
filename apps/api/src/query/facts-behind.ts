import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { namedBy } from "@lockstep/domain/facts/named";
import { isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import { byCodeUnit } from "@lockstep/domain/world";
import type { FactRecord } from "@lockstep/protocol/generated/schema";
import type { StockingPointRow } from "@lockstep/protocol/rows";
import type { KnownWorld } from "../replica/known-facts.ts";
import type { View } from "../view/view.ts";
import { pageSize } from "./paging.ts";

/** Looks up the facts that a thing of a view stands on, the latest first. */
export interface FactsBehind {
  orderLine(id: string, first: number): readonly FactRecord[];
  productionOrder(id: string, first: number): readonly FactRecord[];
  stockingPoint(point: StockingPointRow, first: number): readonly FactRecord[];
  resource(id: string, first: number): readonly FactRecord[];
  purchaseOrderLine(id: string, first: number): readonly FactRecord[];
  transferOrder(id: string, first: number): readonly FactRecord[];
  hold(id: string, first: number): readonly FactRecord[];
}

export function factsBehind(ledger: Ledger, view: View): FactsBehind {
  const { world, known } = view;
  const keyed = (type: FactType, key: string): readonly AnyFact[] => ledger.factsOf(type, key);
  /** All that was stated of a key and has counted, superseded or not. */
  const history = (type: FactType, key: string): readonly AnyFact[] =>
    keyed(type, key).filter((fact) => effectiveAt(fact, view.clockMode) <= view.clock && isNamedKnown(fact, world));
  const records = (facts: readonly AnyFact[], first: number): readonly FactRecord[] =>
    latestFirst(facts.filter(({ seq }) => seq <= view.seq))
      .slice(0, pageSize(first))
      .map(recordOf);
  return {
    orderLine: (id, first) => records([...keyed("erp.sales-order-line", id), ...known.about(`line:${id}`)], first),
    productionOrder: (id, first) => {
      const about = [...known.about(`order:${id}`)];
      const told = about.flatMap((fact) => (fact.type === "mes.operation" ? keyed(fact.type, fact.key) : [fact]));
      return records([...keyed("erp.production-order", id), ...told], first);
    },
    stockingPoint: ({ id }, first) =>
      records([...keyed("erp.stock-on-hand", id), ...known.about(`point:${id}`)], first),
    resource: (id, first) =>
      records(
        [
          ...keyed("master.resource", id),
          ...[...known.stateKeysOf(id)].flatMap((key) => history("mes.resource-state", key)),
          ...keyed("tower.estimate", `resource:${id}`),
        ],
        first,
      ),
    purchaseOrderLine: (id, first) =>
      records(
        [
          ...history("erp.purchase-order-line", id),
          ...known.about(`purchase:${id}`),
          ...keyed("tower.estimate", `purchaseOrderLine:${id}`),
        ],
        first,
      ),
    transferOrder: (id, first) =>
      records([...keyed("erp.transfer-order", id), ...known.about(`transfer:${id}`)], first),
    hold: (id, first) => records([...history("mes.quality-hold", id), ...keyed("tower.estimate", `hold:${id}`)], first),
  };
}

/** Whether all that a fact names is there: else it waits. */
export function isNamedKnown(fact: AnyFact, world: KnownWorld): boolean {
  const { items, sites, productionOrder } = namedBy(fact);
  return (
    items.every((id) => world.items.has(id)) &&
    sites.every((id) => world.sites.has(id)) &&
    (productionOrder === null || world.productionOrders.has(productionOrder))
  );
}

const latestFirst = (facts: readonly AnyFact[]): readonly AnyFact[] =>
  [...facts].sort((a, b) => b.time - a.time || b.seq - a.seq || byCodeUnit(a.source, b.source));

export const recordOf = ({ seq, type, source, id, time, receivedAt, canonical }: AnyFact): FactRecord => ({
  seq,
  type,
  source,
  id,
  time: isoOf(time),
  receivedAt: isoOf(receivedAt),
  event: canonical,
});
