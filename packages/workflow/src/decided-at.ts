import { type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Refusal } from "./decide.ts";

/** Clocks of people's devices may be ahead by so much. */
export const CLOCK_TOLERANCE = 5 * MINUTE;

/** When a person decided: what they say, or now if they say nothing; never after now. */
export function decidedAt(said: Instant | null, now: Instant): Result<Instant, Refusal> {
  const decided = said ?? now;
  if (decided <= now + CLOCK_TOLERANCE) return ok(Math.min(decided, now));
  const message = `at is ${isoOf(decided)}, which is still to come: give the time when you decided, or none.`;
  return refuse({ code: "BAD_USER_INPUT", message });
}
