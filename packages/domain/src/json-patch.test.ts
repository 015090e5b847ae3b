import fc from "fast-check";
import { expect, test } from "vitest";
import { assert } from "./assert.ts";
import { canonicalText } from "./json.ts";
import { diffOf, type JsonPatch, patched, readPatch, stepsOf, valueAt } from "./json-patch.ts";

const reads = (patch: unknown): JsonPatch => {
  const read = readPatch(JSON.stringify(patch));
  assert(read.ok, () => "the patch is none");
  return read.value;
};

test("a difference says where, what stood there and what stands there", () => {
  const before = { data: { id: "FG-1", uom: 7, "a/b": [1, 2] } };
  const after = { data: { id: "FG-1", uom: "pc", "a/b": [1], name: "Gear" } };
  expect(diffOf(before, after)).toEqual([
    { op: "add", path: "/data/name", value: "Gear" },
    { op: "replace", path: "/data/uom", from: 7, value: "pc" },
    { op: "remove", path: "/data/a~1b/1", from: 2 },
  ]);
  expect(diffOf(before, before)).toEqual([]);
  expect(diffOf("no event", { id: 1 })).toEqual([{ op: "replace", path: "", from: "no event", value: { id: 1 } }]);
  expect(stepsOf("/data/a~1b/~01")).toEqual(["data", "a/b", "~1"]);
  expect(valueAt(before, "/data/a~1b/1")).toBe(2);
  expect(valueAt(before, "/data/toString")).toBeUndefined();
});

test("a name that no pointer leads over is told with all that it stands in", () => {
  for (const text of ['{"__proto__":"","a":1}', '{"a":[{"__proto__":{}}]}']) {
    const after = JSON.parse(text) as unknown;
    const steps = diffOf({}, after);
    expect(steps.map(({ op, path }) => [op, path])).toEqual([["replace", ""]]);
    const applied = patched({}, steps as JsonPatch);
    expect(applied.ok && canonicalText(applied.value)).toBe(canonicalText(after));
  }
});

test("two values and their difference come to each other, whatever they are", () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(value, value, (before, after) => {
      const steps = diffOf(before, after);
      if (steps.length === 0) {
        expect(canonicalText(before)).toBe(canonicalText(after));
        return;
      }
      const applied = patched(before, steps as JsonPatch);
      expect(applied.ok && canonicalText(applied.value)).toBe(canonicalText(after));
    }),
    { numRuns: 200 },
  );
});

test("long lists cost no more than their length to compare", () => {
  const before = { rows: Array.from({ length: 20_000 }, (_, k) => k) };
  const after = { rows: before.rows.map((k) => k + 1) };
  expect(diffOf(before, after)).toEqual([{ op: "replace", path: "/rows", from: before.rows, value: after.rows }]);
});

test("what is nested too deep is replaced as a whole", () => {
  const deep = JSON.parse("[".repeat(5_000) + "]".repeat(5_000)) as unknown;
  expect(diffOf(deep, {})).toMatchObject([{ op: "replace", path: "", value: {} }]);
});

test("a patch changes a copy, and refuses what it does not fit", () => {
  const value = { data: { unit: "pc", quantity: "5" } };
  const patch = reads([
    { op: "move", from: "/data/unit", path: "/data/uom" },
    { op: "test", path: "/data/quantity", value: "5" },
    { op: "replace", path: "/data/quantity", value: 5 },
  ]);
  expect(patched(value, patch)).toEqual({ ok: true, value: { data: { uom: "pc", quantity: 5 } } });
  expect(value).toEqual({ data: { unit: "pc", quantity: "5" } });
  expect(patched({ data: {} }, patch)).toMatchObject({ ok: false, error: expect.stringContaining("step 0 (move)") });
  expect(patched({ data: { unit: "pc", quantity: 4 } }, patch)).toMatchObject({
    error: expect.stringContaining("/data/quantity says something else"),
  });
  expect(patched(value, reads([{ op: "replace", path: "", value: 1 }]))).toEqual({ ok: true, value: 1 });
});

test.each([
  ["no JSON", "{", "no JSON"],
  ["no list", '{"op":"add"}', "a list of 1 to 100 steps"],
  ["no step", "[]", "a list of 1 to 100 steps"],
  ["a step that is none", "[1]", "Step 0 of the patch is no object"],
  ["a copy", '[{"op":"copy","from":"/a","path":"/b"}]', "one of add, remove, replace, move, test"],
  ["no pointer", '[{"op":"remove","path":"data"}]', "a path that is a JSON pointer"],
  ["a way to what all objects share", '[{"op":"add","path":"/__proto__/x","value":1}]', "a JSON pointer"],
  ["a move from nowhere", '[{"op":"move","path":"/a"}]', "a from that is a JSON pointer"],
  ["no value", '[{"op":"add","path":"/a"}]', "must have a value"],
])("%s is no patch", (_, text, says) => {
  expect(readPatch(text)).toMatchObject({ ok: false, error: expect.stringContaining(says) });
});
