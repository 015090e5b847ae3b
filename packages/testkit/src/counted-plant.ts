import { assert } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import { createLiveEngine, type LiveEngine } from "@lockstep/engine/live/create-live-engine";
import { createNumberedIntake } from "./numbered-intake.ts";

export type Work = LiveEngine["work"];

/** A plant whose engine tells how much it did for each step. */
export interface CountedPlant {
  /** Nothing comes, time moves on. */
  tick(now: Instant): Work;
  /** At the present clock. */
  take(...events: readonly CloudEvent[]): Work;
  /** What would be if they came, now. */
  fork(...events: readonly CloudEvent[]): Work;
  readonly projection: LiveEngine["projection"];
  /** The facts in force, folded anew. */
  world(): World;
}

export function createCountedPlant(begin: Instant): CountedPlant {
  const ledger = createLedger();
  const intake = createNumberedIntake(ledger, "manual");
  const engine = createLiveEngine({ mode: "manual", currency: "EUR" });
  let clock = begin;
  const counted = (events: readonly CloudEvent[]): Work => {
    const taken = intake.take(events, clock);
    const before = engine.work;
    engine.apply({ ...taken, clock });
    return difference(engine.work, before);
  };
  return {
    tick(now) {
      clock = now;
      return counted([]);
    },
    take: (...events) => counted(events),
    fork(...events) {
      const facts = events.map((value) => {
        const checked = checkEvent(value, { receivedAt: clock, seq: intake.seq + 1, mode: "manual" });
        assert(checked.ok, () => `what is forked is no fact: ${JSON.stringify(value)}`);
        return checked.value;
      });
      const before = engine.work;
      engine.fork(facts);
      return difference(engine.work, before);
    },
    projection: engine.projection,
    world: () => ledger.worldAt(clock, "manual"),
  };
}

export const total = (work: Work): number => Object.values(work).reduce((sum, one) => sum + one, 0);

function difference(after: Work, before: Work): Work {
  return {
    ordersRead: after.ordersRead - before.ordersRead,
    linesRead: after.linesRead - before.linesRead,
    operationsPlaced: after.operationsPlaced - before.operationsPlaced,
    pointsEvaluated: after.pointsEvaluated - before.pointsEvaluated,
    allocations: after.allocations - before.allocations,
    linesProjected: after.linesProjected - before.linesProjected,
    placesExplained: after.placesExplained - before.placesExplained,
    causesWeighed: after.causesWeighed - before.causesWeighed,
  };
}
