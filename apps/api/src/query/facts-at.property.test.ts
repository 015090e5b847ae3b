import { createLedger } from "@lockstep/domain/create-ledger";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import { MINUTE } from "@lockstep/domain/instant";
import { createIntake } from "@lockstep/domain/intake";
import type { World } from "@lockstep/domain/world";
import { BEGIN, networkEvents, randomEvent } from "@lockstep/testkit/random-history";
import fc from "fast-check";
import { expect, test } from "vitest";
import { factsAt } from "./facts-at.ts";

const PARTS = {
  "erp.production-order": "productionOrders",
  "erp.plan-published": "plans",
  "master.routing": "routings",
  "master.resource": "resources",
  "master.calendar": "calendars",
  "master.item": "items",
  "master.site": "sites",
} as const satisfies { readonly [type in FactType]?: keyof World };

/** What the world leaves out of an order's list of components is a rule of its own. */
const withoutComponents = (data: object): object => ({ ...data, components: null });

test("what is looked up key by key at an instant is what the ledger folds for it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 150, size: "max" }),
      fc.constantFrom<"manual" | "live">("manual", "live"),
      fc.integer({ min: -900, max: 900 }),
      (seeds, mode, minutes) => {
        const ledger = createLedger();
        const batch = createIntake(ledger).batch();
        const events = [...networkEvents(), ...seeds.map((seed) => randomEvent(seed, BEGIN))];
        for (const [k, value] of events.entries()) batch.decide({ value }, { receivedAt: BEGIN, seq: k + 1, mode });
        for (const fact of batch.commit().facts) ledger.add(fact);
        const clock = BEGIN + minutes * MINUTE;
        const facts = factsAt(ledger, { clock, mode, seq: events.length });
        const world = ledger.worldAt(clock, mode);
        for (const [type, part] of Object.entries(PARTS) as [
          keyof typeof PARTS,
          (typeof PARTS)[keyof typeof PARTS],
        ][]) {
          const found = [...facts.all(type)].map(([key, data]) => [key, withoutComponents(data)]);
          const folded = [...world[part]].map(([key, { data }]) => [key, withoutComponents(data)]);
          expect(found, part).toEqual(folded);
        }
        expect(facts.isAhead()).toBe(false);
      },
    ),
    { numRuns: 40 },
  );
});
