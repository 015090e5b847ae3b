import { isoOf } from "@lockstep/domain/instant";
import fc from "fast-check";
import { createB2mmlMapping } from "../b2mml/mapping.ts";
import type { Version } from "../b2mml/words.ts";
import { type LotOnHand, writeLots } from "../b2mml/write-lots.ts";
import type { Writing } from "../b2mml/write-parts.ts";
import { type PerformedOrder, writePerformance } from "../b2mml/write-performance.ts";
import { type ScheduledOrder, writeSchedule } from "../b2mml/write-schedule.ts";
import { exact } from "../mapping/exact.ts";

/** One of our names is another there. */
const mapping = createB2mmlMapping({ sites: { "ACME-HH": "PLANT-A" }, items: { "8000": "SAUCE" }, units: { pc: 1 } });
const AT = Date.UTC(2026, 2, 2, 12);

export const writing = (version: Version): Writing => ({
  version,
  mapping,
  site: "PLANT-A",
  at: AT,
  uomOf: () => "pc",
});

export const scheduleText = (orders: readonly ScheduledOrder[], version: Version): string =>
  [...writeSchedule(orders, writing(version))].join("");
export const performanceText = (orders: readonly PerformedOrder[], version: Version): string =>
  [...writePerformance(orders, writing(version))].join("");
export const lotsText = (lots: readonly LotOnHand[], version: Version): string =>
  [...writeLots(lots, writing(version))].join("");

/** A name as facts may have it, with all that XML has to escape; white space around it is not kept. */
const name = fc
  .oneof(
    fc.stringMatching(/^[A-Z]{1,4}-\d{1,4}$/),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
    fc.constantFrom("SAUCE", `<&>"'`, "]]>", "&amp;", "Äpfel 12 %"),
  )
  .filter((text) => text === text.trim() && /^[^\p{C}\s]([^\p{C}\t\n\r]*[^\p{C}\s])?$/u.test(text));
const names = { minLength: 1, maxLength: 4 };
/** Of numbers 15 digits are kept, as everywhere. */
const amount = fc.oneof(
  fc.integer({ min: 1, max: 1_000_000 }).map((n) => n / 1_000),
  fc.double({ min: 1e-6, max: 1e7, noNaN: true }).map(exact),
);
const atLeast0 = fc.oneof(fc.constant(0), amount);
const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) });
const span = fc.tuple(instant, fc.nat({ max: 1e10 })).map(([start, length]) => [start, start + length] as const);
const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), { maxLength: 4 });

const operation = (seq: number) =>
  fc
    .record({
      ratePerHour: amount,
      setupMinutes: atLeast0,
      resource: name,
      alternates: fc.array(fc.record({ resource: name, ratePerHour: amount }), { maxLength: 2 }),
      planned: fc.option(span),
    })
    .map(({ alternates, planned, ...rest }) => ({
      seq,
      ...rest,
      ...(alternates.length === 0 ? {} : { alternates }),
      ...(planned === null ? {} : { plannedStart: planned[0], plannedFinish: planned[1] }),
    }));

const component = (numbers: readonly number[]) =>
  fc
    .record({
      item: name,
      quantityPer: atLeast0,
      scrapFraction: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1, noNaN: true })),
      operation: numbers.length === 0 ? fc.option(fc.constant(7)) : fc.option(fc.constantFrom(...numbers)),
    })
    .map(({ operation: of, ...rest }) => ({ ...rest, ...(of === null ? {} : { operation: of }) }));

const order = seqs.chain((numbers) =>
  fc
    .record({
      id: name,
      item: name,
      quantity: amount,
      planned: span,
      operations: fc.tuple(...numbers.map(operation)),
      components: fc.option(fc.array(component(numbers), { maxLength: 4 })),
      peggedTo: fc.option(name),
      status: fc.constantFrom("planned" as const, "released" as const, "closed" as const, "cancelled" as const),
      projected: fc.option(span),
    })
    .map(({ planned, operations, components, peggedTo, projected, ...rest }): ScheduledOrder => {
      const told = { start: projected?.[0] ?? null, finish: projected?.[1] ?? null };
      return {
        order: {
          ...rest,
          site: "PLANT-A",
          plannedStart: planned[0],
          plannedFinish: planned[1],
          ...(operations.length === 0 ? {} : { operations }),
          ...(components === null ? {} : { components }),
          ...(peggedTo === null ? {} : { peggedTo }),
        },
        projected: told,
        operations: new Map(operations.map(({ seq }) => [seq, told])),
      };
    }),
);
export const someOrders = fc.uniqueArray(order, { ...names, selector: ({ order: { id } }) => id });

const performed = seqs
  .filter((numbers) => numbers.length > 0)
  .chain((numbers) =>
    fc
      .record({
        order: name,
        item: name,
        operations: fc.tuple(
          ...numbers.map((seq) =>
            fc.record({
              seq: fc.constant(seq),
              resource: name,
              state: fc.constantFrom("pending", "setup", "running", "paused", "done"),
              good: atLeast0,
              scrap: atLeast0,
              times: fc.option(span),
              runHours: fc.option(atLeast0),
            }),
          ),
        ),
        consumed: fc.array(
          fc.record({ seq: fc.constantFrom(...numbers), item: name, lot: fc.option(name), quantity: atLeast0 }),
          { maxLength: 5 },
        ),
      })
      .map(
        ({ order: id, operations, consumed, item }): PerformedOrder => ({
          order: id,
          item,
          operations: operations.map(({ times, runHours, ...rest }) => ({
            order: id,
            ...rest,
            ...(times === null ? {} : { startedAt: times[0], finishedAt: times[1] }),
            ...(runHours === null ? {} : { runHours }),
          })),
          consumed: consumed.map(({ lot, ...rest }) => ({ order: id, ...rest, ...(lot === null ? {} : { lot }) })),
        }),
      ),
  );
export const somePerformances = fc.uniqueArray(performed, { ...names, selector: ({ order: id }) => id });

const lot: fc.Arbitrary<LotOnHand> = fc.record({
  site: fc.constant("PLANT-A"),
  location: name,
  item: name,
  lot: fc.oneof(fc.constant(""), name),
  status: fc.constantFrom("available" as const, "quality" as const, "blocked" as const),
  quantity: amount,
  expiresAt: fc.option(instant),
});
/** No two in one place. */
export const someLots = fc.uniqueArray(lot, {
  maxLength: 6,
  selector: (one) => JSON.stringify([one.location, one.item, one.lot]),
});

const TIMES: ReadonlySet<string> = new Set(
  ["plannedStart", "plannedFinish", "startedAt", "finishedAt", "expiresAt"].values(),
);

/** Data in force as a fact carries it: instants as text. */
export function onTheWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      TIMES.has(field) && typeof inner === "number" ? isoOf(inner) : onTheWire(inner),
    ]),
  );
}
