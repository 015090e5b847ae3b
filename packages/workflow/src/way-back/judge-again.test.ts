import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeAgain, lookedAt } from "./judge-again.ts";
import type { Confirmation } from "./model.ts";
import { holdsBack, type Judged, type OutRule } from "./rules.ts";

const amount = fc.integer({ min: 0, max: 60 });
const rule: fc.Arbitrary<OutRule> = fc.oneof(
  fc.record({ rule: fc.constant("more-than-ordered" as const), tolerance: fc.constantFrom(0, 0.1, 1) }),
  fc.record({
    rule: fc.constantFrom("components-short" as const, "order-closed" as const, "quarantined-facts" as const),
  }),
  fc.record({ rule: fc.constant("counter-jump" as const), timesRate: fc.constantFrom(0.5, 1, 2, 8) }),
  fc.record({
    rule: fc.constant("approval" as const),
    ask: fc.constantFrom("always" as const, "reversals" as const, "over" as const),
    quantity: amount,
  }),
);
const judged: fc.Arbitrary<Judged> = fc
  .record({
    status: fc.constantFrom("planned" as const, "released" as const, "closed" as const, "cancelled" as const),
    ...{ ordered: amount, good: amount, to: amount, quantity: amount },
    ratePerHour: fc.option(fc.integer({ min: 1, max: 20 })),
    reports: fc.array(fc.record({ minutes: fc.integer({ min: 0, max: 300 }), good: amount }), { maxLength: 6 }),
    kind: fc.constantFrom("confirm" as const, "reverse" as const),
    used: fc.array(fc.record({ item: fc.constantFrom("A", "B"), quantity: amount }), { maxLength: 3 }),
    onHand: fc.record({ A: amount, B: amount }),
    quarantined: fc.constantFrom(0, 0, 2),
  })
  .map(({ status, ordered, good, ratePerHour, reports, used, onHand, quarantined, ...told }) => {
    const components = used.map((one) => ({ ...one, lot: null, basis: "reported" as const }));
    const order = { order: "WO-1", item: "FG", site: "S", from: 0, isLast: true };
    const confirmation: Confirmation = {
      ...{ ...order, ...told, components, scrap: [], downtime: [], quality: [], reverses: [] },
    };
    const at = reports.map((one) => ({ at: one.minutes * 60_000, good: one.good })).sort((a, b) => a.at - b.at);
    return {
      picture: { order: "WO-1", status, ordered, good, ratePerHour, reports: at },
      ...{ confirmation, quarantined, onHand: (item) => onHand[item as "A" | "B"] },
    };
  });

test("[C13] what was looked at, written down and read again, is judged by any rules as all of it was", () => {
  fc.assert(
    fc.property(judged, fc.array(rule, { maxLength: 4 }), (all, rules) => {
      const kept = JSON.parse(JSON.stringify(lookedAt(all))) as ReturnType<typeof lookedAt>;
      expect(judgeAgain(rules, all.confirmation, kept)?.rule).toBe(holdsBack(rules, all)?.rule);
    }),
    { numRuns: 2_000 },
  );
});

test("[C13] of however many reports two are kept, and of stock what the command uses", () => {
  const reports = [0, 10, 500, 510].map((good, k) => ({ at: k * 3_600_000, good }));
  const components = [{ item: "JAR", lot: null, quantity: 5, basis: "bom" as const }];
  const picture = { order: "WO-1", status: "released" as const, ordered: 400, good: 510, ratePerHour: 100, reports };
  const confirmation = {
    kind: "confirm",
    order: "WO-1",
    to: 510,
    quantity: 510,
    components,
  } as unknown as Confirmation;
  expect(lookedAt({ picture, confirmation, quarantined: 1, onHand: () => 7 })).toEqual({
    ...{ status: "released", ordered: 400, good: 510, ratePerHour: 100, quarantined: 1 },
    reports: reports.slice(1, 3),
    onHand: { JAR: 7 },
  });
});
