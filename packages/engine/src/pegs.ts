import { byCodeUnit } from "@lockstep/domain/world";
import type { LotOrigin, LotOrigins } from "./lot-origins.ts";
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

export function readPegs({ world, lotOrigins }: Pick<Plant, "world" | "lotOrigins">): Pegs {
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
  return { ...pegs, ofLot: (item, lot) => pegsOfLot(lotOrigins, pegs, { item, lot }) };
}

/** A numbered lot carries the pegs of what its receipts name, and of the transfers that brought it. */
export function pegsOfLot(
  lotOrigins: LotOrigins,
  pegs: Omit<Pegs, "ofLot">,
  { item, lot }: { readonly item: string; readonly lot: string },
): readonly string[] {
  if (lot === "") return none;
  let named: readonly string[] = none;
  for (const { kind, id } of lotOrigins.of(lotKey(item, lot))) {
    const lines = linesOf(pegs, kind, id);
    if (lines.length > 0) named = named.length === 0 ? lines : [...named, ...lines];
  }
  return named.length < 2 ? named : [...new Set(named)].sort(byCodeUnit);
}

function linesOf(pegs: Omit<Pegs, "ofLot">, kind: LotOrigin["kind"], id: string): readonly string[] {
  switch (kind) {
    case "order":
      return pegs.ofOrder(id);
    case "purchase":
      return pegs.ofPurchase(id);
    case "transfer":
      return pegs.ofTransfer(id);
  }
}
