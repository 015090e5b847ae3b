import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import { createEngine } from "@lockstep/engine/create-engine";
import { differencesBetween } from "@lockstep/engine/differences";
import type { FactChange } from "@lockstep/engine/live/facts-in-force";
import { project } from "@lockstep/engine/project";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createNumberedIntake } from "./numbered-intake.ts";
import { BEGIN, networkEvents, randomEvent, randomStep } from "./random-history.ts";
import { workingEvent, workingEvents, workingStep } from "./working-history.ts";

const CURRENCY = "EUR";
const most = { max: 2 ** 31 - 1 };

/** What happens to which plant: anything to one with few names, or what one tells that works. */
interface Course {
  readonly network: readonly object[];
  readonly step: (seed: number) => number;
  readonly event: (seed: number, now: number) => object;
}

const anything: Course = { network: networkEvents(), step: randomStep, event: randomEvent };
const work = (history: number): Course => ({
  network: workingEvents(history),
  step: workingStep,
  event: workingEvent,
});

/** A plant whose projection is kept up to date fact by fact, and compared after each with one that is computed anew. */
function createPair(mode: "live" | "manual", course: Course = anything) {
  const ledger = createLedger();
  const intake = createNumberedIntake(ledger, mode);
  const engine = createEngine({ ledger, mode, currency: CURRENCY });
  let now = BEGIN;
  const take = (events: readonly object[]): void => {
    engine.apply({ ...intake.take(events, now), clock: now });
  };
  take(course.network);
  return {
    step(seed: number): void {
      now += course.step(seed);
      take([course.event(seed, now)]);
    },
    /** As a server under load: all that has come meanwhile is one pass, and what gave way to another is withdrawn with it. */
    pass(seeds: readonly number[]): readonly FactChange[] {
      const came = seeds.map((seed) => {
        now += course.step(seed);
        return intake.take([course.event(seed, now)], now);
      });
      const facts = came.flatMap((one) => one.facts);
      return engine.apply({ facts, withdrawn: came.flatMap(({ withdrawn }) => withdrawn), clock: now }).facts;
    },
    inForce: () => {
      const anew = createEngine({ ledger, mode, currency: CURRENCY });
      return new Map(inForceBy(anew.apply({ facts: [...ledger.all()], withdrawn: [], clock: now }).facts));
    },
    differences: () =>
      differencesBetween(engine.projection, project(ledger.worldAt(now, mode), { currency: CURRENCY })),
    differencesInTheRest: () => {
      const ids = engine.parked().map(({ fact, waitsFor }) => `${fact.source} ${fact.id} ${waitsFor}`);
      const folded = ledger.parkedAt(now, mode).map(({ fact, waitsFor }) => `${fact.source} ${fact.id} ${waitsFor}`);
      const findings = engine.projection.findings;
      const anew = project(ledger.worldAt(now, mode), { currency: CURRENCY }).findings;
      return { parked: [ids, folded], findings: [findings, anew] } as const;
    },
  };
}

test("after every fact of a short history the projection is what it is when computed anew; what differs shrinks", () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
  console.info(`incremental projection: seed ${seed} (SEED=${seed} repeats it)`);
  fc.assert(
    fc.property(
      fc.array(fc.nat(most), { minLength: 1, maxLength: 100, size: "max" }),
      fc.constantFrom("manual" as const, "manual" as const, "live" as const),
      fc.option(fc.nat(20), { nil: null }),
      (seeds, mode, working) => {
        const pair = createPair(mode, working === null ? anything : work(working));
        for (const one of seeds) {
          pair.step(one);
          expect(pair.differences()).toEqual([]);
        }
        const { parked, findings } = pair.differencesInTheRest();
        expect(parked[0]).toEqual(parked[1]);
        expect(findings[0]).toEqual(findings[1]);
      },
    ),
    { numRuns: 150, seed },
  );
}, 300_000);

test("after every pass of many facts the projection is what it is when computed anew; so is what is said to be in force", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(most), { minLength: 1, maxLength: 40, size: "max" }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom("manual" as const, "live" as const),
      fc.option(fc.nat(20), { nil: null }),
      (passes, mode, working) => {
        const pair = createPair(mode, working === null ? anything : work(working));
        const inForce = pair.inForce();
        for (const seeds of passes) {
          follow(inForce, pair.pass(seeds));
          expect(pair.differences()).toEqual([]);
          expect(inForce).toEqual(pair.inForce());
        }
        const { parked, findings } = pair.differencesInTheRest();
        expect(parked[0]).toEqual(parked[1]);
        expect(findings[0]).toEqual(findings[1]);
      },
    ),
    // Of these one has a site that goes as goods from it arrive.
    { numRuns: 150, seed: Number(process.env["SEED"] ?? 4) },
  );
}, 300_000);

/** By hand: LOCKSTEP_LONG=10000 for as many facts a seed. */
const length = Number(process.env["LOCKSTEP_LONG"] ?? 1_000);

/** Those of a plant that works are the longer to compute, and come to their short cuts within a day. */
const lengths = { anything: length, work: length * 0.3 };

test.each(["anything", "work"] as const)(
  "0 differences after each fact from each of 20 seeds: %s",
  (kind) => {
    const first = Number(process.env["SEED"] ?? 1);
    for (let history = first; history < first + 20; history++) {
      const pair = createPair("manual", kind === "work" ? work(history) : anything);
      for (const seed of fc.sample(fc.nat(most), { seed: history, numRuns: lengths[kind] })) {
        pair.step(seed);
        expect(pair.differences(), `seed ${history}, event ${seed}`).toEqual([]);
      }
    }
  },
  3_600_000,
);

test("[I15] facts taken in before the first pass are projected with its own, as if all had come with it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(most), { minLength: 2, maxLength: 60, size: "max" }),
      fc.constantFrom("manual" as const, "live" as const),
      fc.option(fc.nat(20), { nil: null }),
      fc.nat(most),
      (seeds, mode, working, place) => {
        const course = working === null ? anything : work(working);
        const ledger = createLedger();
        const intake = createNumberedIntake(ledger, mode);
        const engine = createEngine({ ledger, mode, currency: CURRENCY });
        let now = BEGIN;
        const told = (some: readonly number[]) => {
          const came = some.map((one) => {
            now += course.step(one);
            return intake.take([course.event(one, now)], now);
          });
          return { facts: came.flatMap(({ facts }) => facts), withdrawn: came.flatMap(({ withdrawn }) => withdrawn) };
        };
        intake.take(course.network, now);
        const middle = place % seeds.length;
        told(seeds.slice(0, middle));
        const kept = [...ledger.all()];
        const half = place % kept.length;
        const begun = [engine.takeIn(kept.slice(0, half), now), engine.takeIn(kept.slice(half), now)];
        const { facts } = engine.apply({ ...told(seeds.slice(middle)), clock: now });
        expect(
          differencesBetween(engine.projection, project(ledger.worldAt(now, mode), { currency: CURRENCY })),
        ).toEqual([]);
        const anew = createEngine({ ledger, mode, currency: CURRENCY });
        const whole = anew.apply({ facts: [...ledger.all()], withdrawn: [], clock: now }).facts;
        expect(inForceBy([...begun.flat(), ...facts])).toEqual(inForceBy(whole));
        expect(engine.projection.findings).toEqual(anew.projection.findings);
      },
    ),
    { numRuns: 60, seed: Number(process.env["SEED"] ?? 1) },
  );
}, 300_000);

/** What is in force by changes, one after the other: of a movement that it is there, of all else what counts. */
function inForceBy(changes: readonly FactChange[]): ReadonlyMap<string, number> {
  return follow(new Map(), changes);
}

/** Each change is told of what counted before it. */
function follow(inForce: Map<string, number>, changes: readonly FactChange[]): ReadonlyMap<string, number> {
  for (const { type, key, before, after } of changes) {
    expect(inForce.get(`${type} ${key}`), `${type} ${key}`).toBe(before?.seq);
    if (after === null) inForce.delete(`${type} ${key}`);
    else inForce.set(`${type} ${key}`, after.seq);
  }
  return inForce;
}

test("the comparison finds what differs", () => {
  const checked = checkEvent(networkEvents()[0], { receivedAt: BEGIN, seq: 1, mode: "manual" });
  expect(checked.ok).toBe(true);
  const ledger = createLedger();
  const one = project(ledger.worldAt(BEGIN, "manual"), { currency: CURRENCY });
  if (checked.ok) ledger.add(checked.value);
  const later = project(ledger.worldAt(BEGIN + 60_000, "manual"), { currency: CURRENCY });
  expect(differencesBetween(one, later)).toEqual([expect.stringContaining("now")]);
});
