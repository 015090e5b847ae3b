import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit, type World } from "@lockstep/domain/world";
import type { FactRecord } from "@lockstep/protocol/generated/schema";
import type { StockingPointRow } from "@lockstep/protocol/rows";
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

interface Told {
  readonly source: string;
  readonly id: string;
}

export function factsBehind(ledger: Ledger, view: View): FactsBehind {
  const { world } = view;
  const keyed = (type: FactType, key: string): readonly AnyFact[] => ledger.factsOf(type, key);
  const found = (told: Iterable<Told>): readonly AnyFact[] =>
    [...told].flatMap(({ source, id }) => ledger.find(source, id) ?? []);
  const records = (facts: readonly AnyFact[], first: number): readonly FactRecord[] =>
    latestFirst(facts.filter(({ seq }) => seq <= view.seq))
      .slice(0, pageSize(first))
      .map(recordOf);
  return {
    orderLine: (id, first) =>
      records(
        [...keyed("erp.sales-order-line", id), ...found(shipmentsOf(world, id)), ...found(picksFor(world, id))],
        first,
      ),
    productionOrder: (id, first) =>
      records(
        [
          ...keyed("erp.production-order", id),
          ...(world.operations.get(id) ?? []).flatMap(({ data }) => keyed("mes.operation", `${id}/${data.seq}`)),
          ...found(world.consumptions.get(id) ?? []),
          ...found(world.receipts.filter(({ data }) => data.productionOrder === id)),
          ...found(world.stockMoves.filter(({ data }) => data.productionOrder === id)),
        ],
        first,
      ),
    stockingPoint: ({ id, item, site }, first) =>
      records(
        [
          ...keyed("erp.stock-on-hand", id),
          ...found(world.stockCounts.filter(({ data }) => data.item === item && data.site === site)),
          ...found(world.receipts.filter(({ data }) => data.item === item && data.site === site)),
          ...found(movesAt(world, item, site)),
        ],
        first,
      ),
    resource: (id, first) =>
      records(
        [
          ...keyed("master.resource", id),
          ...(world.resourceHistory.get(id) ?? []),
          ...keyed("tower.estimate", `resource:${id}`),
        ],
        first,
      ),
    purchaseOrderLine: (id, first) =>
      records(
        [
          ...(world.purchaseOrderLineHistory.get(id) ?? []),
          ...found(world.receipts.filter(({ data }) => data.purchaseOrderLine === id)),
          ...keyed("tower.estimate", `purchaseOrderLine:${id}`),
        ],
        first,
      ),
    transferOrder: (id, first) =>
      records(
        [
          ...keyed("erp.transfer-order", id),
          ...found(world.stockMoves.filter(({ data }) => data.transferOrder === id)),
          ...found(world.receipts.filter(({ data }) => data.transferOrder === id)),
        ],
        first,
      ),
    hold: (id, first) =>
      records([...(world.holdHistory.get(id) ?? []), ...keyed("tower.estimate", `hold:${id}`)], first),
  };
}

const shipmentsOf = (world: World, line: string): readonly Told[] =>
  [...world.shipments.values()].filter(({ data }) => data.salesOrderLine === line);

const picksFor = (world: World, line: string): readonly Told[] =>
  world.stockMoves.filter(({ data }) => data.salesOrderLine === line);

const movesAt = (world: World, item: string, site: string): readonly Told[] =>
  world.stockMoves.filter(({ data }) => data.item === item && (data.from?.site === site || data.to?.site === site));

const latestFirst = (facts: readonly AnyFact[]): readonly AnyFact[] =>
  [...facts].sort((a, b) => b.time - a.time || b.seq - a.seq || byCodeUnit(a.source, b.source));

const recordOf = ({ seq, type, source, id, time, receivedAt, canonical }: AnyFact): FactRecord => ({
  seq,
  type,
  source,
  id,
  time: isoOf(time),
  receivedAt: isoOf(receivedAt),
  event: canonical,
});
