import fc from "fast-check";
import { expect, test } from "vitest";
import { saysTheSame } from "./says-the-same.ts";

test("two values say the same if, and only if, they are the same JSON", () => {
  const ordered = (value: unknown): unknown =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, one]) => [k, ordered(one)]),
        )
      : Array.isArray(value)
        ? value.map(ordered)
        : value;
  const few = fc.jsonValue({ maxDepth: 2 });
  fc.assert(
    fc.property(few, few, fc.boolean(), (a, b, isCopy) => {
      const [one, other] = JSON.parse(JSON.stringify([a, isCopy ? a : b])) as [unknown, unknown];
      expect(saysTheSame(one, other)).toBe(JSON.stringify(ordered(one)) === JSON.stringify(ordered(other)));
    }),
  );
  expect(saysTheSame({ a: undefined }, { b: undefined })).toBe(false);
  expect(saysTheSame([1], { 0: 1 })).toBe(false);
  expect(saysTheSame({ 0: 1 }, [1])).toBe(false);
  expect(saysTheSame({}, [])).toBe(false);
});
