import type { Network } from "../cause-rules.ts";
import { knownOrMade } from "../known-or-made.ts";
import type { OperationModel } from "../model.ts";
import type { Walk, WalkStep } from "../walk.ts";
import type { LineNode } from "./line-node.ts";
import { thingsOf, thingsOfCause, thingsOfSteps } from "./walk-things.ts";
import { nothing, type Thing, type Watcher, type Watchers } from "./watchers.ts";

/**
 * How explanations go on from an operation. In a long queue each waits behind the one before: what all of them lead over is kept once, step
 * by step, and not again for each line that waits.
 */
class Way implements Watcher {
  readonly operation: OperationModel;
  /** What is asked from here to the next operation on the way. */
  things: ReadonlySet<Thing> = nothing;
  /** Null: the cause is found before there is another operation. */
  next: Way | null = null;
  readonly before = new Set<Way>();
  readonly lines = new Set<LineNode>();
  /** In which round it was looked at last. */
  round = -1;
  isTouched = false;
  readonly #touched: Way[];

  constructor(operation: OperationModel, touched: Way[]) {
    this.operation = operation;
    this.#touched = touched;
  }

  /** Whoever comes by here is explained anew. */
  touch(): void {
    const waiting: Way[] = [this];
    for (let way = waiting.pop(); way !== undefined; way = waiting.pop()) {
      if (way.isTouched) continue;
      way.isTouched = true;
      this.#touched.push(way);
      for (const line of way.lines) line.touch();
      for (const one of way.before) waiting.push(one);
    }
  }
}

export type { Way };

export interface Ways {
  /** From now on a line is told of what this walk leads over; null: of nothing. */
  lead(line: LineNode, walk: Walk | null, point: string): void;
  /** All lines that were touched are explained: what nobody comes by any more is let go. */
  settle(): void;
}

export function createWays(network: Network, watchers: Watchers): Ways {
  const ways = new Map<OperationModel, Way>();
  const touched: Way[] = [];
  /** Those that somebody has left. */
  const left = new Set<Way>();
  const things = new Map<Walk, ReadonlySet<Thing>>();
  let round = 0;

  const wayOf = (operation: OperationModel): Way => knownOrMade(ways, operation, () => new Way(operation, touched));

  const enter = (line: LineNode, way: Way | null): void => {
    if (line.way === way) return;
    if (line.way !== null) {
      line.way.lines.delete(line);
      left.add(line.way);
    }
    line.way = way;
    way?.lines.add(line);
  };

  const goOn = (way: Way, next: Way | null): void => {
    if (way.next === next) return;
    if (way.next !== null) {
      way.next.before.delete(way);
      left.add(way.next);
    }
    way.next = next;
    next?.before.add(way);
  };

  /** From an operation on, as far as nothing of it has been looked at in this round. */
  const follow = (walk: Walk, from: number): Way | null => {
    const { steps } = walk;
    let first: Way | null = null;
    let last: Way | null = null;
    for (let k = from; k < steps.length; ) {
      const way = wayOf(operationAt(steps, k));
      first ??= way;
      if (last !== null) goOn(last, way);
      if (way.round === round) return first;
      way.round = round;
      const next = nextOperation(steps, k + 1);
      const own = new Set<Thing>();
      thingsOfSteps(network, steps.slice(k, next), own);
      if (next === steps.length) {
        thingsOfCause(walk.found, own);
        goOn(way, null);
      }
      way.things = watchers.watch(way, own);
      last = way;
      k = next;
    }
    return first;
  };

  /** Before the first operation; of a walk that meets itself, all. */
  const ownThings = (walk: Walk, until: number, point: string): ReadonlySet<Thing> => {
    if (until === walk.steps.length) return thingsOf(network, walk, point);
    const own = new Set<Thing>();
    thingsOfSteps(network, walk.steps.slice(0, until), own);
    return own;
  };

  const drop = (way: Way): void => {
    for (let one: Way | null = way; one !== null && one.lines.size + one.before.size === 0; ) {
      const next: Way | null = one.next;
      one.things = watchers.watch(one, nothing);
      ways.delete(one.operation);
      if (next !== null) next.before.delete(one);
      one = next;
    }
  };

  return {
    lead(line, walk, point) {
      if (walk === null) {
        line.things = watchers.watch(line, nothing);
        enter(line, null);
        return;
      }
      const until = walk.meetsItself ? walk.steps.length : nextOperation(walk.steps, 0);
      const own = knownOrMade(things, walk, () => ownThings(walk, until, point));
      line.things = watchers.watch(line, own);
      enter(line, until === walk.steps.length ? null : follow(walk, until));
    },
    settle() {
      for (const way of left) drop(way);
      left.clear();
      for (const way of touched) way.isTouched = false;
      touched.length = 0;
      things.clear();
      round += 1;
    },
  };
}

function nextOperation(steps: readonly WalkStep[], from: number): number {
  let k = from;
  while (k < steps.length && steps[k]?.node.at !== "operation") k += 1;
  return k;
}

function operationAt(steps: readonly WalkStep[], k: number): OperationModel {
  const node = steps[k]?.node;
  if (node?.at !== "operation") throw new Error(`step ${k} of a walk is no operation`);
  return node.operation;
}
