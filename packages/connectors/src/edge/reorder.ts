import type { Instant, Millis } from "@lockstep/domain/instant";

interface Timed {
  readonly at: Instant;
  readonly receivedAt: Instant;
}

/** Puts what comes a little too late in its place, by its own time. */
export interface Reorder<T> {
  add(one: T): void;
  /** The next one that nothing can come before any more; undefined if there is none yet. */
  next(receivedAt: Instant): T | undefined;
  readonly waitsUntil: Instant | null;
}

/** What has been waited for long enough, by its own time or by the time of receipt, is let go. */
export function createReorder<T extends Timed>(lateness: Millis, inOrder: (a: T, b: T) => number): Reorder<T> {
  let waiting: T[] = [];
  let head = 0;
  let latest = Number.NEGATIVE_INFINITY;
  return {
    get waitsUntil() {
      const first = waiting[head];
      return first === undefined ? null : first.receivedAt + lateness;
    },
    add(one) {
      latest = Math.max(latest, one.at);
      let place = waiting.length;
      while (place > head) {
        const before = waiting[place - 1];
        if (before === undefined || inOrder(before, one) <= 0) break;
        place -= 1;
      }
      if (place === waiting.length) waiting.push(one);
      else waiting.splice(place, 0, one);
    },
    next(receivedAt) {
      const first = waiting[head];
      if (first === undefined) return undefined;
      if (first.at > latest - lateness && receivedAt < first.receivedAt + lateness) return undefined;
      head += 1;
      if (head > 256 || head === waiting.length) {
        waiting = waiting.slice(head);
        head = 0;
      }
      return first;
    },
  };
}
