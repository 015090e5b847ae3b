import type {
  CauseKind,
  EscalationClock,
  EscalationPolicy,
  EscalationPolicyInput,
  Severity,
} from "@lockstep/protocol/generated/schema";
import { inputOf, type Step, stepsOf } from "./steps.ts";

/** A policy as it is being changed. */
export interface PolicyDraft {
  /** Left out: every plant. */
  readonly site: string | undefined;
  /** Left out: every kind. */
  readonly kind: CauseKind | undefined;
  readonly severity: Severity;
  readonly clock: EscalationClock;
  readonly steps: readonly Step[];
  readonly settle: string;
  readonly lapse: string;
}

export const draftOf = ({ site, kind, severity, ...policy }: EscalationPolicy): PolicyDraft => ({
  ...{ site: site ?? undefined, kind: kind ?? undefined, severity },
  ...whatItDoes(policy),
});

type Doing = Pick<EscalationPolicy, "clock" | "steps" | "settleSeconds" | "lapseMinutes">;

/** All of it but what it is for. */
export const whatItDoes = ({ clock, steps, settleSeconds, lapseMinutes }: Doing) => ({
  ...{ clock, steps: stepsOf(steps), settle: String(settleSeconds), lapse: String(lapseMinutes) },
});

export const policyInput = ({ site, kind, steps, settle, lapse, ...rest }: PolicyDraft): EscalationPolicyInput => ({
  ...{ site: site ?? null, kind: kind ?? null, ...rest },
  ...{ settleSeconds: whole(settle), lapseMinutes: whole(lapse), steps: inputOf(steps) },
});

const whole = (text: string): number => Math.trunc(Number(text));

interface Scope {
  readonly site: string | undefined;
  readonly kind: CauseKind | undefined;
  readonly severity: Severity;
}

/** What another policy begins with: what holds for the same now. Of those that fit, the last in the server's order is the narrowest. */
export const holding = (
  policies: readonly EscalationPolicy[],
  { site, kind, severity }: Scope,
): EscalationPolicy | undefined =>
  policies.findLast(
    (one) =>
      one.severity === severity && (one.site === null || one.site === site) && (one.kind === null || one.kind === kind),
  );
