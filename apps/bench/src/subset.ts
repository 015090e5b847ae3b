import type { AnyFact } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import type { FactMaker } from "./fact-maker.ts";
import { randomOf } from "./random.ts";

/**
 * What all of them can say: which supplies of a stocking point serve which order lines, first come first served by need.
 * No production, capacity, calendars, shelf life or pegs. Lines, points and supplies go by numbers.
 */
export interface SubsetDemand {
  readonly line: number;
  readonly point: number;
  readonly quantity: number;
  readonly priority: number;
  readonly promisedAt: Instant;
}

export interface SubsetSupply {
  readonly supply: number;
  readonly point: number;
  readonly isLot: boolean;
  /** What is left to come, or lies there. */
  readonly quantity: number;
  readonly availableAt: Instant;
}

/** One fact, as a fact and as the rows that it leaves behind. */
export interface SubsetChange {
  readonly fact: AnyFact;
  readonly demand: SubsetDemand | null;
  readonly supplies: readonly SubsetSupply[];
}

export interface Subset {
  readonly now: Instant;
  readonly points: number;
  readonly demands: readonly SubsetDemand[];
  readonly supplies: readonly SubsetSupply[];
  readonly facts: readonly AnyFact[];
  readonly changes: readonly SubsetChange[];
}

/** What is compared, row by row. */
export interface SubsetRow {
  /** Null: it gets nothing. */
  readonly delivery: Instant | null;
  readonly short: number;
  readonly state: SubsetState;
}
export type SubsetState = "ok" | "late" | "short";

export const LINES_A_POINT = 25;
export const PICK = 2 * HOUR;
export const TRANSIT = 6 * HOUR;
const PUTAWAY = HOUR;
/** Orders to make or buy at a point, besides the lot that lies there. */
export const ORDERS_A_POINT = 8;
const POINTS_A_SUPPLIER = 20;
const NOW: Instant = Date.UTC(2026, 2, 2, 5);

export const lineIdOf = (line: number): string => `SO-${String(line).padStart(8, "0")}/1`;
export const needOf = (promisedAt: Instant): Instant => promisedAt - TRANSIT - PICK;
export const dayOf = (need: Instant): number => Math.floor(need / DAY);

/** What a line gets, said as all of them have to say it. */
export function rowOf(promisedAt: Instant, availableAt: Instant | null, short: number): SubsetRow {
  const delivery = availableAt === null ? null : availableAt + PICK + TRANSIT;
  const state = short > 0 ? "short" : delivery !== null && delivery > promisedAt ? "late" : "ok";
  return { delivery, short, state };
}

/** The subset with so many lines, and so many changes; all happen within one minute, so that the clock changes nothing. */
export function createSubset(
  { lines, changes: wanted, seed }: { readonly lines: number; readonly changes: number; readonly seed: number },
  make: FactMaker,
): Subset {
  const random = randomOf(seed, `subset ${lines}`);
  const known = NOW - 30 * DAY;
  const facts: AnyFact[] = [];
  const points = Math.ceil(lines / LINES_A_POINT);
  const itemOf = (point: number): string => `ITEM-${point}`;
  facts.push(make("master.site", known, { id: "S", name: "S", timeZone: "Etc/UTC", putawayHours: 1, pickHours: 2 }));
  facts.push(make("master.customer", known, { id: "C", name: "C" }));
  const supplierOf = (point: number): string => `SUP-${Math.floor(point / POINTS_A_SUPPLIER)}`;
  for (let point = 0; point < points; point += POINTS_A_SUPPLIER)
    facts.push(make("master.supplier", known, { id: supplierOf(point), name: supplierOf(point) }));
  for (let point = 0; point < points; point++)
    facts.push(make("master.item", known, { id: itemOf(point), name: itemOf(point), uom: "case" }));

  const demands: SubsetDemand[] = [];
  const bought: { ordered: number; received: number; promisedAt: Instant }[] = [];
  const lots: number[] = [];

  const supplyOf = (supply: number): SubsetSupply => {
    const point = Math.floor(supply / ORDERS_A_POINT);
    const { ordered, received, promisedAt } = bought[supply] ?? { ordered: 0, received: 0, promisedAt: NOW };
    return { supply, point, isLot: false, quantity: ordered - received, availableAt: promisedAt + PUTAWAY };
  };
  const lotOf = (point: number): SubsetSupply => ({
    supply: points * ORDERS_A_POINT + point,
    point,
    isLot: true,
    quantity: lots[point] ?? 0,
    availableAt: NOW,
  });
  const orderOf = (supply: number): string => `PO-${String(supply).padStart(8, "0")}`;
  const bins = (point: number): object => ({ site: "S", location: "A", item: itemOf(point), lot: "L" });
  const sayDemand = ({ line, point, quantity, priority, promisedAt }: SubsetDemand, time: Instant): AnyFact => {
    const dates = { requestedAt: isoOf(promisedAt), promisedAt: isoOf(promisedAt) };
    const [order = ""] = lineIdOf(line).split("/");
    const what = { order, line: "1", customer: "C", item: itemOf(point), site: "S", quantity, priority };
    return make("erp.sales-order-line", time, { ...what, ...dates, transitHours: 6, status: "open" });
  };
  const sayOrder = (supply: number, time: Instant): AnyFact => {
    const { ordered, promisedAt } = bought[supply] ?? { ordered: 0, promisedAt: NOW };
    const point = Math.floor(supply / ORDERS_A_POINT);
    const from = { supplier: supplierOf(point), item: itemOf(point), site: "S" };
    const what = { order: orderOf(supply), line: "1", ...from, quantity: ordered };
    const dates = { orderedAt: isoOf(known), firstPromisedAt: isoOf(promisedAt), promisedAt: isoOf(promisedAt) };
    return make("erp.purchase-order-line", time, { ...what, ...dates, status: "open" });
  };
  const sayCount = (point: number, time: Instant): AnyFact =>
    make("wms.stock-count", time, { ...bins(point), status: "available", quantity: lots[point] ?? 0 });
  const demandOf = (line: number, point: number): SubsetDemand => ({
    line,
    point,
    quantity: random.whole(20, 180),
    priority: random.whole(1, 5),
    promisedAt: Math.round((NOW + random.between(1, 18) * DAY) / HOUR) * HOUR + 17 * MINUTE,
  });
  const order = (): { ordered: number; received: number; promisedAt: Instant } => ({
    ordered: random.whole(200, 400),
    received: 0,
    promisedAt: Math.round((NOW + random.between(2, 17) * DAY) / MINUTE) * MINUTE + 1_000,
  });

  for (let line = 0; line < lines; line++) {
    const demand = demandOf(line, line % points);
    demands.push(demand);
    facts.push(sayDemand(demand, known));
  }
  for (let supply = 0; supply < points * ORDERS_A_POINT; supply++) {
    bought.push(order());
    facts.push(sayOrder(supply, known));
  }
  for (let point = 0; point < points; point++) {
    lots.push(random.whole(100, 300));
    facts.push(sayCount(point, NOW - HOUR));
  }
  const before = {
    demands: [...demands],
    supplies: [...bought.map((_, supply) => supplyOf(supply)), ...lots.map((_, point) => lotOf(point))],
  };

  const receive = (supply: number, time: Instant): SubsetChange => {
    const one = bought[supply];
    const point = Math.floor(supply / ORDERS_A_POINT);
    const quantity = one === undefined ? 0 : Math.floor((one.ordered - one.received) * random.between(0.05, 0.4));
    if (one !== undefined) one.received += quantity;
    lots[point] = (lots[point] ?? 0) + quantity;
    const fact = make("wms.receipt", time, { ...bins(point), quantity, purchaseOrderLine: `${orderOf(supply)}/1` });
    return { fact, demand: null, supplies: [supplyOf(supply), lotOf(point)] };
  };
  const changes: SubsetChange[] = [];
  for (let k = 0; k < wanted; k++) {
    const time = NOW + k + 1;
    const turn = random.next();
    const supply = random.whole(0, bought.length - 1);
    if (turn < 0.72) {
      const one = bought[supply];
      if (one !== undefined)
        bought[supply] = { ...order(), ordered: Math.max(one.ordered, one.received + 1), received: one.received };
      changes.push({ fact: sayOrder(supply, time), demand: null, supplies: [supplyOf(supply)] });
    } else if (turn < 0.84) changes.push(receive(supply, time));
    else if (turn < 0.94) {
      const point = random.whole(0, points - 1);
      lots[point] = Math.max(0, (lots[point] ?? 0) + random.whole(-20, 15));
      changes.push({ fact: sayCount(point, time), demand: null, supplies: [lotOf(point)] });
    } else {
      const isNew = turn >= 0.982;
      const line = isNew ? demands.length : random.whole(0, demands.length - 1);
      const demand = demandOf(line, isNew ? random.whole(0, points - 1) : (demands[line]?.point ?? 0));
      demands[line] = demand;
      changes.push({ fact: sayDemand(demand, time), demand, supplies: [] });
    }
  }
  return { now: NOW, points, ...before, facts, changes };
}
