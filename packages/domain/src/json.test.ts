import canonicalize from "canonicalize";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalText, cloneJson } from "./json.ts";

/** With names that are out of order, numbers written in every form, and names that mean something to an object. */
const name = fc.oneof(fc.constantFrom("__proto__", "constructor", "é", "z", "\u{1F600}", "﻿"), fc.string());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, -0, 1e21, 1e-7, 0.1, 5e-324, "\n\u2028\u007f\u0000"),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie("value")), { maxLength: 4 }).map((fields) => Object.fromEntries(fields)),
  ),
}));

test("[F30] the canonical text is the one of RFC 8785", () => {
  fc.assert(fc.property(value, (json) => canonicalText(json) === canonicalize(json)));
  expect(canonicalText({ b: [1, { d: -0, c: "ü" }], a: undefined })).toBe('{"b":[1,{"c":"ü","d":0}]}');
});

test("a copy says the same and shares nothing", () => {
  fc.assert(
    fc.property(value, (json) => {
      const copy = cloneJson(json);
      expect(copy).toEqual(json);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(json));
      if (typeof json === "object" && json !== null) expect(copy).not.toBe(json);
    }),
  );
});
