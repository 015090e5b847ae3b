import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeclaredRule } from "../api/rule-documents.ts";
import {
  changeText,
  conditionsOf,
  differing,
  draftKey,
  EMPTY_FORM,
  FIELDS,
  formOf,
  inputOf,
  keyOf,
} from "./rule-form.ts";

const nothing = {
  field: null,
  min: null,
  max: null,
  values: null,
  minutes: null,
  by: null,
  percent: null,
  times: null,
  days: null,
};
const rule: DeclaredRule = {
  ...{ id: "high", text: "Too high.", kind: "QUARANTINE", on: true, version: 2 },
  where: { types: ["wms.stock-count"], sources: [], connectors: [], sites: ["A", "B"], items: [], units: [] },
  condition: { ...nothing, is: "NUMBER_OUTSIDE", field: "data.quantity", max: 20.5 },
  severity: null,
};

test("a rule goes through the form and comes out as it was, with what belongs to its condition alone", () => {
  expect(inputOf(formOf(rule))).toEqual({
    ...{ id: "high", text: "Too high.", kind: "QUARANTINE", on: true, where: rule.where },
    condition: { is: "NUMBER_OUTSIDE", field: "data.quantity", min: null, max: 20.5 },
    severity: null,
  });
  expect(inputOf({ ...EMPTY_FORM, is: "OVER_ORDER", times: "1,1", max: "x" })).toMatchObject({
    condition: { is: "OVER_ORDER", times: 1.1 },
  });
  expect(inputOf({ ...EMPTY_FORM, is: "TEXT_NOT_AMONG", values: " kg, KGM ,," })).toMatchObject({
    condition: { values: ["kg", "KGM"] },
  });
});

test("a finding keeps its severity and its days; what keeps out has none", () => {
  const expired: DeclaredRule = {
    ...{ ...rule, kind: "FINDING", severity: "HIGH" },
    condition: { ...nothing, is: "LOT_EXPIRED", days: 7 },
  };
  expect(inputOf(formOf(expired))).toMatchObject({ severity: "HIGH", condition: { is: "LOT_EXPIRED", days: 7 } });
  expect(inputOf({ ...formOf(expired), kind: "QUARANTINE" })).toMatchObject({ severity: null });
  expect(changeText(expired, { ...expired, severity: null })).toBe("severity HIGH → –");
});

test("what is no number is told by its field, not sent as nothing", () => {
  expect(inputOf({ ...formOf(rule), max: "many" })).toEqual({ rule: "high", what: "max", found: "many" });
});

test.each(["100,000", "1,000", "-1,000", "1,000,000", "0,125"])(
  "%s is asked for again: a comma may divide thousands",
  (max) => {
    expect(inputOf({ ...formOf(rule), max })).toEqual({ rule: "high", what: "max", found: max });
  },
);

test.each(["1,5", "0,25", "100000", "1.000"])("%s is a number", (max) => {
  expect(inputOf({ ...formOf(rule), max })).toMatchObject({ condition: { max: Number(max.replace(",", ".")) } });
});

test("what a rule in force lists stays as it is while others are edited, whatever it holds", () => {
  const lists = fc.array(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(",", '"', " ", "a") })));
  fc.assert(
    fc.property(lists, lists, (values, sites) => {
      const where = { ...rule.where, sites };
      const listed: DeclaredRule = {
        ...rule,
        where,
        condition: { ...nothing, is: "TEXT_NOT_AMONG", field: "f", values },
      };
      expect(inputOf(formOf(listed))).toMatchObject({ where, condition: { values } });
    }),
  );
  const typed = (values: string) => inputOf({ ...EMPTY_FORM, is: "TEXT_NOT_AMONG", values });
  expect(typed('"Hamburg, DE", Berlin')).toMatchObject({ condition: { values: ["Hamburg, DE", "Berlin"] } });
  expect(typed('5" pipe, "half')).toMatchObject({ condition: { values: ['5" pipe', '"half'] } });
});

test("a draft keeps its key whatever id is typed, and never takes that of a rule in force", () => {
  const key = draftKey([formOf(rule), { ...EMPTY_FORM, key: "new:1" }]);
  expect(key).toBe("new:2");
  for (const id of ["high", "", "high-2"]) {
    const draft = { ...EMPTY_FORM, key, id };
    expect(keyOf(draft)).toBe(key);
    expect([...differing([formOf(rule), draft], [rule])]).toEqual([key]);
  }
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
