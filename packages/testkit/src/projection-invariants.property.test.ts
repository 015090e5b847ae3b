import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import { project } from "@lockstep/engine/project";
import type { Projection } from "@lockstep/engine/views";
import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenInvariants } from "./projection-invariants.ts";
import { BEGIN, networkEvents, randomEvent, randomStep } from "./random-history.ts";

test("what must hold in every projection holds after random histories", () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
  console.info(`projection invariants: seed ${seed} (SEED=${seed} repeats it)`);
  checkHistories(seed);
});

// Always of the same histories: which causes others come to is chance.
test("all kinds of causes but the rarest come up in random histories", () => {
  expect(checkHistories(1).size).toBeGreaterThanOrEqual(12);
});

/** The kinds of causes that came up. */
function checkHistories(seed: number): ReadonlySet<string> {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 120, size: "max" }), (seeds) => {
      const projection = projectionAfter(seeds);
      for (const { kind } of projection.causes.values()) seen.add(kind);
      expect(brokenInvariants(projection)).toEqual([]);
    }),
    { numRuns: 400, seed },
  );
  return seen;
}

function projectionAfter(seeds: readonly number[]): Projection {
  const ledger = createLedger();
  let now = BEGIN;
  let seq = 0;
  const add = (event: object): boolean => {
    seq += 1;
    const checked = checkEvent(event, { receivedAt: now, seq, mode: "manual" });
    if (checked.ok) ledger.add(checked.value);
    return checked.ok;
  };
  for (const event of networkEvents()) expect(add(event)).toBe(true);
  for (const seed of seeds) {
    now += randomStep(seed);
    add(randomEvent(seed, now));
  }
  return project(ledger.worldAt(now, "manual"), { currency: "EUR" });
}
