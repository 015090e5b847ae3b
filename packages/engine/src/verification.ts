import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { every, type Steps } from "@lockstep/domain/steps";
import { differencesInSteps } from "./differences.ts";
import type { EngineInput } from "./engine.ts";
import type { LiveEngine } from "./live/create-live-engine.ts";
import { findingsInOrder, projectInSteps } from "./project.ts";
import type { StockingPointView } from "./views.ts";

interface VerificationOptions {
  /** Goes on while something is verified. */
  readonly ledger: Pick<Ledger, "all">;
  readonly mode: "live" | "manual";
  readonly currency: string;
  /** So many facts are gathered, and so many stocking points are written down, in a step. */
  readonly aStep?: { readonly facts: number; readonly points: number };
}

/** Compares what an engine holds with the projection computed anew from all facts, while it goes on. */
export interface Verification {
  /** Where they differ, as of the first step; null: the engine was built up anew before it was known what to compare. */
  begin(live: LiveEngine, clock: Instant): Steps<readonly string[] | null>;
  /** The engine has taken something in. */
  applied(input: Omit<EngineInput, "clock">, live: LiveEngine): void;
  rebuilt(): void;
  /** What the engine says of changed points, also what was asked here before. */
  changedPoints(live: LiveEngine): ReadonlySet<string>;
}

/** What has happened since a verification began, for as long as that matters to it. */
interface Since {
  readonly came: Set<AnyFact>;
  readonly went: AnyFact[];
  /** Points that may stand otherwise. */
  readonly points: Set<string>;
  isRebuilt: boolean;
}

const A_STEP = { facts: 5_000, points: 250 };

export function createVerification({ ledger, mode, currency, aStep = A_STEP }: VerificationOptions): Verification {
  const underway = new Set<Since>();
  /** Changed points that were asked for here, and that nobody else has been told of. */
  let untold = new Set<string>();

  /** The points as they stand, but for those that change before their turn comes. */
  function* pointsOf(live: LiveEngine, now: Instant, since: Since): Steps<ReadonlyMap<string, StockingPointView>> {
    const points = new Map<string, StockingPointView>();
    const isTurn = every(aStep.points);
    for (const id of [...live.projection.stockingPoints.keys()]) {
      const point = since.points.has(id) ? null : live.pointAt(id, now);
      if (point !== null) points.set(id, point);
      if (isTurn()) yield;
    }
    return points;
  }

  /** All facts that there were when it began, in a ledger that nobody adds to. */
  function* factsOf(since: Since): Steps<Ledger> {
    const facts = createLedger();
    const isTurn = every(aStep.facts);
    for (const fact of ledger.all()) {
      if (!since.came.has(fact)) facts.add(fact);
      if (isTurn()) yield;
    }
    for (const fact of since.went) facts.add(fact);
    return facts;
  }

  return {
    *begin(live, clock) {
      const since: Since = { came: new Set(), went: [], points: new Set(), isRebuilt: false };
      const kept = live.kept();
      const findings = findingsInOrder([...live.findings()]);
      underway.add(since);
      let stockingPoints: ReadonlyMap<string, StockingPointView>;
      let facts: Ledger;
      try {
        stockingPoints = yield* pointsOf(live, kept.now, since);
        facts = yield* factsOf(since);
      } finally {
        underway.delete(since);
      }
      if (since.isRebuilt) return null;
      const world = yield* facts.worldInSteps(clock, mode);
      const anew = yield* projectInSteps(world, { currency });
      const isLeftOut = (id: string): boolean => since.points.has(id) && !stockingPoints.has(id);
      return yield* differencesInSteps({ ...kept, stockingPoints, findings }, anew, { isLeftOut });
    },
    applied({ facts, withdrawn }, live) {
      if (underway.size === 0) return;
      const changed = live.changedPoints();
      for (const id of changed) untold.add(id);
      for (const { came, went, points } of underway) {
        for (const fact of facts) came.add(fact);
        for (const fact of withdrawn) if (!came.has(fact)) went.push(fact);
        for (const id of changed) points.add(id);
      }
    },
    rebuilt() {
      untold = new Set();
      for (const since of underway) since.isRebuilt = true;
    },
    changedPoints(live) {
      const changed = live.changedPoints();
      if (untold.size === 0) return changed;
      const all = untold;
      for (const id of changed) all.add(id);
      untold = new Set();
      return all;
    },
  };
}
