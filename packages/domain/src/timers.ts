import { type Instant, NEVER } from "./instant.ts";

interface Entry<T> {
  readonly at: Instant;
  readonly node: T;
}

/** When nodes change by themselves. A node has at most one entry that counts: its earliest. */
export interface Timers<T> {
  /** Wakes a node at an instant, or before; `NEVER` and what a sooner entry covers are left out. */
  wake(node: T, at: Instant): void;
  /** A node that is no more is due no more. */
  forget(node: T): void;
  /** Takes out all that are due by an instant, the earliest first. */
  due(until: Instant): T[];
  /** When the earliest is due; `NEVER`: none is. */
  next(): Instant;
}

/** Of each node its earliest entry. */
export interface Planned<T> {
  get(node: T): Instant | undefined;
  set(node: T, at: Instant): void;
  delete(node: T): void;
}

/** A binary heap; entries that a sooner one has overtaken are dropped when they come up. `planned`: where nodes keep it themselves. */
export function createTimers<T>(planned: Planned<T> = new Map<T, Instant>()): Timers<T> {
  const heap: Entry<T>[] = [];

  const up = (from: number): void => {
    let k = from;
    while (k > 0) {
      const parent = (k - 1) >> 1;
      if (isBefore(k, parent)) swap(k, parent);
      else return;
      k = parent;
    }
  };
  const down = (from: number): void => {
    let k = from;
    for (;;) {
      let least = k;
      if (2 * k + 1 < heap.length && isBefore(2 * k + 1, least)) least = 2 * k + 1;
      if (2 * k + 2 < heap.length && isBefore(2 * k + 2, least)) least = 2 * k + 2;
      if (least === k) return;
      swap(k, least);
      k = least;
    }
  };
  const isBefore = (a: number, b: number): boolean => (heap[a]?.at ?? NEVER) < (heap[b]?.at ?? NEVER);
  const swap = (a: number, b: number): void => {
    const [x, y] = [heap[a], heap[b]];
    if (x === undefined || y === undefined) return;
    heap[a] = y;
    heap[b] = x;
  };
  const pop = (): Entry<T> | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first !== undefined && last !== undefined && heap.length > 0) {
      heap[0] = last;
      down(0);
    }
    return first;
  };
  return {
    wake: (node, at) => {
      if (!(at < (planned.get(node) ?? NEVER))) return;
      planned.set(node, at);
      heap.push({ at, node });
      up(heap.length - 1);
    },
    forget: (node) => {
      planned.delete(node);
    },
    due: (until) => {
      const nodes: T[] = [];
      while ((heap[0]?.at ?? NEVER) <= until) {
        const entry = pop();
        if (entry === undefined || planned.get(entry.node) !== entry.at) continue;
        planned.delete(entry.node);
        nodes.push(entry.node);
      }
      return nodes;
    },
    next: () => {
      for (let first = heap[0]; first !== undefined; first = heap[0]) {
        if (planned.get(first.node) === first.at) return first.at;
        pop();
      }
      return NEVER;
    },
  };
}
