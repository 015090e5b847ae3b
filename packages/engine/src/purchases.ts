import { HOUR, type Instant } from "@lockstep/domain/instant";
import { byCodeUnit, pointId, type Stated } from "@lockstep/domain/world";
import { purchaseEstimate } from "./estimates.ts";
import type { PurchaseModel } from "./model.ts";
import { EPSILON, groupBy, sum } from "./order.ts";
import { acceptedOf, type Plant } from "./plant.ts";

const MOST_LINES = 20;
const FEWEST_LINES = 5;

/** How a supplier keeps its promises. */
export interface Habit {
  readonly biasMs: number;
  readonly sigmaHours: number;
}

const unknownHabit: Habit = { biasMs: 0, sigmaHours: 8 };

/** All purchase order lines with what they are expected to do. */
export function readPurchases(plant: Plant): ReadonlyMap<string, PurchaseModel> {
  const completed = [...plant.world.purchaseOrderLines].flatMap(([id, line]) => completedOf(plant, id, line) ?? []);
  const habitOf = habits(completed);
  return new Map(
    [...plant.world.purchaseOrderLines].map(([id, line]) => {
      const { supplier, item } = line.data;
      return [id, readPurchase(plant, { id, line, habit: habitOf(supplier, item) })];
    }),
  );
}

export function readPurchase(plant: Plant, expectation: Expectation): PurchaseModel {
  const { id, line, habit } = expectation;
  const { data } = line;
  return {
    id,
    data,
    point: pointId(data.item, data.site),
    isOpen: data.status === "open",
    ...receiptsOf(plant, id),
    firstPromise: firstPromise(plant, line),
    sigmaHours: habit.sigmaHours,
    ...expectedReceipt(plant, expectation),
  };
}

/** A line that is complete, with how late it was; null for one that is not. */
export function completedOf(plant: Plant, id: string, line: Stated<"erp.purchase-order-line">): Completed | null {
  const { received, lastReceiptAt } = receiptsOf(plant, id);
  const isComplete = received >= line.data.quantity - EPSILON || line.data.status === "closed";
  if (!isComplete || lastReceiptAt === null) return null;
  const { supplier, item } = line.data;
  return { id, supplier, item, at: lastReceiptAt, lateness: lastReceiptAt - firstPromise(plant, line) };
}

function receiptsOf(plant: Plant, id: string) {
  const receipts = plant.receiptsByPurchase.get(id) ?? [];
  const received = sum(receipts.map(({ data }) => acceptedOf(data)));
  return { received, lastReceiptAt: receipts.at(-1)?.time ?? null };
}

function firstPromise(plant: Plant, { data }: Stated<"erp.purchase-order-line">): Instant {
  return plant.endOfDay(data.site, data.firstPromisedAt ?? data.promisedAt);
}

export interface Expectation {
  readonly id: string;
  readonly line: Stated<"erp.purchase-order-line">;
  readonly habit: Habit;
}

function expectedReceipt(plant: Plant, { id, line, habit }: Expectation) {
  const { now } = plant;
  const promisedAt = plant.endOfDay(line.data.site, line.data.promisedAt);
  const answer = purchaseEstimate(plant, id);
  const expected = answer?.at ?? Math.max(promisedAt, firstPromise(plant, line) + habit.biasMs);
  const isOverdue = expected <= now;
  const expectedBy = isOverdue ? null : (answer?.by ?? null);
  return { expected: isOverdue ? slide(expected, now) : expected, isOverdue, expectedBy };
}

/** What should have come will come as much later as it is late, between one hour and a day from now. */
export const slide = (expected: Instant, now: Instant): Instant =>
  now + Math.min(24 * HOUR, Math.max(HOUR, now - expected));

export interface Completed {
  readonly id: string;
  readonly supplier: string;
  readonly item: string;
  readonly at: Instant;
  readonly lateness: number;
}

/** Of all completed lines of these suppliers. */
export function habits(completed: Completed[]): (supplier: string, item: string) => Habit {
  completed.sort((a, b) => b.at - a.at || byCodeUnit(a.id, b.id));
  const bySupplier = groupBy(completed, ({ supplier }) => supplier);
  const byPair = groupBy(completed, ({ supplier, item }) => `${supplier}\0${item}`);
  const known = new Map<string, Habit>();
  return (supplier, item) => {
    const pair = `${supplier}\0${item}`;
    const habit = known.get(pair) ?? habitOf(byPair.get(pair)) ?? habitOf(bySupplier.get(supplier)) ?? unknownHabit;
    known.set(pair, habit);
    return habit;
  };
}

/** From the lines completed last; null if there are too few. */
function habitOf(completed: readonly Completed[] = []): Habit | null {
  const lateness = completed.slice(0, MOST_LINES).map((one) => one.lateness);
  if (lateness.length < FEWEST_LINES) return null;
  return { biasMs: Math.max(0, median(lateness)), sigmaHours: Math.max(4, sampleDeviation(lateness) / HOUR) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function sampleDeviation(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}
