import type { Instant } from "@lockstep/domain/instant";

/** What is due when: what it costs to ask and to change grows with the logarithm of how much waits, and not at all with the rest. */
export interface DueQueue {
  /** Null: nothing is due any more under this name. */
  put(name: string, at: Instant | null): void;
  /** What is due by now, the earliest first; it is due no more. */
  take(at: Instant): readonly string[];
  readonly first: Instant | null;
}

interface Entry {
  readonly name: string;
  readonly at: Instant;
}

export function createDueQueue(): DueQueue {
  const due = new Map<string, Instant>();
  /** A binary heap; what was put otherwise meanwhile is passed over when it comes to the top. */
  const heap: Entry[] = [];

  function push(entry: Entry): void {
    let place = heap.length;
    heap.push(entry);
    for (let above = (place - 1) >> 1; place > 0 && at(above) > entry.at; above = (place - 1) >> 1) {
      swap(place, above);
      place = above;
    }
  }

  function pop(): void {
    swap(0, heap.length - 1);
    heap.pop();
    let place = 0;
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const least = at(right) < at(left) ? right : left;
      if (at(least) >= at(place)) return;
      swap(place, least);
      place = least;
    }
  }

  const at = (place: number): Instant => heap[place]?.at ?? Number.POSITIVE_INFINITY;

  function swap(a: number, b: number): void {
    const [one, other] = [heap[a], heap[b]];
    if (one === undefined || other === undefined) return;
    heap[a] = other;
    heap[b] = one;
  }

  function top(): Entry | null {
    for (let first = heap[0]; first !== undefined; first = heap[0]) {
      if (due.get(first.name) === first.at) return first;
      pop();
    }
    return null;
  }

  return {
    put(name, at) {
      if (at === null) due.delete(name);
      else if (due.get(name) !== at) {
        due.set(name, at);
        push({ name, at });
      }
    },
    take(at) {
      const taken: string[] = [];
      for (let first = top(); first !== null && first.at <= at; first = top()) {
        taken.push(first.name);
        due.delete(first.name);
      }
      return taken;
    },
    get first() {
      return top()?.at ?? null;
    },
  };
}
