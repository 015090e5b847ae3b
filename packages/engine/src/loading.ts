import { DAY, HOUR, type Instant, MINUTE, NEVER } from "@lockstep/domain/instant";
import { byCodeUnit, type Finding } from "@lockstep/domain/world";
import type { Allocation, OperationModel, OrderModel, ResourceModel } from "./model.ts";
import type { Plant } from "./plant.ts";
import { createSlots, type Slots } from "./slots.ts";
import { varianceOf } from "./variance.ts";
import type { BoundBy } from "./views.ts";

/** What cannot be done within so long is never done. */
export const SIGHT = 1_096 * DAY;

/** Finite forward loading: one order after the other, each operation into the first gap that holds it. */
export interface Loading {
  /** Places the operations of one order that have not started; what is running holds its place already. */
  load(order: OrderModel, materialOf: (operation: OperationModel) => Allocation | null): void;
  readonly findings: readonly Finding[];
}

export function byRank(a: OrderModel, b: OrderModel): number {
  return a.level - b.level || a.data.plannedStart - b.data.plannedStart || byCodeUnit(a.id, b.id);
}

/** `loaded` in order of rank. */
export function createLoading({ now }: Pick<Plant, "now">, loaded: readonly OrderModel[]): Loading {
  const slotsOf = new Map<ResourceModel, Slots>();
  const slots = (resource: ResourceModel): Slots => {
    const known = slotsOf.get(resource) ?? createSlots(resource, now);
    slotsOf.set(resource, known);
    return known;
  };
  const findings: Finding[] = [];
  const running = new Map<ResourceModel, number>();
  for (const order of loaded) {
    for (const operation of order.operations) {
      if (operation.phase !== "running") continue;
      runOn(operation, now);
      if (operation.resource === null) continue;
      const slot = running.get(operation.resource) ?? 0;
      running.set(operation.resource, slot + 1);
      if (slot < operation.resource.capacity) slots(operation.resource).hold(slot, operation, now);
    }
  }
  for (const [resource, count] of running) if (count > resource.capacity) findings.push(overCapacity(resource, count));

  const load: Loading["load"] = (order, materialOf) => {
    for (const operation of order.operations) {
      if (operation.phase !== "waiting" && operation.phase !== "interrupted") continue;
      place(operation, { now, slots, material: operation.phase === "waiting" ? materialOf(operation) : null });
    }
    const stuck = order.operations.find(({ finish }) => finish === NEVER);
    if (stuck) findings.push(neverEnds(stuck, now));
  };
  return { load, findings };
}

/** Goes on from its latest report, at most an hour back, or from when its resource is up again. */
export function runOn(operation: OperationModel, now: Instant): void {
  const { resource, reportedAt, remainingWork, previous, working } = operation;
  const from = resource?.upAt ?? Math.max(reportedAt ?? now, now - HOUR, resource?.lastUp ?? -NEVER);
  operation.placedAt = from;
  operation.finish = Math.max(working.add(from, remainingWork), now, previous?.finish ?? -NEVER);
  if (operation.finish > now + SIGHT) operation.finish = NEVER;
  operation.variance = varianceOf(operation);
}

export interface Placing {
  readonly now: Instant;
  readonly slots: (resource: ResourceModel) => Pick<Slots, "firstGap" | "inFront" | "place">;
  readonly material: Allocation | null;
}

/** Finds the place of an operation that has none, given all that comes before it in rank. */
export function place(operation: OperationModel, placing: Placing): void {
  findPlace(operation, placing);
  operation.variance = varianceOf(operation);
}

function findPlace(operation: OperationModel, { now, slots, material }: Placing): void {
  const { resource, previous, plannedStart, remainingWork } = operation;
  const finishBefore = previous?.finish ?? -NEVER;
  const ready = material?.supply.availableAt ?? -NEVER;
  const earliest = Math.max(now, plannedStart, finishBefore, ready);
  operation.earliest = earliest;
  operation.front = null;
  operation.material = material;
  operation.boundBy = boundBy(earliest, plannedStart, finishBefore, now);
  if (remainingWork <= 0 || earliest > now + SIGHT) {
    const at = earliest > now + SIGHT ? NEVER : earliest;
    settle(operation, at, at);
    operation.firstOpening = at;
    return;
  }
  if (resource === null) {
    operation.firstOpening = earliest;
    settle(operation, earliest, within(now, Math.round(earliest + remainingWork)));
    return;
  }
  operation.firstOpening = resource.working.firstOpen(earliest);
  const own = slots(resource);
  const gap = own.firstGap(earliest, remainingWork);
  if (within(now, gap.end) === NEVER) {
    if (operation.firstOpening < NEVER) operation.boundBy = "resource";
    settle(operation, NEVER, NEVER);
    return;
  }
  operation.front = gap.start > operation.firstOpening ? own.inFront(gap.slot, gap.start) : null;
  if (gap.start > operation.firstOpening) operation.boundBy = "resource";
  own.place(gap, operation);
  settle(operation, gap.start, gap.end);
}

/** What is too far away to be seen is never. */
const within = (now: Instant, at: Instant): Instant => (at > now + SIGHT ? NEVER : at);

/** One that was interrupted keeps when it began. */
function settle(operation: OperationModel, start: Instant, finish: Instant): void {
  operation.placedAt = start;
  if (operation.phase === "waiting") operation.start = start;
  operation.finish = finish;
}

/** The one that equals the earliest, the first of them in a tie; what is left is material. */
function boundBy(earliest: Instant, plan: Instant, finishBefore: Instant, now: Instant): Exclude<BoundBy, "resource"> {
  if (plan === earliest) return "plan";
  if (finishBefore === earliest) return "operation";
  return now === earliest ? "now" : "material";
}

export function overCapacity(resource: ResourceModel, count: number): Finding {
  const text = `${count} operations run at once, but ${resource.name} has a capacity of ${resource.capacity}: report those that have ended, or correct the capacity.`;
  return { rule: "over-capacity", subjectType: "resource", subject: resource.id, text };
}

export function neverEnds(operation: OperationModel, now: Instant): Finding {
  const text = `Operation ${operation.id} cannot be done within three years, as ${whyNever(operation, now)}.`;
  return { rule: "never-done", subjectType: "production-order", subject: operation.order.id, text };
}

function whyNever({ resource, boundBy, plannedStart, previous, remainingWork }: OperationModel, now: Instant): string {
  if (boundBy === "material") return "its material never comes: order what it lacks";
  if (previous?.finish === NEVER) return "the operation before it cannot: see there";
  if (plannedStart > now + SIGHT) return "it is planned for later than that: correct its planned start";
  if (remainingWork > SIGHT) return "it takes longer than that: correct its quantity, its rate or its set-up";
  return `${resource?.name ?? "its resource"} has no working time for it: correct the calendar`;
}

/** Working time by which one instant is later than another, as the operation's resource counts it. */
export function workBetween({ working }: OperationModel, from: Instant, to: Instant): number {
  if (!Number.isFinite(to)) return to;
  return Number.isFinite(from) ? working.between(from, to) : 0;
}

/** How much later than planned an operation started, finished, and ran by itself. */
export function delaysOf(operation: OperationModel) {
  const { start, finish, plannedStart, plannedFinish, plannedWork } = operation;
  return {
    start: workBetween(operation, plannedStart, start),
    own: workBetween(operation, start, finish) - plannedWork,
    finish: workBetween(operation, plannedFinish, finish),
  };
}

export const LATE_FROM = MINUTE;
