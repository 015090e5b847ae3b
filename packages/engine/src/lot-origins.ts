import type { Arrival } from "./plant.ts";

/** What brought goods of a lot, by what was said when they came. */
export interface LotOrigin {
  readonly kind: "order" | "purchase" | "transfer";
  readonly id: string;
}

/** Of numbered lots, by `ITEM\0LOT`: each origin once, however often goods came of it. */
export interface LotOrigins {
  of(lot: string): readonly LotOrigin[];
}

export interface LiveLotOrigins extends LotOrigins {
  /** One arrival of a lot more, or one less; says whether it has an origin more or less by that. Undefined: goods without a number. */
  turn(lot: string | undefined, arrival: Arrival, by: 1 | -1): boolean;
}

interface Counted extends LotOrigin {
  arrivals: number;
}

const none: readonly never[] = [];

export function createLotOrigins(): LiveLotOrigins {
  const byLot = new Map<string, Counted[]>();

  const turnOne = (lot: string, kind: LotOrigin["kind"], id: string, by: 1 | -1): boolean => {
    const origins = byLot.get(lot);
    const known = origins?.find((one) => one.id === id && one.kind === kind);
    if (origins === undefined || known === undefined) {
      if (by < 0) return false;
      const made = { kind, id, arrivals: 1 };
      if (origins === undefined) byLot.set(lot, [made]);
      else origins.push(made);
      return true;
    }
    known.arrivals += by;
    if (known.arrivals > 0) return false;
    origins.splice(origins.indexOf(known), 1);
    if (origins.length === 0) byLot.delete(lot);
    return true;
  };

  return {
    of: (lot) => byLot.get(lot) ?? none,
    turn(lot, { data }, by) {
      if (lot === undefined) return false;
      const { productionOrder, transferOrder } = data;
      let isOther = false;
      // A move names the order that goods are issued to: it does not come of it.
      if ("site" in data) {
        if (productionOrder !== undefined) isOther = turnOne(lot, "order", productionOrder, by);
        if (data.purchaseOrderLine !== undefined)
          isOther = turnOne(lot, "purchase", data.purchaseOrderLine, by) || isOther;
      }
      if (transferOrder !== undefined) isOther = turnOne(lot, "transfer", transferOrder, by) || isOther;
      return isOther;
    },
  };
}
