import { assert } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { createIntake } from "@lockstep/domain/intake";
import type { World } from "@lockstep/domain/world";
import { createLiveEngine, type LiveEngine } from "@lockstep/engine/live/create-live-engine";

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
  const intake = createIntake(ledger);
  const engine = createLiveEngine({ mode: "manual", currency: "EUR" });
  let clock = begin;
  let seq = 0;
  const counted = (events: readonly CloudEvent[]): Work => {
    const batch = intake.batch();
    for (const value of events) {
      seq += 1;
      batch.decide({ value }, { receivedAt: clock, seq, mode: "manual" });
    }
    const before = engine.work;
    engine.apply({ ...batch.commit(), clock });
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
        const checked = checkEvent(value, { receivedAt: clock, seq: seq + 1, mode: "manual" });
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
    causesWeighed: after.causesWeighed - before.causesWeighed,
  };
}
