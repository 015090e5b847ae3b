import type { Instant, Millis } from "@lockstep/domain/instant";
import type { Demand, Supply } from "./model.ts";

/** Goods must be good when they are there and needed. */
export function outlasts(need: Instant, availableAt: Instant, expiresAt: Instant, now: Instant): boolean {
  return expiresAt > Math.max(need, availableAt, now);
}

/** Goods must outlast the way to the customer by the shelf life that the customer wants left. */
export function keepsFor(
  need: Instant,
  pick: Millis,
  transit: Millis,
  least: Millis,
  availableAt: Instant,
  expiresAt: Instant,
  now: Instant,
): boolean {
  const at = Math.max(need, Math.max(now, availableAt) + pick) + transit;
  return expiresAt > at && expiresAt - at >= least;
}

/** Whether goods keep long enough for a demand; one that has begun takes what there is. */
export function accepts({ need, way, claim }: Demand, { availableAt, expiresAt }: Supply, now: Instant): boolean {
  if (claim?.isStarted === true) return true;
  if (way === null) return outlasts(need, availableAt, expiresAt, now);
  return keepsFor(need, way.pickMs, way.transitMs, way.leastShelfMs, availableAt, expiresAt, now);
}
