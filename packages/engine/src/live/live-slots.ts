import { type Instant, type Millis, NEVER } from "@lockstep/domain/instant";
import type { WorkingTime } from "@lockstep/domain/working-time";
import { byRank } from "../loading.ts";
import type { InFront, OperationModel, ResourceModel } from "../model.ts";
import type { Gap } from "../slots.ts";

/** By rank of their orders, then in their order's sequence. */
export function byOperationRank(a: OperationModel, b: OperationModel): number {
  return a.order === b.order ? a.seq - b.seq : byRank(a.order, b.order);
}

/**
 * The slots of one resource with all that is placed on them, also what ranks behind the operation that is being placed: each
 * operation sees those alone that rank before it. Changes answer with the operations behind that may be touched by them.
 */
export interface LiveSlots {
  firstGap(operation: OperationModel, earliest: Instant, work: Millis): Gap;
  inFront(operation: OperationModel, slot: number, start: Instant): InFront | null;
  /** Gives an operation another place, or none; told also where the place is the same, as what bounds it may be another. */
  move(operation: OperationModel, gap: Gap | null): readonly OperationModel[];
  /** What stands on the slots whatever else there is: a repair up to an instant, and what runs, the k-th on slot k. */
  fix(upAt: Instant | null, running: readonly OperationModel[]): readonly OperationModel[];
  /** Those with a place that wait for this one. */
  behind(operation: OperationModel): readonly OperationModel[];
  /** One that found no place in sight: anything that goes may give it one. */
  keepTrying(operation: OperationModel, isStuck: boolean): void;
}

/** A stretch of a slot. */
interface Stretch {
  readonly slot: number;
  readonly start: Instant;
  readonly end: Instant;
}

/** A repair, or what runs: before all that has a place. */
interface Fixed extends Stretch {
  readonly by: InFront;
}

/** What is placed on one slot, by start, side by side in memory. */
interface Lane {
  readonly starts: Instant[];
  readonly ends: Instant[];
  /** Before which it could not start, and when its resource first opens from then on. */
  readonly earliest: Instant[];
  readonly openings: Instant[];
  /** Its order's level and planned start: nearly always enough for the rank. */
  readonly levels: number[];
  readonly plans: Instant[];
  readonly operations: OperationModel[];
  readonly fronts: (OperationModel | null)[];
}

export function createLiveSlots(resource: ResourceModel): LiveSlots {
  let lanes: Lane[] = lanesFor(resource.capacity);
  let fixed: Fixed[] = [];
  const laneOf = new Map<OperationModel, number>();
  const stuck = new Set<OperationModel>();
  /** Of the slot that is looked at. */
  const here: Found = { slot: 0, start: NEVER, end: NEVER };

  const insert = (operation: OperationModel, { slot, start, end }: Stretch): void => {
    const lane = lanes[slot];
    if (lane === undefined) return;
    let at = lane.starts.length;
    while (at > 0 && (lane.starts[at - 1] ?? 0) > start) at -= 1;
    lane.starts.splice(at, 0, start);
    lane.ends.splice(at, 0, end);
    lane.earliest.splice(at, 0, operation.earliest);
    lane.openings.splice(at, 0, operation.firstOpening);
    lane.levels.splice(at, 0, operation.order.level);
    lane.plans.splice(at, 0, operation.order.data.plannedStart);
    lane.operations.splice(at, 0, operation);
    lane.fronts.splice(at, 0, frontOf(operation));
    laneOf.set(operation, slot);
  };
  /** Why it stands where it stands. */
  const describe = (lane: Lane, k: number, operation: OperationModel): void => {
    lane.earliest[k] = operation.earliest;
    lane.openings[k] = operation.firstOpening;
    lane.fronts[k] = frontOf(operation);
  };
  /** Whether one that begins at another time would be put between the same neighbours. */
  const staysBetween = ({ starts }: Lane, k: number, start: Instant): boolean =>
    (starts[k - 1] ?? -NEVER) <= start && start < (starts[k + 1] ?? NEVER);
  const remove = (lane: Lane, at: number): void => {
    for (const list of Object.values(lane) as unknown[][]) list.splice(at, 1);
  };

  /** Those behind in rank for which it may matter that one stretch of a slot is free now, and another taken. */
  const touched = (by: OperationModel | null, freed: Stretch | null, taken: Stretch | null): OperationModel[] => {
    const found: OperationModel[] = [];
    for (let slot = 0; slot < lanes.length; slot++) {
      const lane = lanes[slot];
      if (lane === undefined) continue;
      const { starts, ends, earliest, openings, operations } = lane;
      const isTaken = taken !== null && taken.slot === slot;
      const isFreedBefore = freed !== null && freed.slot < slot;
      for (let k = 0; k < starts.length; k++) {
        const start = starts[k] ?? 0;
        const end = ends[k] ?? 0;
        let matters = isTaken && taken.start < end && start < taken.end;
        if (!matters && freed !== null) {
          const isWaiting = isFreedBefore || start > (openings[k] ?? 0);
          matters = isWaiting && freed.end > (earliest[k] ?? 0) && freed.start < end;
        }
        if (!matters) continue;
        const operation = operations[k];
        if (operation === undefined || operation === by) continue;
        if (by === null || byOperationRank(by, operation) < 0) found.push(operation);
      }
    }
    for (const operation of stuck) if (by === null || byOperationRank(by, operation) < 0) found.push(operation);
    return found;
  };

  /** Whether what stands there ranks before an operation. */
  const isBefore = (lane: Lane, k: number, operation: OperationModel): boolean => {
    const { order } = operation;
    const level = (lane.levels[k] ?? 0) - order.level;
    if (level !== 0) return level < 0;
    const plan = (lane.plans[k] ?? 0) - order.data.plannedStart;
    if (plan !== 0) return plan < 0;
    const other = lane.operations[k];
    return other !== undefined && byOperationRank(other, operation) < 0;
  };

  /** Where one slot first holds the work from an instant on, in `gap`. */
  const gapIn = (slot: number, working: WorkingTime, { operation, earliest, work }: Wanted, gap: Found): void => {
    let start = working.firstOpen(earliest);
    for (const one of fixed) if (one.slot === slot && one.end > start) start = working.firstOpen(one.end);
    let end = working.add(start, work);
    const lane = lanes[slot];
    const count = lane?.starts.length ?? 0;
    for (let k = 0; lane !== undefined && k < count; k++) {
      const until = lane.ends[k] ?? 0;
      if (until <= start) continue;
      if ((lane.starts[k] ?? 0) >= end) break;
      if (!isBefore(lane, k, operation)) continue;
      start = working.firstOpen(until);
      end = working.add(start, work);
    }
    gap.slot = slot;
    gap.start = start;
    gap.end = end;
  };

  return {
    firstGap: (operation, earliest, work) => {
      const best: Found = { slot: 0, start: NEVER, end: NEVER };
      const wanted = { operation, earliest, work };
      for (let slot = 0; slot < lanes.length; slot++) {
        gapIn(slot, resource.working, wanted, here);
        if (!(here.start < best.start)) continue;
        best.slot = here.slot;
        best.start = here.start;
        best.end = here.end;
      }
      return best;
    },
    inFront: (operation, slot, start) => {
      let front: InFront | null = null;
      let frontEnd = -NEVER;
      for (const one of fixed) {
        if (one.slot !== slot || one.end > start) continue;
        if (front === null || one.end > frontEnd || (one.end === frontEnd && one.by.what === "repair")) {
          front = one.by;
          frontEnd = one.end;
        }
      }
      const lane = lanes[slot];
      if (lane === undefined) return front;
      for (let k = 0; k < lane.ends.length; k++) {
        const end = lane.ends[k] ?? 0;
        const other = lane.operations[k];
        if (other === undefined || end > start || (front !== null && end <= frontEnd)) continue;
        if (!isBefore(lane, k, operation)) continue;
        front = { what: "operation", operation: other };
        frontEnd = end;
      }
      return front;
    },
    move: (operation, gap) => {
      const slot = laneOf.get(operation);
      const lane = slot === undefined ? undefined : lanes[slot];
      const taken = gap !== null && gap.end > gap.start ? gap : null;
      if (slot === undefined || lane === undefined) {
        if (taken === null) return none;
        insert(operation, taken);
        return touched(operation, null, taken);
      }
      const k = lane.operations.indexOf(operation);
      const freed = { slot, start: lane.starts[k] ?? 0, end: lane.ends[k] ?? 0 };
      const isSame = taken !== null && taken.slot === slot && taken.start === freed.start && taken.end === freed.end;
      if (taken?.slot === slot && (isSame || staysBetween(lane, k, taken.start))) {
        lane.starts[k] = taken.start;
        lane.ends[k] = taken.end;
        describe(lane, k, operation);
        return isSame ? none : touched(operation, freed, taken);
      }
      remove(lane, k);
      laneOf.delete(operation);
      if (taken !== null) insert(operation, taken);
      return touched(operation, freed, taken);
    },
    fix: (upAt, running) => {
      const before = fixed;
      const after = fixedOn(resource, upAt, running);
      const isSame = after.length === before.length && after.every((one, k) => isSameFixed(one, before[k] ?? one));
      if (isSame && lanes.length === resource.capacity) return none;
      fixed = after;
      if (lanes.length !== resource.capacity) {
        const all = [...laneOf.keys(), ...stuck];
        lanes = lanesFor(resource.capacity);
        laneOf.clear();
        return all;
      }
      if (before.length <= 1 && after.length <= 1) return touched(null, before[0] ?? null, after[0] ?? null);
      const gone = before.filter((one) => !fixed.some((other) => isSameFixed(one, other)));
      const come = fixed.filter((one) => !before.some((other) => isSameFixed(one, other)));
      if (gone.length + come.length === 0) return none;
      if (gone.length <= 1 && come.length <= 1) return touched(null, gone[0] ?? null, come[0] ?? null);
      const found = new Set<OperationModel>();
      for (const one of gone) for (const other of touched(null, one, null)) found.add(other);
      for (const one of come) for (const other of touched(null, null, one)) found.add(other);
      return [...found];
    },
    behind: (operation) => {
      const found: OperationModel[] = [];
      for (const { fronts, operations } of lanes) {
        for (let k = fronts.indexOf(operation); k >= 0; k = fronts.indexOf(operation, k + 1)) {
          const other = operations[k];
          if (other !== undefined) found.push(other);
        }
      }
      return found;
    },
    keepTrying: (operation, isStuck) => {
      if (isStuck) stuck.add(operation);
      else stuck.delete(operation);
    },
  };
}

const none: readonly OperationModel[] = [];

type Found = { -readonly [K in keyof Gap]: Gap[K] };

interface Wanted {
  readonly operation: OperationModel;
  readonly earliest: Instant;
  readonly work: Millis;
}

const frontOf = ({ front }: OperationModel): OperationModel | null =>
  front?.what === "operation" ? front.operation : null;

const lanesFor = (capacity: number): Lane[] =>
  Array.from({ length: capacity }, () => ({
    starts: [],
    ends: [],
    earliest: [],
    openings: [],
    levels: [],
    plans: [],
    operations: [],
    fronts: [],
  }));

function fixedOn(resource: ResourceModel, upAt: Instant | null, running: readonly OperationModel[]): Fixed[] {
  const all: Fixed[] = [];
  for (let slot = 0; slot < resource.capacity; slot++) {
    if (upAt !== null) all.push({ slot, start: -NEVER, end: upAt, by: { what: "repair" } });
    const operation = running[slot];
    if (operation !== undefined)
      all.push({ slot, start: -NEVER, end: operation.finish, by: { what: "operation", operation } });
  }
  return all;
}

const isSameFixed = (a: Fixed, b: Fixed): boolean =>
  a.slot === b.slot && a.end === b.end && a.by.what === b.by.what && operationOf(a) === operationOf(b);

const operationOf = ({ by }: Fixed): OperationModel | null => (by.what === "operation" ? by.operation : null);
