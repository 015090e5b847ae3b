import type { Instant, Millis } from "@lockstep/domain/instant";

/** Puts the messages of an edge node in order by their numbers 0 to 255, after which comes 0 again. */
export interface Sequence<T> {
  /** The next one expected is the one after `seq`; what waits is forgotten. */
  begin(seq: number): void;
  /** What can be handled now, in order: nothing if something before it is missing, or if it came before. */
  take(seq: number, message: T, at: Instant): readonly T[];
  /** What was waited for has not come: what there is, in order; the missing is given up. */
  giveUp(): readonly T[];
  /** Until when the missing is waited for; null if nothing is missing. */
  readonly waitsUntil: Instant | null;
}

const TURN = 256;
/** So far behind the expected one, a message is a late one; further behind, it is one ahead of many that are missing. */
const LATE = 32;

export function createSequence<T>(waitMs: Millis): Sequence<T> {
  let expected = 0;
  let waitsUntil: Instant | null = null;
  const waiting = new Map<number, T>();

  function drain(): T[] {
    const ready: T[] = [];
    for (let next = waiting.get(expected); next !== undefined; next = waiting.get(expected)) {
      ready.push(next);
      waiting.delete(expected);
      expected = (expected + 1) % TURN;
    }
    if (waiting.size === 0) waitsUntil = null;
    return ready;
  }

  return {
    begin(seq) {
      expected = (seq + 1) % TURN;
      waiting.clear();
      waitsUntil = null;
    },
    take(seq, message, at) {
      const ahead = (seq - expected + TURN) % TURN;
      // It was given up, or comes a second time.
      if (ahead >= TURN - LATE) return [];
      if (!waiting.has(seq)) waiting.set(seq, message);
      if (ahead === 0) return drain();
      waitsUntil ??= at + waitMs;
      return [];
    },
    giveUp() {
      const ready: T[] = [];
      while (waiting.size > 0) {
        while (!waiting.has(expected)) expected = (expected + 1) % TURN;
        ready.push(...drain());
      }
      waitsUntil = null;
      return ready;
    },
    get waitsUntil() {
      return waitsUntil;
    },
  };
}
