import { DAY, HOUR } from "@lockstep/domain/instant";
import { CUSTOMERS } from "./network.ts";
import { tellSalesLine } from "./sales-line.ts";
import {
  awaitedKey,
  awaitIt,
  inHours,
  iso,
  type Lot,
  later,
  pointOf,
  round4,
  type SalesLine,
  type Sim,
  tell,
} from "./sim.ts";
import { DOCK, quantityOf, take, usable } from "./warehouse.ts";

/** After so long behind its time a line leaves with what there is. */
const PART_AFTER = 18 * HOUR;

/** The warehouse gets to a line at its time; if the goods are not there, the line waits for them. */
export function schedulePick(sim: Sim, line: SalesLine): void {
  const { pickAt } = line;
  later(sim, pickAt, () => {
    if (line.pickAt === pickAt) tryPick(sim, line);
  });
}

/** Goods have come to a point: whoever waits for them is served, the earliest promise first. */
export function serveWaiting(sim: Sim, point: string): void {
  const waiting = [...sim.sales.values()]
    .filter((line) => line.state === "waiting" && line.pickAt <= sim.now && pointOf(line.item.id, line.site) === point)
    .sort((a, b) => a.promisedAt - b.promisedAt || (a.id < b.id ? -1 : 1));
  for (const line of waiting) tryPick(sim, line);
}

function tryPick(sim: Sim, line: SalesLine): void {
  if (line.state !== "waiting" || line.pickAt > sim.now) return;
  const terms = CUSTOMERS.find(({ id }) => id === line.customer);
  const days = (terms?.minRemainingShelfLifeDays ?? 0) + line.transitHours / 24 + 0.2;
  const lots = usable(sim, line.item.id, line.site, days);
  const there = quantityOf(lots);
  const wanted = round4(line.quantity - line.shipped);
  const overdue = sim.now - (line.promisedAt - line.transitHours * HOUR);
  const part = overdue > PART_AFTER && there >= 0.3 * wanted;
  if (there < wanted && !part) return;
  pick(sim, line, take(lots, Math.min(there, wanted)));
}

function pick(sim: Sim, line: SalesLine, parts: readonly { lot: Lot; quantity: number }[]): void {
  line.state = "picking";
  for (const { lot, quantity } of parts) {
    tell(sim, "wms.stock-move", line.site, {
      item: line.item.id,
      lot: lot.lot,
      quantity,
      from: { site: line.site, location: lot.location },
      to: { site: line.site, location: DOCK },
      status: "available",
      reason: "pick",
      salesOrderLine: line.id,
    });
  }
  const chance = sim.random("dock");
  const noTruck = chance.chance(0.05);
  const hours = noTruck ? chance.between(8, 20) : chance.between(0.6, 1.6);
  const at = sim.now + hours * HOUR;
  awaitIt(sim, awaitedKey("NOT_SHIPPED", line.id), { at, come: () => ship(sim, line, parts) });
}

function ship(sim: Sim, line: SalesLine, parts: readonly { lot: Lot; quantity: number }[]): void {
  const shippedAt = iso(sim.now);
  const shipments = parts.map(({ lot, quantity }) => ({
    id: `SH-${sim.label}-${String(sim.number("SH")).padStart(5, "0")}`,
    salesOrderLine: line.id,
    item: line.item.id,
    site: line.site,
    location: DOCK,
    lot: lot.lot,
    serials: [],
    quantity,
    shippedAt,
  }));
  for (const shipment of shipments) {
    tell(sim, "wms.shipment", line.site, shipment);
    line.shipped = round4(line.shipped + shipment.quantity);
  }
  const all = line.shipped >= line.quantity;
  line.state = all ? "shipped" : "waiting";
  if (!all) {
    line.pickAt = Math.round((sim.now + 6 * HOUR) / 1_000) * 1_000;
    schedulePick(sim, line);
  }
  inHours(sim, line.transitHours * sim.random("dock").between(0.9, 1.08), () => {
    for (const shipment of shipments) tell(sim, "wms.shipment", line.site, { ...shipment, deliveredAt: iso(sim.now) });
    if (!all) return;
    line.state = "delivered";
    inHours(sim, 1, () => {
      tellSalesLine(sim, line);
      sim.sales.delete(line.id);
    });
  });
}

/** Twice a day whoever waits is looked at again, in case what was there has become enough for a part. */
export function lookAgain(sim: Sim): void {
  for (const line of [...sim.sales.values()]) tryPick(sim, line);
  later(sim, sim.now + DAY / 4, () => lookAgain(sim));
}
