import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { createEngine } from "@lockstep/engine/create-engine";
import type { Changes, Delta } from "@lockstep/engine/engine";
import { isSameValue } from "@lockstep/engine/same-value";
import type { Projection } from "@lockstep/engine/views";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNumberedIntake } from "./numbered-intake.ts";
import { BEGIN, networkEvents, randomEvent, randomStep } from "./random-history.ts";
import { workingEvent, workingEvents, workingStep } from "./working-history.ts";

/**
 * A fork is what would be if facts came, and leaves nothing behind. Before each fact of a history comes, it is forked, alone
 * and with others; then it comes, and what the fork said must be what happens. By hand: FORK_HISTORIES=60 FORK_FACTS=1000.
 */

const PARTS = ["orderLines", "productionOrders", "stockingPoints", "resources", "causes"] as const;
const most = { max: 2 ** 31 - 1 };
const MODES = ["manual", "live"] as const;

/** All rows by id, as they are. */
const rowsOf = (projection: Projection) => ({
  now: projection.now,
  parts: PARTS.map((part) => Object.fromEntries<unknown>(projection[part])),
});

const told = ({ orderLines, productionOrders, causes, facts, hasOtherNames }: Delta) => ({
  changes: [orderLines, productionOrders, causes].map((changes: Changes<unknown>) => ({
    added: Object.fromEntries(changes.added),
    updated: Object.fromEntries(changes.updated),
    removed: Object.fromEntries(changes.removed),
  })),
  // Some are looked at again in vain, and that may be other ones.
  facts: facts.flatMap(({ type, key, before, after }) => (before === after ? [] : [`${type} ${key}`])).sort(),
  hasOtherNames,
});

const rowsIn = ({ orderLines, productionOrders, causes }: Delta): number =>
  [orderLines, productionOrders, causes].reduce(
    (sum, { added, updated, removed }) => sum + added.size + updated.size + removed.size,
    0,
  );

function createForkedPlant(mode: "live" | "manual", network: readonly object[]) {
  const ledger = createLedger();
  const intake = createNumberedIntake(ledger, mode);
  const engine = createEngine({ ledger, mode, currency: "EUR" });
  const take = (events: readonly object[], now: Instant) => {
    const taken = intake.take(events, now);
    return { taken, delta: engine.apply({ ...taken, clock: now }) };
  };
  take(network, BEGIN);
  const checked = (value: object, now: Instant): AnyFact[] => {
    const result = checkEvent(value, { receivedAt: now, seq: intake.seq + 1, mode });
    return result.ok && ledger.find(result.value.source, result.value.id) === undefined ? [result.value] : [];
  };
  const expectNothingLeft = (facts: readonly AnyFact[]): Delta => {
    const before = rowsOf(engine.projection);
    const parked = engine.parked();
    const fork = engine.fork(facts);
    const after = rowsOf(engine.projection);
    if (!isSameValue(before, after)) expect(after).toEqual(before);
    expect(isSameValue(before, after)).toBe(true);
    expect(engine.parked()).toEqual(parked);
    return fork;
  };
  const expectFailureLeavesNothing = (facts: readonly AnyFact[]): void => {
    const before = rowsOf(engine.projection);
    const parked = engine.parked();
    expect(() => engine.fork(facts)).toThrow("is broken");
    expect(rowsOf(engine.projection)).toEqual(before);
    expect(engine.parked()).toEqual(parked);
    expect(engine.verify()).toEqual([]);
  };
  return { take, checked, expectNothingLeft, expectFailureLeavesNothing, verify: () => engine.verify() };
}

/** A fact that breaks the engine when its data are looked at once too often; and how often they were. */
function fragile(fact: AnyFact, most = Number.POSITIVE_INFINITY) {
  let looks = 0;
  const watched = new Proxy(fact, {
    get(of, name, self) {
      if (name === "data" && ++looks > most) throw new Error("The fact is broken.");
      return Reflect.get(of, name, self);
    },
  });
  return { fact: watched, looks: () => looks };
}

test("a fork that fails half way leaves nothing behind, and what comes after it is as true as ever", () => {
  const plant = createForkedPlant("manual", workingEvents(1));
  let now = BEGIN;
  let failed = 0;
  for (const seed of fc.sample(fc.nat(most), { seed: 1, numRuns: 25 })) {
    now += workingStep(seed);
    plant.take([], now);
    const [fact] = plant.checked(workingEvent(seed, now), now);
    const others = [seed + 1, seed + 2].flatMap((one) => plant.checked(workingEvent(one, now), now));
    if (fact !== undefined) {
      const whole = fragile(fact);
      plant.expectNothingLeft([...others, whole.fact]);
      for (let looks = 0; looks < whole.looks(); looks++) {
        plant.expectFailureLeavesNothing([...others, fragile(fact, looks).fact]);
        failed += 1;
      }
    }
    plant.take([workingEvent(seed, now)], now);
    expect(plant.verify()).toEqual([]);
  }
  expect(failed).toBeGreaterThan(100);
}, 120_000);

describe.each(["anything", "work"] as const)("forks in histories of %s", (kind) => {
  test("say what happens when the facts come, and leave nothing behind, to the last bit", () => {
    const first = Number(process.env["SEED"] ?? 1);
    const histories = Number(process.env["FORK_HISTORIES"] ?? 6);
    const facts = Number(process.env["FORK_FACTS"] ?? (kind === "work" ? 150 : 250));
    const [step, event] = kind === "work" ? [workingStep, workingEvent] : [randomStep, randomEvent];
    let compared = 0;
    let changed = 0;
    for (let history = first; history < first + histories; history++) {
      const mode = MODES[history % 2] ?? "manual";
      const plant = createForkedPlant(mode, kind === "work" ? workingEvents(history) : networkEvents());
      let now = BEGIN;
      for (const seed of fc.sample(fc.nat(most), { seed: history, numRuns: facts })) {
        now += step(seed);
        plant.take([], now);
        const value = event(seed, now);
        const fork = plant.expectNothingLeft(plant.checked(value, now));
        const others = [seed + 1, seed + 2, seed + 3].flatMap((one) => plant.checked(event(one, now), now));
        plant.expectNothingLeft(others);
        const { taken, delta } = plant.take([value], now);
        if (taken.facts.length === 1 && taken.withdrawn.length === 0) {
          expect(told(fork), `seed ${history}, event ${seed}`).toEqual(told(delta));
          compared += 1;
          if (rowsIn(delta) > 0) changed += 1;
        }
      }
      expect(plant.verify(), `seed ${history}`).toEqual([]);
    }
    expect(compared).toBeGreaterThan(0.7 * histories * facts);
    expect(changed).toBeGreaterThan(0.2 * compared);
  }, 600_000);
});
