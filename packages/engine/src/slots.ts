import { type Instant, type Millis, NEVER } from "@lockstep/domain/instant";
import type { WorkingTime } from "@lockstep/domain/working-time";
import type { InFront, OperationModel, ResourceModel } from "./model.ts";

/** What a slot is taken by, in order of its start; a repair and what runs on may overlap. */
interface Block {
  readonly start: Instant;
  readonly end: Instant;
  readonly by: InFront;
}

export interface Gap {
  readonly slot: number;
  readonly start: Instant;
  readonly end: Instant;
}

/** The slots of one resource from now on. */
export interface Slots {
  /** Holds a slot from now to the end. */
  hold(slot: number, operation: OperationModel, now: Instant): void;
  /** The first gap over all slots, by start and then by slot; `NEVER` where there is none. */
  firstGap(earliest: Instant, work: Millis): Gap;
  place(gap: Gap, operation: OperationModel): void;
  /** What ends last on a slot by an instant. */
  inFront(slot: number, start: Instant): InFront | null;
}

/** A repair stands as a block on every slot. */
export function createSlots(resource: ResourceModel, now: Instant): Slots {
  const slots: Block[][] = Array.from({ length: resource.capacity }, () =>
    resource.upAt === null ? [] : [{ start: now, end: resource.upAt, by: { what: "repair" } }],
  );
  const insert = (slot: number, block: Block): void => {
    const blocks = slots[slot];
    if (blocks === undefined || block.end <= block.start) return;
    let at = blocks.length;
    while (at > 0 && (blocks[at - 1]?.start ?? 0) > block.start) at -= 1;
    blocks.splice(at, 0, block);
  };
  return {
    hold: (slot, operation, from) =>
      insert(slot, { start: from, end: operation.finish, by: { what: "operation", operation } }),
    firstGap: (earliest, work) => {
      let best: Gap = { slot: 0, start: NEVER, end: NEVER };
      for (const [slot, blocks] of slots.entries()) {
        const gap = gapIn(blocks, resource.working, { earliest, work });
        if (gap.start < best.start) best = { slot, ...gap };
      }
      return best;
    },
    place: ({ slot, start, end }, operation) => insert(slot, { start, end, by: { what: "operation", operation } }),
    inFront: (slot, start) => {
      let front: Block | null = null;
      for (const block of slots[slot] ?? []) {
        if (block.end > start) continue;
        const isLater =
          front === null || block.end > front.end || (block.end === front.end && block.by.what === "repair");
        if (isLater) front = block;
      }
      return front?.by ?? null;
    },
  };
}

interface Wanted {
  readonly earliest: Instant;
  readonly work: Millis;
}

function gapIn(blocks: readonly Block[], working: WorkingTime, { earliest, work }: Wanted) {
  let start = working.firstOpen(earliest);
  let end = working.add(start, work);
  for (const block of blocks) {
    if (block.end <= start) continue;
    if (block.start >= end) break;
    start = working.firstOpen(block.end);
    end = working.add(start, work);
  }
  return { start, end };
}
