import type { Supply } from "./model.ts";

/** Nothing of it is allocated yet. Of one form wherever it comes from, so that each field is found in the same place. */
export function createSupply(of: Omit<Supply, "left" | "mark">): Supply {
  return {
    point: of.point,
    kind: of.kind,
    id: of.id,
    quantity: of.quantity,
    availableAt: of.availableAt,
    assumed: of.assumed,
    expiresAt: of.expiresAt,
    pegs: of.pegs,
    source: of.source,
    variance: of.variance,
    left: of.quantity,
    mark: 0,
  };
}

/** Another quantity of the same: whoever holds on to it finds it as it is read now. */
export function resizeSupply(known: Supply, { quantity, pegs, source }: Supply): void {
  Object.assign(known, { quantity, pegs, source, left: quantity });
}
