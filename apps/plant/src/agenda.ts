import type { Instant } from "@lockstep/domain/instant";

interface Entry {
  readonly at: Instant;
  readonly order: number;
  readonly action: () => void;
}

/** What will happen, in order of simulated time; entries of the same instant in the order they were put down. */
export interface Agenda {
  put(at: Instant, action: () => void): void;
  /** When the next thing happens, or null. */
  peek(): Instant | null;
  take(): { readonly at: Instant; readonly action: () => void } | null;
}

export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let count = 0;
  return {
    put(at, action) {
      heap.push({ at, order: count++, action });
      rise(heap, heap.length - 1);
    },
    peek: () => heap[0]?.at ?? null,
    take() {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return null;
      if (heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return first;
    },
  };
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

function rise(heap: Entry[], from: number): void {
  let k = from;
  while (k > 0) {
    const parent = (k - 1) >> 1;
    if (!swapIfBefore(heap, k, parent)) return;
    k = parent;
  }
}

function sink(heap: Entry[]): void {
  let k = 0;
  for (;;) {
    const left = 2 * k + 1;
    const right = left + 1;
    const [a, b] = [heap[left], heap[right]];
    if (a === undefined) return;
    const child = b !== undefined && before(b, a) ? right : left;
    if (!swapIfBefore(heap, child, k)) return;
    k = child;
  }
}

function swapIfBefore(heap: Entry[], child: number, parent: number): boolean {
  const [c, p] = [heap[child], heap[parent]];
  if (c === undefined || p === undefined || !before(c, p)) return false;
  heap[child] = p;
  heap[parent] = c;
  return true;
}
