import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { EngineHost } from "../engine-thread/engine-host.ts";
import type { Passed } from "../engine-thread/protocol.ts";

/** One pass as a whole, with all stocking points. */
export function passedBy(host: EngineHost, facts: readonly AnyFact[], clock: Instant, displaces = false): Passed {
  const reply = host.answer({ kind: "pass", id: 1, facts, clock, displaces, pointsOf: 0 });
  if (reply?.kind !== "passed") throw new Error(`the engine answered ${JSON.stringify(reply)}`);
  return reply.passed;
}

/** Until nothing is left that the first pass has done without. */
export function settle(host: EngineHost): void {
  while (host.settle()) void 0;
}
