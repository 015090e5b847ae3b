import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact, CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, isoOf } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type OtifDefinition, SHIPPED_DEFINITIONS } from "./definitions.ts";
import { createOtifLedger, type OtifLedger } from "./ledger.ts";
import { firstPromises, lineFactsOf } from "./line-facts.ts";
import type { OtifGrouping } from "./periods.ts";
import { accountsOf, otifSeries } from "./series.ts";
import { figureOf } from "./sums.ts";
import { createLineTrack, type InForceChange } from "./touched-lines.ts";

/** A week with the last Sunday of March in it, when Berlin puts its clocks forward. */
const START = Date.UTC(2026, 2, 23);

const [requested] = SHIPPED_DEFINITIONS as readonly [OtifDefinition];
const DEFINITIONS: readonly OtifDefinition[] = [
  ...SHIPPED_DEFINITIONS,
  { ...requested, id: "orders", level: "order", basis: "latest-promise", late: { days: 1 }, customerTolerances: true },
  { ...requested, id: "money", level: "value", event: "ship", early: { days: 1 }, credit: "proportional" },
  { ...requested, id: "first", partials: "first-delivery", over: 0.1, under: 0.05, timeZone: "America/New_York" },
  { ...requested, id: "requested", version: 2, from: START + 3 * DAY, late: { minutes: 90 } },
  {
    ...requested,
    id: "requested",
    version: 3,
    customer: "C1",
    under: 0.2,
    exclusions: { ...requested.exclusions, items: ["I2"] },
  },
];

const hours = fc.integer({ min: -30, max: 200 });
const at = (hour: number): string => isoOf(START + hour * HOUR);
const one = <T>(...of: readonly T[]) => fc.constantFrom(...of);

const line = fc
  .record({
    order: one("A", "B"),
    line: one("1", "2", "3"),
    customer: one("C1", "C2"),
    item: one("I1", "I2"),
    site: one("S1", "S2"),
    quantity: one(1, 20, 2.5),
    requestedAt: hours.map(at),
    promisedAt: hours.map(at),
    transitHours: one(0, 5),
    status: one("open", "open", "closed", "cancelled"),
  })
  .map((data) => ["erp.sales-order-line", data] as const);

const shipment = fc
  .record({
    id: one("P", "Q", "R", "T"),
    salesOrderLine: fc.tuple(one("A", "B"), one("1", "2", "3")).map((parts) => parts.join("/")),
    item: one("I1", "I2"),
    site: one("S1", "S2"),
    quantity: one(1, 2.5, 0.1, 10, 20, 23),
    shippedAt: hours.map(at),
    deliveredAt: fc.option(hours.map(at), { nil: undefined }),
  })
  .map((data) => ["wms.shipment", data] as const);

const master = fc.oneof(
  fc
    .record({ id: one("S1", "S2"), name: one("S"), timeZone: one("UTC", "Europe/Berlin") })
    .map((data) => ["master.site", data] as const),
  fc
    .record({
      id: one("I1", "I2"),
      name: one("I"),
      uom: one("kg"),
      unitPrice: fc.record({ amount: one("0.10", "7.35"), currency: one("EUR", "USD") }),
    })
    .map((data) => ["master.item", data] as const),
  fc
    .record({
      id: one("C1"),
      name: one("C"),
      otif: fc.record({ lateToleranceMinutes: one(0, 600), underTolerance: one(0, 0.5) }),
    })
    .map((data) => ["master.customer", data] as const),
);

const tombstone = fc
  .tuple(one("P", "Q"), fc.constant(true))
  .map(([id, deleted]) => ["wms.shipment", { id, deleted }] as const);

interface Step {
  readonly fact: readonly [type: string, data: object];
  readonly time: number;
  readonly jump: number;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    fact: fc.oneof({ weight: 4, arbitrary: line }, { weight: 5, arbitrary: shipment }, master, tombstone),
    time: fc.integer({ min: -60, max: 160 }),
    jump: one(0, 0, 0, 1, 7, 40),
  }),
  { minLength: 5, maxLength: 40 },
);

const BASE: readonly (readonly [string, object])[] = [
  ["master.site", { id: "S1", name: "S", timeZone: "Europe/Berlin" }],
  ["master.site", { id: "S2", name: "S", timeZone: "UTC" }],
  ["master.item", { id: "I1", name: "I", uom: "kg", unitPrice: { amount: "3.30", currency: "EUR" } }],
  ["master.item", { id: "I2", name: "I", uom: "kg" }],
];

function checked([type, data]: Step["fact"], hour: number, n: number): AnyFact {
  const event: CloudEvent = { specversion: "1.0", source: "/test", id: `${n}`, type, time: at(hour), data };
  const fact = checkEvent(event, { receivedAt: START, seq: n + 1, mode: "manual" });
  if (!fact.ok) throw new Error(fact.error.reason);
  return fact.value;
}

const TYPES = {
  "master.site": "sites",
  "master.item": "items",
  "master.customer": "customers",
  "erp.sales-order-line": "salesOrderLines",
  "wms.shipment": "shipments",
} as const;

/** What is in force now that was not, as a pass of the engine tells it. */
function changesBetween(before: World | null, after: World, facts: ReadonlyMap<string, AnyFact>): InForceChange[] {
  return (Object.keys(TYPES) as (keyof typeof TYPES)[]).flatMap((type) => {
    const [old, now] = [before?.[TYPES[type]] ?? new Map(), after[TYPES[type]]];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
      const id = now.get(key)?.id;
      if (id === old.get(key)?.id) return [];
      return { type, key, fact: id === undefined ? null : (facts.get(id) ?? null) };
    });
  });
}

/** Facts come one by one, in any order, again and late; the clock jumps between them. */
function live(given: readonly Step[]) {
  const facts = createLedger();
  const byId = new Map<string, AnyFact>();
  const otif = createOtifLedger();
  otif.declare(DEFINITIONS);
  const track = createLineTrack(otif);
  let world: World | null = null;
  let clock = START - 40 * HOUR;
  const look = (told: AnyFact | null): World => {
    const now = facts.worldAt(clock, "manual");
    const lines = new Set(changesBetween(world, now, byId).flatMap((change) => [...track.take(change)]));
    // A late one may be the first promise without being in force.
    if (told?.type === "erp.sales-order-line") lines.add(told.key);
    const sources = {
      world: now,
      currency: "EUR",
      shipmentsOf: track.shipmentsOf,
      firstPromiseOf: firstPromises(facts, clock, "manual"),
    };
    for (const id of lines) otif.put(id, lineFactsOf(sources, id), null);
    otif.advance(clock);
    world = now;
    return now;
  };
  const take = (fact: AnyFact): World => {
    facts.add(fact);
    byId.set(fact.id, fact);
    return look(fact);
  };
  for (const [k, fact] of BASE.entries()) take(checked(fact, -100, 1_000 + k));
  let end = look(null);
  given.forEach(({ fact, time, jump }, k) => {
    end = take(checked(fact, time, k));
    if (k % 3 === 0) end = take(checked(fact, time, k));
    clock += jump * HOUR;
    if (jump > 0) end = look(null);
  });
  return { otif, world: end, firstPromiseOf: firstPromises(facts, clock, "manual") };
}

const GROUPINGS: readonly OtifGrouping[] = ["day", "week", "month", "customer", "site", "item"];

function expectSame(
  otif: OtifLedger,
  input: Parameters<typeof otifSeries>[0],
  range: { from: number; to: number },
): void {
  for (const family of otif.families) {
    for (const by of GROUPINGS) {
      for (const sites of [null, ["S1"]]) {
        const series = otifSeries(input, { ...range, definition: family.id, by, sites });
        if (!series.ok) throw new Error(series.error.message);
        const { definition: _, points, ...figure } = series.value;
        const cube = otif.cube(family.id);
        expect(figureOf(cube.total({ ...range, sites }), family.head.level)).toEqual(figure);
        const groups = [...cube.groups({ ...range, sites }, by)].map(([key, { sums, from, to }]) => ({
          key,
          from,
          to,
          ...figureOf(sums, family.head.level),
        }));
        expect(groups.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual(points);
      }
    }
  }
}

test("[O10] facts in any order, again and late, splits, cancellations and jumps of the clock come to what all of them come to at once", () => {
  fc.assert(
    fc.property(steps, fc.tuple(hours, hours), (given, [a, b]) => {
      const { otif, world, firstPromiseOf } = live(given);
      const input = { world, firstPromiseOf, currency: "EUR", definitions: DEFINITIONS };
      expectSame(otif, input, { from: START - 100 * DAY, to: START + 100 * DAY });
      expectSame(otif, input, { from: START + Math.min(a, b) * HOUR, to: START + Math.max(a, b) * HOUR + 1 });
    }),
    { numRuns: 40 },
  );
});

test("accounts with an open window are found by the date of their last line, whole, and each once", () => {
  let several = 0;
  fc.assert(
    fc.property(steps, fc.tuple(hours, hours), (given, [a, b]) => {
      const { otif } = live(given);
      const [from, to] = [START + Math.min(a, b) * HOUR, START + Math.max(a, b) * HOUR + 1];
      for (const { id } of otif.families) {
        const all = otif.pending(id, { from: -Infinity, to: Infinity });
        const lines = all.flat().map(({ facts }) => facts.id);
        expect(new Set(lines).size).toBe(lines.length);
        expect(all.every((account) => account.every(({ date }) => date <= (account.at(-1)?.date ?? NaN)))).toBe(true);
        several += all.filter((account) => account.length > 1).length;
        const last = (account: (typeof all)[number]): number => account.at(-1)?.date ?? Number.NaN;
        const expected = all.filter((account) => last(account) >= from && last(account) < to);
        const byLine = (x: (typeof all)[number], y: (typeof all)[number]): number =>
          (x[0]?.facts.id ?? "") < (y[0]?.facts.id ?? "") ? -1 : 1;
        expect(otif.pending(id, { from, to }).toSorted(byLine)).toEqual(expected.toSorted(byLine));
      }
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(several).toBeGreaterThan(20);
});

test("[O12] what has failed has exactly one cause, and only that; lost shares add up to what is missing", () => {
  let failed = 0;
  fc.assert(
    fc.property(steps, (given) => {
      const { otif, world, firstPromiseOf } = live(given);
      const range = { from: START - 100 * DAY, to: START + 100 * DAY, sites: null };
      for (const family of otif.families) {
        const accounts = accountsOf({ world, firstPromiseOf, currency: "EUR", definitions: DEFINITIONS }, family);
        for (const { cause, isMet, credit, size } of accounts) {
          expect(cause === null).toBe(isMet);
          expect(isMet, "what weighs nothing may have failed").toBe(credit === size && (isMet || size > 0));
        }
        const cube = otif.cube(family.id);
        const total = cube.total(range);
        let lost = 0;
        for (const sums of cube.causes(range).values()) lost += sums.size - sums.credit;
        expect(lost).toBe(total.size - total.credit);
        failed += total.failed;
        expect([...cube.failed(range)]).toHaveLength(total.failed);
      }
    }),
    { numRuns: 40 },
  );
  expect(failed).toBeGreaterThan(50);
});

test("[O11] a fact about a line judges that line alone, however many others there are", () => {
  const workOf = (others: number) => {
    const otif = createOtifLedger();
    otif.declare(SHIPPED_DEFINITIONS);
    const data = { ...sample, customer: "C" };
    for (let k = 0; k < others; k += 1)
      otif.put(`O-${k}/1`, { ...sampleFacts(`O-${k}/1`), data: { ...data, order: `O-${k}` } }, null);
    otif.advance(START + 9 * DAY);
    const before = { ...otif.work };
    otif.put("O-1/1", { ...sampleFacts("O-1/1"), data: { ...data, order: "O-1", quantity: 3 } }, null);
    otif.advance(START + 10 * DAY);
    return { judged: otif.work.judged - before.judged, adjusted: otif.work.adjusted - before.adjusted };
  };
  expect(workOf(20)).toEqual({ judged: 3, adjusted: 6 });
  expect(workOf(2_000)).toEqual(workOf(20));
});

const sample = {
  order: "O",
  line: "1",
  customer: "C",
  item: "I",
  site: "S",
  quantity: 5,
  requestedAt: START,
  promisedAt: START,
  transitHours: 0,
  status: "open" as const,
};
const sampleFacts = (id: string) => ({
  id,
  data: sample,
  firstPromisedAt: null,
  shipments: [],
  timeZone: "UTC",
  priceMinor: 100,
  tolerance: { lateMinutes: 0, under: 0 },
});
