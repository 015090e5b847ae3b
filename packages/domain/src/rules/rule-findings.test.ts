import { expect, test } from "vitest";
import type { CloudEvent } from "../facts/fact.ts";
import * as t from "../testing/events.ts";
import { siteRule } from "../testing/rules.ts";
import { findingsOfRules, judgeRules } from "./rule-findings.ts";
import type { Condition, RuleScope } from "./site-rule.ts";

type Where = Partial<RuleScope> & Pick<RuleScope, "types">;

/** What one finding rule says of all of these at 24:00: `subject: text`. */
function findings(condition: Condition, where: Where, events: readonly CloudEvent[], mode: "live" | "manual" = "live") {
  const ledger = t.ledgerOf(t.site("A"), t.item("P"), ...events);
  const world = ledger.worldAt(t.at(24), mode);
  const rule = siteRule({ kind: "finding", condition, where }, 3);
  return findingsOfRules(judgeRules([rule], { world, ledger, mode })).map(
    (finding) => `${finding.rule} ${finding.subjectType} ${finding.subject}: ${finding.text}`,
  );
}

test("[F80] a condition on one message, as a finding, speaks of each subject once, with the rule and its version", () => {
  const condition = { is: "number-outside", field: "data.quantity", min: null, max: 100 } as const;
  const many = [200, 300, 50].map((quantity, k) => t.receipt({ quantity, location: `L-${k}` }));
  expect(findings(condition, { types: ["wms.receipt"] }, many)).toEqual([
    expect.stringMatching(
      /^site\/a-rule@3 stocking-point P@A: data.quantity must be at most 100; it is \d+: .*\(rule a-rule, version 3: No such thing\.\) And 1 more like it\.$/,
    ),
  ]);
  expect(findings(condition, { types: ["wms.receipt"], sites: ["B"] }, many)).toEqual([]);
  // What has given way, is parked or deleted is not in force.
  expect(findings(condition, { types: ["wms.receipt"] }, [t.receipt({ quantity: 500, item: "UNKNOWN" })])).toEqual([]);
});

test("[F81] unit-differs: a message that says another unit than the item's", () => {
  const condition = { is: "unit-differs", field: "data.unit" } as const;
  const where: Where = { types: ["wms.receipt", "wms.stock-count"] };
  expect(findings(condition, where, [t.receipt({ unit: "kg" }), t.receipt()])).toEqual([]);
  expect(findings(condition, where, [t.count({ unit: "lb" })])).toEqual([
    'site/a-rule@3 stocking-point P@A: data.unit is "lb", but P is counted in kg: send it in kg, or correct the item\'s unit.',
  ]);
});

test("[F82] counter-jump: from one report to the next by more than so much, or such a share of the order", () => {
  const reports = [2, 5, 15].map((good, k) => t.operation({ good }, { time: t.iso(k + 1) }));
  const events = [t.productionOrder(), ...reports];
  const jump = (by: number | null, percent: number | null, of = events, mode: "live" | "manual" = "live") =>
    findings({ is: "counter-jump", field: "data.good", by, percent }, { types: ["mes.operation"] }, of, mode);
  expect(jump(10, null)).toEqual([]);
  expect(jump(9, null)).toEqual([
    "site/a-rule@3 operation WO-1/10: data.good went from 5 to 15 in the report of 2026-03-02T03:00:00.000Z, " +
      "by more than 9: correct the report if it was misread or counted twice.",
  ]);
  expect(jump(null, 49)).toHaveLength(1);
  expect(jump(null, 50)).toEqual([]);
  // The same whatever the order of arrival; a report that the manual clock has not reached is none.
  expect(jump(9, null, events.toReversed())).toEqual(jump(9, null));
  const ahead = [...events, t.operation({ good: 99 }, { time: t.iso(30) })];
  expect(jump(20, null, ahead, "manual")).toEqual([]);
  expect(jump(20, null, ahead, "live")).toHaveLength(1);
});

test("[F87] a finding rule for a site or an item looks at the reports of orders there, and at the machines there", () => {
  const events = [t.productionOrder(), t.operation({ good: 9 })];
  const jump = (where: Partial<RuleScope>) =>
    findings(
      { is: "counter-jump", field: "data.good", by: 5, percent: null },
      { types: ["mes.operation"], ...where },
      events,
    );
  expect(jump({ sites: ["A"] })).toHaveLength(1);
  expect(jump({ items: ["P"] })).toHaveLength(1);
  expect(jump({ sites: ["B"] })).toEqual([]);
  expect(jump({ items: ["Q"] })).toEqual([]);
  const state = { resource: "R", since: t.iso(1), state: "down" };
  const machines = [
    t.event("master.resource", { id: "R", site: "A", name: "R", kind: "line" }),
    t.event("mes.resource-state", state),
  ];
  const noReason = (site: string) =>
    findings({ is: "field-missing", field: "data.reason" }, { types: ["mes.resource-state"], sites: [site] }, machines);
  expect(noReason("A")).toHaveLength(1);
  expect(noReason("B")).toEqual([]);
});

test("[F87] a finding rule for a unit looks at the items that are counted in it", () => {
  const events = [t.item("Q", { uom: "pc" }), t.count({ quantity: 900 }), t.count({ item: "Q", quantity: 900 })];
  const most = (units: readonly string[]) =>
    findings(
      { is: "number-outside", field: "data.quantity", min: null, max: 500 },
      { types: ["wms.stock-count"], units },
      events,
    ).map((text) => text.slice(0, text.indexOf(":")));
  expect(most([])).toEqual(["site/a-rule@3 stocking-point P@A", "site/a-rule@3 stocking-point Q@A"]);
  expect(most(["pc", "box"])).toEqual(["site/a-rule@3 stocking-point Q@A"]);
  expect(most(["kg"])).toEqual(["site/a-rule@3 stocking-point P@A"]);
});

test("[F83] over-order: received, shipped or made is more than so many times what was ordered", () => {
  const over = (times: number, ...events: readonly CloudEvent[]) =>
    findings({ is: "over-order", times }, { types: ["wms.receipt", "wms.shipment", "mes.operation"] }, events);
  const received = [20, 30, 10].map((quantity) => t.receipt({ quantity, rejected: 1, purchaseOrderLine: "PO-9/1" }));
  expect(over(1.14, t.purchaseLine(), ...received)).toEqual([]);
  expect(over(1.1, t.purchaseLine(), ...received)[0]).toContain(
    "57 received, but 50 were ordered, and at most 1.1 times",
  );
  expect(over(1, t.salesLine(), t.shipment({ quantity: 21 }))[0]).toContain("sales-order-line SO-1/1: 21 shipped");
  expect(over(1.2, t.productionOrder(), t.operation({ good: 25 }))[0]).toContain("operation WO-1/10: 25 made");
  expect(over(1, t.operation({ good: 25 }))).toEqual([]);
});

test("[F84] lot-unknown and lot-expired: what is taken of a lot that never came, or after its last day", () => {
  const used = (lot: string, hour: number) =>
    t.event("mes.consumption", { order: "WO-1", seq: 10, item: "P", lot, quantity: 1 }, { time: t.iso(hour) });
  const where: Where = { types: ["mes.consumption"] };
  const came = t.receipt({ lot: "L-1", expiresAt: t.iso(0) });
  const events = [t.productionOrder(), came, used("L-1", 23), used("L-2", 3)];
  expect(findings({ is: "lot-unknown" }, where, events)).toEqual([
    'site/a-rule@3 operation WO-1/10: data.lot is "L-2", of which nothing was ever counted or received: correct it, or send its receipt.',
  ]);
  // A date without a time is that day's end.
  expect(findings({ is: "lot-expired" }, where, events)).toEqual([]);
  const later = used("L-1", 24.5);
  expect(findings({ is: "lot-expired" }, where, [...events, later])[0]).toContain(
    'data.lot is "L-1", which expired at 2026-03-03T00:00:00.000Z and was taken at 2026-03-03T00:30:00.000Z',
  );
});

test("[F84] lot-expired, so many days before: what is taken when less than that is left", () => {
  const used = t.event("mes.consumption", { order: "WO-1", seq: 10, item: "P", lot: "L-1", quantity: 1 });
  const expiring = (days: number) => t.receipt({ lot: "L-1", expiresAt: t.iso(days * 24 + 12) });
  const where: Where = { types: ["mes.consumption"] };
  const early = (left: number, days: number) =>
    findings({ is: "lot-expired", days }, where, [t.productionOrder(), expiring(left), used]);
  expect(early(9, 7)).toEqual([]);
  expect(early(5, 7)[0]).toContain("which has less than 7 days left until 2026-03-07T12:00:00.000Z and was taken at");
  expect(early(5, 5)).toEqual([]);
});

test("[F86] what a rule finds is as grave as the rule says, also what is not listed of it; else it is not graded", () => {
  const events = Array.from({ length: 1_001 }, (_, k) => t.item(`I-${k}`));
  const ledger = t.ledgerOf(t.site("A"), ...events);
  const world = ledger.worldAt(t.at(24), "live");
  const graded = (severity?: "high") => {
    const condition = { is: "field-missing", field: "data.unitCost" } as const;
    const grade = severity === undefined ? {} : { severity };
    const rule = siteRule({ kind: "finding", condition, where: { types: ["master.item"] }, ...grade });
    return findingsOfRules(judgeRules([rule], { world, ledger, mode: "live" }));
  };
  expect(graded("high")).toHaveLength(1_001);
  expect(new Set(graded("high").map(({ severity }) => severity))).toEqual(new Set(["high"]));
  expect(graded().some((finding) => "severity" in finding)).toBe(false);
});

test("[F85] of a rule that hits too much a thousand are listed, and one finding says how many more", () => {
  const many = Array.from({ length: 1_200 }, (_, k) => t.item(`I-${k}`, { group: "" }));
  const all = findings({ is: "field-missing", field: "data.unitCost" }, { types: ["master.item"] }, many);
  expect(all).toHaveLength(1_001);
  expect(all.at(-1)).toBe(
    "site/a-rule@3 rule a-rule: 201 more than the 1000 that are listed (No such thing.): see whether the rule is too strict.",
  );
});
