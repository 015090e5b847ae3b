import { type Instant, MINUTE, NEVER } from "@lockstep/domain/instant";
import { aroundTheClock, type WorkingTime } from "@lockstep/domain/working-time";
import { isEstimable } from "../estimate.ts";
import { isLive } from "../life.ts";
import type { ExceptionRecord, Seen, StandingCause, WorkflowState } from "../model.ts";
import { mutedBy } from "../muting.ts";
import { lastChanceToReopen } from "../observe.ts";
import { causesOf, currentSeen, weightOf } from "../weight.ts";
import type { Candidate, Situation } from "./candidate.ts";
import { changeBetween } from "./changed.ts";
import { ASKS_AFTER, WAITS_FOR_ANSWER } from "./evolve-calls.ts";
import type { Calls, Channel, PolicyInForce, PolicyStep, Target } from "./model.ts";
import { policyAt } from "./policies.ts";
import { rostersFor } from "./who.ts";

const EVERY_CHANNEL: readonly Channel[] = ["in-app", "email", "webhook"];

/** An exception with what its calls are decided by; null: nobody is called for it. */
export interface Subject {
  readonly record: ExceptionRecord;
  readonly calls: Calls;
  readonly policy: PolicyInForce;
  readonly clock: WorkingTime;
  /** What stands now of it, and of what is part of it. */
  readonly standing: readonly StandingCause[];
  /** Whether somebody knows already that this line is lost. */
  readonly isToldLost: (line: string) => boolean;
  readonly base: Omit<
    Candidate,
    "reason" | "role" | "step" | "to" | "channels" | "dueAt" | "because" | "lost" | "places"
  >;
}

export function subjectOf(state: WorkflowState, record: ExceptionRecord, situation: Situation): Subject | null {
  if (record.calls === null || !isLive(record.state)) return null;
  const seen = currentSeen(state, record);
  const rosters = rostersFor(state.escalation, seen.sites);
  if (rosters.length === 0) return null;
  const since = rosters.reduce((first, one) => Math.min(first, one.since), Number.POSITIVE_INFINITY);
  const asked = { sites: seen.sites, kind: record.kind, severity: seen.severity };
  const policy = policyAt(state.escalation, record.calls.policyVersion, asked);
  if (policy === null) return null;
  const { roundAt, firstRoundAt } = record.calls;
  const calls = {
    ...record.calls,
    ...{ roundAt: Math.max(roundAt, since), firstRoundAt: Math.max(firstRoundAt, since) },
  };
  const clock = clockOf(policy, seen, situation);
  const base = { record, calls, seen, mutedBy: mutedBy(state, record), policy, found: [], people: [] };
  const standing = causesOf(state, record);
  const told = new Set(calls.lostTold);
  const isToldLost = (line: string): boolean => told.has(line) || isToldElsewhere(state, record, line);
  return { record, calls, policy, clock, standing, isToldLost, base: { ...base, outcome: "told", heldUntil: null } };
}

/** As long as the one that said so stands, and where this one stood before that was over: its line has not been well between. */
function isToldElsewhere({ records, escalation }: WorkflowState, { timeline }: ExceptionRecord, line: string): boolean {
  const other = records.get(escalation.lostTold.get(line)?.exceptionId ?? "");
  if (other === undefined) return false;
  const since = timeline.findLast(({ action }) => action === "opened" || action === "reopened")?.at ?? NEVER;
  return other.present || since <= lastChanceToReopen(other);
}

/** What the minutes of a policy are counted by; without one, the plant's working time. */
export const clockOf = (
  policy: PolicyInForce | null,
  { sites, resource }: Pick<Seen, "sites" | "resource">,
  situation: Situation,
): WorkingTime => (policy?.clock === "always" ? aroundTheClock : situation.workingTime(sites, resource));

/** All calls that may be made for it, whether they are due or not. */
export function candidatesFor(subject: Subject, situation: Situation): Candidate[] {
  const { record, calls, policy, clock, standing, isToldLost, base } = subject;
  const call = (more: Pick<Candidate, "reason" | "to" | "dueAt"> & Partial<Candidate>): Candidate => ({
    ...base,
    ...{ role: "planner", step: null, channels: EVERY_CHANNEL, because: null, lost: [], places: [] },
    ...more,
  });
  const found: Candidate[] = [];
  const isHeld = record.state === "acknowledged" || record.state === "in-progress";
  const { now } = situation;
  if (isHeld && record.estimate !== null && record.estimatedBy !== null && calls.askedAbout !== record.estimate) {
    const to: readonly Target[] = [{ person: record.estimatedBy }];
    found.push(call({ reason: "asked", to, dueAt: record.estimate + ASKS_AFTER }));
  }
  if (record.state === "open" && calls.broken !== null && calls.askedAbout === null) {
    const { person, estimate } = calls.broken;
    found.push(call({ reason: "asked", to: [{ person }], dueAt: estimate + ASKS_AFTER }));
  }
  const lost = standing.flatMap(({ key }) => situation.lostLines(key)).filter((line) => !isToldLost(line));
  // Whoever is to warn the customer is where the line is.
  const siteOf = (line: string): string | null => situation.siteOfLine?.(line) ?? null;
  for (const site of new Set(lost.map(siteOf))) {
    const own = lost.filter((line) => siteOf(line) === site);
    const places = site === null ? [] : [site];
    found.push(call({ reason: "lost", to: [{ role: "planner" }], dueAt: calls.roundAt, lost: own, places }));
  }
  const change = calls.toldAt === null ? null : changeBetween(weightOf(base.seen), calls.toldAt);
  if (change !== null && record.present) {
    const to = toldBefore(calls, record).map((person) => ({ person }));
    const role = calls.made.findLast(({ outcome }) => outcome !== "unreachable")?.role ?? "planner";
    if (to.length > 0) found.push(call({ reason: "changed", role, to, dueAt: now, because: change }));
  }
  for (const [place, step] of policy.steps.entries()) {
    const { to, channels } = step;
    const role = "role" in to ? to.role : "planner";
    const at = dueAt(step, { calls, clock, base });
    found.push(call({ reason: "step", role, step: place, to: [to], channels, dueAt: at }));
  }
  return found;
}

/** By the policy's clock, and no later than half of the time that was left to act by. */
function dueAt(
  { afterMinutes }: PolicyStep,
  { calls, clock, base }: Pick<Subject, "calls" | "clock" | "base">,
): Instant {
  const { roundAt } = calls;
  const { actBy } = base.seen;
  const byClock = clock.add(roundAt, afterMinutes * MINUTE);
  return actBy === null || actBy <= roundAt ? byClock : Math.min(byClock, Math.round(roundAt + (actBy - roundAt) / 2));
}

/**
 * When an acknowledgement that nothing follows escalates again; null: it does not. An estimate is waited for while there is
 * time to act then: one that lies behind act-by says that the line will be missed, and is no reason to be silent until then; no more
 * is one that nothing is projected by.
 */
export function lapsesAt({ record, calls, policy, clock, base }: Subject): Instant | null {
  if (!record.present || calls.hasLapsed || calls.progressAt === null) return null;
  if (record.state !== "acknowledged" && record.state !== "in-progress") return null;
  const { estimate } = record;
  const answered = calls.askedAt !== null && calls.progressAt > calls.askedAt;
  const { actBy } = base.seen;
  const isBelieved = estimate !== null && isEstimable(record);
  const isInTime = isBelieved && (actBy === null || estimate <= actBy);
  if (isInTime && !(calls.askedAbout === estimate && answered)) {
    return Math.max(calls.askedAt ?? 0, estimate + ASKS_AFTER) + WAITS_FOR_ANSWER;
  }
  const isAnswered = record.state === "in-progress" && !isOnlyAssigned(record);
  return isAnswered ? null : clock.add(calls.progressAt, policy.lapseMinutes * MINUTE);
}

/** Others gave it to somebody, and nobody has acknowledged it or done anything with it: whoever has it may not know. */
function isOnlyAssigned({ acknowledgedBy, owner, timeline }: ExceptionRecord): boolean {
  if (acknowledgedBy !== null) return false;
  const given = timeline.findLastIndex(({ action }) => action === "assigned");
  return given >= 0 && !timeline.slice(given).some(({ by }) => by === owner);
}

function toldBefore({ made, firstRound }: Calls, { acknowledgedBy, owner }: ExceptionRecord): readonly string[] {
  const told = made.filter((one) => one.round >= firstRound && one.outcome === "told");
  const people = told.flatMap((one) => one.people.map(({ person }) => person));
  return [...new Set([...people, acknowledgedBy, owner])].filter((one) => one !== null);
}
