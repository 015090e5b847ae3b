import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import { BEGIN, event, type Random, randomOf } from "./random-history.ts";

/**
 * Histories of a plant that works: orders go through three lines one after the other, and nearly all that is told is how far
 * they are, what was issued, received and counted, and when purchases come. Nothing is strange here; the same things are told
 * again and again, with other numbers. Everything follows from whole numbers, as in the random histories.
 */

const SLOT = 4 * HOUR;
const ORDERS = 14;
const RATE = 30;
const QUANTITY = 100;
const LINES = ["L1", "L2", "L3"];
const LATE_BY = ["SO-3", "SO-7"];

const orderOf = (k: number): string => `WO-${String(k + 1).padStart(2, "0")}`;
const productOf = (k: number): string => (k % 3 === 2 ? "F2" : "F1");

/** Events of the plant before its first shift. */
export function workingEvents(seed: number): CloudEvent[] {
  const random = randomOf(seed);
  const item = (id: string, shelfLifeDays?: number): [string, object] => [
    "master.item",
    {
      id,
      name: id,
      uom: "kg",
      unitPrice: { amount: "4.50", currency: "EUR" },
      ...(shelfLifeDays ? { shelfLifeDays } : {}),
    },
  ];
  const operations = LINES.map((resource, k) => ({
    seq: (k + 1) * 10,
    resource,
    ratePerHour: RATE,
    setupMinutes: random.pick([0, 20]),
    alternates: [{ resource: "L4", ratePerHour: 20 }],
  }));
  const components = [
    { item: "C1", quantityPer: 1, operation: 10 },
    { item: "C2", quantityPer: 0.5, scrapFraction: 0.1, operation: 30 },
  ];
  const base: [string, object][] = [
    ["master.site", { id: "A", name: "A", timeZone: "Europe/Berlin", putawayHours: 1, pickHours: 2 }],
    ["master.calendar", { id: "K1", timeZone: "Europe/Berlin", weekly: shifts(random) }],
    item("F1", random.pick([2, 3, 5])),
    item("F2", random.pick([0, 4])),
    item("C1", random.pick([0, 3])),
    item("C2"),
    ...[...LINES, "L4"].map((id): [string, object] => [
      "master.resource",
      { id, site: "A", name: id, kind: "line", capacity: random.pick([1, 1, 2]), ...random.some({ calendar: "K1" }) },
    ]),
    ["master.supplier", { id: "V1", name: "V1" }],
    ["master.customer", { id: "D1", name: "D1", otif: { lateToleranceMinutes: 60 }, minRemainingShelfLifeDays: 1 }],
    ["master.customer", { id: "D2", name: "D2", otif: {}, priority: 2 }],
    ...["F1", "F2"].flatMap((id): [string, object][] => [
      ["master.routing", { item: id, site: "A", operations }],
      ["master.bom", { item: id, site: "A", components }],
    ]),
    ["master.sourcing", { item: "C1", site: "A", supplier: "V1", leadTimeDays: 2 }],
  ];
  for (let k = 0; k < ORDERS; k++) base.push(["erp.production-order", orderData(k, random)]);
  for (let k = 0; k < 10; k++) base.push(["erp.sales-order-line", salesData(k, random)]);
  for (let k = 0; k < 4; k++) base.push(["erp.purchase-order-line", purchaseData(k, BEGIN, random)]);
  for (const id of ["C1", "C2", "F1"]) base.push(["wms.stock-count", countData(id, random)]);
  return base.map(([type, data], k) => event(`w${k}`, type, data, BEGIN - 20 * HOUR));
}

/** One event for each seed. */
export function workingEvent(seed: number, now: Instant): CloudEvent {
  const random = randomOf(seed);
  const [type, data] = random.weighted(MAKERS)(random, now);
  return event(`e${seed}-${now}`, type, data, now - random.pick([0, 0, 0, 0, 5]) * MINUTE);
}

/** Minutes, as in a plant that reports all the time. */
export function workingStep(seed: number): number {
  return randomOf(seed ^ 0x2545f491).pick([0, 0, 20_000, MINUTE, 4 * MINUTE, 11 * MINUTE, 47 * MINUTE]);
}

type Maker = (random: Random, now: Instant) => readonly [type: string, data: object];

function shifts(random: Random): object[] {
  const days = [1, 2, 3, 4, 5, 6, 7];
  const [start, end] = random.pick([
    ["06:00", "22:00"],
    ["00:00", "00:00"],
  ] as const);
  return days.map((day) => ({ day, start, end }));
}

function orderData(k: number, random: Random): object {
  const start = BEGIN + Math.floor(k / 2) * SLOT;
  return {
    id: orderOf(k),
    item: productOf(k),
    site: "A",
    quantity: QUANTITY,
    plannedStart: isoOf(start),
    plannedFinish: isoOf(start + 3 * SLOT),
    status: "released",
    ...(random.chance(0.1) ? { peggedTo: `SO-${random.below(10)}/1` } : {}),
  };
}

function salesData(k: number, random: Random): object {
  const promised = BEGIN + 10 * HOUR + Math.floor(k / 2) * SLOT + random.below(12) * HOUR;
  return {
    order: `SO-${k}`,
    line: "1",
    customer: random.pick(["D1", "D2"]),
    item: productOf(k),
    site: "A",
    quantity: random.pick([20, 60, 100]),
    requestedAt: isoOf(promised),
    promisedAt: isoOf(LATE_BY.includes(`SO-${k}`) ? promised - 20 * HOUR : promised),
    status: "open",
    transitHours: random.pick([0, 3]),
  };
}

function purchaseData(k: number, now: Instant, random: Random): object {
  const promised = now + random.pick([-2, 1, 6, 14, 30]) * HOUR;
  return {
    order: `PO-${k}`,
    line: "1",
    supplier: "V1",
    item: k % 2 === 0 ? "C1" : "C2",
    site: "A",
    quantity: random.pick([100, 100, 200]),
    orderedAt: isoOf(BEGIN - 9 * DAY),
    promisedAt: isoOf(promised - (promised % (30 * MINUTE))),
    status: "open",
  };
}

const countData = (item: string, random: Random): object => ({
  site: "A",
  location: random.pick(["1", "2"]),
  item,
  lot: random.pick(["", "X"]),
  status: "available",
  quantity: random.pick([0, 30, 80, 150]),
  ...(item === "F1" ? random.some({ expiresAt: isoOf(BEGIN + random.pick([30, 60, 90]) * HOUR) }) : {}),
});

/** Which order is about on a line: the plan's, one slot a line, give or take one. */
const aboutOn = (line: number, random: Random, now: Instant): number => {
  const slot = Math.floor((now - BEGIN) / SLOT) - line;
  return Math.min(ORDERS - 1, Math.max(0, slot * 2 + random.pick([0, 0, 0, 1, 1, -1])));
};

/** So much has been made of an order that has been on a line since its slot began. */
const madeBy = (k: number, line: number, now: Instant): number => {
  const begun = BEGIN + (Math.floor(k / 2) + line) * SLOT;
  return Math.max(0, Math.min(QUANTITY, Math.floor(((now - begun) / HOUR) * RATE)));
};

const progress: Maker = (random, now) => {
  const line = random.below(3);
  const k = aboutOn(line, random, now);
  const good = Math.max(0, madeBy(k, line, now) - random.pick([0, 0, 0, 4, 30]));
  const state = good >= QUANTITY && random.chance(0.5) ? "done" : random.chance(0.03) ? "paused" : "running";
  return [
    "mes.operation",
    {
      order: orderOf(k),
      seq: (line + 1) * 10,
      resource: random.chance(0.04) ? "L4" : LINES[line],
      state,
      good,
      scrap: random.pick([0, 0, 0, 0, 2]),
      startedAt: isoOf(BEGIN + (Math.floor(k / 2) + line) * SLOT),
      ...(state === "done" ? { finishedAt: isoOf(now) } : {}),
    },
  ];
};

const issue: Maker = (random, now) => {
  const [item, line] = random.pick([
    ["C1", 0],
    ["C1", 0],
    ["C2", 2],
  ] as const);
  const place = { site: "A", location: random.pick(["1", "2"]) };
  const isBack = random.chance(0.1);
  const ends = isBack ? { to: place } : { from: place };
  const productionOrder = orderOf(aboutOn(line, random, now));
  return [
    "wms.stock-move",
    {
      item,
      lot: random.pick(["", "X"]),
      quantity: random.pick([5, 20, 50]),
      ...ends,
      reason: "issue",
      productionOrder,
    },
  ];
};

const received: Maker = (random, now) => {
  const k = aboutOn(3, random, now);
  const isBought = random.chance(0.4);
  const purchase = random.below(4);
  return [
    "wms.receipt",
    {
      site: "A",
      location: "1",
      item: isBought ? (purchase % 2 === 0 ? "C1" : "C2") : productOf(k),
      lot: random.pick(["", "X", "Y"]),
      quantity: random.pick([10, 40]),
      rejected: 0,
      status: random.pick(["available", "available", "quality"]),
      ...(isBought ? { purchaseOrderLine: `PO-${purchase}/1` } : { productionOrder: orderOf(k) }),
    },
  ];
};

const held: Maker = (random, now) => [
  "mes.quality-hold",
  {
    id: random.pick(["H1", "H2"]),
    target: random.pick([{ productionOrder: orderOf(aboutOn(2, random, now)) }, { item: "F1", lot: "X" }]),
    state: random.pick(["held", "released", "released"]),
    reason: "lab",
    ...random.some({ expectedReleaseAt: isoOf(now + random.below(9) * HOUR) }),
  },
];

const stopped: Maker = (random, now) => [
  "mes.resource-state",
  {
    resource: random.pick(LINES),
    since: isoOf(now - random.pick([0, 0, 12]) * MINUTE),
    state: random.pick(["running", "running", "down"]),
    ...random.some({ expectedUpAt: isoOf(now + random.below(6) * HOUR) }),
  },
];

const shipped: Maker = (random, now) => [
  "wms.shipment",
  {
    id: `SH-${random.below(8)}`,
    salesOrderLine: `SO-${random.below(4)}/1`,
    item: "F1",
    site: "A",
    quantity: random.pick([5, 20]),
    shippedAt: isoOf(now),
    location: "1",
  },
];

const MAKERS: readonly (readonly [number, Maker])[] = [
  [50, progress],
  [10, issue],
  [8, received],
  [7, (random) => ["wms.stock-count", countData(random.pick(["C1", "C1", "C2", "F1", "F2"]), random)]],
  [8, (random, now) => ["erp.purchase-order-line", purchaseData(random.below(4), now, random)]],
  [4, (random) => ["erp.sales-order-line", salesData(random.below(10), random)]],
  [3, held],
  [4, stopped],
  [3, shipped],
  [2, (random) => ["erp.production-order", orderData(random.below(ORDERS), random)]],
  [0.5, () => ["mes.consumption", { order: orderOf(3), seq: 10, item: "C1", quantity: 10 }]],
];
