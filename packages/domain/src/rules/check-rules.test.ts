import { expect, test } from "vitest";
import type { FactType } from "../facts/catalogue.ts";
import { siteRule } from "../testing/rules.ts";
import { checkRules, MOST_RULES, type RuleDraft } from "./check-rules.ts";

const good: RuleDraft = siteRule({
  id: "good",
  where: { types: ["wms.receipt"] },
  condition: { is: "number-outside", field: "data.quantity", min: null, max: 10 },
});

const troublesOf = (...drafts: readonly RuleDraft[]): readonly string[] => {
  const checked = checkRules(drafts);
  return checked.ok ? [] : checked.error;
};

const with_ = (types: readonly (FactType | "nonsense")[], condition: RuleDraft["condition"], kind = "quarantine") =>
  troublesOf({ ...good, kind, where: { ...good.where, types }, condition }).join("\n");

test("[F77] a rule that can be carried out is taken as it is, without what does not belong to it", () => {
  expect(checkRules([{ ...good, condition: { ...good.condition, times: 4, values: ["x"] } }])).toEqual({
    ok: true,
    value: [
      {
        id: "good",
        text: "No such thing.",
        kind: "quarantine",
        isOn: true,
        where: good.where,
        condition: { is: "number-outside", field: "data.quantity", min: null, max: 10 },
      },
    ],
  });
});

test("[F77] everything that is wrong is said at once, each with the rule and what to do", () => {
  const troubles = troublesOf({ ...good, id: "No!" }, { ...good, text: " " }, good, { ...good, kind: "block" });
  expect(troubles).toEqual([
    'Rule 1 ("No!"): id must be 1 to 60 small letters, digits and hyphens, such as counted-too-high.',
    'Rule 2 ("good"): text must say in 1 to 500 characters what the rule guards against.',
    'Rule 3 ("good"): another rule has this id: give each its own.',
    'Rule 4 ("good"): another rule has this id: give each its own.',
    'Rule 4 ("good"): kind must be one of quarantine, finding; it is "block".',
  ]);
  expect(troublesOf(...Array.from({ length: MOST_RULES + 1 }, () => good))).toEqual([
    `There are ${MOST_RULES + 1} rules: at most ${MOST_RULES} may be.`,
  ]);
});

test.each([
  ["no such type", ["nonsense"], { is: "field-missing", field: "data.lot" }, 'it has "nonsense"'],
  ["no type", [], { is: "field-missing", field: "data.lot" }, "there are none"],
  [
    "an unknown condition",
    ["wms.receipt"],
    { is: "regex", field: "data.lot" },
    "condition must be one of number-outside",
  ],
  ["a path out of the data", ["wms.receipt"], { is: "field-missing", field: "source" }, "field must be a path"],
  [
    "a prototype",
    ["wms.receipt"],
    { is: "number-outside", field: "data.constructor", max: 1 },
    "is no number of wms.receipt",
  ],
  [
    "a field that is misspelled",
    ["wms.receipt"],
    { is: "number-outside", field: "data.quantiy", max: 1 },
    "is no number",
  ],
  ["no limit", ["wms.receipt"], { is: "number-outside", field: "data.quantity" }, "give a min, a max, or both"],
  [
    "limits the wrong way round",
    ["wms.receipt"],
    { is: "number-outside", field: "data.quantity", min: 2, max: 1 },
    "swap",
  ],
  [
    "nothing allowed",
    ["wms.receipt"],
    { is: "text-not-among", field: "data.unit", values: [] },
    "values must hold 1 to",
  ],
  [
    "text of a number",
    ["wms.receipt"],
    { is: "text-not-among", field: "data.quantity", values: ["1"] },
    "is a number of",
  ],
  ["no minutes", ["wms.receipt"], { is: "time-too-old" }, "minutes must be more than 0"],
  ["the state", ["mes.operation"], { is: "counter-jump", field: "data.good", by: 1 }, "make it a finding"],
] as const)("[F77] %s is refused, with what to do", (_, types, condition, says) => {
  expect(with_([...types], condition as RuleDraft["condition"])).toContain(says);
});

test.each([
  [
    "of another counter",
    ["mes.operation"],
    { is: "counter-jump", field: "data.seq", by: 1 },
    "data.good or data.scrap",
  ],
  [
    "of no jump",
    ["mes.operation"],
    { is: "counter-jump", field: "data.good" },
    "give by, percent of the order, or both",
  ],
  ["of types without orders", ["wms.stock-count"], { is: "over-order", times: 2 }, "leave wms.stock-count out"],
  ["of 0 times", ["wms.receipt"], { is: "over-order", times: 0 }, "times must be more than 0"],
  ["of prices", ["master.response-cost"], { is: "field-missing", field: "data.fixed" }, "make it a quarantine rule"],
] as const)("[F77] a finding %s is refused, with what to do", (_, types, condition, says) => {
  expect(with_([...types], condition as RuleDraft["condition"], "finding")).toContain(says);
});

test("[F77] a rule that would never look at anything is refused", () => {
  const where = (some: Partial<RuleDraft["where"]>, kind = "quarantine") =>
    troublesOf({
      ...good,
      kind,
      where: { ...good.where, types: ["mes.operation"], ...some },
      condition: { is: "field-missing", field: "data.runHours" },
    }).join();
  expect(where({ sites: ["A"] })).toContain("mes.operation names no site");
  expect(where({ items: ["P"] })).toContain("mes.operation names no item");
  // What sees the state looks up whose report it is.
  expect(where({ sites: ["A"], items: ["P"], units: ["kg"] }, "finding")).toBe("");
  expect(where({ units: ["kg"] })).toContain("one message does not tell in which unit its item is counted");
  expect(where({ types: ["mes.resource-state"], units: ["kg"] }, "finding")).toContain("names no unit");
  expect(where({ connectors: ["mqtt"] }, "finding")).toContain("leave connectors empty");
  expect(where({ sources: [""] })).toContain("sources must hold at most 200 texts of 1 to 200 characters");
  expect(where({ sources: ["/mes"] })).toBe("");
});

test("[F86] a severity is one of four, and only of a finding; [F84] days before an expiry are a number of days", () => {
  const finding: RuleDraft = { ...good, kind: "finding", severity: "high" };
  expect(checkRules([finding])).toMatchObject({ ok: true, value: [{ severity: "high" }] });
  expect(troublesOf({ ...finding, severity: "grave" })).toEqual([
    'Rule 1 ("good"): severity must be one of critical, high, medium, low, or left out; it is "grave".',
  ]);
  expect(troublesOf({ ...good, severity: "high" })).toEqual([
    'Rule 1 ("good"): what is kept out has no severity, only what is found: leave severity out, or make it a finding.',
  ]);
  const expired = (days: number | null) => with_(["wms.shipment"], { is: "lot-expired", days }, "finding");
  expect([expired(null), expired(7)]).toEqual(["", ""]);
  expect(expired(0)).toContain("days must be more than 0 and at most 3650, or left out");
});
