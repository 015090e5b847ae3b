import { byCodeUnit } from "@lockstep/domain/world";
import { groupBy } from "./order.ts";
import { lotKey, type Plant } from "./plant.ts";

/** Which sales order lines a supply is pegged to: what it says itself, else which lines name it. */
export interface Pegs {
  ofOrder(id: string): readonly string[];
  ofPurchase(id: string): readonly string[];
  ofTransfer(id: string): readonly string[];
  /** A numbered lot carries the pegs of what its receipts name, and of the transfers that brought it. */
  ofLot(item: string, lot: string): readonly string[];
}

const none: readonly never[] = [];

type Arrivals = Pick<Plant, "receiptsByLot" | "transfersByLot">;

export function readPegs({ world, receiptsByLot, transfersByLot }: Pick<Plant, "world"> & Arrivals): Pegs {
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
  return { ...pegs, ofLot: (item, lot) => pegsOfLot({ receiptsByLot, transfersByLot }, pegs, { item, lot }) };
}

/** A numbered lot carries the pegs of what its receipts name, and of the transfers that brought it. */
export function pegsOfLot(
  { receiptsByLot, transfersByLot }: Arrivals,
  pegs: Omit<Pegs, "ofLot">,
  { item, lot }: { readonly item: string; readonly lot: string },
): readonly string[] {
  if (lot === "") return none;
  const key = lotKey(item, lot);
  let named: string[] | null = null;
  const add = (lines: readonly string[]): void => {
    if (lines.length > 0) named = [...(named ?? []), ...lines];
  };
  for (const { data } of receiptsByLot.get(key) ?? none) {
    if (data.productionOrder !== undefined) add(pegs.ofOrder(data.productionOrder));
    if (data.purchaseOrderLine !== undefined) add(pegs.ofPurchase(data.purchaseOrderLine));
    if (data.transferOrder !== undefined) add(pegs.ofTransfer(data.transferOrder));
  }
  for (const { data } of transfersByLot.get(key) ?? none)
    if (data.transferOrder !== undefined) add(pegs.ofTransfer(data.transferOrder));
  return named === null ? none : [...new Set<string>(named)].sort(byCodeUnit);
}
