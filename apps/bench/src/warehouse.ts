import { DAY, HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import type { Floor, Run } from "./floor.ts";
import type { Bin, Network } from "./network.ts";
import type { Random } from "./random.ts";
import type { Said } from "./stream.ts";

export interface Warehouse {
  receipt(clock: Instant): Said | null;
  /** A count, an issue to an order, a put-away or a shipment. */
  stock(clock: Instant): Said | null;
}

const PALLETS_AN_ORDER = 16;
const DELIVERY_PARTS = 4;
const SHELF = 90 * DAY;

/** Brings in what was made and bought, draws what orders need, ships what is due, counts. */
export function createWarehouse(network: Network, floor: Floor, random: Random): Warehouse {
  const binsAt = new Map<string, Bin[]>();
  const bins: Bin[] = [];
  const pointOf = (item: string, site: string): string => `${item}@${site}`;
  const put = (bin: Bin): void => {
    const point = pointOf(bin.item, bin.site);
    const own = binsAt.get(point) ?? [];
    binsAt.set(point, own);
    const same = own.find(({ location, lot }) => location === bin.location && lot === bin.lot);
    if (same !== undefined) {
      same.quantity += bin.quantity;
      return;
    }
    own.push(bin);
    bins.push(bin);
  };
  for (const bin of network.bins) put({ ...bin });
  const purchases = [...network.purchases].sort((a, b) => a.promisedAt - b.promisedAt);
  const parts = new Map<string, number>();
  let bought = 0;
  const toShip = [...network.lines].sort((a, b) => a.promisedAt - b.promisedAt);
  const shipped = 0;
  let shipments = 0;
  let turn = 0;
  let drawn = 0;

  const made = (): Said | null => {
    for (let k = 0; k < floor.active.length; k++) {
      turn = (turn + 1) % floor.active.length;
      const run = floor.active[turn];
      if (run === undefined) continue;
      const { order, good, received } = run;
      const pallet = Math.ceil(order.quantity / PALLETS_AN_ORDER);
      const quantity = good >= order.quantity ? Math.min(pallet, good - received) : pallet;
      if (quantity <= 0 || received + quantity > good) continue;
      run.received += quantity;
      const bin = { item: order.item, site: order.site, location: `DOCK-${order.resource}`, lot: order.id, quantity };
      const expiresAt = order.plannedFinish + SHELF;
      put({ ...bin, expiresAt });
      return { type: "wms.receipt", data: { ...bin, productionOrder: order.id, expiresAt: isoOf(expiresAt) } };
    }
    return null;
  };

  const delivered = (clock: Instant): Said | null => {
    const line = purchases[bought];
    if (line === undefined || line.promisedAt > clock + 6 * HOUR) return null;
    const part = (parts.get(line.order) ?? 0) + 1;
    parts.set(line.order, part);
    if (part === DELIVERY_PARTS) bought += 1;
    const quantity = Math.ceil(line.quantity / DELIVERY_PARTS);
    const bin = { item: line.item, site: line.site, location: "BIN-0", lot: line.order, quantity };
    const expiresAt = line.promisedAt + SHELF;
    put({ ...bin, expiresAt });
    return {
      type: "wms.receipt",
      data: { ...bin, purchaseOrderLine: `${line.order}/10`, expiresAt: isoOf(expiresAt) },
    };
  };

  /** Components are drawn in two halves, the second when half is made. */
  const issue = (): Said | null => {
    for (let k = 0; k < floor.active.length; k++) {
      drawn = (drawn + 1) % floor.active.length;
      const run = floor.active[drawn];
      const said = run === undefined ? null : issueTo(run);
      if (said !== null) return said;
    }
    return null;
  };
  const issueTo = (run: Run): Said | null => {
    const { order, issued, good } = run;
    for (const { item, quantityPer } of order.components) {
      const halves = issued.get(item) ?? 0;
      if (halves === 2 || (halves === 1 && good < order.quantity / 2)) continue;
      const quantity = Math.round(((order.quantity * quantityPer * 1.01) / 2) * 1000) / 1000;
      const bin = binsAt.get(pointOf(item, order.site))?.find((one) => one.quantity >= quantity);
      if (bin === undefined) continue;
      issued.set(item, halves + 1);
      bin.quantity -= quantity;
      const from = { site: bin.site, location: bin.location };
      return {
        type: "wms.stock-move",
        data: { item, lot: bin.lot, quantity, from, reason: "issue", productionOrder: order.id },
      };
    }
    return null;
  };

  const ship = (clock: Instant): Said | null => {
    for (let k = shipped; k < Math.min(toShip.length, shipped + 200); k++) {
      const line = toShip[k];
      if (line === undefined || line.promisedAt > clock + 10 * HOUR) return null;
      const bin = binsAt.get(pointOf(line.item, line.site))?.find((one) => one.quantity >= line.quantity);
      if (bin === undefined) continue;
      toShip.splice(k, 1);
      bin.quantity -= line.quantity;
      shipments += 1;
      const { item, site, quantity } = line;
      const { location, lot } = bin;
      const salesOrderLine = `${line.order}/${line.line}`;
      const id = `SHIP-${shipments}`;
      return {
        type: "wms.shipment",
        data: { id, salesOrderLine, item, site, location, lot, quantity, shippedAt: isoOf(clock) },
      };
    }
    return null;
  };

  const count = (): Said => {
    const bin = random.pick(bins);
    if (random.chance(0.2)) bin.quantity = Math.max(0, Math.round(bin.quantity * random.between(0.98, 1.01)));
    const { item, site, location, lot, quantity } = bin;
    const data = { item, site, location, lot, quantity: Math.max(0, quantity), status: "available" };
    return { type: "wms.stock-count", data: { ...data, expiresAt: isoOf(bin.expiresAt) } };
  };

  const putAway = (): Said | null => {
    const bin = random.pick(bins);
    const quantity = Math.floor(bin.quantity / 2);
    if (quantity <= 0) return null;
    bin.quantity -= quantity;
    const to = { site: bin.site, location: `${bin.location.slice(0, 20)}-UP` };
    put({ ...bin, location: to.location, quantity });
    const from = { site: bin.site, location: bin.location };
    return { type: "wms.stock-move", data: { item: bin.item, lot: bin.lot, quantity, from, to, reason: "putaway" } };
  };

  return {
    receipt: (clock) => (random.chance(0.75) ? (made() ?? delivered(clock)) : (delivered(clock) ?? made())),
    stock(clock) {
      const choice = random.next();
      if (choice < 0.5) return issue() ?? ship(clock) ?? count();
      if (choice < 0.7) return ship(clock) ?? issue() ?? count();
      if (choice < 0.85) return putAway() ?? count();
      return count();
    },
  };
}
