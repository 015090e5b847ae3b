import { DAY, HOUR, type Instant, MINUTE } from "@lockstep/domain/instant";
import type { SiteId } from "./catalogue.ts";
import type { Supplier } from "./network.ts";
import {
  awaitedKey,
  awaitIt,
  iso,
  itemOf,
  later,
  money,
  needOf,
  type PurchaseLine,
  round4,
  type Sim,
  seconds,
  supplierOf,
  tell,
  type WorkOrder,
} from "./sim.ts";
import { spare } from "./spare.ts";
import { receive } from "./warehouse.ts";

/** How long before its first use a delivery is ordered for. */
const MARGIN = 21 * HOUR;
const GROUP = 3.5 * DAY;

const ROUND_TO: Readonly<Record<string, number>> = { kg: 50, pc: 500 };

/** What is kept above the plan's need, as a share of it; nobody stores spices of the supplier that is always late. */
export function reserveShare(item: string): number {
  if (supplierOf(item).habit === "late") return 0;
  return item.startsWith("V-") ? 0.6 : 0.35;
}

/** Buys what new orders take and what is not there or coming: two deliveries a week and item. */
export function planPurchases(sim: Sim, orders: readonly WorkOrder[]): void {
  for (const [point, needs] of needsOf(sim, orders)) {
    const [item = "", site] = point.split("@") as [string, SiteId];
    const total = needs.reduce((sum, { quantity }) => sum + quantity, 0);
    let free = spare(sim, item, site) + coming(sim, item, site) + total;
    for (const group of grouped(needs)) {
      const need = group.reduce((sum, { quantity }) => sum + quantity, 0);
      const step = ROUND_TO[itemOf(sim, item).uom] ?? 1;
      const short = need * (1 + reserveShare(item)) - free;
      if (short > 0) {
        const quantity = step * Math.ceil(short / step);
        orderGoods(sim, { item, site, quantity, promisedAt: firstUncovered(group, free) - MARGIN });
        free += quantity;
      }
      free -= need;
    }
  }
}

interface Need {
  readonly at: Instant;
  readonly quantity: number;
}

export function needsOf(sim: Sim, orders: readonly WorkOrder[]): Map<string, Need[]> {
  const needs = new Map<string, Need[]>();
  for (const { recipe, quantity, plannedStart } of orders) {
    for (const part of recipe.components) {
      if (itemOf(sim, part.item).level !== "raw") continue;
      const point = `${part.item}@${recipe.site}`;
      const list = needs.get(point) ?? [];
      list.push({ at: plannedStart, quantity: needOf(part, quantity) });
      needs.set(point, list);
    }
  }
  for (const list of needs.values()) list.sort((a, b) => a.at - b.at);
  return needs;
}

/** When the goods that are there run out; if they do not, the last use. */
function firstUncovered(needs: readonly Need[], free: number): Instant {
  let left = free;
  for (const { at, quantity } of needs) {
    left -= quantity;
    if (left < 0) return at;
  }
  return needs.at(-1)?.at ?? 0;
}

function grouped(needs: readonly Need[]): Need[][] {
  const groups: Need[][] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const need of needs) {
    if (need.at >= from + GROUP) {
      groups.push([]);
      from = need.at;
    }
    groups.at(-1)?.push(need);
  }
  return groups;
}

const coming = (sim: Sim, item: string, site: SiteId): number =>
  [...sim.purchases.values()]
    .filter((line) => line.open && line.item.id === item && line.site === site)
    .reduce((sum, line) => sum + line.quantity - line.received, 0);

interface Wanted {
  readonly item: string;
  readonly site: SiteId;
  readonly quantity: number;
  readonly promisedAt: Instant;
}

export function orderGoods(sim: Sim, { item, site, quantity, promisedAt }: Wanted): void {
  const supplier = supplierOf(item);
  const promised = seconds(
    Math.ceil(Math.max(promisedAt, sim.now + 20 * HOUR) / (30 * MINUTE)) * 30 * MINUTE + 5 * MINUTE,
  );
  const order = `PO-${sim.label}-${String(sim.number("PO")).padStart(4, "0")}`;
  const line: PurchaseLine = {
    id: `${order}/10`,
    order,
    item: itemOf(sim, item),
    site,
    supplier,
    quantity,
    orderedAt: Math.min(sim.now, promised - supplier.leadTimeDays * DAY),
    firstPromisedAt: promised,
    promisedAt: promised,
    received: 0,
    open: true,
  };
  sim.purchases.set(line.id, line);
  tellPurchase(sim, line);
  scheduleArrival(sim, line);
}

export function tellPurchase(sim: Sim, line: PurchaseLine, time = sim.now): void {
  tell(
    sim,
    "erp.purchase-order-line",
    null,
    {
      order: line.order,
      line: "10",
      supplier: line.supplier.id,
      item: line.item.id,
      site: line.site,
      quantity: line.quantity,
      orderedAt: iso(line.orderedAt),
      promisedAt: iso(line.promisedAt),
      firstPromisedAt: iso(line.firstPromisedAt),
      unitCost: money(line.item.costCents),
      status: line.open ? "open" : "closed",
    },
    time,
  );
}

/** Hours behind the first promise, by the supplier's habit. */
export function hoursLate(sim: Sim, { habit }: Supplier): number {
  const chance = sim.random("suppliers");
  switch (habit) {
    case "late":
      return 48 + chance.between(-1.5, 1.5);
    case "variable":
      return chance.between(-8, 9);
    case "early":
      return chance.between(-14, -3);
    case "punctual":
    case "short":
      return chance.between(-3, 0.8);
  }
}

function scheduleArrival(sim: Sim, line: PurchaseLine): void {
  const chance = sim.random("trucks");
  const truckLate = line.supplier.habit !== "late" && chance.chance(0.09);
  const delay = truckLate ? chance.between(8, 44) : 0;
  const arrival = line.firstPromisedAt + (hoursLate(sim, line.supplier) + delay) * HOUR;
  const short = line.supplier.habit === "short" && chance.chance(0.45);
  const first = short ? Math.floor(line.quantity * chance.between(0.72, 0.93)) : line.quantity;
  if (delay > 12 && chance.chance(0.6)) {
    later(sim, line.firstPromisedAt - chance.between(2, 20) * HOUR, () => {
      if (!line.open) return;
      line.promisedAt = seconds(Math.ceil(arrival / (15 * MINUTE)) * 15 * MINUTE + 2 * MINUTE);
      tellPurchase(sim, line);
    });
  }
  const key = awaitedKey("SUPPLIER_LATE", line.id);
  const rest = short ? arrival + chance.between(40, 54) * HOUR : null;
  const come = (): void => {
    arrive(sim, line, first);
    if (rest !== null) awaitIt(sim, key, { at: rest, come: () => arrive(sim, line, round4(line.quantity - first)) });
  };
  awaitIt(sim, key, { at: arrival, come });
}

function arrive(sim: Sim, line: PurchaseLine, quantity: number): void {
  const { item, site } = line;
  const share = sim.random("trucks").chance(0.03) ? 0.04 : 0;
  const rejected = Math.floor(quantity * share);
  const expiresAt = item.shelfLifeDays === null ? null : sim.now + item.shelfLifeDays * DAY;
  const lot = `${line.order}-${sim.number(line.id)}`;
  receive(sim, { item: item.id, site, lot, quantity, expiresAt }, { purchaseOrderLine: line.id }, rejected);
  line.received = round4(line.received + quantity - rejected);
  if (line.received + rejected < line.quantity) return;
  line.open = false;
  tellPurchase(sim, line);
}
