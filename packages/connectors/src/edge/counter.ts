import { HOUR, type Instant, type Millis } from "@lockstep/domain/instant";

/** What a counter is declared to be. */
export interface CounterLimits {
  /** How many values it has before it begins again at 0; undefined: it never does. */
  readonly modulus?: number | undefined;
  readonly mostPerHour: number;
}

/** What one reading adds to the total. */
export interface Step {
  readonly added: number;
  /** In plain words, if the counter did something that no production explains. */
  readonly odd: string | null;
}

/** What a machine's counter has counted, whatever becomes of its readings. */
export interface Counter {
  /** The last reading that was believed; null before the first. */
  readonly reading: number | null;
  restore(reading: number, at: Instant): void;
  take(reading: number, at: Instant): Step;
}

interface Read {
  readonly value: number;
  readonly at: Instant;
}

const NOTHING: Step = { added: 0, odd: null };
/** Readings come a little early or late: so much time is granted on top of what has passed. */
const GRACE: Millis = 10_000;

/**
 * A reading that production explains, over a roll-over too, is counted. Any other waits for the next: if that goes on
 * from where the counter was, the one between was a spike; if it goes on from the odd one, the counter was set back to 0
 * (what it has counted since is counted) or set to another value (nothing is).
 */
export function createCounter(limits: CounterLimits): Counter {
  let last: Read | null = null;
  let odd: Read | null = null;
  /** Where it was before it was set, and what was counted since: it may come back there. */
  let former: (Read & { readonly counted: number }) | null = null;

  const most = (span: Millis): number => Math.max(1, (limits.mostPerHour * (span + GRACE)) / HOUR);

  function explained(from: Read, to: Read): number | null {
    const { modulus } = limits;
    const up = to.value - from.value;
    const added = up < 0 && modulus !== undefined ? up + modulus : up;
    return added >= 0 && added <= most(to.at - from.at) ? added : null;
  }

  function believe(read: Read, added: number, why: string | null): Step {
    last = read;
    odd = null;
    if (former !== null) former = { ...former, counted: former.counted + added };
    return { added, odd: why };
  }

  function afterOdd(before: Read, between: Read, read: Read): Step | null {
    const goneOn = explained(between, read);
    if (goneOn === null) return null;
    const isReset = between.value < before.value && between.value <= most(between.at - before.at);
    if (isReset) return believe(read, between.value + goneOn, null);
    former = { ...before, counted: 0 };
    return believe(read, goneOn, `was set from ${before.value} to ${between.value}, which no production explains`);
  }

  return {
    get reading() {
      return last?.value ?? null;
    },
    restore(value, at) {
      last = { value, at };
      odd = null;
    },
    take(value, at) {
      if (!(value >= 0) || value >= (limits.modulus ?? Number.POSITIVE_INFINITY)) return NOTHING;
      const read = { value, at };
      if (last === null) return believe(read, 0, null);
      const added = explained(last, read);
      if (added !== null) return believe(read, added, null);
      const back = former === null ? null : explained(former, read);
      if (former !== null && back !== null) {
        const missed = Math.max(0, back - former.counted);
        former = null;
        return believe(read, missed, null);
      }
      const settled = odd === null ? null : afterOdd(last, odd, read);
      if (settled !== null) return settled;
      odd = read;
      return NOTHING;
    },
  };
}
