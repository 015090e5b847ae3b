import type { ErpStockData } from "@lockstep/domain/facts/erp";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { StockCountData } from "@lockstep/domain/facts/wms";
import { DAY, type Instant, isoOf } from "@lockstep/domain/instant";
import type { Level, SiteId } from "./catalogue.ts";
import {
  iso,
  itemOf,
  type Lot,
  later,
  needOf,
  pointOf,
  round4,
  type Sim,
  sourceOf,
  tell,
  type WorkOrder,
} from "./sim.ts";

/** The bins: one a kind of goods and plant; what leaves by truck passes the dock. */
const LOCATION: Readonly<Record<Level, string>> = { raw: "RAW", base: "COLD", filled: "WIP", case: "PALLETS" };
export const DOCK = "DOCK";

export const locationOf = (sim: Sim, item: string): string => LOCATION[itemOf(sim, item).level];

export const lotsAt = (sim: Sim, item: string, site: SiteId): Lot[] => {
  const point = pointOf(item, site);
  const known = sim.lots.get(point);
  if (known) return known;
  const made: Lot[] = [];
  sim.lots.set(point, made);
  return made;
};

/** Not held and good for so many more days, first to expire first. */
export function usable(sim: Sim, item: string, site: SiteId, days = 0): Lot[] {
  const until = sim.now + days * DAY;
  return lotsAt(sim, item, site)
    .filter((lot) => lot.quantity > 0 && lot.hold === null && (lot.expiresAt === null || lot.expiresAt > until))
    .sort(
      (a, b) =>
        (a.expiresAt ?? Number.POSITIVE_INFINITY) - (b.expiresAt ?? Number.POSITIVE_INFINITY) ||
        (a.lot < b.lot ? -1 : 1),
    );
}

export const quantityOf = (lots: readonly Lot[]): number => round4(lots.reduce((sum, lot) => sum + lot.quantity, 0));

export interface Coming {
  readonly item: string;
  readonly site: SiteId;
  readonly lot: string;
  readonly quantity: number;
  readonly expiresAt: Instant | null;
}

export function addLot(sim: Sim, { item, site, lot, quantity, expiresAt }: Coming): Lot {
  const list = lotsAt(sim, item, site);
  const known = list.find((each) => each.lot === lot);
  if (known) {
    known.quantity = round4(known.quantity + quantity);
    return known;
  }
  const added: Lot = { lot, item, site, location: locationOf(sim, item), quantity, expiresAt, hold: null };
  list.push(added);
  return added;
}

/** Takes from the lots in their order; what each gave. */
export function take(lots: readonly Lot[], quantity: number): { lot: Lot; quantity: number }[] {
  const taken: { lot: Lot; quantity: number }[] = [];
  let left = quantity;
  for (const lot of lots) {
    if (left <= 0) break;
    const part = round4(Math.min(left, lot.quantity));
    if (part <= 0) continue;
    lot.quantity = round4(lot.quantity - part);
    left = round4(left - part);
    taken.push({ lot, quantity: part });
  }
  return taken;
}

export const hasAll = (sim: Sim, order: WorkOrder): boolean =>
  order.recipe.components.every(
    (part) => quantityOf(usable(sim, part.item, order.recipe.site)) >= needOf(part, order.quantity),
  );

/** Everything an order needs goes to its line. */
export function issueAll(sim: Sim, order: WorkOrder): void {
  const { site } = order.recipe;
  for (const part of order.recipe.components) {
    for (const { lot, quantity } of take(usable(sim, part.item, site), needOf(part, order.quantity))) {
      tell(sim, "wms.stock-move", site, {
        item: part.item,
        lot: lot.lot,
        quantity,
        from: { site, location: lot.location },
        status: "available",
        toStatus: "available",
        reason: "issue",
        productionOrder: order.id,
      });
    }
  }
}

/** Goods come in at a bin: made, bought or from the other plant. */
export function receive(
  sim: Sim,
  coming: Coming,
  reference: { productionOrder: string } | { purchaseOrderLine: string } | { transferOrder: string },
  rejected = 0,
): Lot {
  const { item, site, lot, quantity, expiresAt } = coming;
  tell(sim, "wms.receipt", site, {
    site,
    location: locationOf(sim, item),
    item,
    lot,
    quantity,
    rejected,
    status: "available",
    ...reference,
    ...(expiresAt === null ? {} : { expiresAt: iso(expiresAt) }),
  });
  return addLot(sim, { ...coming, quantity: round4(quantity - rejected) });
}

export const tellCount = (sim: Sim, lot: Lot): void => tell(sim, "wms.stock-count", lot.site, countOf(lot));

/** A look into a bin that finds what the books say; it changes nothing. */
export function agreeingCount(lot: Lot, at: Instant): CloudEvent {
  const id = `0-${lot.lot}-${isoOf(at)}`;
  const type = "wms.stock-count";
  return { specversion: "1.0", id, source: sourceOf(type, lot.site), type, time: isoOf(at), data: countOf(lot) };
}

function countOf({ site, location, item, lot, quantity, expiresAt }: Lot): StockCountData {
  const count = { site, location, item, lot, status: "available" as const, quantity };
  return expiresAt === null ? count : { ...count, expiresAt: iso(expiresAt) };
}

/** Thrown away: expired or rejected goods leave the books. */
export function scrapLot(sim: Sim, lot: Lot): void {
  if (lot.quantity <= 0) return;
  const { quantity, item, site } = lot;
  lot.quantity = 0;
  tell(sim, "wms.stock-move", site, {
    item,
    lot: lot.lot,
    quantity,
    from: { site, location: lot.location },
    status: "available",
    toStatus: "available",
    reason: "adjust",
  });
}

/** Every night what has expired goes out, and lots that are used up are forgotten. */
export function nightly(sim: Sim): void {
  for (const [point, lots] of sim.lots) {
    for (const lot of lots)
      if (lot.expiresAt !== null && lot.expiresAt <= sim.now && lot.hold === null) scrapLot(sim, lot);
    sim.lots.set(
      point,
      lots.filter((lot) => lot.quantity > 0 || lot.hold !== null),
    );
  }
  later(sim, sim.now + DAY, () => nightly(sim));
}

/** Of what lies between two operations the ERP knows nothing. */
export function hasErpStock(sim: Sim, point: string): boolean {
  const { level } = itemOf(sim, point.slice(0, point.indexOf("@")));
  return level === "case" || level === "raw";
}

/** What the ERP believes to have: the truth and what it has not noticed. */
export function tellErpStock(sim: Sim): void {
  for (const point of sim.lots.keys()) {
    if (hasErpStock(sim, point)) tell(sim, "erp.stock-on-hand", null, erpStockOf(sim, point));
  }
  later(sim, sim.now + DAY, () => tellErpStock(sim));
}

/** The same, told once more between two nights. */
export function unchangedErpStock(sim: Sim, point: string, at: Instant): CloudEvent {
  const type = "erp.stock-on-hand";
  const id = `0-${point}-${isoOf(at)}`;
  return { specversion: "1.0", id, source: sourceOf(type, null), type, time: isoOf(at), data: erpStockOf(sim, point) };
}

function erpStockOf(sim: Sim, point: string): ErpStockData {
  const [item = "", site = ""] = point.split("@");
  return { item, site, quantity: round4(quantityOf(sim.lots.get(point) ?? []) + (sim.erpError.get(point) ?? 0)) };
}
