import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Confirmation, ConfirmPolicy, OrderPicture, Past } from "./model.ts";
import { nextConfirmation } from "./next-confirmation.ts";

const DONE: ConfirmPolicy = { when: "done" };

const picture = (some: Partial<OrderPicture>): OrderPicture => ({
  order: "WO-1",
  item: "FG",
  site: "S",
  ordered: 400,
  status: "released",
  good: 0,
  isDone: false,
  components: [
    { item: "BASE", quantityPer: 0.5, scrapFraction: 0.02 },
    { item: "JAR", quantityPer: 1, scrapFraction: 0 },
  ],
  consumed: [],
  scrap: [],
  downtime: [],
  quality: [],
  reports: [],
  ratePerHour: null,
  ...some,
});

/** As the shell does it: whatever is made is posted, unless it is said otherwise. */
function post(past: Past[], now: OrderPicture, policy = DONE, state: Past["state"] = "applied"): Confirmation | null {
  const step = nextConfirmation(now, past, policy);
  const gone = "replaces" in step ? step.replaces : [];
  for (const [k, one] of past.entries()) if (gone.includes(one.id)) past[k] = { ...one, state: "replaced" };
  if (step.kind !== "make") return null;
  past.push({ id: step.id, state, confirmation: step.confirmation });
  return step.confirmation;
}

const used = ({ components }: Confirmation) => components.map(({ item, lot, quantity }) => [item, lot, quantity]);

describe("the next confirmation of an order", () => {
  test("[C1] one for what its last operation is done with, once, under an id of order and quantities", () => {
    const past: Past[] = [];
    expect(post(past, picture({ good: 120 }))).toBeNull();
    const done = picture({ good: 390, isDone: true });
    expect(post(past, done)).toMatchObject({ kind: "confirm", from: 0, to: 390, quantity: 390, isLast: true });
    expect(past[0]?.id).toBe("confirm/WO-1/1/0-390");
    expect(post(past, done)).toBeNull();
    expect(past).toHaveLength(1);
  });

  test("[C3] components as reported by lot, the others by the list: 0.5 × 390 × 1.02 = 198.9", () => {
    const consumed = [
      { item: "JAR", lot: "J1", quantity: 250 },
      { item: "JAR", lot: "J2", quantity: 145 },
    ];
    const made = post([], picture({ good: 390, isDone: true, consumed }));
    expect(made === null ? [] : used(made)).toEqual([
      ["JAR", "J1", 250],
      ["JAR", "J2", 145],
      ["BASE", null, 198.9],
    ]);
  });

  test("[C2] in whole steps while it is in progress, and each part with its own share of what was used", () => {
    const past: Past[] = [];
    const policy: ConfirmPolicy = { when: "progress", every: 100 };
    const lot = (quantity: number) => [{ item: "JAR", lot: "J1", quantity }];
    expect(post(past, picture({ good: 99, consumed: lot(99) }), policy)).toBeNull();
    const first = post(past, picture({ good: 230, consumed: lot(232) }), policy);
    expect(first).toMatchObject({ from: 0, to: 200, isLast: false });
    expect(first === null ? [] : used(first)).toEqual([
      ["JAR", "J1", 232],
      ["BASE", null, 102],
    ]);
    const last = post(past, picture({ good: 250, isDone: true, consumed: lot(255) }), policy);
    expect(last).toMatchObject({ from: 200, to: 250, quantity: 50, isLast: true });
    expect(last === null ? [] : used(last)).toEqual([
      ["JAR", "J1", 23],
      ["BASE", null, 25.5],
    ]);
  });

  test("[C3] what was told by the list before the floor reported is taken off what it reports", () => {
    const past: Past[] = [];
    const policy: ConfirmPolicy = { when: "progress", every: 100 };
    post(past, picture({ good: 100 }), policy);
    const consumed = [{ item: "JAR", lot: "J1", quantity: 152 }];
    const last = post(past, picture({ good: 150, isDone: true, consumed }), policy);
    expect(last === null ? [] : used(last)).toEqual([
      ["JAR", "J1", 52],
      ["BASE", null, 25.5],
    ]);
  });

  test("[C1] a count that is corrected downward is a reversal that names what it takes back, and never a deletion", () => {
    const past: Past[] = [];
    const consumed = [{ item: "JAR", lot: "J1", quantity: 100 }];
    post(past, picture({ good: 100, isDone: true, consumed }));
    const back = post(past, picture({ good: 80, isDone: true, consumed }));
    expect(back).toMatchObject({
      kind: "reverse",
      from: 100,
      to: 80,
      quantity: 20,
      reverses: ["confirm/WO-1/1/0-100"],
    });
    // The jars were used; the base was only ever assumed: 0.5 × 20 × 1.02.
    expect(back === null ? [] : used(back)).toEqual([["BASE", null, 10.2]]);
    expect(past.map(({ state }) => state)).toEqual(["applied", "applied"]);
    const again = post(past, picture({ good: 100, isDone: true, consumed }));
    expect(again).toMatchObject({ kind: "confirm", from: 80, to: 100 });
    expect(past[2]?.id).toBe("confirm/WO-1/3/80-100");
  });

  test("[C2] an operation that is opened again takes nothing back", () => {
    const past: Past[] = [];
    post(past, picture({ good: 100, isDone: true }));
    expect(post(past, picture({ good: 100, isDone: false }))).toBeNull();
  });

  test("scrap and downtime are told once, with their reason and cost centre", () => {
    const past: Past[] = [];
    const policy: ConfirmPolicy = { when: "progress", every: 100 };
    const scrap = (quantity: number) => [{ seq: 10, quantity, reason: "broken glass", costCentre: "CC-7" }];
    const downtime = (minutes: number) => [{ seq: 10, resource: "FILL", reason: "jam", minutes, costCentre: "CC-7" }];
    expect(post(past, picture({ good: 100, scrap: scrap(4), downtime: downtime(12) }), policy)).toMatchObject({
      scrap: scrap(4),
      downtime: downtime(12),
    });
    const last = picture({ good: 130, isDone: true, scrap: scrap(6), downtime: downtime(12) });
    expect(post(past, last, policy)).toMatchObject({ scrap: scrap(2), downtime: [] });
  });

  test("what was refused or declined is not asked for again until the floor says something else", () => {
    for (const state of ["refused", "declined"] as const) {
      const past: Past[] = [];
      post(past, picture({ good: 100, isDone: true }), DONE, state);
      expect(post(past, picture({ good: 100, isDone: true }))).toBeNull();
      expect(post(past, picture({ good: 120, isDone: true }))).toMatchObject({ from: 0, to: 120 });
      expect(past[0]?.state).toBe(state === "refused" ? "replaced" : "declined");
    }
  });

  test("one that is held is judged again, replaced when the count changes, and dropped when there is nothing to tell", () => {
    const past: Past[] = [];
    post(past, picture({ good: 500, isDone: true }), DONE, "held");
    expect(nextConfirmation(picture({ good: 500, isDone: true }), past, DONE)).toEqual({
      kind: "judge",
      id: "confirm/WO-1/1/0-500",
    });
    expect(nextConfirmation(picture({ good: 0, isDone: true }), past, DONE)).toEqual({
      kind: "drop",
      replaces: ["confirm/WO-1/1/0-500"],
    });
    post(past, picture({ good: 400, isDone: true }), DONE, "held");
    expect(past.map(({ id, state }) => [id, state])).toEqual([
      ["confirm/WO-1/1/0-500", "replaced"],
      ["confirm/WO-1/2/0-400", "held"],
    ]);
  });

  test("[C1] in whatever order reports come, and however often one looks, as much is posted as was verified at last", () => {
    const report = fc.record({ time: fc.integer({ min: 0, max: 99 }), good: fc.integer({ min: 0, max: 500 }) });
    const history = fc.record({
      reports: fc.uniqueArray(report, { minLength: 1, maxLength: 12, selector: ({ time }) => time }),
      every: fc.option(fc.integer({ min: 1, max: 200 })),
    });
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), ({ reports, every }, dice) => {
        const policy: ConfirmPolicy = every === null ? DONE : { when: "progress", every };
        const last = reports.reduce((a, b) => (b.time > a.time ? b : a));
        const past: Past[] = [];
        const arrived: { time: number; good: number }[] = [];
        const waiting = [...reports];
        while (waiting.length > 0) {
          const k = Number(dice.next().value) % waiting.length;
          arrived.push(...waiting.splice(k, 1));
          const known = arrived.reduce((a, b) => (b.time > a.time ? b : a));
          const looks = 1 + (Number(dice.next().value) % 3);
          const isDone = known === last || Number(dice.next().value) % 2 === 0;
          for (let look = 0; look < looks; look += 1) post(past, picture({ good: known.good, isDone }), policy);
        }
        const sum = past.reduce(
          (total, { confirmation: { kind, quantity } }) => total + (kind === "confirm" ? quantity : -quantity),
          0,
        );
        expect(sum).toBe(last.good);
        expect(new Set(past.map(({ id }) => id)).size).toBe(past.length);
        for (const { confirmation } of past) expect(confirmation.quantity).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
