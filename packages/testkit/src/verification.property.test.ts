import { present } from "@lockstep/domain/assert";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { isoOf, MINUTE } from "@lockstep/domain/instant";
import type { Stated } from "@lockstep/domain/world";
import { createLiveEngine } from "@lockstep/engine/live/create-live-engine";
import { createVerification } from "@lockstep/engine/verification";
import type { ProductionOrderView } from "@lockstep/engine/views";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createNumberedIntake } from "./numbered-intake.ts";
import { BEGIN, networkEvents, randomEvent, randomStep } from "./random-history.ts";

const CURRENCY = "EUR";
const most = { max: 2 ** 31 - 1 };

/** A plant that goes on while it is verified, a fact or a point a step. */
function createVerified(mode: "live" | "manual") {
  const ledger = createLedger();
  const intake = createNumberedIntake(ledger, mode);
  const live = createLiveEngine({ mode, currency: CURRENCY });
  const verification = createVerification({ ledger, mode, currency: CURRENCY, aStep: { facts: 1, points: 1 } });
  let now = BEGIN;
  const told: CloudEvent[] = [];
  const take = (events: readonly CloudEvent[]): void => {
    told.push(...events);
    const taken = intake.take(events, now);
    live.apply({ ...taken, clock: now });
    verification.applied(taken, live);
  };
  take(networkEvents());
  return {
    live,
    verification,
    begin: () => verification.begin(live, now),
    step(seed: number): void {
      now += randomStep(seed);
      take([randomEvent(seed, now)]);
    },
    /** One that was told before is told again as of a minute sooner: of two contents the smaller text counts. */
    takeBack(seed: number): void {
      const before = present(told[seed % told.length], () => "something was told");
      take([{ ...before, time: isoOf(Date.parse(before.time) - MINUTE) }]);
    },
  };
}

test("what is verified while facts come is what there was when it began, and differs in nothing", () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
  console.info(`verification in steps: seed ${seed} (SEED=${seed} repeats it)`);
  fc.assert(
    fc.property(
      fc.constantFrom("manual" as const, "live" as const),
      fc.array(fc.nat(most), { maxLength: 60, size: "max" }),
      fc.array(fc.tuple(fc.nat(6), fc.nat(most), fc.boolean()), { minLength: 20, maxLength: 120, size: "max" }),
      (mode, before, meanwhile) => {
        const plant = createVerified(mode);
        for (const one of before) plant.step(one);
        const steps = plant.begin();
        let result = steps.next();
        for (const [count, one, isNew] of meanwhile) {
          for (let k = 0; k < count && result.done !== true; k += 1) result = steps.next();
          if (isNew) plant.step(one);
          else plant.takeBack(one);
        }
        while (result.done !== true) result = steps.next();
        expect(result.value).toEqual([]);
      },
    ),
    { seed, numRuns: 40 },
  );
});

test("what was wrong when it began is told, also when it is right again before it is looked at", () => {
  const { live, begin, step } = createVerified("manual");
  for (let seed = 1; seed <= 60; seed += 1) step(seed);
  const rows = live.projection.productionOrders as Map<string, ProductionOrderView>;
  const [id, row] = present([...rows][0], () => "there are orders by now");
  rows.set(id, { ...row, quantity: row.quantity + 7 });
  const [point] = present([...live.projection.stockingPoints][0], () => "there are points by now");
  const stock = live.world.erpStock as Map<string, Stated<"erp.stock-on-hand">>;
  const stated = stock.get(point);
  const [item = "", site = ""] = point.split("@");
  stock.set(point, { ...stated, data: { item, site, quantity: -7 } } as Stated<"erp.stock-on-hand">);
  const steps = begin();
  let result = steps.next();
  result = steps.next();
  rows.set(id, row);
  if (stated === undefined) stock.delete(point);
  else stock.set(point, stated);
  for (let seed = 61; result.done !== true; seed += 1) {
    step(seed);
    result = steps.next();
  }
  const both = [
    `productionOrders ${id}.quantity: ${row.quantity + 7} instead of ${row.quantity}`,
    `stockingPoints ${point}.erpOnHand: -7 instead of ${stated?.data.quantity ?? null}`,
  ];
  // What it says of the point's shortage may hang on that, too.
  expect(result.value).toEqual(expect.arrayContaining(both));
});

test("whoever asks for the points that have changed is told of those that were asked for by a verification, too", () => {
  const { live, verification, begin, step } = createVerified("manual");
  verification.changedPoints(live);
  const steps = begin();
  steps.next();
  for (let seed = 1; seed <= 40; seed += 1) step(seed);
  const changed = [...verification.changedPoints(live)];
  const other = createVerified("manual");
  other.verification.changedPoints(other.live);
  for (let seed = 1; seed <= 40; seed += 1) other.step(seed);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.sort()).toEqual([...other.verification.changedPoints(other.live)].sort());
  while (steps.next().done !== true) void 0;
});

test("one that was begun with an engine that has been built up anew since says nothing of it", () => {
  const { verification, begin, step } = createVerified("manual");
  const steps = begin();
  steps.next();
  verification.rebuilt();
  step(1);
  let result = steps.next();
  while (result.done !== true) result = steps.next();
  expect(result.value).toBeNull();
});
