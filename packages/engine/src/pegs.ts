import { byCodeUnit } from "@lockstep/domain/world";
import { groupBy } from "./order.ts";
import { lotKey, type Plant } from "./plant.ts";

/** Which sales order lines a supply is pegged to: what it says itself, else which lines name it. */
export interface Pegs {
  ofOrder(id: string): readonly string[];
  ofPurchase(id: string): readonly string[];
  ofTransfer(id: string): readonly string[];
  /** A numbered lot carries the pegs of what its receipts name. */
  ofLot(item: string, lot: string): readonly string[];
}

const none: readonly string[] = [];

export function readPegs({ world, receiptsByLot }: Pick<Plant, "world" | "receiptsByLot">): Pegs {
  const lines = [...world.salesOrderLines].map(([id, { data }]) => ({ id, peg: data.peggedTo }));
  const idsBy = (
    nameOf: (line: (typeof lines)[number]) => string | undefined,
  ): ReadonlyMap<string, readonly string[]> =>
    new Map([...groupBy(lines, nameOf)].map(([name, list]) => [name, list.map(({ id }) => id).sort(byCodeUnit)]));
  const byOrder = idsBy(({ peg }) => peg?.productionOrder);
  const byPurchase = idsBy(({ peg }) => peg?.purchaseOrderLine);
  const byTransfer = idsBy(({ peg }) => peg?.transferOrder);
  const ofOrder = (id: string): readonly string[] => {
    const own = world.productionOrders.get(id)?.data.peggedTo;
    return own === undefined ? (byOrder.get(id) ?? none) : [own];
  };
  const pegs = {
    ofOrder,
    ofPurchase: (id: string) => byPurchase.get(id) ?? none,
    ofTransfer: (id: string) => byTransfer.get(id) ?? none,
  };
  return { ...pegs, ofLot: (item, lot) => pegsOfLot({ receiptsByLot }, pegs, { item, lot }) };
}

/** A numbered lot carries the pegs of what its receipts name. */
export function pegsOfLot(
  { receiptsByLot }: Pick<Plant, "receiptsByLot">,
  pegs: Omit<Pegs, "ofLot">,
  { item, lot }: { readonly item: string; readonly lot: string },
): readonly string[] {
  const receipts = lot === "" ? [] : (receiptsByLot.get(lotKey(item, lot)) ?? []);
  const named = receipts.flatMap(({ data }) => [
    ...(data.productionOrder === undefined ? none : pegs.ofOrder(data.productionOrder)),
    ...(data.purchaseOrderLine === undefined ? none : pegs.ofPurchase(data.purchaseOrderLine)),
    ...(data.transferOrder === undefined ? none : pegs.ofTransfer(data.transferOrder)),
  ]);
  return named.length === 0 ? none : [...new Set(named)].sort(byCodeUnit);
}
