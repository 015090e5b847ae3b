import type { Instant, Millis } from "@lockstep/domain/instant";

/** Puts the messages of an edge node in order by their numbers 0 to 255, after which comes 0 again. */
export interface Sequence<T> {
  /** The next one expected is the one after `seq`; what waits is forgotten. */
  begin(seq: number): void;
  take(seq: number, message: T, at: Instant): Taken<T>;
  /** What was waited for has not come: what there is, in order; the missing is given up. */
  giveUp(): readonly T[];
  /** Until when the missing is waited for; null if nothing is missing. */
  readonly waitsUntil: Instant | null;
}

export interface Taken<T> {
  /** What can be handled now, in order: nothing if something before it is missing. */
  readonly ready: readonly T[];
  /**
   * `kept`: it has its place, now or when what is before it has come. `again`: this very message was taken before. `late`:
   * it was given up; what is ready was told after it, too. `broken`: another message had that number, so that no number
   * says anything any more: it is handled as it came, and the next one expected is the one after it.
   */
  readonly order: "kept" | "again" | "late" | "broken";
}

const TURN = 256;
/** So far behind the expected one, a message is a late one; further behind, it is one ahead of many that are missing. */
const LATE = 32;

/** `markOf` tells messages apart: the very same has the same mark; null: nobody can tell whether it was taken before. */
export function createSequence<T>(waitMs: Millis, markOf: (message: T) => string | null): Sequence<T> {
  let expected = 0;
  let waitsUntil: Instant | null = null;
  const waiting = new Map<number, T>();
  /** The marks of those that were handled last under each number. */
  const handled = new Map<number, string | null>();
  const givenUp = new Set<number>();

  function handle(seq: number, message: T): T {
    handled.set(seq, markOf(message));
    givenUp.delete(seq);
    return message;
  }

  function drain(): T[] {
    const ready: T[] = [];
    for (let next = waiting.get(expected); next !== undefined; next = waiting.get(expected)) {
      ready.push(handle(expected, next));
      waiting.delete(expected);
      expected = (expected + 1) % TURN;
    }
    if (waiting.size === 0) waitsUntil = null;
    return ready;
  }

  function giveUp(): T[] {
    const ready: T[] = [];
    while (waiting.size > 0) {
      for (; !waiting.has(expected); expected = (expected + 1) % TURN) {
        handled.delete(expected);
        givenUp.add(expected);
      }
      ready.push(...drain());
    }
    waitsUntil = null;
    return ready;
  }

  function breakOff(seq: number, message: T): Taken<T> {
    const ready = [...giveUp(), handle(seq, message)];
    givenUp.clear();
    expected = (seq + 1) % TURN;
    return { ready, order: "broken" };
  }

  return {
    begin(seq) {
      expected = (seq + 1) % TURN;
      waiting.clear();
      handled.clear();
      givenUp.clear();
      waitsUntil = null;
    },
    take(seq, message, at) {
      const ahead = (seq - expected + TURN) % TURN;
      if (ahead === 0) {
        waiting.set(seq, message);
        return { ready: drain(), order: "kept" };
      }
      const sameNumber = waiting.get(seq);
      const before = sameNumber === undefined ? handled.get(seq) : markOf(sameNumber);
      if (typeof before === "string" && before === markOf(message)) return { ready: [], order: "again" };
      if (ahead >= TURN - LATE && givenUp.has(seq)) return { ready: [handle(seq, message)], order: "late" };
      if (ahead >= TURN - LATE || sameNumber !== undefined) return breakOff(seq, message);
      waiting.set(seq, message);
      waitsUntil ??= at + waitMs;
      return { ready: [], order: "kept" };
    },
    giveUp,
    get waitsUntil() {
      return waitsUntil;
    },
  };
}
