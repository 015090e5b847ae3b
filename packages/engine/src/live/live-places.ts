import { DAY, type Instant, type Millis, NEVER } from "@lockstep/domain/instant";
import { createTimers } from "@lockstep/domain/timers";
import type { Finding } from "@lockstep/domain/world";
import { materialOf } from "../demands.ts";
import { knownOrMade } from "../known-or-made.ts";
import { neverEnds, overCapacity, place, runOn, SIGHT } from "../loading.ts";
import type { Demand, InFront, OperationModel, OrderModel, ResourceModel } from "../model.ts";
import type { Gap, Slots } from "../slots.ts";
import { byOperationRank, createLiveSlots, type LiveSlots } from "./live-slots.ts";
import type { NetworkParts } from "./network-parts.ts";
import type { RankQueue } from "./rank-queue.ts";
import { isSameAllocation } from "./same-supply.ts";
import { addTo, emptied, takeFrom } from "./sets.ts";

/** Where operations stand on their resources. */
export interface LivePlaces {
  /** Orders whose operations may find another place by time alone are marked. */
  markDue(): void;
  /** What runs of an order holds its resource, whatever comes before it in rank. */
  run(order: OrderModel): void;
  /** True if an operation that runs ends at another time, or is more or less sure to. */
  runAnew(operation: OperationModel): boolean;
  /** Gives up the place of an operation. */
  unplace(operation: OperationModel): void;
  /** What stands on a resource whatever else there is may be another. */
  unfix(resource: string): void;
  /** What stands there whatever else there is: repairs, and what runs. */
  fix(): void;
  /** Places what an order has not begun. */
  placeAll(order: OrderModel): void;
  /** An order is no more. */
  forget(order: OrderModel): void;
  findings(): Finding[];
}

interface PlaceParts {
  readonly parts: NetworkParts;
  readonly queue: RankQueue;
  readonly claimsOf: (operation: OperationModel) => readonly Demand[];
  /** What an order makes is looked at again. */
  readonly moved: (order: OrderModel) => void;
}

export function createLivePlaces({ parts, queue, claimsOf, moved }: PlaceParts): LivePlaces {
  const { plant, dirty, listener, work } = parts;
  const slotsOf = new Map<string, LiveSlots>();
  const runningOn = new Map<string, Set<OperationModel>>();
  const unfixed = new Set<string>();
  /** Orders with an operation that found no place when it was looked at last, or before. */
  const unplaced = new Set<OrderModel>();
  const timers = createTimers<OrderModel>({
    get: ({ placedAgainAt }) => placedAgainAt,
    set: (order, at) => {
      order.placedAgainAt = at;
    },
  });

  const seen = new Seen();

  const slots = (resource: ResourceModel): LiveSlots =>
    knownOrMade(slotsOf, resource.id, () => createLiveSlots(resource));

  const runAnew: LivePlaces["runAnew"] = (operation) => {
    const { finish, variance, resource } = operation;
    runOn(operation, plant.now);
    if (operation.finish === NEVER) unplaced.add(operation.order);
    if (variance !== operation.variance) placeBehind(operation);
    if (finish === operation.finish && variance === operation.variance) return false;
    if (resource !== null) unfixed.add(resource.id);
    return true;
  };

  const run: LivePlaces["run"] = (model) => {
    for (const operation of model.operations) {
      if (operation.phase !== "running" || !model.isLoaded) continue;
      const { variance } = operation;
      runOn(operation, plant.now);
      if (operation.finish === NEVER) unplaced.add(model);
      if (variance !== operation.variance) placeBehind(operation);
      if (operation.resource === null) continue;
      addTo(runningOn, operation.resource.id, operation);
      unfixed.add(operation.resource.id);
    }
  };

  /** Those that wait behind an operation are as uncertain as it is. */
  const placeBehind = (operation: OperationModel): void => {
    if (operation.resource === null) return;
    for (const other of slots(operation.resource).behind(operation)) dirty.place.add(other.order.id);
  };

  const unplace: LivePlaces["unplace"] = (operation) => {
    const { resource } = operation;
    if (resource === null) return;
    if (runningOn.get(resource.id)?.has(operation)) {
      takeFrom(runningOn, resource.id, operation);
      unfixed.add(resource.id);
    }
    const own = slots(resource);
    own.keepTrying(operation, false);
    for (const other of own.move(operation, null)) dirty.place.add(other.order.id);
  };

  const fix = (): void => {
    for (const id of unfixed) {
      const resource = plant.resourceOf(id);
      const running = [...(runningOn.get(id) ?? none)];
      if (running.length > 1) running.sort(byOperationRank);
      for (const other of slots(resource).fix(resource.upAt, running)) dirty.place.add(other.order.id);
    }
    emptied(unfixed);
  };

  const placeAll = (model: OrderModel): void => {
    if (!model.isLoaded) return;
    const finishBefore = model.operations.at(-1)?.finish;
    const varianceBefore = model.operations.at(-1)?.variance;
    let hasChanged = false;
    for (const operation of model.operations) {
      if (operation.phase !== "waiting" && operation.phase !== "interrupted") continue;
      if (placeOne(operation)) hasChanged = true;
      if (operation.finish === NEVER) unplaced.add(model);
    }
    const last = model.operations.at(-1);
    const endsNow = last !== undefined && last.finish <= plant.now;
    if (last?.finish !== finishBefore || last?.variance !== varianceBefore || endsNow) moved(model);
    if (!hasChanged) return;
    listener.order(model.id);
    listener.thing("o", model.id);
  };

  const placeOne = (operation: OperationModel): boolean => {
    work.operationsPlaced += 1;
    const { start, finish, placedAt, earliest, firstOpening, boundBy, front, material, variance, resource } = operation;
    const isWaiting = operation.phase === "waiting";
    // Of one that has all its material nothing short is to be looked at again.
    const claims = isWaiting && !operation.isMaterialKnown ? claimsOf(operation) : none;
    const ready = isWaiting && operation.isMaterialKnown ? material : materialOf(plant, claims);
    const own = resource === null ? null : slots(resource);
    seen.by(operation, own);
    place(operation, { now: plant.now, material: ready, slots: seen.slots });
    if (own !== null) {
      for (const other of own.move(operation, seen.gap)) queue.addOrder(other.order);
      own.keepTrying(operation, operation.finish === NEVER && operation.earliest <= plant.now + SIGHT);
    }
    operation.isMaterialKnown = isWaiting && claims.every(({ short }) => short === 0);
    wakePlace(operation, claims);
    if (variance !== operation.variance) placeBehind(operation);
    return (
      start !== operation.start ||
      finish !== operation.finish ||
      placedAt !== operation.placedAt ||
      earliest !== operation.earliest ||
      firstOpening !== operation.firstOpening ||
      boundBy !== operation.boundBy ||
      variance !== operation.variance ||
      !isSameFront(front, operation.front) ||
      !isSameAllocation(material, operation.material)
    );
  };

  const wakePlace = (operation: OperationModel, claims: readonly Demand[]): void => {
    let next = operation.earliest + 1;
    if (operation.finish > plant.now) next = Math.min(next, operation.finish);
    if (operation.earliest < NEVER && operation.finish === NEVER) next = Math.min(next, plant.now + DAY);
    if (claims.some(({ short, claim }) => short > 0 && claim !== null && !claim.isOverCycle)) next = plant.now + 1;
    timers.wake(operation.order, next);
  };

  const findings = (): Finding[] => {
    const all: Finding[] = [];
    for (const [id, running] of runningOn) {
      const resource = plant.resourceOf(id);
      if (running.size > resource.capacity) all.push(overCapacity(resource, running.size));
    }
    for (const model of unplaced) {
      const stuck = model.isLoaded ? model.operations.find(({ finish }) => finish === NEVER) : undefined;
      if (stuck !== undefined) all.push(neverEnds(stuck, plant.now));
      else unplaced.delete(model);
    }
    return all;
  };

  return {
    markDue() {
      for (const { id } of timers.due(plant.now)) dirty.place.add(id);
    },
    run,
    runAnew,
    unplace,
    unfix: (resource) => unfixed.add(resource),
    fix,
    placeAll,
    forget: (order) => unplaced.delete(order),
    findings,
  };
}

/** The slots as the operation that is being placed sees them, and the gap that it has found. */
class Seen implements Pick<Slots, "firstGap" | "inFront" | "place"> {
  gap: Gap | null = null;
  #operation: OperationModel | null = null;
  #own: LiveSlots | null = null;
  readonly slots = (): Seen => this;

  by(operation: OperationModel, own: LiveSlots | null): void {
    this.gap = null;
    this.#operation = operation;
    this.#own = own;
  }
  firstGap(earliest: Instant, work: Millis): Gap {
    return this.#own === null || this.#operation === null
      ? nowhere
      : this.#own.firstGap(this.#operation, earliest, work);
  }
  inFront(slot: number, start: Instant): InFront | null {
    return this.#own === null || this.#operation === null ? null : this.#own.inFront(this.#operation, slot, start);
  }
  place(gap: Gap): void {
    this.gap = gap;
  }
}

const nowhere: Gap = { slot: 0, start: NEVER, end: NEVER };

const isSameFront = (a: OperationModel["front"], b: OperationModel["front"]): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.what === b.what &&
    (a.what === "repair" || b.what === "repair" || a.operation === b.operation));

const none: readonly never[] = [];
