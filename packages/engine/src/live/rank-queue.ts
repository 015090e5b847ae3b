import { type Instant, NEVER } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { byRank } from "../loading.ts";
import type { OrderModel } from "../model.ts";

/** What waits to be evaluated, level by level: orders by rank, then points. Each is in it once. */
export interface RankQueue {
  addOrder(order: OrderModel): void;
  addPoint(point: string, level: number): void;
  next(): { readonly order: OrderModel } | { readonly point: string } | null;
}

/** With what it is compared by, so that nearly no comparison has to look at the order itself. */
interface Item {
  readonly level: number;
  readonly plannedStart: Instant;
  readonly order: OrderModel | null;
  readonly point: string;
}

export function createRankQueue(): RankQueue {
  const heap: Item[] = [];
  const orders = new Set<OrderModel>();
  const points = new Set<string>();
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
      const [left, right] = [heap[child], heap[child + 1]];
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
      if (orders.has(order)) return;
      orders.add(order);
      push({ level: order.level, plannedStart: order.data.plannedStart, order, point: "" });
    },
    addPoint: (point, level) => {
      if (points.has(point)) return;
      points.add(point);
      push({ level, plannedStart: NEVER, order: null, point });
    },
    next: () => {
      const item = pop();
      if (item === undefined) return null;
      if (item.order === null) {
        points.delete(item.point);
        return { point: item.point };
      }
      orders.delete(item.order);
      return { order: item.order };
    },
  };
}

function compare(a: Item, b: Item): number {
  if (a.level !== b.level) return a.level - b.level;
  if (a.order === null || b.order === null) {
    if (a.order === b.order) return byCodeUnit(a.point, b.point);
    return a.order === null ? 1 : -1;
  }
  return a.plannedStart - b.plannedStart || byRank(a.order, b.order);
}
