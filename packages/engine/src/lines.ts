import type { Data } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, MINUTE, type Millis } from "@lockstep/domain/instant";
import { pointId, type Stated } from "@lockstep/domain/world";
import type { Demand } from "./model.ts";
import { chanceOfDelay } from "./normal.ts";
import { EPSILON, sum } from "./order.ts";
import type { Plant } from "./plant.ts";
import type { OrderLineState } from "./views.ts";

/** A sales order line before anything is allocated. */
export interface LineModel {
  readonly id: string;
  readonly data: Data<"erp.sales-order-line">;
  readonly point: string;
  readonly isOpen: boolean;
  /** A date without a time is that day's end. */
  readonly promisedAt: Instant;
  readonly requestedAt: Instant;
  readonly priority: number;
  readonly open: number;
  readonly shipped: number;
  readonly delivered: number;
  readonly lastShippedAt: Instant | null;
  readonly lastDeliveredAt: Instant | null;
  readonly lateToleranceMs: number;
  readonly underTolerance: number;
  readonly minRemainingShelfLifeDays: number;
  /** The same as a span of time. */
  readonly leastShelfMs: Millis;
  readonly pickMs: number;
  readonly transitMs: number;
  readonly need: Instant;
}

export function readLine(plant: Plant, id: string, { data }: Stated<"erp.sales-order-line">): LineModel {
  const { world } = plant;
  const customer = world.customers.get(data.customer)?.data;
  const shipments = plant.shipmentsByLine.get(id) ?? [];
  const delivered = shipments.filter(
    (one) => one.data.deliveredAt !== undefined && one.data.deliveredAt <= world.clock,
  );
  const shipped = sum(shipments.map((one) => one.data.quantity));
  const promisedAt = plant.endOfDay(data.site, data.promisedAt);
  const pickMs = plant.siteOf(data.site).pickHours * HOUR;
  const transitMs = data.transitHours * HOUR;
  const open = data.quantity - shipped;
  return {
    id,
    data,
    point: pointId(data.item, data.site),
    isOpen: data.status === "open" && open > EPSILON,
    promisedAt,
    requestedAt: plant.endOfDay(data.site, data.requestedAt),
    priority: data.priority ?? customer?.priority ?? 5,
    open: open > EPSILON ? open : 0,
    shipped,
    delivered: sum(delivered.map((one) => one.data.quantity)),
    lastShippedAt: latest(shipments.map((one) => one.data.shippedAt)),
    lastDeliveredAt: latest(delivered.flatMap((one) => one.data.deliveredAt ?? [])),
    lateToleranceMs: (customer?.otif.lateToleranceMinutes ?? 0) * MINUTE,
    underTolerance: customer?.otif.underTolerance ?? 0,
    minRemainingShelfLifeDays: customer?.minRemainingShelfLifeDays ?? 0,
    leastShelfMs: (customer?.minRemainingShelfLifeDays ?? 0) * 24 * HOUR,
    pickMs,
    transitMs,
    need: promisedAt - transitMs - pickMs,
  };
}

const latest = (instants: readonly Instant[]): Instant | null =>
  instants.length === 0 ? null : instants.reduce((a, b) => Math.max(a, b));

export interface LineOutcome {
  readonly state: OrderLineState;
  readonly short: number;
  readonly projectedDelivery: Instant | null;
  /** Milliseconds; null where nothing is projected. */
  readonly slack: number | null;
  readonly pLate: number;
  readonly sigmaHours: number | null;
}

/** What becomes of a line, given what it got. */
export function outcomeOf(
  line: LineModel,
  demand: Demand | null,
  { now, sigmaHours }: { now: Instant; sigmaHours: number },
): LineOutcome {
  if (!line.isOpen || demand === null) return settledOutcome(line);
  const { availableAt, short } = demand;
  const projectedDelivery = availableAt === null ? null : Math.max(now, availableAt) + line.pickMs + line.transitMs;
  const slack = projectedDelivery === null ? null : line.promisedAt + line.lateToleranceMs - projectedDelivery;
  const isShort = short > line.underTolerance * line.data.quantity + EPSILON;
  const pLate = isShort ? 1 : slack === null ? 0 : chanceOfDelay(slack / HOUR, sigmaHours);
  const state = isShort ? "short" : slack !== null && slack < 0 ? "late" : pLate >= 0.2 ? "at-risk" : "on-track";
  return { state, short, projectedDelivery, slack, pLate, sigmaHours: availableAt === null ? null : sigmaHours };
}

function settledOutcome(line: LineModel): LineOutcome {
  const state = settledState(line);
  const arrival = line.lastShippedAt === null ? null : line.lastShippedAt + line.transitMs;
  const projectedDelivery =
    state === "delivered" ? (line.lastDeliveredAt ?? arrival) : state === "shipped" ? arrival : null;
  const slack = projectedDelivery === null ? null : line.promisedAt + line.lateToleranceMs - projectedDelivery;
  return { state, short: 0, projectedDelivery, slack, pLate: slack !== null && slack < 0 ? 1 : 0, sigmaHours: null };
}

function settledState(line: LineModel): "cancelled" | "delivered" | "shipped" {
  if (line.data.status === "cancelled") return "cancelled";
  const isDelivered = line.delivered >= line.data.quantity - EPSILON;
  return line.data.status === "closed" || isDelivered ? "delivered" : "shipped";
}
