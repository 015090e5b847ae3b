import fc from "fast-check";
import { expect, test } from "vitest";
import { createDebounce, type Held } from "./debounce.ts";

const LASTS = 3_000;

/** States one after the other, each for so many readings, one a second. */
const runs = fc.array(fc.record({ value: fc.constantFrom("a", "b", "c"), seconds: fc.integer({ min: 1, max: 9 }) }), {
  minLength: 1,
  maxLength: 60,
});

interface Run {
  readonly value: string;
  readonly since: number;
  readonly until: number;
}

/** Neighbours that are alike are one. */
function joined(list: readonly { readonly value: string; readonly seconds: number }[]): readonly Run[] {
  const found: Run[] = [];
  let at = 0;
  for (const { value, seconds } of list) {
    const last = found.at(-1);
    const until = at + seconds * 1_000;
    if (last?.value === value) found[found.length - 1] = { ...last, until };
    else found.push({ value, since: at, until });
    at = until;
  }
  return found;
}

function heldOf(list: readonly Run[], every: number): readonly Held<string>[] {
  const debounce = createDebounce<string>({ lasts: LASTS, known: 2_000 });
  const held: (Held<string> | null)[] = [];
  for (const { value, since, until } of list) {
    for (let at = since; at < until; at += every) held.push(debounce.take(value, at, at));
  }
  return held.filter((one) => one !== null);
}

test("every state that lasts longer than the debounce is told, with its beginning, and nothing that lasts less", () => {
  fc.assert(
    fc.property(runs, (list) => {
      const truth = joined(list);
      const expected: Held<string>[] = [];
      for (const { value, since, until } of truth) {
        // The last reading of it is a second before the next begins.
        const isLong = until - 1_000 - since >= LASTS;
        const isKnown = truth.some((other) => other.since === until) && until - since >= LASTS;
        if ((isLong || isKnown) && expected.at(-1)?.value !== value) expected.push({ value, since });
      }
      expect(heldOf(truth, 1_000)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
