import { present as sure } from "@lockstep/domain/assert";
import { callsAfter, escalationAfter, newCalls } from "./escalation/evolve-calls.ts";
import { withoutNames } from "./escalation/lost-lines.ts";
import { isEstimable } from "./estimate.ts";
import { handoversAfter } from "./handover/evolve-handovers.ts";
import type { AnyEvent, ExceptionRecord, StandingCause, TimelineEntry, WorkflowEvent, WorkflowState } from "./model.ts";
import { isOvertaken } from "./overtaken.ts";
import { begunUnder, followedAfter, playbooksAfter } from "./playbook/playbooks.ts";
import { watchersAfter } from "./watch/watchers.ts";

/** The state after one event. */
export const evolve = (state: WorkflowState, event: AnyEvent): WorkflowState => evolveAll(state, [event]);

/** The state after events, in their order. */
export function evolveAll(state: WorkflowState, events: Iterable<AnyEvent>): WorkflowState {
  const records = new Map(state.records);
  const latest = new Map(state.latest);
  let { escalation, handovers, playbooks } = state;
  for (const event of events) {
    escalation = escalationAfter(escalation, event);
    handovers = handoversAfter(handovers, event);
    playbooks = playbooksAfter(playbooks, event);
    if (event.after === null) continue;
    const before = records.get(event.exceptionId);
    const record =
      event.type === "opened"
        ? opened(event, { ...state, escalation, playbooks })
        : changed(
            sure(before, () => `no ${event.exceptionId}`),
            event,
          );
    const timeline = [...record.timeline, entryOf(event, record.timeline.length + 1)];
    const calls = callsAfter(before ?? record, event);
    const playbook = followedAfter(record.playbook, event);
    const watchers = watchersAfter(record.watchers, event);
    const decidedAt = isDecision(event) ? Math.min(record.decidedAt ?? event.at, event.at) : record.decidedAt;
    records.set(event.exceptionId, { ...record, state: event.after, decidedAt, calls, playbook, watchers, timeline });
    join(records, event, before?.mergedInto ?? null);
    if (event.type === "opened") latest.set(event.key, event.exceptionId);
  }
  return { ...state, records, latest, escalation, handovers, playbooks };
}

/** Takes over what the latest projection says. It is no event: after a restart the projection says it again. */
export function withStanding(state: WorkflowState, causes: Iterable<StandingCause>): WorkflowState {
  const standing = new Map<string, StandingCause>();
  for (const cause of causes) standing.set(cause.key, cause);
  return { ...state, standing };
}

/** The one that stays knows what is part of it. */
function join(records: Map<string, ExceptionRecord>, event: WorkflowEvent, mergedInto: string | null): void {
  const { exceptionId: id, type } = event;
  if (type !== "merged" && type !== "split") return;
  const whole = records.get(type === "merged" ? event.into : (mergedInto ?? ""));
  if (whole === undefined) return;
  const others = whole.parts.filter((part) => part !== id);
  records.set(whole.id, { ...whole, parts: type === "merged" ? [...others, id] : others });
}

function entryOf(event: WorkflowEvent, seq: number): TimelineEntry {
  const { at, by, type: action, before, after } = event;
  const isOfLost = event.type === "called" && event.call.reason === "lost" && event.note !== null;
  const note = isOfLost ? withoutNames(event.note, event.lost) : event.note;
  const photos = "photos" in event && event.photos !== undefined ? { photos: event.photos } : {};
  const into = event.type === "merged" ? { into: event.into } : {};
  return { seq, at, by, action, before, after, note, ...photos, ...into };
}

function opened(
  event: WorkflowEvent & { type: "opened" },
  { escalation, playbooks }: Pick<WorkflowState, "escalation" | "playbooks">,
): ExceptionRecord {
  const { exceptionId: id, key, kind, subjectType, subject, occurrence, seen, at: openedAt, after: state } = event;
  return {
    id,
    key,
    kind,
    subjectType,
    subject,
    occurrence,
    state,
    present: true,
    openedAt,
    clearedAt: null,
    resolvedAt: null,
    outcome: null,
    seen,
    firstActBy: seen.actBy,
    ...{ decidedAt: null, wrongSystem: null },
    owner: null,
    ...unacknowledged,
    estimates: [],
    shelvedUntil: null,
    putOffAt: null,
    recurrences: 0,
    ...{ mergedInto: null, parts: [] },
    calls: newCalls(escalation.policyVersion, openedAt, seen.severity),
    playbook: begunUnder(playbooks, event),
    watchers: [],
    timeline: [],
  };
}

/** Whether it says what happens with it: taking note of it does not, and neither does a word. */
function isDecision(event: WorkflowEvent): boolean {
  switch (event.type) {
    case "acknowledged":
      return event.estimate !== null;
    case "assigned":
    case "shelved":
    case "resolved":
    case "flagged-false":
    case "merged":
      return true;
    default:
      return false;
  }
}

const unacknowledged = {
  ...{ acknowledgedBy: null, acknowledgedAt: null },
  ...{ estimate: null, estimatedBy: null, estimatedAt: null },
};
const notShelved = { shelvedUntil: null, putOffAt: null };

function changed(record: ExceptionRecord, event: Exclude<WorkflowEvent, { type: "opened" }>): ExceptionRecord {
  switch (event.type) {
    case "cleared":
      return { ...record, present: false, clearedAt: event.at, seen: event.seen };
    case "returned":
      return { ...record, present: true, clearedAt: null, seen: event.seen };
    case "recovered":
      return { ...record, ...notShelved, resolvedAt: event.at, outcome: "recovered" };
    case "reopened": {
      const recurrences = record.recurrences + (event.because === "seen-again" ? 1 : 0);
      const again = { present: true, clearedAt: null, resolvedAt: null, outcome: null, seen: event.seen, recurrences };
      return { ...record, ...notShelved, ...unacknowledged, ...again };
    }
    case "woke":
      return { ...record, ...notShelved };
    case "acknowledged":
      return acknowledged(record, event);
    case "assigned":
      return isOvertaken(record, event.at, "assigned") ? record : { ...record, owner: event.to };
    case "shelved":
      return { ...record, shelvedUntil: event.until, putOffAt: event.weight };
    case "resolved":
      return { ...record, shelvedUntil: null, putOffAt: event.weight, resolvedAt: event.at, outcome: event.reason };
    case "flagged-false":
      return {
        ...record,
        ...notShelved,
        ...{ resolvedAt: event.at, outcome: event.reason, wrongSystem: event.wrongSystem },
      };
    case "merged":
      return { ...record, ...notShelved, mergedInto: event.into };
    case "split":
      return { ...record, mergedInto: null };
    case "commented":
    case "called":
    case "lapsed":
    case "became-graver":
    case "playbook-ticked":
    case "playbook-unticked":
    case "watched":
    case "unwatched":
    case "watchers-told":
      return record;
  }
}

/** What arrives late takes nothing back that was decided after it. */
function acknowledged(record: ExceptionRecord, event: WorkflowEvent & { type: "acknowledged" }): ExceptionRecord {
  const { at, by, estimate } = event;
  const estimates = given(record, event);
  if (isOvertaken(record, at, "reopened")) return { ...record, estimates };
  return {
    ...record,
    estimates,
    ...(event.after === "shelved" ? {} : notShelved),
    ...(at >= (record.acknowledgedAt ?? at) ? { acknowledgedBy: by, acknowledgedAt: at } : {}),
    ...(estimate !== null && at >= (record.estimatedAt ?? at) ? { estimate, estimatedBy: by, estimatedAt: at } : {}),
  };
}

/** With the one of this event, where it has become a fact. */
function given(record: ExceptionRecord, event: WorkflowEvent & { type: "acknowledged" }): ExceptionRecord["estimates"] {
  const { at, by, estimate, actor } = event;
  if (estimate === null || !isEstimable(record)) return record.estimates;
  return [...record.estimates, { by, roles: actor.roles, at, estimate }];
}
