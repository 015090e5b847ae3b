import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { finished, type Steps } from "@lockstep/domain/steps";
import type { World } from "@lockstep/domain/world";
import type { Engine } from "./engine.ts";
import { createLiveEngine, type LiveEngine } from "./live/create-live-engine.ts";
import type { FactChange } from "./live/facts-in-force.ts";
import { findingsInOrder } from "./project.ts";
import { createVerification } from "./verification.ts";
import type { Projection } from "./views.ts";

export interface EngineOptions {
  /** Already holds the facts that `apply` is told of. */
  readonly ledger: Pick<Ledger, "worldAt" | "all">;
  readonly mode: "live" | "manual";
  /** ISO 4217; money in another currency counts 0. */
  readonly currency: string;
}

/** The incremental projection; what is seldom asked for, such as lists of all movements, is folded from the ledger when it is asked for. */
export function createEngine({ ledger, mode, currency }: EngineOptions): Engine {
  let live = createLiveEngine({ mode, currency });
  let clock: Instant = 0;
  let version = 0;
  const folded = (): World => ledger.worldAt(clock, mode);

  const findings = remembered(
    () => version,
    () => findingsInOrder([...live.findings()]),
  );

  const shown = (): Projection => {
    const { projection } = live;
    return {
      now: projection.now,
      orderLines: projection.orderLines,
      productionOrders: projection.productionOrders,
      stockingPoints: projection.stockingPoints,
      get resources() {
        return projection.resources;
      },
      causes: projection.causes,
      get findings() {
        return findings();
      },
    };
  };

  const rebuild = (at: Instant): readonly FactChange[] => {
    clock = at;
    version += 1;
    live = createLiveEngine({ mode, currency });
    verification.rebuilt();
    try {
      return live.apply({ facts: [...ledger.all()], withdrawn: [], clock }).facts;
    } catch (error) {
      // What was built up halfway is of no use to anybody.
      live = createLiveEngine({ mode, currency });
      throw error;
    }
  };

  const verification = createVerification({ ledger, mode, currency });
  function* verifyInSteps(): Steps<readonly string[]> {
    for (;;) {
      const differences = yield* verification.begin(live, clock);
      if (differences !== null) return differences;
    }
  }

  return {
    takeIn(facts, at) {
      clock = at;
      return live.takeIn(facts, at);
    },
    apply(input) {
      clock = input.clock;
      version += 1;
      const delta = live.apply({ ...withoutBoth(input), clock });
      verification.applied(input, live);
      return delta;
    },
    fork(facts) {
      try {
        return live.fork(facts);
      } catch (error) {
        // What it has begun to change is thrown away.
        rebuild(clock);
        throw error;
      }
    },
    inForce: (type, key) => live.inForce(type, key),
    get projection() {
      return shown();
    },
    get dueAt() {
      return live.dueAt;
    },
    changedPoints: () => verification.changedPoints(live),
    pointRow: (id) => live.pointRow(id),
    timelessLine: (id) => live.timelessLine(id),
    get world() {
      return liveWorld(live, folded);
    },
    parked: () => live.parked(),
    verify: () => finished(verifyInSteps()),
    verifyInSteps,
    rebuild,
  };
}

/** A fact that came and gave way again since the last look has never been. */
function withoutBoth({ facts, withdrawn }: { facts: readonly AnyFact[]; withdrawn: readonly AnyFact[] }) {
  if (withdrawn.length === 0) return { facts, withdrawn };
  const came = new Set(facts);
  const went = new Set(withdrawn);
  return { facts: facts.filter((fact) => !went.has(fact)), withdrawn: withdrawn.filter((fact) => !came.has(fact)) };
}

/** Lists of all movements and histories are not kept twice: who asks for one gets the ledger's. */
function liveWorld({ world, findingsOfFacts }: LiveEngine, folded: () => World): World {
  return {
    ...world,
    get stockCounts() {
      return folded().stockCounts;
    },
    get stockMoves() {
      return folded().stockMoves;
    },
    get receipts() {
      return folded().receipts;
    },
    get purchaseOrderLineHistory() {
      return folded().purchaseOrderLineHistory;
    },
    get holdHistory() {
      return folded().holdHistory;
    },
    get stockCountHistory() {
      return folded().stockCountHistory;
    },
    get resourceHistory() {
      return folded().resourceHistory;
    },
    get stockingPoints() {
      return folded().stockingPoints;
    },
    get findings() {
      return findingsInOrder([...findingsOfFacts()]);
    },
  };
}

function remembered<T>(version: () => number, compute: () => T): () => T {
  let known: { readonly version: number; readonly value: T } | null = null;
  return () => {
    if (known === null || known.version !== version()) known = { version: version(), value: compute() };
    return known.value;
  };
}
