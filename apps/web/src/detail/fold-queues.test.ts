import fc from "fast-check";
import { expect, test } from "vitest";
import type { PathStep } from "../api/answers.ts";
import { foldQueues } from "./fold-queues.ts";

const step = (what: PathStep["what"], id: string): PathStep => ({ what, id, text: id });
const path = (kinds: string): PathStep[] =>
  [...kinds].map((kind, index) =>
    step(kind === "L" ? "LINE" : kind === "S" ? "SUPPLY" : kind === "O" ? "OPERATION" : "CAUSE", `${kind}${index}`),
  );
const told = (kinds: string): string =>
  foldQueues(path(kinds))
    .map(({ folded, steps }) => (folded ? `(${steps.length})` : steps.map(({ id }) => id[0]).join("")))
    .join("");

test("the middle of a long queue is folded, its ends stay", () => {
  expect(told("LSOOSOSOOOOOSC")).toBe("LSOOSOSO(3)OSC");
});

test("a short path and short queues are shown whole", () => {
  expect(told("LSOOOOOC")).toBe("LSOOOOOC");
  expect(told("LSOOOOSOOOOSC")).toBe("LSOOOOSOOOOSC");
});

test("no step is lost or told twice, whatever the path", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("L", "S", "O", "C"), maxLength: 40 }), (kinds) => {
      const whole = path(kinds);
      const parts = foldQueues(whole);
      expect(parts.flatMap(({ steps }) => steps)).toEqual(whole);
      for (const part of parts) expect(whole.slice(part.from, part.from + part.steps.length)).toEqual(part.steps);
    }),
  );
});
