import { isoOf } from "@lockstep/domain/instant";
import type {
  Escalation,
  EscalationPolicy,
  EscalationStep,
  PolicyDraft,
  QueryWouldCallArgs,
  Roster,
  UnreachableStep,
  WouldCall,
} from "@lockstep/protocol/generated/schema";
import type { ExceptionRow } from "@lockstep/protocol/rows";
import type { Candidate } from "@lockstep/workflow/escalation/candidate";
import { lapseOf, type Planned, planOf } from "@lockstep/workflow/escalation/escalate";
import { type Call, type Policy, siteKey } from "@lockstep/workflow/escalation/model";
import { overChannels } from "@lockstep/workflow/escalation/over-channels";
import { policiesNow } from "@lockstep/workflow/escalation/policies";
import { badPolicy, mayPut } from "@lockstep/workflow/escalation/put";
import { isStopped, targetText } from "@lockstep/workflow/escalation/stages";
import { rostersFor, whoFor } from "@lockstep/workflow/escalation/who";
import { trySteps, unreachableSteps, wouldCall } from "@lockstep/workflow/escalation/would-call";
import { currentSeen } from "@lockstep/workflow/weight";
import { type Reach, situationOf } from "../escalation/situation.ts";
import { actorOf } from "../wire/actions.ts";
import { isoOrNull, lower } from "../wire/words.ts";
import { personRow, policyRow, rosterRow, triedRow } from "./escalation-rows.ts";
import { exception } from "./exceptions.ts";
import type { Moment } from "./moment.ts";

/** Those that hold for what the viewer may see. */
export const policies = ({ view, viewer }: Moment): readonly EscalationPolicy[] =>
  policiesNow(view.workflow.escalation)
    .filter(({ site }) => site === null || viewer.scope.sees(site))
    .map(policyRow);

export function roster({ view, viewer }: Moment, site: string | null): Roster | null {
  if (site !== null && !viewer.scope.sees(site)) return null;
  const inForce = view.workflow.escalation.rosters.get(siteKey(site))?.at(-1);
  return inForce === undefined ? null : rosterRow(inForce, mayPut(actorOf(viewer), site));
}

export const maySettleCalls = ({ viewer }: Moment, site: string | null): boolean => mayPut(actorOf(viewer), site);

const nobodyKnown: WouldCall = { policy: null, steps: [] };

export function whoWouldBeCalled({ view, viewer }: Moment, reach: Reach, args: QueryWouldCallArgs): WouldCall {
  const { site, kind, severity, resource } = args;
  if (!viewer.scope.sees(site)) return nobodyKnown;
  const { reaches } = situationOf(view, reach);
  const place = { site, resource: resource ?? null, now: view.clock, reaches };
  const { policy, steps } = wouldCall(view.workflow.escalation, {
    ...{ ...place, kind: lower(kind), severity: lower(severity) },
  });
  return { policy: policy === null ? null : policyRow(policy), steps: steps.map((one) => triedRow(one, reaches)) };
}

/** What somebody thinks of putting in force: whom it would call at that site now, and what keeps it from being put. */
export function policyDraft(
  { view, viewer }: Moment,
  reach: Reach,
  { site, resource, policy }: { readonly site: string; readonly resource: string | null; readonly policy: Policy },
): PolicyDraft {
  if (!viewer.scope.sees(site)) return { steps: [], problem: null };
  const { escalation } = view.workflow;
  const { reaches } = situationOf(view, reach);
  const steps = trySteps(escalation, policy.steps, { site, resource, now: view.clock, reaches });
  return { steps: steps.map((one) => triedRow(one, reaches)), problem: badPolicy(policy)?.message ?? null };
}

export function stepsOutOfReach({ view, viewer }: Moment, reach: Reach, site: string): readonly UnreachableStep[] {
  if (!viewer.scope.sees(site)) return [];
  const { escalation } = view.workflow;
  const { reaches } = situationOf(view, reach);
  const found = unreachableSteps(escalation, policiesNow(escalation), { site, now: view.clock, reaches });
  return found.map(({ policy, place, because }) => ({ policy: policyRow(policy), place, reason: because }));
}

export function mergedOf(moment: Moment, { id }: ExceptionRow): readonly ExceptionRow[] {
  return (moment.view.workflow.records.get(id)?.parts ?? []).flatMap((part) => exception(moment, part) ?? []);
}

/** What was done for an exception, and what is to come as things stand. */
export function escalationOf({ view }: Moment, reach: Reach, { id }: ExceptionRow): Escalation {
  const { workflow } = view;
  const record = workflow.records.get(id);
  const calls = record?.calls ?? null;
  const sites = record === undefined ? [] : currentSeen(workflow, record).sites;
  if (record === undefined || calls === null || rostersFor(workflow.escalation, sites).length === 0)
    return { policyVersion: null, steps: [], next: null };
  const planned = planOf(workflow, record, situationOf(view, reach));
  const coming = planned.filter(
    ({ call, looked }) => !(isStopped(looked) && looked.stoppedBy === "not-told-already") && call.reason !== "changed",
  );
  const lapses = lapseOf(workflow, record, situationOf(view, reach));
  const untils = [...coming.map(({ looked }) => (isStopped(looked) ? looked.until : null)), lapses].filter(
    (at) => at !== null,
  );
  return {
    policyVersion: calls.policyVersion,
    steps: [...calls.made.map(madeRow), ...coming.map((one) => comingRow(one, workflow, reach, view))],
    next: untils.length === 0 ? null : isoOrNull(Math.min(...untils)),
  };
}

const MADE = { told: "TOLD", held: "HELD", unreachable: "UNREACHABLE" } as const;

const REASONS: { readonly [R in Call["reason"]]: string } = {
  step: "a step of the policy",
  changed: "it weighs something else than before",
  lost: "lines are lost: the customer is to be warned",
  asked: "the estimate has passed and the cause stands",
};

const madeRow = ({ at, target, people, outcome, reason }: Call): EscalationStep => ({
  at: isoOf(at),
  role: target,
  people: people.map(({ person, name, channels }) => personRow({ id: person, name }, channels)),
  state: MADE[outcome],
  reason:
    outcome === "held"
      ? "a flood: it is in the digest"
      : outcome === "unreachable"
        ? "nobody was found"
        : REASONS[reason],
});

function comingRow(
  { call, looked }: Planned,
  workflow: Moment["view"]["workflow"],
  reach: Reach,
  view: Moment["view"],
): EscalationStep {
  const isToCome = isStopped(looked) && looked.until !== null;
  const at = isToCome ? Math.max(looked.until ?? 0, call.dueAt) : call.dueAt;
  const { found, reason } = thereAt(call, at, workflow);
  const { reaches } = situationOf(view, reach);
  const people = found.map((person) => personRow(person, overChannels(call.channels, reaches(person))));
  const state = isStopped(looked) ? (isToCome ? "PLANNED" : "STOPPED") : "PLANNED";
  const because = isStopped(looked) && looked.stoppedBy !== "due" ? looked.because : reason;
  return { at: state === "STOPPED" ? null : isoOrNull(at), role: targetText(call.to), people, state, reason: because };
}

/** Who would be called then. */
function thereAt({ to, seen, reason }: Candidate, at: number, workflow: Moment["view"]["workflow"]) {
  const { sites, resource, actBy } = seen;
  const who = to.map((one) => whoFor(workflow.escalation, { to: one, sites, resource, at, actBy }));
  const nobody = who.find((one) => one.is === "nobody");
  const found = who.flatMap((one) => (one.is === "nobody" ? [] : one.people));
  return { found, reason: found.length === 0 && nobody?.is === "nobody" ? nobody.because : REASONS[reason] };
}
