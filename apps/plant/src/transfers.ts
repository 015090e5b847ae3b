import { HOUR, type Instant } from "@lockstep/domain/instant";
import type { Item, SiteId } from "./catalogue.ts";
import { serveWaiting } from "./shipping.ts";
import { iso, later, pointOf, type Sim, seconds, type Transfer, tell } from "./sim.ts";
import { quantityOf, receive, take, usable } from "./warehouse.ts";

interface Planned {
  readonly item: Item;
  readonly from: SiteId;
  readonly to: SiteId;
  readonly quantity: number;
  readonly plannedShip: Instant;
  readonly plannedReceipt: Instant;
}

export function planTransfer(sim: Sim, planned: Planned): Transfer {
  const id = `TO-${sim.label}-${String(sim.number("TO")).padStart(4, "0")}`;
  const transfer: Transfer = {
    ...planned,
    plannedShip: seconds(planned.plannedShip),
    plannedReceipt: seconds(planned.plannedReceipt),
    id,
    status: "open",
  };
  sim.transfers.set(id, transfer);
  tellTransfer(sim, transfer);
  later(sim, transfer.plannedShip + sim.random("transfers").between(-1, 1.5) * HOUR, () => tryShip(sim, transfer, 0));
  return transfer;
}

const tellTransfer = (
  sim: Sim,
  { id, item, from, to, quantity, plannedShip, plannedReceipt, status }: Transfer,
): void =>
  tell(sim, "erp.transfer-order", null, {
    id,
    item: item.id,
    fromSite: from,
    toSite: to,
    quantity,
    plannedShip: iso(plannedShip),
    plannedReceipt: iso(plannedReceipt),
    status,
  });

/** The truck leaves when all is there; after two days of waiting with what there is. */
function tryShip(sim: Sim, transfer: Transfer, tries: number): void {
  const { item, from, to, quantity } = transfer;
  const lots = usable(sim, item.id, from, 14);
  const there = quantityOf(lots);
  if (there < quantity && (tries < 24 || there < 1)) {
    later(sim, sim.now + 2 * HOUR, () => tryShip(sim, transfer, tries + 1));
    return;
  }
  const loaded = take(lots, Math.min(there, quantity));
  for (const { lot, quantity: part } of loaded) {
    tell(sim, "wms.stock-move", from, {
      item: item.id,
      lot: lot.lot,
      quantity: part,
      from: { site: from, location: lot.location },
      status: "available",
      reason: "transfer",
      transferOrder: transfer.id,
    });
  }
  transfer.status = "shipped";
  tellTransfer(sim, transfer);
  const chance = sim.random("transfers");
  const delay = chance.chance(0.15) ? chance.between(6, 22) : chance.between(-3, 2);
  const arrival = Math.max(
    sim.now + 44 * HOUR,
    sim.now + (transfer.plannedReceipt - transfer.plannedShip) + delay * HOUR,
  );
  later(sim, arrival, () => {
    for (const { lot, quantity: part } of loaded) {
      receive(
        sim,
        { item: item.id, site: to, lot: lot.lot, quantity: part, expiresAt: lot.expiresAt },
        { transferOrder: transfer.id },
      );
    }
    transfer.status = "closed";
    tellTransfer(sim, transfer);
    serveWaiting(sim, pointOf(item.id, to));
  });
}
