import { DAY, HOUR, MINUTE } from "@lockstep/domain/instant";
import type { Family, SiteId } from "./catalogue.ts";
import {
  CALENDARS,
  CUSTOMERS,
  INSPECTION_HOURS,
  LINES,
  PICK_HOURS,
  PUTAWAY_HOURS,
  SHARED,
  SITES,
  SUPPLIERS,
} from "./network.ts";
import { offer, planOrder, planWeek, promisableAt, publishPlan } from "./plan.ts";
import { hoursLate, needsOf, reserveShare, tellPurchase } from "./purchasing.ts";
import { hold } from "./quality.ts";
import { takeOrder, USUAL_OPEN_LINES } from "./sales.ts";
import { iso, itemOf, money, needOf, type PurchaseLine, recipeOf, round4, type Sim, seconds, tell } from "./sim.ts";
import { addLot, lotsAt, quantityOf, tellCount } from "./warehouse.ts";

const MASTER_AGE = 30 * DAY;
/** The stock of bought goods at the start lasts so long. */
const STOCK_LASTS = 2.6 * DAY;

/** Everything that is known when the plant's first week begins: master data, stock, two weeks of plan, the order book. */
export function open(sim: Sim): void {
  sim.now = sim.start - 2 * HOUR;
  tellMasterData(sim);
  for (const supplier of SUPPLIERS) for (let k = 0; k < 8; k++) tellPastDelivery(sim, supplier, k);
  openPipeline(sim);
  stockCases(sim);
  stockBought(sim);
  planWeek(sim, 0);
  planWeek(sim, 1);
  for (const lots of sim.lots.values()) for (const lot of lots) tellCount(sim, lot);
  holdSome(sim);
  for (let k = 0; k < USUAL_OPEN_LINES; k++) takeOrder(sim, "A");
  sim.now = sim.start - HOUR;
  publishPlan(sim, 0);
  sim.now = sim.start;
  tellPolicies(sim);
}

function tellMasterData(sim: Sim): void {
  const at = sim.start - MASTER_AGE;
  for (const { id, name, timeZone, valueAtRiskLimit } of SITES) {
    const hours = { putawayHours: PUTAWAY_HOURS, pickHours: PICK_HOURS, inspectionHours: INSPECTION_HOURS };
    tell(sim, "master.site", null, { id, name, timeZone, ...hours, valueAtRiskLimit, receipts: "posted" }, at);
  }
  for (const { id, timeZone, weekly } of CALENDARS) {
    tell(sim, "master.calendar", null, { id, timeZone, weekly: [...weekly], exceptions: [] }, at);
  }
  for (const { id, site, name, calendar, hourlyCostCents, typicalRepairMinutes } of LINES) {
    const data = {
      id,
      site,
      name,
      kind: "line" as const,
      calendar,
      capacity: 1,
      costCentre: `${site}-${id.split("-")[1]}`,
    };
    tell(
      sim,
      "master.resource",
      null,
      { ...data, hourlyCost: money(hourlyCostCents), typicalRepairMinutes: { ...typicalRepairMinutes } },
      at,
    );
  }
  for (const { id, name, uom, costCents, priceCents, shelfLifeDays, group } of sim.catalogue.items.values()) {
    const price = priceCents === null ? {} : { unitPrice: money(priceCents) };
    const life = shelfLifeDays === null ? {} : { shelfLifeDays };
    const aliases = [{ system: "mes", code: id.replaceAll("-", "") }];
    tell(
      sim,
      "master.item",
      null,
      { id, name, uom, unitCost: money(costCents), ...price, ...life, aliases, group },
      at,
    );
  }
  for (const { item, site, components, line, setupMinutes, ratePerHour } of sim.catalogue.recipes.values()) {
    tell(sim, "master.bom", null, { item, site, components: components.map((part) => ({ ...part })) }, at);
    tell(
      sim,
      "master.routing",
      null,
      { item, site, operations: [{ seq: 10, resource: line, setupMinutes, ratePerHour }] },
      at,
    );
  }
  for (const { id, name } of SUPPLIERS) tell(sim, "master.supplier", null, { id, name }, at);
  for (const { id, name, priority, lateToleranceMinutes, underTolerance, minRemainingShelfLifeDays } of CUSTOMERS) {
    const otif = { lateToleranceMinutes, underTolerance };
    tell(sim, "master.customer", null, { id, name, priority, otif, minRemainingShelfLifeDays }, at);
  }
  tellSourcing(sim, at);
  for (const { id } of SITES) {
    const cost = (kind: string, fixed: number, perUnit: number): void =>
      tell(sim, "master.response-cost", null, { site: id, kind, fixed: money(fixed), perUnit: money(perUnit) }, at);
    cost("premium-freight", 38_000, 45);
    cost("overtime-hour", 0, id === "HAM" ? 42_000 : 29_000);
    cost("changeover", 18_500, 0);
    cost("expedite-purchase", 22_000, 8);
  }
}

/** Who buys what where: every bought item at every plant that uses it. */
function tellSourcing(sim: Sim, at: number): void {
  for (const point of boughtPoints(sim)) {
    const [item = "", site = ""] = point.split("@");
    const supplier = SUPPLIERS.find(({ items }) => items.includes(item));
    if (supplier === undefined) continue;
    const { costCents, uom } = itemOf(sim, item);
    const terms = {
      leadTimeDays: supplier.leadTimeDays,
      unitCost: money(costCents),
      minimumQuantity: uom === "kg" ? 50 : 500,
    };
    tell(sim, "master.sourcing", null, { item, site, supplier: supplier.id, ...terms }, at);
  }
}

const boughtPoints = (sim: Sim): Set<string> =>
  new Set(
    [...sim.catalogue.recipes.values()].flatMap(({ site, components }) =>
      components.filter(({ item }) => itemOf(sim, item).level === "raw").map(({ item }) => `${item}@${site}`),
    ),
  );

/** Deliveries of the past weeks, used up since: what a supplier's habit can be learnt from. */
function tellPastDelivery(sim: Sim, supplier: (typeof SUPPLIERS)[number], k: number): void {
  const chance = sim.random("history");
  const points = [...boughtPoints(sim)].filter((point) => supplier.items.includes(point.split("@")[0] ?? ""));
  const [item = "", site] = (points[k % points.length] ?? "").split("@") as [string, SiteId];
  const promised = seconds(sim.start - (4 + 4 * k + chance.next()) * DAY);
  const receivedAt = seconds(promised + hoursLate(sim, supplier) * HOUR);
  const quantity = 100 * chance.whole(4, 40);
  const order = `PO-${sim.label}-H${String(sim.number("PO-H")).padStart(3, "0")}`;
  const orderedAt = promised - supplier.leadTimeDays * DAY;
  const line: PurchaseLine = {
    id: `${order}/10`,
    order,
    item: itemOf(sim, item),
    site,
    supplier,
    quantity,
    orderedAt,
    firstPromisedAt: promised,
    promisedAt: promised,
    received: quantity,
    open: false,
  };
  tellPurchase(sim, line, receivedAt);
  const bin = { site, location: "RAW", item, lot: order, status: "available" as const };
  tell(sim, "wms.receipt", site, { ...bin, quantity, rejected: 0, purchaseOrderLine: line.id }, receivedAt);
  tell(sim, "wms.stock-count", site, { ...bin, quantity: 0 });
}

/** What last week left between the stages: each kettle's next goods stand ready to be filled, others to be packed. */
function openPipeline(sim: Sim): void {
  const { families } = sim.catalogue;
  for (const kettle of new Set(families.map((family) => family.kettle))) {
    for (const [k, family] of families
      .filter((each) => each.kettle === kettle)
      .slice(-3)
      .entries()) {
      const begin = sim.start + (5 + 3 * k) * HOUR;
      if (k === 0) fillAndPack(sim, family, begin);
      else packOnly(sim, family, begin);
    }
  }
  for (const { base, site, filled } of families) {
    openLot(sim, base, site, 200);
    for (const { item } of filled) openLot(sim, item, site, 400);
  }
}

function fillAndPack(sim: Sim, family: Family, begin: number): void {
  const { site } = family;
  const unit = family.filled[0];
  if (unit === undefined) return;
  const recipe = recipeOf(sim, unit.item, site);
  const base = recipe.components[0];
  if (base === undefined) return;
  openLot(sim, base.item, site, needOf(base, 11_000));
  const fill = planOrder(sim, recipe, 11_000, begin);
  packAll(sim, family, 10_500, fill.plannedFinish + 4 * HOUR);
}

function packOnly(sim: Sim, family: Family, begin: number): void {
  const unit = family.filled[0];
  if (unit === undefined) return;
  openLot(sim, unit.item, family.site, 11_000);
  packAll(sim, family, 10_500, begin);
}

function packAll(sim: Sim, family: Family, pieces: number, begin: number): void {
  const cases = family.filled[0]?.cases ?? [];
  for (const item of cases) {
    const recipe = recipeOf(sim, item, family.site);
    const size = recipe.components[0]?.quantityPer ?? 1;
    offer(sim, family, planOrder(sim, recipe, 10 * Math.floor(pieces / cases.length / size / 10.1), begin));
  }
}

function openLot(sim: Sim, item: string, site: SiteId, quantity: number): void {
  const { shelfLifeDays } = itemOf(sim, item);
  const left = shelfLifeDays === null ? null : shelfLifeDays * sim.random("opening").between(0.75, 0.95);
  const expiresAt = left === null ? null : seconds(sim.start + left * DAY);
  addLot(sim, {
    item,
    site,
    lot: `OPEN-${item}-${sim.number(`OPEN ${item} ${site}`)}`,
    quantity: round4(quantity),
    expiresAt,
  });
}

function stockCases(sim: Sim): void {
  const chance = sim.random("opening");
  for (const family of sim.catalogue.families) {
    const shared = SHARED.filter((each) => each.family === family.base).map(({ to }) => to);
    for (const site of [family.site, ...shared]) {
      for (const item of family.filled.flatMap(({ cases }) => cases)) {
        const quantity = 10 * chance.whole(25, 75);
        openLot(sim, item, site, quantity);
        promisableAt(sim, `${item}@${site}`).push({
          point: `${item}@${site}`,
          at: sim.start + 3 * HOUR,
          left: quantity,
        });
      }
    }
  }
}

/** Bought goods for the first days of the first week; the rest is on order. */
function stockBought(sim: Sim): void {
  const trial = sim.catalogue.recipes;
  const weekly = new Map<string, number>();
  const perWeek: Readonly<Record<string, number>> = { base: 17_500, filled: 36_000, case: 2_300 };
  for (const recipe of trial.values()) {
    const amount = perWeek[itemOf(sim, recipe.item).level] ?? 0;
    for (const part of recipe.components) {
      if (itemOf(sim, part.item).level !== "raw") continue;
      const point = `${part.item}@${recipe.site}`;
      weekly.set(point, (weekly.get(point) ?? 0) + needOf(part, amount));
    }
  }
  for (const [point, amount] of weekly) {
    const [item = "", site] = point.split("@") as [string, SiteId];
    const quantity = amount * (STOCK_LASTS / (7 * DAY)) * (1 + reserveShare(item));
    openLot(sim, item, site, Math.ceil(quantity * 0.4));
    openLot(sim, item, site, Math.ceil(quantity * 0.6));
  }
  // What the orders of the pipeline need is there in any case.
  for (const [point, needs] of needsOf(sim, [...sim.orders.values()])) {
    const [item = "", site] = point.split("@") as [string, SiteId];
    const missing = needs.reduce((sum, { quantity }) => sum + quantity, 0) - quantityOf(lotsAt(sim, item, site));
    if (missing > 0) openLot(sim, item, site, Math.ceil(missing));
  }
}

/** Two lots wait for the laboratory since Sunday. */
function holdSome(sim: Sim): void {
  for (const point of ["C-BASILICO-J400-12@HAM", "C-PIRIPIRI-B300-12@LIS"]) {
    const lot = sim.lots.get(point)?.[0];
    if (lot !== undefined) hold(sim, lot);
  }
}

function tellPolicies(sim: Sim): void {
  const at = sim.start - MASTER_AGE;
  for (const point of sim.lots.keys()) {
    const [item = "", site] = point.split("@") as [string, SiteId];
    const { level, uom } = itemOf(sim, item);
    const safetyStock =
      level === "case" ? 120 : level === "filled" ? 300 : level === "base" ? 150 : uom === "kg" ? 200 : 4_000;
    const policy = { safetyStock, reorderPoint: 2 * safetyStock, orderPolicy: "lot-for-lot" };
    tell(sim, "master.stocking", null, { item, site, ...policy, reviewedAt: iso(at) }, at);
  }
  const believed = [...sim.lots].filter(
    ([point]) => point.startsWith("C-") || point.startsWith("R-") || point.startsWith("V-"),
  );
  for (const [point, lots] of believed) {
    const [item = "", site = ""] = point.split("@");
    tell(sim, "erp.stock-on-hand", null, { item, site, quantity: quantityOf(lots) }, sim.start - 80 * MINUTE);
  }
}
