import fc from "fast-check";
import { expect, test } from "vitest";
import { NEVER } from "./instant.ts";
import { createTimers } from "./timers.ts";

const step = fc.oneof(
  fc.record({ wake: fc.constantFrom("a", "b", "c", "d", "e"), at: fc.nat(50) }),
  fc.record({ forget: fc.constantFrom("a", "b", "c", "d", "e") }),
  fc.record({ due: fc.nat(50) }),
);

test("each comes out once, the earliest first, by the soonest that it was to be woken at since it was forgotten", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const timers = createTimers<string>();
      const plain = new Map<string, number>();
      for (const one of steps) {
        if ("wake" in one) {
          timers.wake(one.wake, one.at);
          plain.set(one.wake, Math.min(one.at, plain.get(one.wake) ?? NEVER));
        } else if ("forget" in one) {
          timers.forget(one.forget);
          plain.delete(one.forget);
        } else {
          const expected = [...plain].filter(([, at]) => at <= one.due);
          const taken = timers.due(one.due);
          expect([...taken].sort()).toEqual(expected.map(([name]) => name).sort());
          const times = taken.map((name) => plain.get(name) ?? 0);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          for (const name of taken) plain.delete(name);
        }
        expect(timers.next()).toBe(Math.min(NEVER, ...plain.values()));
      }
    }),
  );
});
