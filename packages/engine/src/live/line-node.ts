import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { Hit } from "../causes.ts";
import { knownOrMade } from "../known-or-made.ts";
import type { LineModel } from "../lines.ts";
import type { Demand, DemandOwner } from "../model.ts";
import type { LineRow } from "./line-rows.ts";
import type { CauseNode } from "./live-causes.ts";
import { nothing, type Thing, type Watcher } from "./watchers.ts";
import type { Way } from "./ways.ts";

/** All that is kept of one order line: whoever holds on to it needs no name to find the rest. */
export class LineNode implements DemandOwner, Watcher {
  readonly id: string;
  /** Null: nothing states it any more. */
  model: LineModel | null = null;
  /** Null: it wants nothing. */
  demand: Demand | null = null;
  /** Null: it has not been projected yet. */
  row: LineRow | null = null;
  /** What its explanation leads over, as far as it is its own. */
  things: ReadonlySet<Thing> = nothing;
  /** Where it goes on as others do; null: nowhere. */
  way: Way | null = null;
  hit: Hit | null = null;
  /** What hits it. */
  cause: CauseNode | null = null;
  isDirty = false;
  /** When it changes next by time alone; `NEVER`: it does not. */
  dueAt: Instant = NEVER;
  readonly #dirty: LineNode[];

  constructor(id: string, dirty: LineNode[]) {
    this.id = id;
    this.#dirty = dirty;
  }

  /** It was read anew, or what it got or what explains it has changed: it is projected with the others. */
  touch(): void {
    if (this.isDirty) return;
    this.isDirty = true;
    this.#dirty.push(this);
  }
}

/** The lines by id, and those of them that are to be projected. */
export interface LineNodes {
  readonly byId: ReadonlyMap<string, LineNode>;
  /** Each once, in the order in which they were touched. */
  readonly dirty: readonly LineNode[];
  /** The one of that id, made if there is none. */
  of(id: string): LineNode;
  drop(id: string): void;
  /** None is dirty any more. */
  clean(): void;
}

export function createLineNodes(): LineNodes {
  const byId = new Map<string, LineNode>();
  const dirty: LineNode[] = [];
  return {
    byId,
    dirty,
    of: (id) => knownOrMade(byId, id, () => new LineNode(id, dirty)),
    drop: (id) => byId.delete(id),
    clean() {
      for (const node of dirty) node.isDirty = false;
      dirty.length = 0;
    },
  };
}
