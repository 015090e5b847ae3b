import { expect, test } from "vitest";
import type { DeclaredRule } from "../api/rule-documents.ts";
import { changeText, conditionsOf, differing, EMPTY_FORM, FIELDS, formOf, inputOf } from "./rule-form.ts";

const nothing = {
  field: null,
  min: null,
  max: null,
  values: null,
  minutes: null,
  by: null,
  percent: null,
  times: null,
};
const rule: DeclaredRule = {
  ...{ id: "high", text: "Too high.", kind: "QUARANTINE", on: true, version: 2 },
  where: { types: ["wms.stock-count"], sources: [], connectors: [], sites: ["A", "B"], items: [] },
  condition: { ...nothing, is: "NUMBER_OUTSIDE", field: "data.quantity", max: 20.5 },
};

test("a rule goes through the form and comes out as it was, with what belongs to its condition alone", () => {
  expect(inputOf(formOf(rule))).toEqual({
    ...{ id: "high", text: "Too high.", kind: "QUARANTINE", on: true, where: rule.where },
    condition: { is: "NUMBER_OUTSIDE", field: "data.quantity", min: null, max: 20.5 },
  });
  expect(inputOf({ ...EMPTY_FORM, is: "OVER_ORDER", times: "1,1", max: "x" })).toMatchObject({
    condition: { is: "OVER_ORDER", times: 1.1 },
  });
  expect(inputOf({ ...EMPTY_FORM, is: "TEXT_NOT_AMONG", values: " kg, KGM ,," })).toMatchObject({
    condition: { values: ["kg", "KGM"] },
  });
});

test("what is no number is told by its field, not sent as nothing", () => {
  expect(inputOf({ ...formOf(rule), max: "many" })).toEqual({ rule: "high", what: "max", found: "many" });
});

test("what keeps out is offered conditions on one message alone", () => {
  expect(conditionsOf("QUARANTINE")).not.toContain("COUNTER_JUMP");
  expect(conditionsOf("FINDING")).toEqual(Object.keys(FIELDS));
});

test("rules differ when they are new, gone or changed, and a change says from what to what", () => {
  const forms = [
    { ...formOf(rule), max: "30" },
    { ...EMPTY_FORM, id: "fresh" },
  ];
  expect([...differing(forms, [rule, { ...rule, id: "gone" }])].sort()).toEqual(["fresh", "gone", "high"]);
  expect(differing([formOf(rule)], [rule]).size).toBe(0);
  const after = { ...rule, on: false, condition: { ...rule.condition, max: 30 } };
  expect(changeText(rule, after)).toBe("on true → false; max 20.5 → 30");
});
