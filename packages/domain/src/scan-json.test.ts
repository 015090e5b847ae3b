import fc from "fast-check";
import { expect, test } from "vitest";
import { type Scanned, scanJson } from "./scan-json.ts";

function scanned(text: string): Scanned & { readonly elements: readonly string[]; readonly steps: number } {
  const elements: string[] = [];
  const work = scanJson(text);
  for (let steps = 1; ; steps += 1) {
    const step = work.next();
    if (step.done === true) return { ...step.value, elements, steps };
    for (let k = 0; k < step.value.length; k += 2) elements.push(text.slice(step.value[k], step.value[k + 1]));
  }
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** JSON in every form of spacing, and what is next to it: something left out, doubled or put in. */
const nearly = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.constantFrom("", " ", "\t", "\n"),
    fc.nat(),
    fc.constantFrom(...'[]{},:"\\0 1-.eE+tu\u0001x', ""),
    fc.constantFrom(0, 0, 1, 2),
  )
  .map(([text, space, at, put, away]) => {
    const spaced = text.replace(/[,:[\]{}]/g, (one) => one + space);
    const place = at % (spaced.length + 1);
    return spaced.slice(0, place) + put + spaced.slice(place + away);
  });

test("a text is JSON when it is to JSON.parse, and its elements are those of the list", () => {
  fc.assert(
    fc.property(fc.oneof(nearly, fc.json(), fc.string()), (text) => {
      const [mine, theirs] = [scanned(text), parsed(text)];
      expect([text, mine.isJson]).toEqual([text, theirs !== null]);
      if (theirs === null) return;
      expect([mine.isList, mine.depth]).toEqual([Array.isArray(theirs.value), depthOf(theirs.value)]);
      expect(mine.elements.map((one) => JSON.parse(one) as unknown)).toEqual(
        Array.isArray(theirs.value) ? theirs.value : [],
      );
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ...[
    "1e5",
    "-0.5E-3",
    "01",
    "1.",
    ".5",
    "-",
    "1e",
    "+1",
    "0x1",
    "nul",
    "true",
    "NaN",
    '"\\u12G4"',
    '"\\x"',
    '"a',
    "'a'",
  ],
  ...["[1,]", "[,1]", "[1 2]", '{"a":1,}', '{"a"}', "{1:2}", "[}", "[1]]", "", " ", "\u00a0[]", "[\u2028]", "[1]\0"],
])("%j is as JSON.parse says", (text) => {
  expect(scanned(text).isJson).toBe(parsed(text) !== null);
});

test("however deep and however many, one step takes a moment", () => {
  for (const [text, count] of [
    [`${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`, 1],
    [`[${"0,".repeat(1_000_000)}0]`, 1_000_001],
  ] as const) {
    const { isJson, elements, steps } = scanned(text);
    expect([isJson, elements.length]).toEqual([true, count]);
    expect(steps).toBeGreaterThan(20);
  }
});
