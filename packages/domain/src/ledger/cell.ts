import { type Instant, NEVER } from "../instant.ts";

/** A pure function that answers the same inputs (by identity) as last time with the very same output. */
export function createCell<I extends readonly unknown[], O>(compute: (...inputs: I) => O): (...inputs: I) => O {
  let last: { readonly inputs: I; readonly output: O } | null = null;
  return (...inputs) => {
    const isSame = last?.inputs.length === inputs.length && last.inputs.every((input, k) => input === inputs[k]);
    if (last === null || !isSame) last = { inputs, output: compute(...inputs) };
    return last.output;
  };
}

export interface UntilClock<O> {
  readonly output: O;
  /** The same holds at every clock from `from` to before `until`. */
  readonly from: Instant;
  readonly until: Instant;
}

/** As `createCell`, for what also depends on the clock, but only now and then. */
export function createClockCell<I, O>(
  compute: (input: I, clock: Instant) => UntilClock<O>,
): (input: I, clock: Instant) => O {
  let last: (UntilClock<O> & { readonly input: I }) | null = null;
  return (input, clock) => {
    const isSame = last !== null && last.input === input && last.from <= clock && clock < last.until;
    if (last === null || !isSame) last = { input, ...compute(input, clock) };
    return last.output;
  };
}

/** Sorts values into those whose instant the clock has reached and those ahead of it. */
export function splitAtClock<T>(values: Iterable<T>, instantOf: (value: T) => Instant, clock: Instant) {
  const reached: T[] = [];
  let from = -NEVER;
  let until = NEVER;
  for (const value of values) {
    const at = instantOf(value);
    if (at > clock) {
      until = Math.min(until, at);
      continue;
    }
    from = Math.max(from, at);
    reached.push(value);
  }
  return { reached, from, until };
}
