import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";

/**
 * Random histories of a small plant: few names, so that facts collide; all types of facts; ties, zero quantities, circles,
 * deletions, late facts, calendars over both daylight-saving days. Everything follows from whole numbers: the same seed gives
 * the same event, so that a history shrinks as a list of numbers.
 */

/** Saturday 2026-03-28, 00:00 UTC: in Berlin the clocks go forward in the night that follows. */
export const BEGIN: Instant = Date.UTC(2026, 2, 28);

/** Events of the plant before anything happens to it. */
export function networkEvents(): CloudEvent[] {
  const master = (id: number, type: string, data: object): CloudEvent =>
    event(`m${id}`, type, data, BEGIN - 400 * HOUR);
  const random = randomOf(4711);
  const base: [string, object][] = [
    [
      "master.site",
      { id: "A", name: "A", timeZone: "Europe/Berlin", putawayHours: 1, pickHours: 2, inspectionHours: 12 },
    ],
    ["master.site", { id: "B", name: "B", timeZone: "UTC" }],
    ["master.calendar", calendarData("K1", random)],
    ["master.calendar", calendarData("K2", random)],
    ...["F1", "F2", "S1", "S2", "C1", "C2"].map((id): [string, object] => ["master.item", itemData(id, random)]),
    ...["L1", "L2", "L3"].map((id): [string, object] => ["master.resource", resourceData(id, random)]),
    ["master.supplier", { id: "V1", name: "V1" }],
    ["master.customer", customerData("D1", random)],
    ["master.bom", { item: "F1", site: "A", components: [component("S1", random), component("C1", random)] }],
    ["master.bom", { item: "F2", site: "A", components: [component("S1", random), component("S2", random)] }],
    ["master.bom", { item: "S1", site: "A", components: [component("C2", random)] }],
    ["master.bom", { item: "S2", site: "A", components: [component("S1", random)] }],
    ["master.routing", { item: "F1", site: "A", operations: operations(random, 2) }],
    ["master.routing", { item: "F2", site: "A", operations: operations(random, 1) }],
    ["master.routing", { item: "S1", site: "A", operations: operations(random, 1) }],
    ["master.sourcing", { item: "C1", site: "A", supplier: "V1", leadTimeDays: 2 }],
  ];
  return base.map(([type, data], k) => master(k, type, data));
}

/** One event for each seed, at about `now`. */
export function randomEvent(seed: number, now: Instant): CloudEvent {
  const random = randomOf(seed);
  const make = random.weighted(MAKERS);
  const { type, data } = make(random, now);
  const time = now + MINUTE * random.pick([0, 0, 0, -1, -7, -61, -600, 1, 30, 300]) + random.pick([0, 0, 0, 250]);
  const source = random.pick(["/a", "/a", "/b"]);
  const canDelete = !type.startsWith("wms.") && type !== "mes.consumption";
  const isDeleted = (canDelete || type === "wms.shipment") && random.chance(0.03);
  // Few ids, so that contents conflict now and then.
  const id = random.chance(0.02) ? `x${random.below(20)}` : `e${seed}`;
  return event(id, type, isDeleted ? { ...data, deleted: true } : data, time, source);
}

/** How far the clock moves before the next event, in milliseconds; mostly not at all. */
export function randomStep(seed: number): number {
  const random = randomOf(seed ^ 0x5bd1e995);
  return random.pick([
    0,
    0,
    0,
    0,
    1_000,
    61_000,
    7 * MINUTE,
    45 * MINUTE,
    3 * HOUR,
    random.chance(0.05) ? 80 * HOUR : 0,
  ]);
}

interface Made {
  readonly type: string;
  readonly data: object;
}
type Maker = (random: Random, now: Instant) => Made;

export interface Random {
  below(limit: number): number;
  chance(p: number): boolean;
  pick<T>(of: readonly T[]): T;
  weighted<T>(of: readonly (readonly [number, T])[]): T;
  /** Some of these fields, each with a chance of one in two. */
  some(fields: object): object;
}

/** Mulberry32. */
export function randomOf(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  next();
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  return {
    below,
    chance: (p) => next() < p,
    pick,
    weighted: <T>(of: readonly (readonly [number, T])[]): T => {
      let left = next() * of.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of of) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(of)[1];
    },
    some: (fields) => Object.fromEntries(Object.entries(fields).filter(() => next() < 0.5)),
  };
}

export const event = (id: string, type: string, data: object, at: Instant, source = "/a"): CloudEvent => ({
  specversion: "1.0",
  id,
  source,
  type,
  time: isoOf(at),
  data,
});

const ITEMS = ["F1", "F1", "F2", "S1", "S1", "S2", "C1", "C2", "C2"];
const SITES = ["A", "A", "A", "B"];
const RESOURCES = ["L1", "L1", "L2", "L3", "L9"];
const ORDERS = ["WO-1", "WO-2", "WO-3", "WO-4", "WO-5", "WO-6", "WO-7", "WO-8"];
const LINES = ["SO-1", "SO-2", "SO-3", "SO-4", "SO-5", "SO-6"];
const PURCHASES = ["PO-1", "PO-2", "PO-3", "PO-4"];
const TRANSFERS = ["TO-1", "TO-2", "TO-3"];
const LOTS = ["", "X", "Y", "Z"];
const QUANTITIES = [0, 1, 2, 5, 10, 20, 20, 40, 7.5];

const site = (random: Random): string => random.pick(SITES);
const item = (random: Random): string => (random.chance(0.01) ? "U" : random.pick(ITEMS));
const quantity = (random: Random): number => random.pick(QUANTITIES);
const ordered = (random: Random): number => Math.max(1, quantity(random));
const line = (random: Random): string => `${random.pick(LINES)}/1`;
const around = (random: Random, now: Instant, hours: number): string =>
  isoOf(now - (now % (30 * MINUTE)) + random.below(hours * 4) * 30 * MINUTE - hours * HOUR);
const midnight = (random: Random, now: Instant): string =>
  isoOf(now - (now % (24 * HOUR)) + random.below(6) * 24 * HOUR + random.pick([0, -HOUR, -2 * HOUR]));
const price = (random: Random) => ({
  amount: random.pick(["10.00", "2.5", "1000"]),
  currency: random.chance(0.05) ? "USD" : "EUR",
});
/** What moves nothing but a finding follows from what was drawn: one more draw would make every history another one. */
const cost = (isForeign: boolean) => ({ amount: "2.5", currency: isForeign ? "USD" : "EUR" });
const component = (of: string, random: Random) => ({
  item: of,
  quantityPer: random.pick([0, 0.5, 1, 1, 2]),
  ...random.some({ scrapFraction: 0.1, operation: random.pick([10, 20, 30]) }),
});

function itemData(id: string, random: Random) {
  return {
    id,
    name: id,
    uom: "kg",
    ...random.some({ unitPrice: price(random), shelfLifeDays: random.pick([1, 3, 30]) }),
  };
}

function customerData(id: string, random: Random) {
  const otif = random.some({ lateToleranceMinutes: 120, underTolerance: 0.1 });
  return { id, name: id, otif, ...random.some({ priority: random.pick([1, 3, 9]), minRemainingShelfLifeDays: 1 }) };
}

function calendarData(id: string, random: Random) {
  const days = random.pick([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7], [6, 7], []]);
  const shift = random.pick([
    { start: "06:00", end: "14:00" },
    { start: "22:00", end: "06:00" },
    { start: "01:30", end: "03:30" },
    { start: "00:00", end: "00:00" },
  ]);
  const exceptions = random.chance(0.5)
    ? [
        random.pick([
          { date: "2026-03-30", closed: true },
          { date: "2026-03-29", start: "02:15", end: "10:00" },
        ]),
      ]
    : [];
  return {
    id,
    timeZone: random.pick(["Europe/Berlin", "UTC"]),
    weekly: days.map((day) => ({ day, ...shift })),
    exceptions,
  };
}

function resourceData(id: string, random: Random) {
  const [at, capacity] = [site(random), random.pick([1, 1, 2, 3])];
  return {
    ...{ id, site: at, name: id, kind: "line", capacity },
    hourlyCost: cost(capacity === 3),
    typicalRepairMinutes: random.chance(0.5) ? { jam: 90 } : {},
    ...random.some({ calendar: random.pick(["K1", "K2", "K9"]) }),
  };
}

function operations(random: Random, count: number) {
  return Array.from({ length: count }, (_, k) => ({
    seq: (k + 1) * 10,
    resource: random.pick(RESOURCES),
    ratePerHour: random.pick([1, 5, 10, 40]),
    ...random.some({ setupMinutes: random.pick([0, 30, 90]), alternates: [{ resource: "L3", ratePerHour: 3 }] }),
  }));
}

const bin = (random: Random) => ({ site: site(random), location: random.pick(["1", "2"]) });

const salesLine: Maker = (random, now) => ({
  type: "erp.sales-order-line",
  data: {
    order: random.pick(LINES),
    line: "1",
    customer: random.pick(["D1", "D1", "D2"]),
    item: item(random),
    site: site(random),
    quantity: ordered(random),
    requestedAt: around(random, now, 60),
    promisedAt: random.chance(0.3) ? midnight(random, now) : around(random, now, 60),
    status: random.pick(["open", "open", "open", "open", "closed", "cancelled"]),
    ...random.some({ unitPrice: price(random), transitHours: random.pick([0, 5, 30]) }),
    ...(random.chance(0.2) ? { priority: random.pick([1, 2, 8]) } : {}),
    ...(random.chance(0.3)
      ? {
          peggedTo: random.pick([
            { productionOrder: random.pick(ORDERS) },
            { purchaseOrderLine: `${random.pick(PURCHASES)}/1` },
            { transferOrder: random.pick(TRANSFERS) },
          ]),
        }
      : {}),
  },
});

const productionOrder: Maker = (random, now) => {
  const start = now - (now % (30 * MINUTE)) + random.below(160) * 30 * MINUTE - 30 * HOUR;
  const own = operations(random, random.pick([0, 1, 2, 3]));
  const timed = own.map((one) =>
    random.chance(0.2) ? { ...one, plannedStart: isoOf(start), plannedFinish: isoOf(start + 3 * HOUR) } : one,
  );
  return {
    type: "erp.production-order",
    data: {
      id: random.pick(ORDERS),
      item: item(random),
      site: random.pick(["A", "A", "A", "A", "B"]),
      quantity: ordered(random),
      plannedStart: isoOf(start),
      plannedFinish: isoOf(start + random.pick([0, 2, 5, 9]) * HOUR),
      status: random.pick(["planned", "released", "released", "released", "closed", "cancelled"]),
      ...random.some({ operations: timed }),
      ...(random.chance(0.2) ? { components: random.pick([[], [component(item(random), random)]]) } : {}),
      ...(random.chance(0.2) ? { peggedTo: line(random) } : {}),
    },
  };
};

const boughtOf = (supplier: string) => ({ supplier, unitCost: cost(supplier === "V2") });

const purchaseLine: Maker = (random, now) => ({
  type: "erp.purchase-order-line",
  data: {
    order: random.pick(PURCHASES),
    line: "1",
    ...boughtOf(random.pick(["V1", "V1", "V2"])),
    item: random.pick(["C1", "C2", "C2", "S2", "F2"]),
    site: site(random),
    quantity: ordered(random),
    orderedAt: isoOf(now - 100 * HOUR),
    promisedAt: random.chance(0.3) ? midnight(random, now) : around(random, now, 40),
    status: random.pick(["open", "open", "open", "closed", "cancelled"]),
    ...random.some({ firstPromisedAt: around(random, now, 40) }),
  },
});

const transfer: Maker = (random, now) => {
  const [fromSite, toSite] = random.pick([
    ["A", "B"],
    ["A", "B"],
    ["B", "A"],
  ]);
  const ship = now - (now % HOUR) + random.below(40) * HOUR - 10 * HOUR;
  return {
    type: "erp.transfer-order",
    data: {
      id: random.pick(TRANSFERS),
      item: random.pick(["F1", "F2", "C2"]),
      fromSite,
      toSite,
      quantity: ordered(random),
      plannedShip: isoOf(ship),
      plannedReceipt: random.chance(0.2) ? midnight(random, now) : isoOf(ship + random.pick([0, 4, 26]) * HOUR),
      status: random.pick(["open", "open", "open", "shipped", "closed"]),
    },
  };
};

const operation: Maker = (random, now) => {
  const state = random.pick(["pending", "setup", "running", "running", "running", "paused", "done", "done"]);
  const began = now - random.below(20) * 20 * MINUTE;
  return {
    type: "mes.operation",
    data: {
      order: random.pick(ORDERS),
      seq: random.pick([10, 10, 10, 20, 20, 30]),
      resource: random.pick(RESOURCES),
      state,
      good: quantity(random),
      scrap: random.pick([0, 0, 1, 5]),
      ...random.some({ startedAt: isoOf(began + random.pick([0, 0, 0, 6 * HOUR])) }),
      ...(state === "done" && random.chance(0.7) ? { finishedAt: isoOf(began + 7 * HOUR) } : {}),
      ...(random.chance(0.4) ? { runHours: random.pick([0, 1, 3.5]) } : {}),
    },
  };
};

const resourceState: Maker = (random, now) => ({
  type: "mes.resource-state",
  data: {
    resource: random.pick(RESOURCES),
    since: isoOf(now - random.pick([0, 0, 10, 40, 300, -20]) * MINUTE),
    state: random.pick(["running", "running", "idle", "off", "setup", "down", "down", "down"]),
    ...random.some({ reason: random.pick(["jam", "seal"]), expectedUpAt: around(random, now, 5) }),
  },
});

const holdTarget = (random: Random): object =>
  random.pick([
    { item: item(random), lot: random.pick(LOTS) },
    { item: item(random), lot: random.pick(LOTS), site: site(random) },
    { productionOrder: random.pick(ORDERS) },
    { item: item(random), site: site(random) },
  ]);

const hold: Maker = (random, now) => ({
  type: "mes.quality-hold",
  data: {
    id: random.pick(["H1", "H2", "H3"]),
    target: holdTarget(random),
    state: random.pick(["held", "held", "released", "released", "rejected"]),
    reason: "lab",
    ...random.some({ expectedReleaseAt: around(random, now, 20) }),
  },
});

const count: Maker = (random, now) => ({
  type: "wms.stock-count",
  data: {
    ...bin(random),
    item: item(random),
    lot: random.pick(LOTS),
    status: random.pick(["available", "available", "available", "quality", "blocked"]),
    quantity: random.chance(0.05) ? -3 : quantity(random),
    ...random.some({ expiresAt: random.chance(0.5) ? midnight(random, now) : around(random, now, 60) }),
  },
});

const move: Maker = (random) => {
  const reason = random.pick(["putaway", "issue", "issue", "pick", "pick", "adjust", "transfer", "transfer"]);
  const both = { from: bin(random), to: bin(random) };
  const ends = reason === "pick" || random.chance(0.3) ? both : random.pick([{ from: both.from }, { to: both.to }]);
  const refersTo =
    reason === "issue"
      ? { productionOrder: random.pick(ORDERS) }
      : reason === "transfer"
        ? { transferOrder: random.pick(TRANSFERS) }
        : reason === "pick" || random.chance(0.3)
          ? { salesOrderLine: line(random) }
          : {};
  return {
    type: "wms.stock-move",
    data: { item: item(random), lot: random.pick(LOTS), quantity: quantity(random), ...ends, reason, ...refersTo },
  };
};

const receipt: Maker = (random, now) => ({
  type: "wms.receipt",
  data: {
    ...bin(random),
    item: item(random),
    lot: random.pick(LOTS),
    quantity: 20,
    rejected: random.pick([0, 0, 0, 5, 20]),
    status: random.pick(["available", "available", "quality", "blocked"]),
    ...random.pick([
      { purchaseOrderLine: `${random.pick(PURCHASES)}/1` },
      { purchaseOrderLine: `${random.pick(PURCHASES)}/1` },
      { productionOrder: random.pick(ORDERS) },
      { transferOrder: random.pick(TRANSFERS) },
      {},
    ]),
    ...random.some({ expiresAt: around(random, now, 90) }),
  },
});

const shipment: Maker = (random, now) => ({
  type: "wms.shipment",
  data: {
    id: `SH-${random.below(12)}`,
    salesOrderLine: line(random),
    item: item(random),
    site: site(random),
    quantity: quantity(random),
    shippedAt: isoOf(now - random.pick([0, 30, 300, -60]) * MINUTE),
    ...random.some({ location: random.pick(["1", "2"]), lot: random.pick(LOTS), deliveredAt: isoOf(now + HOUR) }),
  },
});

const estimate: Maker = (random, now) => ({
  type: "tower.estimate",
  data: {
    target: random.pick([
      { resource: random.pick(RESOURCES) },
      { hold: random.pick(["H1", "H2", "H3"]) },
      { purchaseOrderLine: `${random.pick(PURCHASES)}/1` },
    ]),
    at: around(random, now, 12),
    by: "petra",
  },
});

const of =
  (type: string, data: (random: Random, now: Instant) => object): Maker =>
  (random, now) => ({ type, data: data(random, now) });

const MAKERS: readonly (readonly [number, Maker])[] = [
  [10, salesLine],
  [10, productionOrder],
  [6, purchaseLine],
  [4, transfer],
  [18, operation],
  [6, resourceState],
  [3, hold],
  [8, count],
  [8, move],
  [8, receipt],
  [4, shipment],
  [4, estimate],
  [
    2,
    of("mes.consumption", (r) => ({
      order: r.pick(ORDERS),
      seq: r.pick([10, 20]),
      item: item(r),
      quantity: quantity(r),
    })),
  ],
  [2, of("erp.stock-on-hand", (r) => ({ item: item(r), site: site(r), quantity: quantity(r) }))],
  [
    1,
    of("master.site", (r) => ({
      id: site(r),
      name: "s",
      timeZone: r.pick(["UTC", "Europe/Berlin"]),
      ...r.some({ putawayHours: 1, pickHours: 1, receipts: "counted", valueAtRiskLimit: 100 }),
    })),
  ],
  [1, of("master.calendar", (r) => calendarData(r.pick(["K1", "K2"]), r))],
  [1, of("master.resource", (r) => resourceData(r.pick(RESOURCES), r))],
  [
    1,
    of("master.item", (r) => {
      const { name, ...data } = itemData(r.pick([...ITEMS, "U"]), r);
      return { ...data, name: r.pick([name, `other ${name}`]) };
    }),
  ],
  [1, of("master.customer", (r) => customerData(r.pick(["D1", "D2"]), r))],
  [
    1,
    of("master.bom", (r) => ({
      item: item(r),
      site: site(r),
      components: [component(item(r), r), ...(r.chance(0.5) ? [component(item(r), r)] : [])],
    })),
  ],
  [1, of("master.routing", (r) => ({ item: item(r), site: site(r), operations: operations(r, r.pick([0, 1, 2])) }))],
  [
    1,
    of("master.sourcing", (r) => ({
      item: item(r),
      site: site(r),
      ...boughtOf(r.pick(["V1", "V2"])),
      leadTimeDays: r.pick([0, 1, 5]),
    })),
  ],
  [0.3, of("master.stocking", (r, now) => ({ item: item(r), site: site(r), safetyStock: 1, reviewedAt: isoOf(now) }))],
  [0.3, of("master.supplier", (r) => ({ id: r.pick(["V1", "V2"]), name: r.pick(["v", "w"]) }))],
];
