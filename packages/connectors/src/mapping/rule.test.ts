import { expect, test } from "vitest";
import { atPointer } from "./json-pointer.ts";
import { type Rule, valueBy } from "./rule.ts";

const payload = {
  ts: 1_772_452_800,
  at: "2026-03-02T12:00:00Z",
  "a/b": { "~": [1, 2] },
  grams: 1_500,
  code: 3,
  big: 2n ** 60n,
};
const value = (rule: Rule) =>
  valueBy(rule, "data.x", ({ pointer = "" }) => (pointer === "/big" ? payload.big : atPointer(payload, pointer)));

test.each<[Rule, unknown]>([
  [{ pointer: "/ts", as: "instant", unit: "s" }, "2026-03-02T12:00:00.000Z"],
  [{ pointer: "/at", as: "instant" }, "2026-03-02T12:00:00Z"],
  [{ pointer: "/a~1b/~0/1" }, 2],
  [{ pointer: "/grams", scale: 0.001 }, 1.5],
  [{ pointer: "/code", as: "text" }, "3"],
  [{ pointer: "/code", codes: { "3": "down", "1": "running" } }, "down"],
  [{ pointer: "/big", as: "text" }, "1152921504606846976"],
  [{ constant: false }, false],
  [{ pointer: "/none", optional: true }, undefined],
])("%j is read", (rule, expected) => {
  expect(value(rule)).toEqual({ ok: true, value: expected });
});

test.each<[Rule, string, string]>([
  [{ pointer: "/none" }, "missing-value", "data.x has no value: pointer /none is not there."],
  [{ pointer: "/code", codes: { "1": "running" } }, "unknown-code", "the code 3 is none of 1"],
  [{ pointer: "/at", as: "number" }, "wrong-value", "data.x must be a number; it is 2026-03-02T12:00:00Z."],
  [{ pointer: "/a~1b", as: "text" }, "wrong-value", "it is an object"],
  [{ pointer: "/big" }, "wrong-value", "below 2^53"],
  [{ pointer: "/grams", as: "instant", unit: "s", scale: 2 }, "wrong-value", "as it is scaled"],
])("%j is refused by %s", (rule, name, reason) => {
  expect(value(rule)).toMatchObject({
    ok: false,
    error: { rule: name, reason: expect.stringContaining(reason) as string },
  });
});
