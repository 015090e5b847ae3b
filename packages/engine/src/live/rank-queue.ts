import { type Instant, NEVER } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { byRank } from "../loading.ts";
import type { OrderModel } from "../model.ts";
import { PointNode } from "./point-node.ts";

/** What waits to be evaluated, level by level: orders by rank, then points. Each is in it once. */
export interface RankQueue {
  addOrder(order: OrderModel): void;
  addPoint(point: PointNode): void;
  next(): OrderModel | PointNode | null;
}

/** With what it is compared by, so that nearly no comparison has to look at the order itself. */
interface Item {
  readonly level: number;
  readonly plannedStart: Instant;
  readonly what: OrderModel | PointNode;
}

export function createRankQueue(): RankQueue {
  const heap: Item[] = [];
  const push = (item: Item): void => {
    let k = heap.length;
    heap.push(item);
    while (k > 0) {
      const parent = (k - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || compare(above, item) <= 0) break;
      heap[k] = above;
      k = parent;
    }
    heap[k] = item;
  };
  const pop = (): Item | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let k = 0;
    for (;;) {
      let child = 2 * k + 1;
      const left = heap[child];
      const right = heap[child + 1];
      if (left === undefined) break;
      const least = right !== undefined && compare(right, left) < 0 ? right : left;
      if (least === right) child += 1;
      if (compare(last, least) <= 0) break;
      heap[k] = least;
      k = child;
    }
    heap[k] = last;
    return first;
  };
  return {
    addOrder: (order) => {
      if (order.isQueued) return;
      order.isQueued = true;
      push({ level: order.level, plannedStart: order.data.plannedStart, what: order });
    },
    addPoint: (point) => {
      if (point.isQueued) return;
      point.isQueued = true;
      push({ level: point.level, plannedStart: NEVER, what: point });
    },
    next: () => {
      const item = pop();
      if (item === undefined) return null;
      item.what.isQueued = false;
      return item.what;
    },
  };
}

export const isPoint = (what: OrderModel | PointNode): what is PointNode => what instanceof PointNode;

function compare(a: Item, b: Item): number {
  if (a.level !== b.level) return a.level - b.level;
  if (isPoint(a.what)) return isPoint(b.what) ? byCodeUnit(a.what.id, b.what.id) : 1;
  if (isPoint(b.what)) return -1;
  return a.plannedStart - b.plannedStart || byRank(a.what, b.what);
}
