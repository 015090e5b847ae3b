import { HOUR, type Instant, type Millis } from "@lockstep/domain/instant";

/** What a counter is declared to be. */
export interface CounterLimits {
  /** How many values it has before it begins again at 0; undefined: it never does. */
  readonly modulus?: number | undefined;
  readonly mostPerHour: number;
  /** What it moves by at once, however short the time. */
  readonly smallest: number;
}

/** What one reading adds to the total; what was wrongly added before is taken off it. */
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

/** Where it was before it came to a reading that may have been none, and what was added since. */
type Former = Read & { added: number };

const NOTHING: Step = { added: 0, odd: null };
/** Readings come a little early or late: so much time is granted on top of what has passed. */
const GRACE: Millis = 10_000;
/** For so long a counter may come back to where it was. */
const DOUBTFUL: Millis = 60_000;

/**
 * A reading that production explains, over a roll-over too, is counted. Any other waits for the next: if that goes on
 * from where the counter was, the one between was a spike; if it goes on from the odd one, the counter was set back to 0
 * (what it has counted since is counted) or set to another value (nothing is). A step that is larger than what time
 * allows without grace, a reset and a set are doubtful: if the counter comes back to where it was before, they are
 * taken back.
 */
export function createCounter({ modulus, mostPerHour, smallest }: CounterLimits): Counter {
  let last: Read | null = null;
  let odd: Read | null = null;
  let former: Former | null = null;

  const most = (span: Millis, grace = GRACE): number => Math.max(smallest, (mostPerHour * (span + grace)) / HOUR);

  function explained(from: Read, to: Read): number | null {
    const up = to.value - from.value;
    const added = up < 0 && modulus !== undefined ? up + modulus : up;
    return added >= 0 && added <= most(to.at - from.at) ? added : null;
  }

  function goOn(read: Read, added: number): Step {
    if (last !== null && added > most(read.at - last.at, 0) + smallest) former = { ...last, added: 0 };
    if (former !== null) former.added += added;
    last = read;
    odd = null;
    return added === 0 ? NOTHING : { added, odd: null };
  }

  function comeBack(read: Read): Step | null {
    const added = former === null || read.at - former.at > DOUBTFUL ? null : explained(former, read);
    if (former === null || added === null) return null;
    const wrong = former.added;
    former = null;
    last = read;
    odd = null;
    return { added: added - wrong, odd: null };
  }

  /** The second reading that says something else. */
  function leave(read: Read): Step | null {
    const goneOn = odd === null ? null : explained(odd, read);
    if (last === null || odd === null || goneOn === null) return null;
    const isReset = odd.value < last.value && odd.value <= most(odd.at - last.at);
    const added = isReset ? odd.value + goneOn : goneOn;
    const why = isReset ? null : `was set from ${last.value} to ${odd.value}, which no production explains`;
    former = { ...last, added };
    last = read;
    odd = null;
    return { added, odd: why };
  }

  return {
    get reading() {
      return last?.value ?? null;
    },
    restore(value, at) {
      last = { value, at };
      odd = null;
      former = null;
    },
    take(value, at) {
      if (!(value >= 0) || value >= (modulus ?? Number.POSITIVE_INFINITY)) return NOTHING;
      const read = { value, at };
      if (last === null) return goOn(read, 0);
      const added = explained(last, read);
      if (added !== null) return goOn(read, added);
      const settled = comeBack(read) ?? leave(read);
      if (settled !== null) return settled;
      odd = read;
      return NOTHING;
    },
  };
}
