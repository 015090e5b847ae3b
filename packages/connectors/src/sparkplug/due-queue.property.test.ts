import fc from "fast-check";
import { expect, test } from "vitest";
import { createDueQueue } from "./due-queue.ts";

const step = fc.oneof(
  fc.record({ put: fc.constantFrom("a", "b", "c", "d", "e"), at: fc.option(fc.nat(50)) }),
  fc.record({ take: fc.nat(50) }),
);

test("what is due comes out once, the earliest first, by what was put last under its name", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = createDueQueue();
      const plain = new Map<string, number>();
      for (const one of steps) {
        if ("put" in one) {
          queue.put(one.put, one.at);
          if (one.at === null) plain.delete(one.put);
          else plain.set(one.put, one.at);
        } else {
          const expected = [...plain].filter(([, at]) => at <= one.take);
          const taken = queue.take(one.take);
          expect([...taken].sort()).toEqual(expected.map(([name]) => name).sort());
          const times = taken.map((name) => plain.get(name) ?? 0);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          for (const name of taken) plain.delete(name);
        }
        expect(queue.first).toBe(plain.size === 0 ? null : Math.min(...plain.values()));
      }
    }),
  );
});
