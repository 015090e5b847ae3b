import type { OutRuleShape } from "@lockstep/protocol/outgoing";
import { expect, test } from "vitest";
import { newOutRule, OUT_RULES, outFormsOf, outShapeOf, yamlOf } from "./out-rule-form.ts";

const DECLARED: readonly OutRuleShape[] = [
  { rule: "more-than-ordered", tolerance: 0.07 },
  { rule: "components-short" },
  { rule: "counter-jump", timesRate: 2.5 },
  { rule: "approval", ask: "over", quantity: 90 },
  { rule: "approval", ask: "always" },
];

test("what is declared is edited and declared again as it was, in its order", () => {
  expect(outFormsOf(DECLARED).map(outShapeOf)).toEqual(DECLARED);
  expect(outFormsOf(DECLARED)[0]?.figure).toBe("7");
  expect(yamlOf(DECLARED, 3)).toBe(`version: 3
rules:
  - { rule: more-than-ordered, tolerance: 0.07 }
  - { rule: components-short }
  - { rule: counter-jump, timesRate: 2.5 }
  - { rule: approval, ask: over, quantity: 90 }
  - { rule: approval, ask: always }`);
  expect(yamlOf([], 2)).toBe("version: 2\nrules: []");
});

test("every rule can be begun with, and a limit that is no number is said", () => {
  for (const rule of OUT_RULES) expect(outShapeOf(newOutRule(rule))).toMatchObject({ rule });
  for (const figure of ["", "many", "-1"]) {
    expect(outShapeOf({ ...newOutRule("counter-jump"), figure })).toEqual({ found: figure });
  }
  expect(outShapeOf({ ...newOutRule("approval"), figure: "" })).toEqual({ rule: "approval", ask: "reversals" });
});
