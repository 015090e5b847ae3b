import type { Instant } from "@lockstep/domain/instant";
import type { Severity } from "../model.ts";
import type { EscalationState, PolicyInForce, PolicyStep } from "./model.ts";
import { policyAt } from "./policies.ts";
import { type Who, whoFor } from "./who.ts";

export interface WouldCall {
  readonly policy: PolicyInForce | null;
  readonly steps: readonly { readonly step: PolicyStep; readonly who: Who }[];
}

/** Who would be called now if something of that kind stood there. */
export function wouldCall(
  state: EscalationState,
  asked: {
    readonly site: string;
    readonly kind: string;
    readonly severity: Severity;
    readonly resource: string | null;
    readonly now: Instant;
  },
): WouldCall {
  const { site, kind, severity, resource, now } = asked;
  const policy = policyAt(state, state.policyVersion, { sites: [site], kind, severity });
  const steps = (policy?.steps ?? []).map((step) => ({
    step,
    who: whoFor(state, { to: step.to, sites: [site], resource, at: now, actBy: null }),
  }));
  return { policy, steps };
}

/** Of all policies that hold at a site now, the steps that would find nobody. */
export function unreachableSteps(
  state: EscalationState,
  policies: readonly PolicyInForce[],
  { site, now }: { readonly site: string; readonly now: Instant },
): readonly { readonly policy: PolicyInForce; readonly place: number; readonly because: string }[] {
  return policies.flatMap((policy) =>
    policy.steps.flatMap(({ to }, place) => {
      if (policy.site !== null && policy.site !== site) return [];
      const who = whoFor(state, { to, sites: [site], resource: null, at: now, actBy: null });
      return who.is === "nobody" ? [{ policy, place, because: who.because }] : [];
    }),
  );
}
