import { ok } from "@lockstep/domain/result";
import type {
  Delivery,
  EscalationPolicy,
  EscalationPolicyInput,
  EscalationPolicyStepInput,
  MutationPutEscalationPolicyArgs,
  MutationPutRosterArgs,
  MutationSetWeeklyDigestArgs,
  RosterInput,
  Roster as RosterRow,
} from "@lockstep/protocol/generated/schema";
import { switchWeekly } from "@lockstep/workflow/digest/switch-weekly";
import {
  type EscalationState,
  type Policy,
  type Roster,
  siteKey,
  type Target,
} from "@lockstep/workflow/escalation/model";
import { policiesNow, policyAt } from "@lockstep/workflow/escalation/policies";
import { mayPut, putPolicy, putRoster } from "@lockstep/workflow/escalation/put";
import { asGraphQLError, badInput } from "../errors.ts";
import type { Context } from "../graphql/context.ts";
import { policyRow, rosterRow } from "../query/escalation-rows.ts";
import { deliveryRow, isResendable } from "../query/told.ts";
import { actorOf } from "../wire/actions.ts";
import { lower } from "../wire/words.ts";
import { putInForce } from "./put-in-force.ts";

export async function putEscalationPolicy(
  context: Context,
  { policy: input, reason, commandId }: MutationPutEscalationPolicyArgs,
): Promise<EscalationPolicy> {
  const policy = policyOf(context, input);
  await putInForce(
    context,
    { name: "put-escalation-policy", args: { policy, reason, commandId } },
    ({ escalation: state }, now) =>
      putPolicy(state, { value: filledFrom(state, policy), reason, actor: actorOf(context.viewer), now }),
  );
  const { escalation } = context.moment.view.workflow;
  const isOf = (one: Scope): boolean => keyOf(one) === keyOf(policy);
  const inForce = policiesNow(escalation).find(isOf);
  if (inForce === undefined) throw new Error(`no policy for ${keyOf(policy)} after it was put in force`);
  return policyRow(inForce);
}

export async function putRosterInForce(
  context: Context,
  { roster: input, expectedVersion: expected, reason, commandId }: MutationPutRosterArgs,
): Promise<RosterRow> {
  const roster = rosterOf(context, input);
  const expectedVersion = expected ?? null;
  // Without one the command is what it was before there were any: sent again, it is the same.
  const args = { roster, reason, commandId, ...(expectedVersion === null ? {} : { expectedVersion }) };
  await putInForce(context, { name: "put-roster", args }, ({ escalation: state }, now) =>
    putRoster(state, { value: roster, expectedVersion, reason, actor: actorOf(context.viewer), now }),
  );
  const inForce = context.moment.view.workflow.escalation.rosters.get(siteKey(roster.site))?.at(-1);
  if (inForce === undefined) throw new Error("no roster after it was put in force");
  return rosterRow(inForce, true);
}

/** Everybody says for themselves whether they want it. */
export async function setWeeklyDigest(
  context: Context,
  { on, commandId }: MutationSetWeeklyDigestArgs,
): Promise<boolean> {
  const { name } = context.viewer;
  await putInForce(context, { name: "set-weekly-digest", args: { on, commandId } }, (_, now) =>
    ok(switchWeekly(name, on, now)),
  );
  return !context.moment.view.workflow.escalation.weekliesOff.has(name);
}

/** Sends a message once more. Whoever receives it knows it again by its key. */
export async function resendDelivery(context: Context, id: string): Promise<Delivery> {
  const { store, seen, viewer, moment, writer } = context;
  const before = await seen.findMessage(id);
  if (before === null || (before.site !== null && !viewer.scope.sees(before.site)) || !isResendable(before))
    throw asGraphQLError({ code: "NOT_FOUND", message: `No message was sent as ${id}: read the list again.` });
  if (!mayPut(actorOf(viewer), before.site))
    throw asGraphQLError({
      code: "FORBIDDEN",
      message: "Messages are sent again by administrators and plant managers.",
    });
  if (!(await store.resendMessage(id, viewer.name)))
    throw asGraphQLError({ code: "CONFLICT", message: "It waits to be sent already: look again in a moment." });
  const note = `${before.channel} to ${before.person}`;
  const about = { about: before.exceptionId ?? "escalation:digests", by: viewer.name, at: moment.view.clock };
  await writer.note([{ ...about, action: "escalation-resent", before: before.state, after: "waiting", note }]);
  context.writer.sendMessages();
  const after = await seen.findMessage(id);
  return deliveryRow(after ?? before, viewer);
}

type Scope = Pick<Policy, "site" | "kind" | "severity">;
const keyOf = ({ site, kind, severity }: Scope): string => JSON.stringify([site, kind, severity]);

/** What was left out is null: a command that is sent again says the same, whatever holds by then. */
type AskedPolicy = Omit<Policy, "clock" | "lapseMinutes"> & {
  readonly [K in "clock" | "lapseMinutes"]: Policy[K] | null;
};

/** A draft as it would be put in force: what it leaves out is as it holds there now. */
export const draftOf = (context: Context, input: EscalationPolicyInput): Policy =>
  filledFrom(context.moment.view.workflow.escalation, policyOf(context, input));

/** With the clock and the lapse of what holds there now, where none are given. */
function filledFrom(state: EscalationState, policy: AskedPolicy): Policy {
  const { site, kind, severity } = policy;
  const asked = { sites: site === null ? [] : [site], kind: kind ?? "", severity };
  const before = policyAt(state, state.policyVersion, asked);
  return {
    ...policy,
    clock: policy.clock ?? before?.clock ?? "working",
    lapseMinutes: policy.lapseMinutes ?? before?.lapseMinutes ?? 120,
  };
}

function policyOf(context: Context, input: EscalationPolicyInput): AskedPolicy {
  const { site, kind, severity, clock, settleSeconds, lapseMinutes, steps } = input;
  if (site !== null && site !== undefined) siteOf(context, site);
  return {
    site: site ?? null,
    kind: kind ? lower(kind) : null,
    severity: lower(severity),
    clock: clock ? lower(clock) : null,
    settleSeconds: settleSeconds ?? 30,
    lapseMinutes: lapseMinutes ?? null,
    steps: steps.map((step, place) => ({
      afterMinutes: step.afterMinutes,
      to: targetOf(step, place),
      channels: (step.channels ?? ["IN_APP", "EMAIL", "WEBHOOK"]).map((channel) => lower(channel)),
    })),
  };
}

function targetOf({ role, team, person }: EscalationPolicyStepInput, place: number): Target {
  const targets: Target[] = [
    ...(role ? [{ role: lower(role) }] : []),
    ...(team ? [{ team }] : []),
    ...(person ? [{ person }] : []),
  ];
  const [target] = targets;
  if (target !== undefined && targets.length === 1) return target;
  throw badInput(`Step ${place + 1} must have either a role, a team or a person.`);
}

export function siteOf({ moment }: Context, id: string) {
  const site = moment.view.world.sites.get(id);
  if (site === undefined)
    throw asGraphQLError({ code: "NOT_FOUND", message: `There is no site ${id}: take one of the list of sites.` });
  return site.data;
}

function rosterOf(context: Context, input: RosterInput): Roster {
  const { people, duties, standIns, holidays } = input;
  const site = input.site ?? null;
  const known = site === null ? undefined : siteOf(context, site).timeZone;
  const timeZone = input.timeZone ?? known;
  if (timeZone === undefined || timeZone === null)
    throw badInput("The roster of the whole company needs a timeZone, such as Europe/Berlin.");
  return {
    site,
    timeZone,
    people: people.map(({ id, name, email, webhook, quietFrom, quietTo }) => {
      if (Boolean(quietFrom) !== Boolean(quietTo)) throw badInput(`${id}: give both quietFrom and quietTo, or none.`);
      const quiet = quietFrom && quietTo ? { from: quietFrom, to: quietTo } : null;
      return { id, name, email: email || null, webhook: webhook || null, quiet };
    }),
    duties: duties.map(({ person, role, team, resources, weekly, dated }) => ({
      // Without one the command is what it was before there were any.
      ...(team === null || team === undefined ? {} : { team }),
      ...{ person, role: lower(role), resources: resources ?? [], weekly: weekly ?? [] },
      dated: (dated ?? []).map(({ date, start, end }) => ({ date, start: start || null, end: end || null })),
    })),
    standIns: standIns ?? [],
    holidays: holidays ?? [],
  };
}
