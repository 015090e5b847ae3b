import { present } from "@lockstep/domain/assert";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import type { FactMaker } from "./fact-maker.ts";
import {
  BATCHES_A_GROUP,
  COOK_AHEAD,
  FILL_AHEAD,
  GROUPS_A_SITE,
  JARS_A_CASE,
  LINES_A_BATCH,
  LINES_A_GROUP,
  LINES_FROM_STOCK,
  LOAD,
  PLAN_BEGIN,
  PLAN_HOURS,
  SAUCE_A_JAR,
  SETUP_MINUTES,
  SURPLUS,
  WORKING_HOURS_A_WEEK,
  workingInstant,
  ZONE,
} from "./plan.ts";
import { randomOf } from "./random.ts";

/** What the stream of facts has to know of an order to let it run. */
export interface PlannedOrder {
  readonly id: string;
  readonly item: string;
  readonly site: string;
  readonly resource: string;
  readonly quantity: number;
  readonly ratePerHour: number;
  readonly plannedStart: Instant;
  readonly plannedFinish: Instant;
  readonly components: readonly { readonly item: string; readonly quantityPer: number }[];
  /** The order whose goods this one uses, if it is one of the plan. */
  readonly feeder: string | null;
}

export interface PlannedLine {
  readonly order: string;
  readonly line: string;
  readonly customer: string;
  readonly item: string;
  readonly site: string;
  readonly quantity: number;
  readonly promisedAt: Instant;
}

export interface PlannedPurchase {
  readonly order: string;
  readonly supplier: string;
  readonly item: string;
  readonly site: string;
  readonly quantity: number;
  readonly orderedAt: Instant;
  readonly promisedAt: Instant;
}

export interface Bin {
  readonly item: string;
  readonly site: string;
  readonly location: string;
  readonly lot: string;
  readonly expiresAt: Instant;
  quantity: number;
}

/** A food maker: raw materials, sauces, jars, cases; one trio of kettle, filling and packing line for 250 order lines. */
export interface Network {
  readonly orderLines: number;
  readonly facts: readonly AnyFact[];
  readonly clock: Instant;
  /** In planned order, by resource. */
  readonly queues: ReadonlyMap<string, readonly PlannedOrder[]>;
  readonly lines: readonly PlannedLine[];
  readonly purchases: readonly PlannedPurchase[];
  readonly bins: readonly Bin[];
  readonly customers: readonly string[];
}

interface Group {
  readonly k: number;
  readonly site: string;
  readonly ingredients: readonly string[];
}

const SAUCES = 4;
const JARS = 8;
const CASES = 10;
const INGREDIENTS = 24;
const SHELF_DAYS = { raw: 120, sauce: 10, jar: 90, case: 180 };
/** Weekly deliveries of the plan, and what is known of past ones. */
const DELIVERIES = 8;
const PAST_DELIVERIES = 6;

export interface NetworkSize {
  /** Open ones, rounded up to whole groups. */
  readonly orderLines: number;
  readonly groupsASite?: number;
}

/** The same size and seed give the same facts. */
export function createNetwork(size: NetworkSize, seed: number, make: FactMaker): Network {
  const { orderLines, groupsASite = GROUPS_A_SITE } = size;
  const random = randomOf(seed, `network ${orderLines}`);
  const groups = Math.ceil(orderLines / LINES_A_GROUP);
  const known = PLAN_BEGIN - 30 * DAY;
  const clock = PLAN_BEGIN;
  const facts: AnyFact[] = [];
  const state = (type: AnyFact["type"], data: object, time = known): number => facts.push(make(type, time, data));
  const queues = new Map<string, PlannedOrder[]>();
  const lines: PlannedLine[] = [];
  const purchases: PlannedPurchase[] = [];
  const bins: Bin[] = [];
  const needs = new Map<string, number>();

  const customers = Array.from({ length: Math.max(20, groups * 2) }, (_, k) => `CUST-${k}`);
  for (const [k, id] of customers.entries()) {
    const otif = { lateToleranceMinutes: random.pick([0, 0, 60, 240]), underTolerance: random.pick([0, 0, 0.02]) };
    const minRemainingShelfLifeDays = random.pick([0, 0, 30, 60]);
    state("master.customer", {
      id,
      name: `Grocer ${k}`,
      priority: random.whole(1, 5),
      otif,
      minRemainingShelfLifeDays,
    });
  }

  const item = (id: string, uom: string, shelfLifeDays: number, unitPrice?: string): void => {
    const price = unitPrice === undefined ? {} : { unitPrice: { amount: unitPrice, currency: "EUR" } };
    state("master.item", { id, name: id, uom, shelfLifeDays, ...price });
  };
  const stock = (found: Omit<Bin, "expiresAt">, shelfDays: number): void => {
    const bin = { ...found, quantity: Math.ceil(found.quantity), expiresAt: PLAN_BEGIN + shelfDays * DAY };
    if (bin.quantity <= 0) return;
    bins.push(bin);
    state("wms.stock-count", { ...bin, status: "available", expiresAt: isoOf(bin.expiresAt) }, PLAN_BEGIN - HOUR);
  };
  const need = (name: string, site: string, quantity: number): void => {
    const point = `${name}@${site}`;
    needs.set(point, (needs.get(point) ?? 0) + quantity);
  };

  const planGroup = ({ k, site, ingredients }: Group): void => {
    const [kettle, filler, packer] = [`KETTLE-${k}`, `FILL-${k}`, `PACK-${k}`];
    const [glass, lid, carton] = [`GLASS-${k}`, `LID-${k}`, `CARTON-${k}`];
    for (const id of [kettle, filler, packer])
      state("master.resource", {
        id,
        site,
        name: id,
        kind: "line",
        calendar: `CAL-${site}`,
        typicalRepairMinutes: { mechanical: 90, electrical: 150 },
      });
    for (const id of [glass, lid, carton]) item(id, "pc", 1_000);
    const sauces = Array.from({ length: SAUCES }, (_, n) => `SAUCE-${k}-${n}`);
    const jars = Array.from({ length: JARS }, (_, n) => `JAR-${k}-${n}`);
    const cases = Array.from({ length: CASES }, (_, n) => `CASE-${k}-${n}`);
    for (const id of sauces) item(id, "kg", SHELF_DAYS.sauce);
    for (const id of jars) item(id, "pc", SHELF_DAYS.jar);
    for (const id of cases) item(id, "case", SHELF_DAYS.case, random.between(18, 40).toFixed(2));

    const drawn = Array.from({ length: BATCHES_A_GROUP }, () => Math.round(random.between(350, 650)));
    const total = drawn.reduce((sum, one) => sum + one, 0);
    const hours = PLAN_HOURS * LOAD - (BATCHES_A_GROUP * SETUP_MINUTES) / 60;
    const packRate = total / hours;
    const recipes = {
      sauce: new Map(
        sauces.map((id) => {
          const chosen = new Set(Array.from({ length: 4 }, () => random.pick(ingredients)));
          return [id, [...chosen].map((one) => ({ item: one, quantityPer: 1 / chosen.size }))];
        }),
      ),
      jar: new Map(
        jars.map((id, n) => [
          id,
          [
            { item: present(sauces[n % SAUCES], () => "a jar has a sauce"), quantityPer: SAUCE_A_JAR },
            { item: glass, quantityPer: 1 },
            { item: lid, quantityPer: 1 },
          ],
        ]),
      ),
      case: new Map(
        cases.map((id, n) => [
          id,
          [
            { item: present(jars[n % JARS], () => "a case has jars"), quantityPer: JARS_A_CASE },
            { item: carton, quantityPer: 1 },
          ],
        ]),
      ),
    };
    const stages = [
      { recipes: recipes.sauce, resource: kettle, ratePerHour: packRate * JARS_A_CASE * SAUCE_A_JAR },
      { recipes: recipes.jar, resource: filler, ratePerHour: packRate * JARS_A_CASE },
      { recipes: recipes.case, resource: packer, ratePerHour: packRate },
    ];
    for (const { recipes: own, resource, ratePerHour } of stages) {
      for (const [id, components] of own) {
        state("master.bom", { item: id, site, components: components.map((one) => ({ ...one, scrapFraction: 0.01 })) });
        const operations = [{ seq: 10, resource, setupMinutes: SETUP_MINUTES, ratePerHour }];
        state("master.routing", { item: id, site, operations });
      }
    }

    const order = (what: Omit<PlannedOrder, "plannedStart" | "plannedFinish" | "components">, at: number): void => {
      const components = stages.map((stage) => stage.recipes.get(what.item)).find((found) => found !== undefined) ?? [];
      const plannedStart = workingInstant(at);
      const plannedFinish = workingInstant(at + SETUP_MINUTES / 60 + what.quantity / what.ratePerHour);
      for (const one of components) need(one.item, site, one.quantityPer * what.quantity * 1.01);
      const queue = queues.get(what.resource) ?? [];
      queues.set(what.resource, queue);
      queue.push({ ...what, plannedStart, plannedFinish, components });
      const dates = { plannedStart: isoOf(plannedStart), plannedFinish: isoOf(plannedFinish) };
      state("erp.production-order", {
        id: what.id,
        item: what.item,
        site,
        quantity: what.quantity,
        ...dates,
        status: "released",
      });
    };
    const line = (what: { item: string; quantity: number; promisedAt: Instant; n: number }): void => {
      const planned = {
        order: `SO-${k}-${what.n}`,
        line: "10",
        customer: random.pick(customers),
        item: what.item,
        site,
        quantity: what.quantity,
        promisedAt: Math.round(what.promisedAt / 60_000) * 60_000,
      };
      lines.push(planned);
      state("erp.sales-order-line", {
        ...planned,
        requestedAt: isoOf(planned.promisedAt),
        promisedAt: isoOf(planned.promisedAt),
        transitHours: 6,
        status: "open",
      });
    };

    let at = 0;
    let n = 0;
    const earlier = { sauce: new Map<string, number>(), jar: new Map<string, number>() };
    const add = (to: Map<string, number>, id: string, quantity: number): unknown =>
      to.set(id, (to.get(id) ?? 0) + quantity);
    for (const [b, quantity] of drawn.entries()) {
      const c = (b * 7 + random.whole(0, 2)) % CASES;
      const made = present(cases[c], () => "a batch has an item");
      const jar = present(jars[c % JARS], () => "a case has jars");
      const sauce = present(sauces[(c % JARS) % SAUCES], () => "a jar has a sauce");
      const [jarQuantity, sauceQuantity] = [
        Math.ceil(quantity * JARS_A_CASE * 1.02),
        Math.ceil(quantity * JARS_A_CASE * SAUCE_A_JAR * 1.05),
      ];
      const length = SETUP_MINUTES / 60 + quantity / packRate;
      const [fill, cook] = [at - FILL_AHEAD, at - COOK_AHEAD];
      const ids = { cook: `WO-${k}-${b}-K`, fill: `WO-${k}-${b}-F`, pack: `WO-${k}-${b}-P` };
      if (cook >= 0)
        order(
          {
            id: ids.cook,
            item: sauce,
            site,
            resource: kettle,
            quantity: sauceQuantity,
            ratePerHour: present(stages[0], () => "").ratePerHour,
            feeder: null,
          },
          cook,
        );
      else if (fill >= 0) add(earlier.sauce, sauce, sauceQuantity);
      if (fill >= 0)
        order(
          {
            id: ids.fill,
            item: jar,
            site,
            resource: filler,
            quantity: jarQuantity,
            ratePerHour: present(stages[1], () => "").ratePerHour,
            feeder: cook >= 0 ? ids.cook : null,
          },
          fill,
        );
      else add(earlier.jar, jar, jarQuantity);
      order(
        {
          id: ids.pack,
          item: made,
          site,
          resource: packer,
          quantity,
          ratePerHour: packRate,
          feeder: fill >= 0 ? ids.fill : null,
        },
        at,
      );
      const finish = workingInstant(at + length);
      const share = quantity / SURPLUS / LINES_A_BATCH;
      for (let one = 0; one < LINES_A_BATCH; one++) {
        const slack = random.between(2, 48) * HOUR;
        line({
          item: made,
          quantity: Math.round(share * random.between(0.8, 1.15)),
          promisedAt: finish + 10 * HOUR + slack,
          n,
        });
        n += 1;
      }
      at += length / LOAD;
    }
    for (const [id, quantity] of earlier.sauce)
      stock({ item: id, site, location: `TANK-${k}`, lot: `${id}-0`, quantity }, SHELF_DAYS.sauce);
    for (const [id, quantity] of earlier.jar)
      stock({ item: id, site, location: `HALL-${k}`, lot: `${id}-0`, quantity }, SHELF_DAYS.jar);
    const from = new Map<string, number>();
    for (let one = 0; one < LINES_FROM_STOCK; one++) {
      const [id, quantity] = [present(cases[one % CASES], () => "a line has an item"), random.whole(30, 150)];
      add(from, id, quantity);
      line({ item: id, quantity, promisedAt: PLAN_BEGIN + random.between(14, 72) * HOUR, n });
      n += 1;
    }
    for (const [id, quantity] of from)
      for (const half of [0, 1])
        stock(
          { item: id, site, location: `RACK-${k}-${half}`, lot: `${id}-${half}`, quantity: quantity * 0.6 },
          SHELF_DAYS.case - 40 * half,
        );
  };

  for (let first = 0; first < groups; first += groupsASite) {
    const site = `S${first / groupsASite}`;
    state("master.site", { id: site, name: site, timeZone: ZONE, putawayHours: 1, pickHours: 2, inspectionHours: 24 });
    state("master.calendar", { id: `CAL-${site}`, timeZone: ZONE, weekly: threeShifts() });
    const ingredients = Array.from({ length: INGREDIENTS }, (_, n) => `RAW-${site}-${n}`);
    for (const id of ingredients) item(id, "kg", SHELF_DAYS.raw);
    for (let k = first; k < Math.min(groups, first + groupsASite); k++) planGroup({ k, site, ingredients });
  }
  for (const [point, quantity] of needs) {
    const cut = point.lastIndexOf("@");
    const [id, site] = [point.slice(0, cut), point.slice(cut + 1)];
    if (id.startsWith("SAUCE") || id.startsWith("JAR")) continue;
    supply({ id, site, quantity });
  }

  /** Four days lie there, the rest comes in deliveries, each two days before it is needed. */
  function supply({ id, site, quantity }: { id: string; site: string; quantity: number }): void {
    const supplier = `SUP-${id.split("-")[0]}-${site}-${random.whole(0, 3)}`;
    state("master.supplier", { id: supplier, name: supplier });
    state("master.sourcing", { item: id, site, supplier, leadTimeDays: 5 });
    const share = quantity / DELIVERIES;
    for (const lot of [0, 1])
      stock(
        { item: id, site, location: `BIN-${lot}`, lot: `${id}-${lot}`, quantity: share * 1.1 },
        SHELF_DAYS.raw - 30 * lot,
      );
    const buy = (order: string, promisedAt: Instant, ordered: number, status = "open"): PlannedPurchase => {
      const planned = {
        order,
        supplier,
        item: id,
        site,
        quantity: Math.ceil(ordered),
        orderedAt: promisedAt - 7 * DAY,
        promisedAt,
      };
      const dates = { orderedAt: isoOf(planned.orderedAt), promisedAt: isoOf(promisedAt) };
      state("erp.purchase-order-line", { ...planned, ...dates, line: "10", status });
      return planned;
    };
    for (let n = 0; n < PAST_DELIVERIES; n++) {
      const promised = PLAN_BEGIN - (PAST_DELIVERIES - n) * 3 * DAY;
      const { order, quantity: ordered } = buy(`PO-${id}-PAST-${n}`, promised, share, "closed");
      const came = promised + random.between(-4, 6) * HOUR;
      state(
        "wms.receipt",
        { site, location: "BIN-0", item: id, lot: `${id}-0`, quantity: ordered, purchaseOrderLine: `${order}/10` },
        came,
      );
    }
    const hoursEach = PLAN_HOURS / DELIVERIES;
    for (let n = 0; n < DELIVERIES - 2; n++) {
      const needed = workingInstant((n + 2) * hoursEach);
      purchases.push(buy(`PO-${id}-${n}`, needed - random.between(40, 60) * HOUR, share * 1.1));
    }
  }

  return { orderLines: lines.length, facts, clock, queues, lines, purchases, bins, customers };
}

function threeShifts(): object[] {
  const shifts = [
    { start: "06:00", end: "14:00" },
    { start: "14:00", end: "22:00" },
    { start: "22:00", end: "06:00" },
  ];
  return Array.from({ length: WORKING_HOURS_A_WEEK / 24 }, (_, d) =>
    shifts.map((one) => ({ day: d + 1, ...one })),
  ).flat();
}
