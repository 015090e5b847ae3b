import { describe, expect, test } from "vitest";
import { checkEvent } from "../check-event.ts";
import { createLedger } from "../create-ledger.ts";
import type { CloudEvent } from "../facts/fact.ts";
import { createIntake, type Decision } from "../intake.ts";
import * as t from "../testing/events.ts";
import { siteRule } from "../testing/rules.ts";
import { compileRules } from "./compile-rules.ts";
import type { SiteRule } from "./site-rule.ts";

const RECEIVED = t.at(10);
const live = { receivedAt: RECEIVED, seq: 1, mode: "live", connector: "http:wms" } as const;

/** By which rule an event is kept out, with the reason; null: it is not. */
function refusalOf(event: CloudEvent, rules: readonly SiteRule[], at: Parameters<typeof checkEvent>[1] = live) {
  const checked = checkEvent(event, at);
  if (!checked.ok) throw new Error(checked.error.reason);
  const refusal = compileRules(rules)?.({ fact: checked.value, event: JSON.parse(JSON.stringify(event)) }, at) ?? null;
  return refusal === null ? null : `${refusal.rule}: ${refusal.reason}`;
}

const count = siteRule({
  id: "counted-too-high",
  text: "No bin holds more than 1,000.",
  where: { types: ["wms.stock-count"] },
  condition: { is: "number-outside", field: "data.quantity", min: 0, max: 1_000 },
});

describe("a declared rule", () => {
  test("[F70] keeps a message out with its id and version, the wrong field first, and what to do", () => {
    expect(refusalOf(t.count({ quantity: 1_001 }), [count])).toBe(
      "site/counted-too-high@1: data.quantity must be at most 1000; it is 1001: correct it, or have the rule changed. " +
        "(rule counted-too-high, version 1: No bin holds more than 1,000.)",
    );
    expect(refusalOf(t.count({ quantity: -1 }), [count])).toContain("data.quantity must be at least 0; it is -1");
    expect(refusalOf(t.count({ quantity: 1_000 }), [count])).toBeNull();
    expect(refusalOf(t.receipt({ quantity: 9_999 }), [count])).toBeNull();
  });

  test("[F71] looks only where it is declared for: sources, connectors, sites, items, and only while it is on", () => {
    const high = t.count({ quantity: 5_000 });
    const at = (where: Partial<SiteRule["where"]>) =>
      refusalOf(high, [{ ...count, where: { ...count.where, ...where } }]);
    for (const [mine, other] of [
      [{ sources: ["/test"] }, { sources: ["/wms"] }],
      [{ connectors: ["http:wms", "mqtt"] }, { connectors: ["mqtt"] }],
      [{ sites: ["A"] }, { sites: ["B"] }],
      [{ items: ["X", "P"] }, { items: ["X"] }],
    ] as const) {
      expect(at(mine)).not.toBeNull();
      expect(at(other)).toBeNull();
    }
    expect(refusalOf(high, [{ ...count, isOn: false }])).toBeNull();
    expect(refusalOf(high, [{ ...count, kind: "finding" }])).toBeNull();
  });

  test("[F72] steps into lists, and says which element is wrong", () => {
    const rate = siteRule({
      where: { types: ["master.routing"] },
      condition: { is: "number-outside", field: "data.operations.ratePerHour", min: null, max: 500 },
    });
    const operations = [10, 20].map((seq) => ({ seq, resource: "R", setupMinutes: 0, ratePerHour: seq * 40 }));
    const routing = t.event("master.routing", { item: "P", site: "A", operations });
    expect(refusalOf(routing, [rate])).toContain("data.operations[1].ratePerHour must be at most 500; it is 800");
  });

  test("[F73] sees fields that our own rules do not know, such as a unit; what does not say it passes", () => {
    const unit = siteRule({
      where: { types: ["wms.receipt"], items: ["P"] },
      condition: { is: "text-not-among", field: "data.unit", values: ["kg", "KGM"] },
    });
    expect(refusalOf(t.receipt({ unit: "lb" }), [unit])).toContain('data.unit must be one of kg, KGM; it is "lb"');
    expect(refusalOf(t.receipt({ unit: "KGM" }), [unit])).toBeNull();
    expect(refusalOf(t.receipt(), [unit])).toBeNull();
    const lot = siteRule({ where: { types: ["wms.receipt"] }, condition: { is: "field-missing", field: "data.lot" } });
    expect(refusalOf(t.receipt(), [lot])).toContain("data.lot is missing: add it");
    expect(refusalOf(t.receipt({ lot: "" }), [lot])).toContain("data.lot is missing");
    expect(refusalOf(t.receipt({ lot: "L-1" }), [lot])).toBeNull();
  });

  test("[F74] holds a message's time against its receipt, a tombstone's too; under a manual clock nothing", () => {
    const old = siteRule({ where: { types: ["master.item"] }, condition: { is: "time-too-old", minutes: 60 } });
    const late = t.event("master.item", { id: "P", name: "P", uom: "kg" }, { time: t.iso(8.9) });
    expect(refusalOf(late, [old])).toMatch(/^site\/a-rule@1: time is 2026-03-02T08:54:00.000Z, more than 60 minutes/);
    expect(refusalOf({ ...late, time: t.iso(9) }, [old])).toBeNull();
    expect(refusalOf(t.tombstone("master.item", { id: "P" }, { time: t.iso(1) }), [old])).not.toBeNull();
    expect(refusalOf(late, [old], { ...live, mode: "manual" })).toBeNull();
    const ahead = siteRule({ where: { types: ["master.item"] }, condition: { is: "time-too-new", minutes: 1 } });
    expect(refusalOf({ ...late, time: t.iso(10.05) }, [ahead])).toContain("more than 1 minutes ahead of its receipt");
    expect(refusalOf(late, [ahead])).toBeNull();
  });
});

describe("the intake under declared rules", () => {
  const told = ({ kind, ...more }: Decision) => ("rule" in more ? `${kind} ${more.rule}` : kind);

  test("[F75] what was accepted stays so under stricter rules; what was kept out is taken when it comes again under milder", () => {
    const ledger = createLedger();
    const intake = createIntake(ledger);
    const strict = compileRules([count]);
    const send = (event: CloudEvent, rules: typeof strict): Decision => {
      const batch = intake.batch(rules);
      const decision = batch.decide({ text: JSON.stringify(event) }, live);
      batch.commit();
      return decision;
    };
    const [before, after] = [t.count({ quantity: 2_000 }, { id: "1" }), t.count({ quantity: 3_000 }, { id: "2" })];
    expect(told(send(before, null))).toBe("accept");
    expect(told(send(before, strict))).toBe("duplicate");
    expect(told(send(after, strict))).toBe("quarantine site/counted-too-high@1");
    expect(told(send(after, strict))).toBe("duplicate");
    const taken = send(after, null);
    expect(taken).toMatchObject({ kind: "accept", settles: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(told(send(after, strict))).toBe("duplicate");
    expect(ledger.size).toBe(2);
  });

  test("[F76] our own rules come first, and a look at what would become of a fact goes by the site's, too", () => {
    const batch = createIntake(createLedger()).batch(compileRules([count]));
    const look = (event: CloudEvent) => batch.look({ value: event }, live);
    expect(look(t.event("wms.stock-count", { ...t.COUNT, quantity: "many" }))).toMatchObject({ rule: "field-type" });
    expect(look(t.count({ quantity: 5_000 }))).toMatchObject({ becomes: "refused", rule: "site/counted-too-high@1" });
    expect(look(t.count({ quantity: 5 }))).toMatchObject({ becomes: "accepted" });
  });
});
