import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { dueWeeklies, nextWeeklyAt, WEEKLIES } from "../digest/due-weeklies.ts";
import { evolveAll } from "../evolve.ts";
import { lateHandovers, nextLateAt } from "../handover/late.ts";
import { type AnyEvent, type ExceptionRecord, SYSTEM, type WorkflowEvent, type WorkflowState } from "../model.ts";
import { mutedBy } from "../muting.ts";
import { tellStewards } from "../quarantine/tell-stewards.ts";
import { tellWatchers, watchersDueAt } from "../watch/tell-watchers.ts";
import { bySeverity, causesOf, weightOf } from "../weight.ts";
import { createBudget } from "./budget.ts";
import type { Candidate, Situation, Stopped } from "./candidate.ts";
import { candidatesFor, lapsesAt, subjectOf } from "./candidates.ts";
import { dueDigests, nextDigestAt } from "./digest.ts";
import { lostInWords } from "./lost-lines.ts";
import type { Call } from "./model.ts";
import { isStopped, targetText, throughStages } from "./stages.ts";

/** What comes of a look at who is to be called. */
export interface Escalated {
  readonly events: readonly AnyEvent[];
  readonly state: WorkflowState;
  /** When each exception is to be looked at again, where that has changed; null: when something happens. */
  readonly timers: ReadonlyMap<string, Instant | null>;
}

export interface Escalator {
  /** What has come due by now. Nothing twice: each call is an event, and a call that was made is not made again. */
  look(state: WorkflowState, situation: Situation): Escalated;
  /** What was kept of timers before a restart. */
  remember(timers: Iterable<readonly [string, Instant]>): void;
}

/** The timer of everything that is about no single exception. */
export const DIGESTS = "escalation:digests";
/** And that of handovers which nobody has accepted. */
const HANDOVERS = "escalation:handovers";

/** Looks at those exceptions alone of which something is different, or that are due. */
export function createEscalator(): Escalator {
  const timers = new Map<string, Instant>();
  const lookedAt = new Map<string, Looked>();
  return {
    remember(kept) {
      for (const [id, at] of kept) timers.set(id, at);
    },
    look(state, situation) {
      const moved = new Map<string, Instant | null>();
      const { now } = situation;
      const set = (id: string, at: Instant | null): void => {
        if ((timers.get(id) ?? null) === at) return;
        if (at === null) timers.delete(id);
        else timers.set(id, at);
        moved.set(id, at);
      };
      const dirty = [...state.records.values()].filter((record) => {
        if (!isCalling(state) && record.watchers.length === 0) return false;
        const before = lookedAt.get(record.id);
        const looked = lookOf(state, record);
        if (before && isSame(before, looked) && (timers.get(record.id) ?? now + 1) > now) return false;
        lookedAt.set(record.id, looked);
        return true;
      });
      const { events, state: after } = callAll(state, dirty, situation);
      for (const { id } of dirty) {
        const record = after.records.get(id);
        if (record === undefined) continue;
        lookedAt.set(id, lookOf(after, record));
        set(id, nextAtFor(after, record, situation));
      }
      set(DIGESTS, nextDigestAt(after.escalation, now));
      set(WEEKLIES, nextWeeklyAt(after.escalation, now));
      set(HANDOVERS, isCalling(after) ? nextLateAt(after.handovers, now) : null);
      return { events, state: after, timers: moved };
    },
  };
}

/** Without a roster nobody is called; those who watch something are told all the same. */
const isCalling = ({ escalation }: WorkflowState): boolean => escalation.rosters.size > 0;

interface Looked {
  readonly record: ExceptionRecord;
  readonly causes: readonly unknown[];
  readonly mutedBy: string | null;
  readonly escalation: unknown;
  readonly rosters: unknown;
}

const lookOf = (state: WorkflowState, record: ExceptionRecord): Looked => ({
  record,
  causes: causesOf(state, record),
  mutedBy: mutedBy(state, record),
  escalation: state.escalation.policies,
  rosters: state.escalation.rosters,
});

const isSame = (a: Looked, b: Looked): boolean =>
  a.record === b.record &&
  a.causes.length === b.causes.length &&
  a.causes.every((cause, place) => cause === b.causes[place]) &&
  a.mutedBy === b.mutedBy &&
  a.escalation === b.escalation &&
  a.rosters === b.rosters;

/** What lapses, the digests, the calls by how bad it is, and handovers and quarantine that nobody has seen to: all at one moment. */
function callAll(
  state: WorkflowState,
  records: readonly ExceptionRecord[],
  situation: Situation,
): { readonly events: readonly AnyEvent[]; readonly state: WorkflowState } {
  const { now } = situation;
  const lapsed = records.flatMap((record) => [
    ...becameGraver(state, record, situation),
    ...lapse(state, record, situation),
  ]);
  const begun = evolveAll(state, lapsed);
  const digests = [...dueDigests(begun, situation), ...dueWeeklies(begun.escalation, situation)];
  const sent = evolveAll(begun, digests);
  const budget = createBudget(sent.escalation);
  const told = createTold();
  const calls = records
    .flatMap(({ id }) => callsFor(sent, id, situation))
    .sort(byWeight)
    .flatMap((call): WorkflowEvent[] => {
      const asked = told.withoutThem(call);
      const looked = asked === null ? null : throughStages(asked, { state: sent, situation, budget });
      if (looked === null || isStopped(looked)) return [];
      told.note(looked);
      return [called(looked, now)];
    });
  const late = isCalling(sent) ? [...lateHandovers(sent, situation), ...tellStewards(sent.escalation, situation)] : [];
  const then = evolveAll(sent, [...calls, ...late]);
  const watched = records.flatMap(({ id }) => toldWatchers(then, { id, calls, situation }));
  return { events: [...lapsed, ...digests, ...calls, ...late, ...watched], state: evolveAll(then, watched) };
}

/** Who is called by a step is not told at the same moment that it has changed: the call says how it stands. */
function createTold() {
  const told = new Map<string, Set<string>>();
  return {
    note({ record, people }: Candidate): void {
      const own = told.get(record.id) ?? new Set();
      for (const { person } of people) own.add(person);
      told.set(record.id, own);
    },
    withoutThem(call: Candidate): Candidate | null {
      if (call.reason !== "changed") return call;
      const own = told.get(call.record.id);
      const to = call.to.filter((one) => !("person" in one && own?.has(one.person)));
      return to.length === 0 ? null : { ...call, to };
    },
  };
}

interface ToWatchers {
  readonly id: string;
  /** That are made at the same moment. */
  readonly calls: readonly WorkflowEvent[];
  readonly situation: Situation;
}

function toldWatchers(state: WorkflowState, { id, calls, situation }: ToWatchers): WorkflowEvent[] {
  const record = state.records.get(id);
  if (record === undefined || record.watchers.length === 0) return [];
  const called = new Set(
    calls.flatMap((event) => {
      const isOf = event.type === "called" && event.exceptionId === id && event.call.outcome === "told";
      return isOf ? event.call.people.map(({ person }) => person) : [];
    }),
  );
  return tellWatchers(state, record, { situation, called });
}

/** The steps of a graver severity begin when it becomes that, whatever was made of the steps before. */
function becameGraver(state: WorkflowState, record: ExceptionRecord, situation: Situation): WorkflowEvent[] {
  const subject = subjectOf(state, record, situation);
  if (subject === null || !record.present) return [];
  const { begunFor } = subject.calls;
  const { severity } = subject.base.seen;
  if (bySeverity({ severity }, { severity: begunFor }) >= 0) return [];
  const note = `was ${begunFor}, is ${severity}: its steps begin`;
  const { id: exceptionId, state: before } = record;
  return [{ type: "became-graver", exceptionId, at: situation.now, by: SYSTEM, before, after: before, note, severity }];
}

function lapse(state: WorkflowState, record: ExceptionRecord, situation: Situation): WorkflowEvent[] {
  const subject = subjectOf(state, record, situation);
  const at = subject === null ? null : lapsesAt(subject);
  if (subject === null || at === null || at > situation.now) return [];
  const by = record.acknowledgedBy ?? record.owner ?? "whoever has it";
  const note = `no answer from ${by}: called for again`;
  const { id: exceptionId, state: before } = record;
  const { severity } = subject.base.seen;
  return [{ type: "lapsed", exceptionId, at: situation.now, by: SYSTEM, before, after: before, note, severity }];
}

function callsFor(state: WorkflowState, id: string, situation: Situation): Candidate[] {
  const record = state.records.get(id);
  const subject = record === undefined ? null : subjectOf(state, record, situation);
  return subject === null ? [] : candidatesFor(subject, situation);
}

/** When something is due for it without anything else happening. */
function nextAtFor(state: WorkflowState, record: ExceptionRecord, situation: Situation): Instant | null {
  const subject = subjectOf(state, record, situation);
  const untils = subject === null ? [] : planOf(state, record, situation).map(({ looked }) => untilOf(looked));
  const lapses = lapseOf(state, record, situation);
  const next = [...untils, lapses, watchersDueAt(state, record, situation.now)].filter(
    (at) => at !== null && Number.isFinite(at) && at > situation.now,
  );
  return next.length === 0 ? null : next.reduce((a, b) => Math.min(a ?? 0, b ?? 0));
}

const untilOf = (looked: Candidate | Stopped): Instant | null => (isStopped(looked) ? looked.until : null);

export interface Planned {
  readonly call: Candidate;
  readonly looked: Candidate | Stopped;
}

/** Each call that may come, with what would become of it now; nothing does. */
export function planOf(state: WorkflowState, record: ExceptionRecord, situation: Situation): readonly Planned[] {
  const budget = { take: () => null };
  return callsFor(state, record.id, situation).map((call) => ({
    call,
    looked: throughStages(call, { state, situation, budget }),
  }));
}

/** When what somebody said of it lapses, and its steps begin anew, if nothing happens before; null: it does not. */
export function lapseOf(state: WorkflowState, record: ExceptionRecord, situation: Situation): Instant | null {
  const subject = subjectOf(state, record, situation);
  return subject === null ? null : lapsesAt(subject);
}

function called(call: Candidate, at: Instant): WorkflowEvent {
  const { record, calls, seen, step, reason, dueAt, outcome, people, lost, because } = call;
  const made: Call = {
    ...{ reason, step, round: calls.round, target: targetText(call.to), role: call.role, at },
    ...{ dueAt: Math.min(dueAt, at), outcome, people },
    ...{ site: call.found[0]?.site ?? null, heldUntil: call.heldUntil },
  };
  return {
    type: "called",
    exceptionId: record.id,
    at,
    by: SYSTEM,
    before: record.state,
    after: record.state,
    note: noteOf(call),
    call: made,
    because,
    weight: weightOf(seen),
    lost,
  };
}

const CHANNEL_WORDS = {
  "in-app": "in the app",
  email: "by e-mail",
  webhook: "by webhook",
  push: "on a device",
} as const;

/** As people read it on the timeline, whichever of its plants they see. */
function noteOf(call: Candidate): string {
  const { to, outcome, people, because, reason, lost, seen } = call;
  const target = targetText(to);
  if (outcome === "unreachable") return `nobody to call: ${because ?? target}`;
  const place = [target, seen.resource].filter((one) => one !== null).join(", ");
  const names = people.map(({ name, channels }) => {
    const over = channels.map((channel) => CHANNEL_WORDS[channel]).join(", ");
    return reason === "step" || reason === "lost" ? `${name} (${place}) ${over}` : `${name} ${over}`;
  });
  if (outcome === "held") return `held back for the next digest to ${target}: more than anybody can read at once`;
  const told = `told ${names.join("; ")}`;
  if (reason === "lost") return `${told}: ${lostInWords(lost.length)}`;
  if (reason === "asked") return `asked ${names.join("; ")}: the estimate has passed and the cause stands`;
  return reason === "changed" ? `${told}: ${because ?? "it has changed"}` : told;
}

const NO_STEP = Number.MAX_SAFE_INTEGER;

/** The worst first: what a flood holds back is the rest. */
function byWeight(a: Candidate, b: Candidate): number {
  return (
    bySeverity(a.seen, b.seen) ||
    b.seen.valueAtRiskMinor - a.seen.valueAtRiskMinor ||
    a.dueAt - b.dueAt ||
    (a.step ?? NO_STEP) - (b.step ?? NO_STEP) ||
    byCodeUnit(a.record.id, b.record.id)
  );
}
