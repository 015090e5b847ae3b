import type { Instant } from "@lockstep/domain/instant";

/** Lines by when one of their windows closes, the earliest first. */
export interface Closings {
  readonly size: number;
  add(at: Instant, line: string): void;
  /** Takes out all that are at or before an instant. */
  take(until: Instant): Iterable<string>;
}

interface Closing {
  readonly at: Instant;
  readonly line: string;
}

/** A binary heap. What is of no interest any more stays in it until its time. */
export function createClosings(): Closings {
  const heap: Closing[] = [];
  const isBefore = (a: number, b: number): boolean => (heap[a]?.at ?? 0) < (heap[b]?.at ?? 0);
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one === undefined || other === undefined) return;
    heap[a] = other;
    heap[b] = one;
  };
  const rise = (from: number): void => {
    for (let k = from; k > 0; ) {
      const parent = (k - 1) >> 1;
      if (!isBefore(k, parent)) return;
      swap(k, parent);
      k = parent;
    }
  };
  const sink = (): void => {
    for (let k = 0; ; ) {
      const left = 2 * k + 1;
      const right = left + 1;
      let least = k;
      if (left < heap.length && isBefore(left, least)) least = left;
      if (right < heap.length && isBefore(right, least)) least = right;
      if (least === k) return;
      swap(k, least);
      k = least;
    }
  };
  return {
    get size() {
      return heap.length;
    },
    add(at, line) {
      heap.push({ at, line });
      rise(heap.length - 1);
    },
    *take(until) {
      for (let first = heap[0]; first !== undefined && first.at <= until; first = heap[0]) {
        const last = heap.pop();
        if (last !== undefined && heap.length > 0) {
          heap[0] = last;
          sink();
        }
        yield first.line;
      }
    },
  };
}
