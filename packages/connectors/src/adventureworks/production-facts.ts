import type { FactData } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, type Instant, MINUTE } from "@lockstep/domain/instant";
import { round6 } from "../mapping/exact.ts";
import { type Derived, iso, SITE, tell } from "./event.ts";
import type { Recorded } from "./master-facts.ts";
import { resourceId, workOrderId } from "./names.ts";
import type { Movement } from "./stock.ts";
import { groupBy, ORDER_TO_START, type Structure } from "./structure.ts";
import type { Row } from "./tables.ts";
import { CLOSING, OPENING, partOf, type Span, timeOfDay } from "./working-day.ts";

type WorkOrder = Row<"work_order">;
type Operation = Row<"work_order_routing">;

const PLANNING = { from: 19, to: 20 };
const MORNING = { from: 6.5, to: 12 };
const AFTERNOON = { from: 13, to: 20 };

/** The life of the work orders: planned on the day of the sales orders, released, worked on, received, closed. */
export function productionFacts(recorded: Recorded): { facts: CloudEvent[]; movements: Movement[] } {
  const routingOf = groupBy(recorded.tables.work_order_routing, ({ WorkOrderID }) => WorkOrderID);
  const facts: CloudEvent[] = [];
  const movements: Movement[] = [];
  for (const order of recorded.tables.work_order) {
    const operations = [...(routingOf.get(order.WorkOrderID) ?? [])].sort(bySeq);
    facts.push(...orderFacts(recorded, order, operations), ...operationFacts(recorded, order, operations));
    movements.push(...receipts(recorded, order, operations), ...issues(recorded, order, operations));
  }
  return { facts, movements };
}

/** When the goods of a work order are in stock; null as long as its end is not recorded. */
export function receivedAt(order: WorkOrder, structure: Structure): Instant | null {
  return order.EndDate === null ? null : endOn(order.EndDate, order, structure) + 15 * MINUTE;
}

/** Of a day, in the afternoon: what is deeper in the product ends earlier, so that it is there when it is needed. */
function endOn(day: Instant, order: WorkOrder, structure: Structure): Instant {
  const slot = (AFTERNOON.to - AFTERNOON.from) / structure.levels;
  const level = Math.min(structure.levels, Math.max(1, structure.levelOf(order.ProductID, order.StartDate)));
  const from = AFTERNOON.from + slot * (level - 1);
  return timeOfDay(day, order.WorkOrderID, { from, to: from + Math.max(0, slot - 0.75) });
}

/** The part of the order's interval that is its level's, as shares of it: the deepest first. */
function sharesOf(order: WorkOrder, structure: Structure): { readonly from: number; readonly to: number } {
  const level = Math.max(1, structure.levelOf(order.ProductID, order.StartDate));
  const all = level + structure.levelsAbove(order);
  return { from: (level - 1) / all, to: level / all };
}

function plannedSpan(order: WorkOrder, structure: Structure): Span {
  const { from, to } = sharesOf(order, structure);
  return partOf(order.StartDate, order.DueDate, from, to);
}

function orderFacts(recorded: Recorded, order: WorkOrder, operations: readonly Operation[]): CloudEvent[] {
  const { names, structure } = recorded;
  const id = workOrderId(order.WorkOrderID);
  const whole = { start: order.StartDate + OPENING, finish: order.DueDate + CLOSING };
  const { start, finish } = operations.length === 0 ? plannedSpan(order, structure) : whole;
  const data = {
    id,
    item: names.item(order.ProductID),
    site: SITE,
    quantity: order.OrderQty,
    plannedStart: iso(start),
    plannedFinish: iso(finish),
    operations: plannedOperations(recorded, order, operations),
  };
  const end = receivedAt(order, structure);
  const told = (status: "planned" | "released" | "closed", at: Instant, more: readonly Derived[]): CloudEvent =>
    tell("erp.production-order", {
      id: `${id}-${status}`,
      at,
      data: { ...data, status },
      derived: ["time-of-day", ...more, "level-split"],
      dueDate: order.DueDate,
    });
  return [
    told("planned", timeOfDay(order.StartDate - ORDER_TO_START, order.WorkOrderID, PLANNING), ["day"]),
    told("released", order.StartDate + OPENING, []),
    ...(end === null ? [] : [told("closed", end + 15 * MINUTE, [])]),
  ];
}

type PlannedOperations = NonNullable<FactData["erp.production-order"]["operations"]>;

/**
 * One after the other over the level's part of the interval, each as long as its share of the planned hours; these are
 * planned cost ÷ cost rate of the location, the same for any quantity.
 */
function plannedOperations(
  { names, structure }: Recorded,
  order: WorkOrder,
  operations: readonly Operation[],
): PlannedOperations {
  const { from, to } = sharesOf(order, structure);
  const hours = operations.map(
    ({ LocationID, PlannedCost }) => PlannedCost / Number(names.location(LocationID).CostRate),
  );
  const total = hours.reduce((sum, each) => sum + each, 0);
  let before = 0;
  return operations.map((operation, k) => {
    const own = hours[k] ?? 0;
    const shareAt = (done: number): number => from + ((to - from) * done) / total;
    const { start, finish } = partOf(order.StartDate, order.DueDate, shareAt(before), shareAt(before + own));
    before += own;
    return {
      seq: operation.OperationSequence,
      resource: resourceId(operation.LocationID),
      setupMinutes: 0,
      ratePerHour: round6(order.OrderQty / own),
      plannedStart: iso(start),
      plannedFinish: iso(finish),
    };
  });
}

/** All operations of an order are recorded with the same days: they are told in sequence, a minute apart. */
function operationFacts({ structure }: Recorded, order: WorkOrder, operations: readonly Operation[]): CloudEvent[] {
  const id = workOrderId(order.WorkOrderID);
  return operations.flatMap((operation, k) => {
    const { OperationSequence: seq, ActualStartDate, ActualEndDate, ActualResourceHrs } = operation;
    if (ActualStartDate === null) return [];
    const startedAt = startOn(ActualStartDate, order) + k * MINUTE;
    const base = { order: id, seq, resource: resourceId(operation.LocationID), startedAt: iso(startedAt) };
    const running = tell("mes.operation", {
      id: `${id}-${seq}-running`,
      at: startedAt,
      data: { ...base, state: "running", good: 0, scrap: 0 },
      derived: ["time-of-day"],
    });
    if (ActualEndDate === null) return [running];
    const finishedAt = endOn(ActualEndDate, order, structure) + k * MINUTE;
    const scrap = k === operations.length - 1 ? (order.ScrappedQty ?? 0) : 0;
    const hours = ActualResourceHrs === null ? {} : { runHours: ActualResourceHrs };
    const done = tell("mes.operation", {
      id: `${id}-${seq}-done`,
      at: finishedAt,
      data: { ...base, state: "done", finishedAt: iso(finishedAt), good: order.OrderQty - scrap, scrap, ...hours },
      derived: scrap > 0 ? ["time-of-day", "scrap-operation"] : ["time-of-day"],
    });
    return [running, done];
  });
}

const startOn = (day: Instant, order: WorkOrder): Instant => timeOfDay(day, order.WorkOrderID, MORNING);

/** Without operations nobody reports scrap: it is what the store rejects. */
function receipts(recorded: Recorded, order: WorkOrder, operations: readonly Operation[]): Movement[] {
  const { names, structure } = recorded;
  const at = receivedAt(order, structure);
  if (at === null) return [];
  const id = `${workOrderId(order.WorkOrderID)}-received`;
  const [stocked, scrapped] = [order.StockedQty ?? 0, order.ScrappedQty ?? 0];
  const rejected = operations.length === 0 ? scrapped : 0;
  const item = names.item(order.ProductID);
  const productionOrder = workOrderId(order.WorkOrderID);
  const fact: Movement["fact"] = (location) =>
    tell("wms.receipt", {
      id,
      at,
      data: {
        site: SITE,
        location,
        item,
        quantity: stocked + rejected,
        rejected,
        status: "available",
        productionOrder,
      },
      derived: rejected > 0 ? ["time-of-day", "scrap-operation"] : ["time-of-day"],
    });
  return [{ id, at, product: order.ProductID, quantity: stocked, fact }];
}

/**
 * Components are issued at the actual start; one whose own work order is not finished by then, when it is, at the latest
 * before the order's own receipt. Without operations no start is recorded: the planned one stands in for it.
 */
function issues(recorded: Recorded, order: WorkOrder, operations: readonly Operation[]): Movement[] {
  const { structure } = recorded;
  const planned = plannedSpan(order, structure).start;
  const startDay = operations.length === 0 ? planned - (planned % DAY) : (operations[0]?.ActualStartDate ?? null);
  if (startDay === null) return [];
  const start = startOn(startDay, order);
  const received = receivedAt(order, structure);
  const latest = received === null ? null : Math.max(start, received - MINUTE);
  return structure.componentsOf(order.ProductID, order.StartDate).flatMap(({ ComponentID, PerAssemblyQty }) => {
    const feeder = structure.feederOf(ComponentID, order.StartDate);
    const at = feeder === undefined ? start : issuedAt(start, receivedAt(feeder, structure), latest);
    if (at === null) return [];
    const isRecordedDay = operations.length > 0 && at === start;
    const quantity = round6(PerAssemblyQty * order.OrderQty);
    return [issue(recorded, order, { product: ComponentID, quantity, at, isRecordedDay })];
  });
}

/** Null: neither the component nor the order is finished. */
function issuedAt(start: Instant, there: Instant | null, latest: Instant | null): Instant | null {
  if (there === null) return latest;
  return Math.max(start, Math.min(there + MINUTE, latest ?? Number.POSITIVE_INFINITY));
}

interface Issue {
  readonly product: string;
  readonly quantity: number;
  readonly at: Instant;
  readonly isRecordedDay: boolean;
}

function issue({ names }: Recorded, order: WorkOrder, { product, quantity, at, isRecordedDay }: Issue): Movement {
  const item = names.item(product);
  const productionOrder = workOrderId(order.WorkOrderID);
  const id = `${productionOrder}-issue-${item}`;
  const fact: Movement["fact"] = (location, taken, part) =>
    tell("wms.stock-move", {
      id: part === 1 ? id : `${id}-${part}`,
      at,
      data: {
        item,
        quantity: taken,
        from: { site: SITE, location },
        status: "available",
        reason: "issue",
        productionOrder,
      },
      derived: isRecordedDay ? ["time-of-day"] : ["time-of-day", "day"],
    });
  return { id, at, product, quantity: -quantity, fact };
}

const bySeq = (a: Operation, b: Operation): number => a.OperationSequence - b.OperationSequence;
