import { expect, test } from "vitest";
import type { Confirmation, OrderPicture } from "./model.ts";
import { holdsBack, type OutRule } from "./rules.ts";

const HOUR = 3_600_000;
const picture: OrderPicture = {
  order: "WO-1",
  item: "FG",
  site: "S",
  ordered: 400,
  status: "released",
  good: 430,
  isDone: true,
  components: [],
  consumed: [],
  scrap: [],
  downtime: [],
  quality: [],
  reports: [],
  ratePerHour: 100,
};
const confirmation: Confirmation = {
  kind: "confirm",
  order: "WO-1",
  item: "FG",
  site: "S",
  from: 0,
  to: 430,
  quantity: 430,
  isLast: true,
  components: [
    { item: "JAR", lot: "A", quantity: 200, basis: "reported" },
    { item: "JAR", lot: "B", quantity: 235, basis: "reported" },
  ],
  scrap: [],
  downtime: [],
  quality: [],
  reverses: [],
};

interface Around {
  readonly picture: Partial<OrderPicture>;
  readonly confirmation: Partial<Confirmation>;
  readonly onHand: number;
  readonly quarantined: number;
}

const heldBy = (rule: OutRule, more: Partial<Around> = {}) =>
  holdsBack([rule], {
    picture: { ...picture, ...more.picture },
    confirmation: { ...confirmation, ...more.confirmation },
    onHand: () => more.onHand ?? 1_000,
    quarantined: more.quarantined ?? 0,
  });

test("[C4] more than ordered by more than the tolerance waits: 430 of 400 at 5 % is held, at 10 % it goes", () => {
  expect(heldBy({ rule: "more-than-ordered", tolerance: 0.05 })).toEqual({
    rule: "more-than-ordered",
    why: "430 were made of 400 ordered, and at most 420 may be. Release it, or correct the count or the order.",
  });
  expect(heldBy({ rule: "more-than-ordered", tolerance: 0.1 })).toBeNull();
  expect(heldBy({ rule: "more-than-ordered", tolerance: 0 }, { confirmation: { kind: "reverse" } })).toBeNull();
});

test("[C4] components that would go below zero wait: two lots of 200 and 235 need 435", () => {
  expect(heldBy({ rule: "components-short" }, { onHand: 434 })?.why).toContain("435 of JAR were used and 434 are");
  expect(heldBy({ rule: "components-short" }, { onHand: 435 })).toBeNull();
});

test("[C4] an order that the ERP has closed waits, one that it has not released always does", () => {
  expect(heldBy({ rule: "order-closed" }, { picture: { status: "closed" } })?.rule).toBe("order-closed");
  expect(
    heldBy({ rule: "order-closed" }, { picture: { status: "closed" }, confirmation: { kind: "reverse" } }),
  ).toBeNull();
  expect(heldBy({ rule: "order-closed" })).toBeNull();
  expect(heldBy({ rule: "order-closed" }, { picture: { status: "planned" } })?.rule).toBe("not-released");
});

test("[C4] a count that jumps waits: 350 in an hour at 3 × 100, but not once it is taken back, or where no rate is known", () => {
  const reports = [
    { at: 0, good: 80 },
    { at: HOUR, good: 430 },
  ];
  const rule: OutRule = { rule: "counter-jump", timesRate: 3 };
  expect(heldBy(rule, { picture: { reports } })?.why).toContain("rose by 350 when at most 300");
  expect(heldBy({ ...rule, timesRate: 4 }, { picture: { reports } })).toBeNull();
  expect(heldBy(rule, { picture: { reports: [...reports, { at: 2 * HOUR, good: 180 }], good: 180 } })).toBeNull();
  expect(heldBy(rule, { picture: { reports, ratePerHour: null } })).toBeNull();
});

test("[C4] facts of the order in quarantine keep it back", () => {
  expect(heldBy({ rule: "quarantined-facts" }, { quarantined: 2 })?.why).toContain("2 facts of order WO-1");
  expect(heldBy({ rule: "quarantined-facts" })).toBeNull();
});

test("[C4] a person is asked always, for reversals, or above a quantity", () => {
  expect(heldBy({ rule: "approval", ask: "always" })?.rule).toBe("approval");
  expect(heldBy({ rule: "approval", ask: "reversals" })).toBeNull();
  expect(heldBy({ rule: "approval", ask: "reversals" }, { confirmation: { kind: "reverse" } })).not.toBeNull();
  expect(heldBy({ rule: "approval", ask: "over", quantity: 429 })).not.toBeNull();
  expect(heldBy({ rule: "approval", ask: "over", quantity: 430 })).toBeNull();
});

test("[C4] the first rule that is declared says why", () => {
  const rules: OutRule[] = [
    { rule: "more-than-ordered", tolerance: 0 },
    { rule: "approval", ask: "always" },
  ];
  const judged = { picture, confirmation, onHand: () => 1_000, quarantined: 0 };
  expect(holdsBack(rules, judged)?.rule).toBe("more-than-ordered");
  expect(holdsBack([], judged)).toBeNull();
});
