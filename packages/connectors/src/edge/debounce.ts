import type { Instant, Millis } from "@lockstep/domain/instant";

/** A value and since when it holds. */
export interface Held<T> {
  readonly value: T;
  readonly since: Instant;
}

/** Reports a value once it has lasted, with the time at which it began. */
export interface Debounce<T> {
  readonly now: Held<T> | null;
  /** What may become the value; it has been so since. */
  readonly coming: Held<T> | null;
  /** When it lasts long enough, by the time of receipt, if nothing is heard before. */
  readonly waitsUntil: Instant | null;
  restore(held: Held<T>): void;
  /** The value that has come to hold with this reading; null if none has. */
  take(value: T, at: Instant, receivedAt: Instant): Held<T> | null;
  /** Nothing else was heard until now. */
  settle(receivedAt: Instant): Held<T> | null;
}

interface DebounceOptions {
  readonly lasts: Millis;
  /** A value is known for so long after it was told. */
  readonly known: Millis;
}

export function createDebounce<T>({ lasts, known }: DebounceOptions): Debounce<T> {
  let now: Held<T> | null = null;
  let coming: (Held<T> & { readonly receivedAt: Instant }) | null = null;
  let seenAt = 0;

  function hold({ value, since }: Held<T>): Held<T> {
    now = { value, since };
    coming = null;
    return now;
  }

  function begin(value: T, at: Instant, receivedAt: Instant): Held<T> | null {
    const next = { value, since: at, receivedAt };
    if (lasts === 0) return hold(next);
    coming = next;
    seenAt = at;
    return null;
  }

  return {
    get now() {
      return now;
    },
    get coming() {
      return coming;
    },
    get waitsUntil() {
      return coming === null ? null : coming.receivedAt + lasts;
    },
    restore(held) {
      now = held;
      coming = null;
    },
    take(value, at, receivedAt) {
      if (coming !== null && coming.value === value) {
        seenAt = at;
        return at - coming.since >= lasts ? hold(coming) : null;
      }
      const hasLasted = coming !== null && Math.min(at, seenAt + known) - coming.since >= lasts;
      const lasted = coming !== null && hasLasted ? hold(coming) : null;
      coming = null;
      if (now !== null && now.value === value) return lasted;
      return begin(value, at, receivedAt) ?? lasted;
    },
    settle: (receivedAt) => (coming !== null && receivedAt >= coming.receivedAt + lasts ? hold(coming) : null),
  };
}
