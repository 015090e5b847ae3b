import { DAY, HOUR, type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Family, Recipe } from "./catalogue.ts";
import { PICK_HOURS, PUTAWAY_HOURS, SHARED, TRUCK_HOURS } from "./network.ts";
import { planPurchases } from "./purchasing.ts";
import {
  ceil4,
  iso,
  itemOf,
  lineOf,
  needOf,
  type Promisable,
  pointOf,
  recipeOf,
  type Sim,
  seconds,
  tell,
  type WorkOrder,
} from "./sim.ts";
import { spare } from "./spare.ts";
import { planTransfer } from "./transfers.ts";
import { lotsAt, quantityOf } from "./warehouse.ts";

const WEEK = 7 * DAY;
/** What a planner leaves free behind each order of a line: for stops, waste and slow hours. */
const RESERVE_SHARE = 0.12;
const GAP = 20 * MINUTE;
/** And between two stages of a campaign. */
const BETWEEN_STAGES = 3 * HOUR;
/** What the order desk keeps between a planned finish and a promise. */
const PROMISE_BUFFER = 15 * HOUR;
const BASE_RESERVE = 150;
const FILLED_RESERVE = 300;

export const tellOrder = (sim: Sim, order: WorkOrder): void =>
  tell(sim, "erp.production-order", null, {
    id: order.id,
    item: order.recipe.item,
    site: order.recipe.site,
    quantity: order.quantity,
    plannedStart: iso(order.plannedStart),
    plannedFinish: iso(order.plannedFinish),
    status: order.status,
  });

/**
 * Plans all campaigns whose kettle starts in that week: cases from the size of a batch, then what has to be filled and
 * cooked for them, each line loaded forward within its shifts; then what has to be bought.
 */
export function planWeek(sim: Sim, week: number): void {
  const weekStart = sim.start + week * WEEK;
  const kettles = [...new Set(sim.catalogue.families.map(({ kettle }) => kettle))];
  const orders: WorkOrder[] = [];
  for (;;) {
    const kettle = kettles.reduce((a, b) => (plannedTo(sim, a, weekStart) <= plannedTo(sim, b, weekStart) ? a : b));
    if (plannedTo(sim, kettle, weekStart) >= weekStart + WEEK) break;
    const family = nextFamily(sim, kettle);
    const batch = 100 * sim.random("plan").whole(44, 58);
    orders.push(...planCampaign(sim, family, batch));
  }
  for (const order of orders) tellOrder(sim, order);
  planPurchases(sim, orders);
}

/** When a line is free by the plan: next working instant, with what lies behind left out. */
function plannedTo(sim: Sim, line: string, notBefore: Instant): Instant {
  return lineOf(sim, line).time.firstOpen(Math.max(sim.plannedTo.get(line) ?? sim.start, notBefore));
}

function nextFamily(sim: Sim, kettle: string): Family {
  const families = sim.catalogue.families.filter((family) => family.kettle === kettle);
  const turn = sim.turns.get(kettle) ?? 0;
  sim.turns.set(kettle, turn + 1);
  const family = families[turn % families.length];
  if (family === undefined) throw new Error(`nothing to cook in ${kettle}`);
  return family;
}

/** `kilograms` of base down to its cases, planned from the kettle on. */
function planCampaign(sim: Sim, family: Family, kilograms: number): WorkOrder[] {
  const { site } = family;
  const turn = sim.number(`campaign ${family.base}`);
  const filled = family.filled[turn % family.filled.length];
  if (filled === undefined) return [];
  const unit = recipeOf(sim, filled.item, site);
  const perUnit = (unit.components[0]?.quantityPer ?? 1) * 1.02;
  const pieces = kilograms / perUnit;
  const cases = filled.cases.map((item): [Recipe, number] => {
    const recipe = recipeOf(sim, item, site);
    const size = recipe.components[0]?.quantityPer ?? 1;
    return [recipe, 10 * Math.floor(pieces / filled.cases.length / size / 1.005 / 10)];
  });
  const toFill = cases.reduce((sum, [recipe, quantity]) => sum + needOf(part0(recipe), quantity), 0);
  const fillQuantity = Math.ceil(Math.max(0.4 * toFill, toFill - spare(sim, filled.item, site) + FILLED_RESERVE));
  const toCook = needOf(part0(unit), fillQuantity);
  const cookQuantity =
    10 * Math.ceil(Math.max(0.4 * toCook, toCook - spare(sim, family.base, site) + BASE_RESERVE) / 10);
  const cook = planOrder(sim, recipeOf(sim, family.base, site), cookQuantity, sim.start);
  const fill = planOrder(sim, unit, fillQuantity, cook.plannedFinish + PUTAWAY_HOURS * HOUR + BETWEEN_STAGES);
  const packs = cases.map(([recipe, quantity]) => {
    const ready = fill.plannedFinish + PUTAWAY_HOURS * HOUR + BETWEEN_STAGES;
    return offer(sim, family, planOrder(sim, recipe, quantity, ready));
  });
  return [cook, fill, ...packs];
}

const part0 = (recipe: Recipe) => {
  const part = recipe.components[0];
  if (part === undefined) throw new Error(`${recipe.item} is made of nothing`);
  return part;
};

/** Loads an order behind what its line has already. */
export function planOrder(sim: Sim, recipe: Recipe, quantity: number, ready: Instant): WorkOrder {
  const line = lineOf(sim, recipe.line);
  const { time } = line;
  const begin = seconds(time.firstOpen(Math.max(sim.plannedTo.get(recipe.line) ?? sim.start, ready)));
  const hours = recipe.setupMinutes / 60 + quantity / recipe.ratePerHour;
  const end = seconds(time.add(begin, hours * HOUR));
  sim.plannedTo.set(recipe.line, time.add(end, GAP + RESERVE_SHARE * hours * HOUR));
  const crewLate = sim.random("crew").chance(0.03);
  const order: WorkOrder = {
    id: `WO-${sim.label}-${String(sim.number("WO")).padStart(5, "0")}`,
    recipe,
    quantity,
    plannedStart: begin,
    plannedFinish: end,
    status: "planned",
    progress: "waiting",
    earliest: crewLate ? seconds(begin + sim.random("crew").between(3, 9) * HOUR) : 0,
  };
  sim.orders.set(order.id, order);
  line.queue.push(order);
  line.queue.sort((a, b) => a.plannedStart - b.plannedStart || (a.id < b.id ? -1 : 1));
  return order;
}

/** What an order packs can be promised: here, and for shared goods at the other plant. */
export function offer(sim: Sim, family: Family, order: WorkOrder): WorkOrder {
  const { item, site } = order.recipe;
  const shared = SHARED.find((each) => each.family === family.base && each.from === site);
  const away = shared === undefined ? 0 : 10 * Math.floor((order.quantity * 0.35) / 10);
  const ready = order.plannedFinish + (PUTAWAY_HOURS + PICK_HOURS) * HOUR + PROMISE_BUFFER;
  const feed = { point: pointOf(item, site), at: ready, left: order.quantity - away };
  sim.feeds.set(order.id, feed);
  promisableAt(sim, feed.point).push(feed);
  if (shared === undefined || away === 0) return order;
  const plannedShip = order.plannedFinish + 14 * HOUR;
  const transfer = planTransfer(sim, {
    item: itemOf(sim, item),
    from: shared.from,
    to: shared.to,
    quantity: away,
    plannedShip,
    plannedReceipt: plannedShip + TRUCK_HOURS * HOUR,
  });
  const there = {
    point: pointOf(item, shared.to),
    at: transfer.plannedReceipt + (PUTAWAY_HOURS + PICK_HOURS) * HOUR + PROMISE_BUFFER,
    left: away,
  };
  promisableAt(sim, there.point).push(there);
  return order;
}

export function promisableAt(sim: Sim, point: string): Promisable[] {
  const known = sim.promisable.get(point);
  if (known) return known;
  const made: Promisable[] = [];
  sim.promisable.set(point, made);
  return made;
}

/** Releases the week, tells the baseline, and looks two weeks ahead. `week` 0 is the first. */
export function publishPlan(sim: Sim, week: number): void {
  const horizonStart = sim.start + week * WEEK;
  for (const order of sim.orders.values()) {
    if (order.status !== "planned" || order.plannedStart >= horizonStart + WEEK) continue;
    order.status = "released";
    tellOrder(sim, order);
  }
  tell(sim, "erp.plan-published", null, {
    id: `PLAN-${iso(horizonStart).slice(0, 10)}`,
    horizonStart: iso(horizonStart),
    horizonEnd: iso(horizonStart + WEEK),
    publishedAt: iso(sim.now),
  });
}

/**
 * What a planner repairs every few hours: an order that has waited for its goods for long is cut to what is there, or
 * cancelled.
 */
export function repairPlan(sim: Sim): void {
  for (const order of sim.orders.values()) {
    if (order.progress !== "waiting" || order.status === "cancelled" || sim.now < order.plannedStart + 14 * HOUR)
      continue;
    const made = order.recipe.components[0];
    if (made === undefined || itemOf(sim, made.item).level === "raw") continue;
    const there = quantityOf(lotsAt(sim, made.item, order.recipe.site).filter(({ hold }) => hold === null));
    if (there >= needOf(made, order.quantity) || isComing(sim, made.item, order)) continue;
    const possible = Math.floor(there / ceil4(made.quantityPer * (1 + made.scrapFraction)));
    const feed = sim.feeds.get(order.id);
    if (possible >= 0.15 * order.quantity) {
      if (feed !== undefined) feed.left = Math.max(0, feed.left - (order.quantity - possible));
      order.quantity = possible;
    } else {
      order.status = "cancelled";
      if (feed !== undefined) feed.left = 0;
    }
    tellOrder(sim, order);
  }
}

/** Whether an order of the item, planned before this one, is still to bring goods. */
const isComing = (sim: Sim, item: string, order: WorkOrder): boolean =>
  [...sim.orders.values()].some(
    (other) =>
      other.recipe.item === item &&
      other.recipe.site === order.recipe.site &&
      (other.status === "planned" || other.status === "released") &&
      other.plannedStart < order.plannedStart,
  );
