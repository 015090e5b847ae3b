import fc from "fast-check";
import { expect, test } from "vitest";
import { createGroups } from "./groups.ts";

const change = fc.record({ add: fc.boolean(), key: fc.constantFrom("a", "b"), one: fc.constantFrom("x", "y", "z") });

test("says of each key what a map of sets says, in its order, whatever comes and goes", () => {
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const groups = createGroups<string, string>();
      const sets = new Map([
        ["a", new Set<string>()],
        ["b", new Set<string>()],
      ]);
      for (const { add, key, one } of changes) {
        if (add) {
          groups.add(key, one);
          sets.get(key)?.add(one);
        } else {
          groups.remove(key, one);
          sets.get(key)?.delete(one);
        }
        for (const [known, own] of sets) expect([...groups.of(known)]).toEqual([...own]);
      }
      groups.clear();
      for (const known of sets.keys()) expect([...groups.of(known)]).toEqual([]);
    }),
  );
});

test("a key that nothing was said of has nothing", () => {
  expect([...createGroups<string, object>().of("a")]).toEqual([]);
});
