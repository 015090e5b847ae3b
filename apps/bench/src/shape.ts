import type { AnyFact } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import type { FactMaker } from "./fact-maker.ts";
import { PLAN_BEGIN, workingInstant, ZONE } from "./plan.ts";
import { randomOf } from "./random.ts";

/** One connected network: every item shares components and machines with others, over five levels. */
export interface Shape {
  readonly facts: readonly AnyFact[];
  readonly clock: Instant;
  readonly lines: number;
  /** By level, from what is made of raw materials up to what is sold. */
  readonly resources: readonly (readonly string[])[];
  readonly running: readonly { readonly order: string; readonly resource: string; readonly quantity: number }[];
  readonly purchases: readonly {
    readonly order: string;
    readonly item: string;
    readonly quantity: number;
    readonly promisedAt: Instant;
  }[];
}

export interface ShapeOrder {
  readonly lines: number;
  /** Planned work over the machines' working time: over 1, everything is late. */
  readonly load: number;
  readonly seed: number;
}

const SITE = "S";
const LEVELS = 4;
const ITEMS = 12;
const LINES_AN_ORDER = 6;
const HORIZON_HOURS = 240;

/** The shapes that hurt: much that hangs together, so that one fact can move all of it. */
export function createShape({ lines, load, seed }: ShapeOrder, make: FactMaker): Shape {
  const random = randomOf(seed, `shape ${lines}`);
  const known = PLAN_BEGIN - 30 * DAY;
  const clock = workingInstant(1);
  const facts: AnyFact[] = [];
  const state = (type: AnyFact["type"], data: object, time = known): number => facts.push(make(type, time, data));
  const ordersALevel = Math.ceil(lines / LINES_AN_ORDER);
  const machines = Math.max(2, Math.round(ordersALevel / 60));
  const resources = Array.from({ length: LEVELS }, (_, l) =>
    Array.from({ length: machines }, (_, m) => `M-${l + 1}-${m}`),
  );
  const running: Shape["running"][number][] = [];
  const purchases: Shape["purchases"][number][] = [];

  state("master.site", { id: SITE, name: SITE, timeZone: ZONE, putawayHours: 1, pickHours: 2 });
  const weekly = Array.from({ length: 5 }, (_, d) => ({ day: d + 1, start: "06:00", end: "06:00" }));
  state("master.calendar", { id: "CAL", timeZone: ZONE, weekly });
  for (let k = 0; k < 20; k++) state("master.customer", { id: `C-${k}`, name: `C-${k}`, priority: random.whole(1, 5) });
  const itemsAt = (level: number): string[] => Array.from({ length: ITEMS }, (_, n) => `I-${level}-${n}`);
  for (let level = 0; level <= LEVELS; level++)
    for (const id of itemsAt(level)) state("master.item", { id, name: id, uom: "pc" });
  const perOrder = 100;
  const length = (HORIZON_HOURS * load * machines) / ordersALevel;
  const ratePerHour = perOrder / length;

  for (let level = 1; level <= LEVELS; level++) {
    const own = resources[level - 1] ?? [];
    for (const id of own) state("master.resource", { id, site: SITE, name: id, kind: "line", calendar: "CAL" });
    const below = itemsAt(level - 1);
    for (const [n, id] of itemsAt(level).entries()) {
      const [a, b] = [below[n % ITEMS], below[(n + 1) % ITEMS]];
      state("master.bom", { item: id, site: SITE, components: [a, b].map((item) => ({ item, quantityPer: 0.5 })) });
      const resource = own[n % machines];
      state("master.routing", { item: id, site: SITE, operations: [{ seq: 10, resource, ratePerHour }] });
    }
  }

  const planned = HORIZON_HOURS / Math.ceil(ordersALevel / machines);
  let line = 0;
  for (let k = 0; k < ordersALevel; k++) {
    for (let level = 1; level <= LEVELS; level++) {
      const machine = k % machines;
      // An item whose routing names this machine.
      const mine = itemsAt(level).filter((_, n) => n % machines === machine);
      const item = mine.length > 0 ? random.pick(mine) : random.pick(itemsAt(level));
      const at = Math.floor(k / machines) * planned + (level - 1) * 24;
      const [plannedStart, plannedFinish] = [workingInstant(at), workingInstant(at + planned)];
      const id = `WO-${level}-${k}`;
      const dates = { plannedStart: isoOf(plannedStart), plannedFinish: isoOf(plannedFinish) };
      const resource = resources[level - 1]?.[machine % machines] ?? "";
      const operations = [{ seq: 10, resource, ratePerHour }];
      state("erp.production-order", {
        id,
        item,
        site: SITE,
        quantity: perOrder,
        ...dates,
        operations,
        status: "released",
      });
      if (k < machines && level === 1) running.push({ order: id, resource, quantity: perOrder });
      if (level < LEVELS) continue;
      for (let n = 0; n < LINES_AN_ORDER && line < lines; n++) {
        const promisedAt = isoOf(plannedFinish + (load > 1 ? random.between(1, 8) : random.between(8, 40)) * HOUR);
        const quantity = Math.floor(perOrder / LINES_AN_ORDER);
        const data = { order: `SO-${line}`, line: "1", customer: `C-${line % 20}`, item, site: SITE, quantity };
        state("erp.sales-order-line", {
          ...data,
          requestedAt: promisedAt,
          promisedAt,
          transitHours: 4,
          status: "open",
        });
        line += 1;
      }
    }
  }
  // At each level above the raw materials something lies there for the orders that start before the level below is done.
  for (let level = 0; level < LEVELS; level++)
    for (const item of itemsAt(level)) {
      const quantity = Math.ceil((ordersALevel * perOrder) / ITEMS / 3);
      state(
        "wms.stock-count",
        { site: SITE, location: "B", item, lot: `${item}-0`, status: "available", quantity },
        PLAN_BEGIN,
      );
    }
  for (const item of itemsAt(0)) {
    state("master.sourcing", { item, site: SITE, supplier: "SUP", leadTimeDays: 5 });
    for (let n = 0; n < 8; n++) {
      const promisedAt = workingInstant(24 + (n * HORIZON_HOURS) / 8);
      const order = `PO-${item}-${n}`;
      const quantity = Math.ceil((ordersALevel * perOrder) / ITEMS / 8);
      const dates = { orderedAt: isoOf(known), promisedAt: isoOf(promisedAt) };
      state("erp.purchase-order-line", {
        order,
        line: "1",
        supplier: "SUP",
        item,
        site: SITE,
        quantity,
        ...dates,
        status: "open",
      });
      purchases.push({ order, item, quantity, promisedAt });
    }
  }
  for (const { order, resource } of running) {
    const report = { order, seq: 10, resource, state: "running", startedAt: isoOf(PLAN_BEGIN), good: 10, scrap: 0 };
    state("mes.operation", report, clock - HOUR / 2);
  }
  return { facts, clock, lines: line, resources, running, purchases };
}
