import { demandOfTransfer } from "../demands.ts";
import { EPSILON } from "../order.ts";
import { readTransfer } from "../transfers.ts";
import { addDemand, dropDemand, type NetworkParts, news } from "./network-parts.ts";
import { emptied, withOne, withoutOne } from "./sets.ts";

/** Reads the transfers that were marked: what each brings, and what it wants where it leaves. */
export function createTransferReader(parts: NetworkParts): { readonly read: () => void } {
  const { plant, levels, transfers, transferDemands, points, at, dirty, listener } = parts;

  const read = (): void => {
    for (const id of dirty.transfer) {
      listener.thing("t", id);
      const stated = plant.world.transferOrders.get(id);
      const before = transfers.get(id);
      const after = stated === undefined ? null : readTransfer(plant, levels, id, stated);
      const old = transferDemands.get(id);
      if (before !== undefined) {
        const to = at.of(before.to);
        to.transfersTo = withoutOne(to.transfersTo, id);
        to.isStale = true;
        news(to);
        if (old !== undefined) dropDemand(parts, before.from, old);
      }
      transferDemands.delete(id);
      if (after === null) transfers.delete(id);
      else {
        transfers.set(id, after);
        const to = at.of(after.to);
        to.transfersTo = withOne(to.transfersTo, id);
        news(to);
        if (after.toShip > EPSILON) {
          const demand = demandOfTransfer(plant, after);
          transferDemands.set(id, demand);
          addDemand(parts, after.from, demand);
        }
      }
      points.shipping.delete(id);
    }
    emptied(dirty.transfer);
  };

  return { read };
}
