import type { Fact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import type { Plant } from "./plant.ts";

/**
 * A person's answer stands in for what the source says until the source states a value, and another than the one in force
 * at the answer's time, or until the state that it was about ends.
 */
function estimateInForce<F extends Fact>(estimate: Estimate, history: History<F>): Answer | null {
  const before = history.facts.findLast((fact) => fact.time <= estimate.time && history.isAbout(fact));
  if (before !== undefined && (before.deleted || history.hasEnded(before))) return null;
  const known = before === undefined ? undefined : history.valueOf(before);
  for (const fact of history.facts) {
    if (fact.time <= estimate.time || !history.isAbout(fact)) continue;
    if (fact.deleted || history.hasEnded(fact)) return null;
    const value = history.valueOf(fact);
    if (value !== undefined && value !== known) return null;
  }
  return { at: estimate.at, by: estimate.by };
}

/** What a person said, and who. */
export interface Answer {
  readonly at: Instant;
  readonly by: string;
}

interface Estimate extends Answer {
  readonly time: Instant;
}

interface History<F extends Fact> {
  /** All that the source said, in order of (time, source, id). */
  readonly facts: readonly F[];
  readonly isAbout: (fact: F) => boolean;
  readonly valueOf: (fact: F) => Instant | undefined;
  readonly hasEnded: (fact: F) => boolean;
}

export function purchaseEstimate(plant: Plant, line: string): Answer | null {
  const estimate = estimateOf(plant.world, `purchaseOrderLine:${line}`);
  if (estimate === undefined) return null;
  return estimateInForce(estimate, {
    facts: plant.purchaseHistory(line),
    isAbout: () => true,
    valueOf: ({ data }) => data.promisedAt,
    hasEnded: ({ data }) => data.status !== "open",
  });
}

export function holdEstimate(plant: Plant, hold: string): Answer | null {
  const estimate = estimateOf(plant.world, `hold:${hold}`);
  if (estimate === undefined) return null;
  return estimateInForce(estimate, {
    facts: plant.holdHistory(hold),
    isAbout: () => true,
    valueOf: ({ data }) => data.expectedReleaseAt,
    hasEnded: ({ data }) => data.state !== "held",
  });
}

/** Of a stop that began at `downSince`, whatever reasons were given for it since; an answer from before it is about another. */
export function repairEstimate(plant: Plant, resource: string, downSince: Instant): Answer | null {
  const estimate = estimateOf(plant.world, `resource:${resource}`);
  if (estimate === undefined || estimate.time < downSince) return null;
  return estimateInForce(estimate, {
    facts: plant.resourceHistory(resource, downSince),
    isAbout: ({ data, deleted }) => !deleted && data.state === "down",
    valueOf: ({ data }) => data.expectedUpAt,
    hasEnded: () => false,
  });
}

function estimateOf(world: World, target: string): Estimate | undefined {
  const stated = world.estimates.get(target);
  return stated === undefined ? undefined : { at: stated.data.at, by: stated.data.by, time: stated.time };
}
