import type { Instant } from "@lockstep/domain/instant";
import type { Severity } from "../model.ts";
import type { Channel, EscalationState, Person, PolicyInForce, PolicyStep } from "./model.ts";
import { overChannels, unreachedText } from "./over-channels.ts";
import { policyAt } from "./policies.ts";
import { type Who, whoFor } from "./who.ts";

/** Over which channels this server can tell somebody. */
type Reaches = (person: Person) => readonly Channel[];

/** Where steps are tried out. */
export interface Place {
  readonly site: string;
  readonly resource: string | null;
  readonly now: Instant;
  readonly reaches: Reaches;
}

/** Whom a step would call now. */
export interface TriedStep {
  readonly step: PolicyStep;
  readonly who: Who;
  /** Why it calls nobody; null: it calls somebody. */
  readonly because: string | null;
}

export interface WouldCall {
  readonly policy: PolicyInForce | null;
  readonly steps: readonly TriedStep[];
}

/** Who would be called now if something of that kind stood there. */
export function wouldCall(
  state: EscalationState,
  asked: Place & { readonly kind: string; readonly severity: Severity },
): WouldCall {
  const { site, kind, severity } = asked;
  const policy = policyAt(state, state.policyVersion, { sites: [site], kind, severity });
  return { policy, steps: trySteps(state, policy?.steps ?? [], asked) };
}

/** Steps that are in force, or that somebody thinks of putting in force. */
export function trySteps(state: EscalationState, steps: readonly PolicyStep[], place: Place): readonly TriedStep[] {
  const { site, resource, now } = place;
  return steps.map((step) => {
    const who = whoFor(state, { to: step.to, sites: [site], resource, at: now, actBy: null });
    return { step, who, because: outOfReach(who, step, place.reaches) };
  });
}

/** [E6] Nobody is found, or none of them over the channels of the step. */
function outOfReach(who: Who, { channels }: PolicyStep, reaches: Reaches): string | null {
  if (who.is === "nobody") return who.because;
  const isReached = who.people.some((person) => overChannels(channels, reaches(person)).length > 0);
  return isReached ? null : unreachedText(who.people, channels);
}

/** Of all policies that hold at a site now, the steps that would reach nobody. */
export function unreachableSteps(
  state: EscalationState,
  policies: readonly PolicyInForce[],
  at: Omit<Place, "resource">,
): readonly { readonly policy: PolicyInForce; readonly place: number; readonly because: string }[] {
  const here = policies.filter(({ site }) => site === null || site === at.site);
  return here.flatMap((policy) =>
    trySteps(state, policy.steps, { ...at, resource: null }).flatMap(({ because }, place) =>
      because === null ? [] : [{ policy, place, because }],
    ),
  );
}
