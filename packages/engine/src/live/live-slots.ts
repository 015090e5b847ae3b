import { type Instant, type Millis, NEVER } from "@lockstep/domain/instant";
import type { WorkingTime } from "@lockstep/domain/working-time";
import { byRank } from "../loading.ts";
import type { InFront, OperationModel, ResourceModel } from "../model.ts";
import type { Gap } from "../slots.ts";

/** By rank of their orders, then in their order's sequence. */
export function byOperationRank(a: OperationModel, b: OperationModel): number {
  return a.order === b.order ? a.seq - b.seq : byRank(a.order, b.order);
}

interface Block {
  readonly slot: number;
  start: Instant;
  end: Instant;
  readonly by: InFront;
  /** Null: a repair. */
  readonly operation: OperationModel | null;
  /** A repair or what runs: before all that has a place. */
  readonly isFixed: boolean;
}

/**
 * The slots of one resource with all that is placed on them, also what ranks behind the operation that is being placed: each
 * operation sees those alone that rank before it. Changes answer with the operations behind that may be touched by them.
 */
export interface LiveSlots {
  firstGap(operation: OperationModel, earliest: Instant, work: Millis): Gap;
  inFront(operation: OperationModel, slot: number, start: Instant): InFront | null;
  /** Gives an operation another place, or none. */
  move(operation: OperationModel, gap: Gap | null): readonly OperationModel[];
  /** What stands on the slots whatever else there is: a repair up to an instant, and what runs, the k-th on slot k. */
  fix(upAt: Instant | null, running: readonly OperationModel[]): readonly OperationModel[];
  /** All that have a place. */
  placed(): Iterable<OperationModel>;
  /** One that found no place in sight: anything that goes may give it one. */
  keepTrying(operation: OperationModel, isStuck: boolean): void;
}

export function createLiveSlots(resource: ResourceModel): LiveSlots {
  let slots: Block[][] = Array.from({ length: resource.capacity }, () => []);
  const placeOf = new Map<OperationModel, Block>();
  const stuck = new Set<OperationModel>();

  const isBefore = (block: Block, operation: OperationModel): boolean =>
    block.isFixed || block.operation === null || byOperationRank(block.operation, operation) < 0;

  const insert = (block: Block): void => {
    const blocks = slots[block.slot];
    if (blocks === undefined) return;
    let at = blocks.length;
    while (at > 0 && (blocks[at - 1]?.start ?? 0) > block.start) at -= 1;
    blocks.splice(at, 0, block);
  };
  const remove = (block: Block): void => {
    const blocks = slots[block.slot];
    const k = blocks?.indexOf(block) ?? -1;
    if (k >= 0) blocks?.splice(k, 1);
  };

  /** Those behind in rank for which it may matter that one stretch of a slot is free now, and another taken. */
  const touched = (by: OperationModel | null, freed: Block | null, taken: Block | null): OperationModel[] => {
    const found: OperationModel[] = [];
    for (const blocks of slots) {
      for (const block of blocks) {
        const { operation } = block;
        if (block.isFixed || operation === null || operation === by) continue;
        if (!matters(block, operation, freed, taken)) continue;
        if (by === null || byOperationRank(by, operation) < 0) found.push(operation);
      }
    }
    for (const operation of stuck) if (by === null || byOperationRank(by, operation) < 0) found.push(operation);
    return found;
  };

  return {
    firstGap: (operation, earliest, work) => {
      let best: Gap = { slot: 0, start: NEVER, end: NEVER };
      for (const [slot, blocks] of slots.entries()) {
        const gap = gapIn(blocks, resource.working, { operation, earliest, work, isBefore });
        if (gap.start < best.start) best = { slot, ...gap };
      }
      return best;
    },
    inFront: (operation, slot, start) => {
      let front: Block | null = null;
      for (const block of slots[slot] ?? []) {
        if (block.end > start || !isBefore(block, operation)) continue;
        const isLater =
          front === null || block.end > front.end || (block.end === front.end && block.by.what === "repair");
        if (isLater) front = block;
      }
      return front?.by ?? null;
    },
    move: (operation, gap) => {
      const freed = placeOf.get(operation) ?? null;
      if (
        freed !== null &&
        gap !== null &&
        freed.slot === gap.slot &&
        freed.start === gap.start &&
        freed.end === gap.end
      ) {
        return [];
      }
      if (freed !== null) {
        remove(freed);
        placeOf.delete(operation);
      }
      let taken: Block | null = null;
      if (gap !== null && gap.end > gap.start) {
        taken = { ...gap, by: { what: "operation", operation }, operation, isFixed: false };
        insert(taken);
        placeOf.set(operation, taken);
      }
      return freed === null && taken === null ? [] : touched(operation, freed, taken);
    },
    fix: (upAt, running) => {
      const before = slots.flatMap((blocks) => blocks.filter((block) => block.isFixed));
      const after = fixedBlocks(resource, upAt, running);
      const gone = before.filter((block) => !after.some((other) => isSameBlock(block, other)));
      const come = after.filter((block) => !before.some((other) => isSameBlock(block, other)));
      if (slots.length !== resource.capacity) {
        const all = [...placeOf.keys(), ...stuck];
        slots = Array.from({ length: resource.capacity }, () => []);
        placeOf.clear();
        for (const block of after) insert(block);
        return all;
      }
      for (const block of gone) remove(block);
      for (const block of come) insert(block);
      const found = new Set<OperationModel>();
      for (const block of gone) for (const one of touched(null, block, null)) found.add(one);
      for (const block of come) for (const one of touched(null, null, block)) found.add(one);
      return [...found];
    },
    placed: () => placeOf.keys(),
    keepTrying: (operation, isStuck) => {
      if (isStuck) stuck.add(operation);
      else stuck.delete(operation);
    },
  };
}

function fixedBlocks(resource: ResourceModel, upAt: Instant | null, running: readonly OperationModel[]): Block[] {
  const blocks: Block[] = [];
  for (let slot = 0; slot < resource.capacity; slot++) {
    if (upAt !== null) {
      blocks.push({ slot, start: -NEVER, end: upAt, by: { what: "repair" }, operation: null, isFixed: true });
    }
    const operation = running[slot];
    if (operation !== undefined) {
      const by = { what: "operation", operation } as const;
      blocks.push({ slot, start: -NEVER, end: operation.finish, by, operation, isFixed: true });
    }
  }
  return blocks;
}

const isSameBlock = (a: Block, b: Block): boolean =>
  a.slot === b.slot && a.start === b.start && a.end === b.end && a.operation === b.operation;

function matters(block: Block, operation: OperationModel, freed: Block | null, taken: Block | null): boolean {
  if (taken !== null && taken.slot === block.slot && taken.start < block.end && block.start < taken.end) return true;
  if (freed === null) return false;
  const isWaiting = block.start > operation.firstOpening || freed.slot < block.slot;
  return isWaiting && freed.end > operation.earliest && freed.start < block.end;
}

interface Wanted {
  readonly operation: OperationModel;
  readonly earliest: Instant;
  readonly work: Millis;
  readonly isBefore: (block: Block, operation: OperationModel) => boolean;
}

function gapIn(blocks: readonly Block[], working: WorkingTime, { operation, earliest, work, isBefore }: Wanted) {
  let start = working.firstOpen(earliest);
  let end = working.add(start, work);
  for (const block of blocks) {
    if (block.end <= start) continue;
    if (block.start >= end) break;
    if (!isBefore(block, operation)) continue;
    start = working.firstOpen(block.end);
    end = working.add(start, work);
  }
  return { start, end };
}
