import { type Instant, NEVER } from "./instant.ts";

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

/** Of each node its earliest entry; `NEVER`: it has none. */
export interface Planned<T> {
  get(node: T): Instant;
  set(node: T, at: Instant): void;
}

function plannedInMap<T>(): Planned<T> {
  const planned = new Map<T, Instant>();
  return {
    get: (node) => planned.get(node) ?? NEVER,
    set: (node, at) => {
      if (at === NEVER) planned.delete(node);
      else planned.set(node, at);
    },
  };
}

/**
 * A binary heap, its instants and its nodes side by side; entries that a sooner one has overtaken are dropped when they come up.
 * `planned`: where nodes keep it themselves.
 */
export function createTimers<T>(planned: Planned<T> = plannedInMap()): Timers<T> {
  const instants: Instant[] = [];
  const nodes: T[] = [];

  /** Puts an entry where it belongs, from a place that is free on upwards. */
  const rise = (from: number, at: Instant, node: T): void => {
    let k = from;
    while (k > 0) {
      const parent = (k - 1) >> 1;
      const above = instants[parent] ?? 0;
      if (above <= at) break;
      instants[k] = above;
      nodes[k] = nodes[parent] as T;
      k = parent;
    }
    instants[k] = at;
    nodes[k] = node;
  };
  /** The same from the top on downwards. */
  const sink = (at: Instant, node: T): void => {
    const size = instants.length;
    let k = 0;
    for (let least = 1; least < size; least = 2 * k + 1) {
      let below = instants[least] ?? 0;
      const other = least + 1 < size ? (instants[least + 1] ?? 0) : NEVER;
      if (other < below) {
        least += 1;
        below = other;
      }
      if (at <= below) break;
      instants[k] = below;
      nodes[k] = nodes[least] as T;
      k = least;
    }
    instants[k] = at;
    nodes[k] = node;
  };
  /** Drops the first. */
  const drop = (): void => {
    const at = instants.pop();
    const node = nodes.pop();
    if (at !== undefined && instants.length > 0) sink(at, node as T);
  };
  return {
    wake: (node, at) => {
      if (!(at < planned.get(node))) return;
      planned.set(node, at);
      rise(instants.length, at, node);
    },
    forget: (node) => {
      planned.set(node, NEVER);
    },
    due: (until) => {
      const due: T[] = [];
      for (let at = instants[0] ?? NEVER; at <= until && instants.length > 0; at = instants[0] ?? NEVER) {
        const node = nodes[0] as T;
        drop();
        if (planned.get(node) !== at) continue;
        planned.set(node, NEVER);
        due.push(node);
      }
      return due;
    },
    next: () => {
      for (let at = instants[0]; at !== undefined; at = instants[0]) {
        if (planned.get(nodes[0] as T) === at) return at;
        drop();
      }
      return NEVER;
    },
  };
}
