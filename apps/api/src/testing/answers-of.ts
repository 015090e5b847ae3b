import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { EngineHost } from "../engine-thread/engine-host.ts";
import type { Passed } from "../engine-thread/protocol.ts";

/** One pass as a whole, with all stocking points. */
export function passedBy(host: EngineHost, facts: readonly AnyFact[], clock: Instant): Passed {
  const reply = host.answer({ kind: "pass", id: 1, facts, clock, pointsOf: 0 });
  if (reply?.kind !== "passed") throw new Error(`the engine answered ${JSON.stringify(reply)}`);
  return reply.passed;
}
