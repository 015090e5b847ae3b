import type { Severity } from "../model.ts";
import type { Role } from "../permissions.ts";
import type { Channel, EscalationState, Policy, PolicyInForce, PolicyStep } from "./model.ts";

const ALL_CHANNELS: readonly Channel[] = ["in-app", "email", "webhook"];
const SETTLE_SECONDS = 30;

const step = (role: Role, afterMinutes: number): PolicyStep => ({
  afterMinutes,
  to: { role },
  channels: ALL_CHANNELS,
});

const shipped = (severity: Severity, rest: Pick<Policy, "clock" | "lapseMinutes" | "steps">): PolicyInForce => ({
  ...{ site: null, kind: null, severity, settleSeconds: SETTLE_SECONDS, ...rest },
  ...{ version: 1, at: 0, by: "system", reason: "as shipped" },
});

/** As shipped: they hold until something else is put in force. */
const SHIPPED: readonly PolicyInForce[] = [
  shipped("critical", {
    clock: "always",
    lapseMinutes: 15,
    steps: [step("supervisor", 0), step("planner", 5), step("plant-manager", 15), step("leader", 30)],
  }),
  shipped("high", {
    clock: "working",
    lapseMinutes: 120,
    steps: [step("supervisor", 0), step("planner", 15), step("plant-manager", 60)],
  }),
  shipped("medium", {
    clock: "working",
    lapseMinutes: 120,
    steps: [step("planner", 0), step("plant-manager", 480)],
  }),
  shipped("low", { clock: "working", lapseMinutes: 120, steps: [] }),
];

export const emptyEscalation: EscalationState = {
  policies: SHIPPED,
  policyVersion: 1,
  rosters: new Map(),
  announced: new Map(),
  floods: new Map(),
  digests: new Map(),
  weeklies: new Map(),
  weekliesOff: new Set(),
  lostTold: new Map(),
  quarantineTold: new Map(),
};

export interface Asked {
  readonly sites: readonly string[];
  readonly kind: string;
  readonly severity: Severity;
}

/** The policy that holds at a version: that of a site before that of all, and of a kind before that of every kind. */
export function policyAt(
  { policies }: Pick<EscalationState, "policies">,
  version: number,
  { sites, kind, severity }: Asked,
): PolicyInForce | null {
  let best: PolicyInForce | null = null;
  for (const policy of policies) {
    if (policy.version > version || policy.severity !== severity) continue;
    if (policy.site !== null && !sites.includes(policy.site)) continue;
    if (policy.kind !== null && policy.kind !== kind) continue;
    if (best === null || fitOf(policy) > fitOf(best) || (sameScope(policy, best) && policy.version > best.version))
      best = policy;
  }
  return best;
}

/** Those in force now, each the latest of its scope, the widest first. */
export function policiesNow({ policies }: Pick<EscalationState, "policies">): readonly PolicyInForce[] {
  const latest = new Map<string, PolicyInForce>();
  for (const policy of policies) latest.set(scopeOf(policy), policy);
  return [...latest.values()].sort((a, b) => fitOf(a) - fitOf(b));
}

const fitOf = ({ site, kind }: Policy): number => (site === null ? 0 : 2) + (kind === null ? 0 : 1);
const scopeOf = ({ site, kind, severity }: Policy): string => JSON.stringify([site, kind, severity]);
const sameScope = (a: Policy, b: Policy): boolean => scopeOf(a) === scopeOf(b);
