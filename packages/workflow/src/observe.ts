import { type Instant, MINUTE } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { evolveAll, withStanding } from "./evolve.ts";
import { exceptionId } from "./exception-id.ts";
import { type ExceptionState, isLive } from "./life.ts";
import {
  type ExceptionRecord,
  type StandingCause,
  SYSTEM,
  type Weight,
  type WorkflowEvent,
  type WorkflowState,
} from "./model.ts";
import { currentSeen, isWorse, seenOf } from "./weight.ts";

/** How long a cause must be gone until its exception resolves by itself. */
export const GONE_FOR = 10 * MINUTE;
/** For how long after that the same exception reopens if the cause is seen again. */
export const REOPENS_FOR = 60 * MINUTE;

export interface Observation {
  /** All causes that stand now. */
  readonly causes: readonly StandingCause[];
  readonly now: Instant;
}

/** What time and the latest projection do to the exceptions, in order. Nothing if nothing has changed. */
export function observe(state: WorkflowState, { causes, now }: Observation): WorkflowEvent[] {
  const standing = new Map(causes.map((cause) => [cause.key, cause]));
  const keys = [...new Set([...state.latest.keys(), ...standing.keys()])].sort(byCodeUnit);
  const recordOf = (key: string): ExceptionRecord | undefined => state.records.get(state.latest.get(key) ?? "");
  const isMerged = (key: string): boolean => recordOf(key)?.state === "merged";
  // What becomes of those that are part of another hangs on what becomes of that one.
  const events = [...keys.filter((key) => !isMerged(key)), ...keys.filter(isMerged)].flatMap((key) => {
    const record = recordOf(key);
    const cause = standing.get(key);
    if (record === undefined) return cause ? [open(cause, 1, now)] : [];
    const due = dueEvents(state, record, now);
    const joined = splitFromGone(state, record, { cause, now });
    if (joined.length > 0) return joined;
    const current = due.length > 0 ? (evolveAll(state, due).records.get(record.id) ?? record) : record;
    const weight = current.parts.length === 0 ? cause : currentSeen({ ...state, standing }, current);
    return [...due, ...compare(current, { before: state.standing.get(key), cause, weight, now })];
  });
  return events.some(({ type }) => type === "returned")
    ? [...events, ...worseThanPutOff({ ...evolveAll(state, events), standing }, keys, now)]
    : events;
}

/** What was put off while its cause was gone, or that of a part of it, may be back worse than it was then. */
function worseThanPutOff(state: WorkflowState, keys: readonly string[], now: Instant): WorkflowEvent[] {
  return keys.flatMap((key) => {
    const record = state.records.get(state.latest.get(key) ?? "");
    const cause = state.standing.get(key);
    if (record === undefined || cause === undefined || !record.present || record.putOffAt === null) return [];
    return gotWorse(record, { cause, weight: currentSeen(state, record), now });
  });
}

/** `observe`, with the state that comes of it. */
export function step(state: WorkflowState, observation: Observation) {
  const events = observe(state, observation);
  return { events, state: withStanding(evolveAll(state, events), observation.causes) };
}

/** What has come due since the last look, each at its own time and in the order of these times. */
function dueEvents(state: WorkflowState, record: ExceptionRecord, now: Instant): WorkflowEvent[] {
  if (!isLive(record.state)) return [];
  const recoversAt = record.clearedAt === null ? null : record.clearedAt + GONE_FOR;
  const wakesAt = record.state === "shelved" ? record.shelvedUntil : null;
  const wakes = wakesAt !== null && wakesAt <= now && (recoversAt === null || wakesAt < recoversAt);
  const events: WorkflowEvent[] = [];
  if (wakes) {
    const { severity } = currentSeen(state, record);
    events.push({ ...bySystem(record, wakesAt, "open"), type: "woke", because: "time", severity });
  }
  if (recoversAt !== null && recoversAt <= now) {
    const before = wakes ? "open" : record.state;
    events.push({ ...bySystem(record, recoversAt, "resolved"), before, type: "recovered" });
  }
  return events;
}

/** What it was joined into is over, and its own cause stands, or stands again: it is a card of its own. */
function splitFromGone(
  state: WorkflowState,
  record: ExceptionRecord,
  { cause, now }: Pick<Look, "cause" | "now">,
): WorkflowEvent[] {
  if (record.state !== "merged") return [];
  const parent = state.records.get(record.mergedInto ?? "");
  const ends = parent === undefined ? [] : dueEvents(state, parent, now).filter(({ type }) => type === "recovered");
  if (parent !== undefined && isLive(parent.state) && ends.length === 0) return [];
  const back = record.present || cause === undefined ? [] : seenAgain(record, cause, now);
  // Beyond its time another one has been opened in its place.
  if (!record.present && !back.some(({ type }) => type === "returned")) return [];
  const note = "what it was merged into is over";
  const severity = back.length > 0 && cause !== undefined ? cause.severity : currentSeen(state, record).severity;
  const at = back.length > 0 ? now : (ends[0]?.at ?? now);
  return [...back, { ...bySystem(record, at, "open"), type: "split", note, severity }];
}

interface Look {
  /** The cause as it last stood. */
  readonly before: StandingCause | undefined;
  readonly cause: StandingCause | undefined;
  /** With what is part of it; undefined: its own cause is gone. */
  readonly weight: Weight | undefined;
  readonly now: Instant;
}

function compare(record: ExceptionRecord, { before, cause, weight, now }: Look): WorkflowEvent[] {
  if (cause === undefined) {
    const seen = before ? seenOf(before) : record.seen;
    return record.present ? [{ ...bySystem(record, now, record.state), type: "cleared", seen }] : [];
  }
  return record.present ? gotWorse(record, { cause, weight: weight ?? cause, now }) : seenAgain(record, cause, now);
}

/** What was put off comes back when it gets worse than it was then. */
function gotWorse(
  record: ExceptionRecord,
  { cause, weight, now }: { readonly cause: StandingCause; readonly weight: Weight; readonly now: Instant },
): WorkflowEvent[] {
  if (record.putOffAt === null || !isWorse(weight, record.putOffAt)) return [];
  const back = bySystem(record, now, "open");
  if (record.state === "shelved") return [{ ...back, type: "woke", because: "worse", severity: weight.severity }];
  if (record.state !== "resolved") return [];
  return [{ ...back, type: "reopened", because: "worse", seen: seenOf(cause) }];
}

function seenAgain(record: ExceptionRecord, cause: StandingCause, now: Instant): WorkflowEvent[] {
  const seen = seenOf(cause);
  if (isLive(record.state)) return [{ ...bySystem(record, now, record.state), type: "returned", seen }];
  if (now > lastChanceToReopen(record)) return [open(cause, record.occurrence + 1, now)];
  const wasGone = record.state === "resolved" || (record.state === "false-flag" && isGone(record, now));
  if (!wasGone) return [{ ...bySystem(record, now, record.state), type: "returned", seen }];
  return [{ ...bySystem(record, now, "open"), type: "reopened", because: "seen-again", seen }];
}

/** For so long that what is seen again is another one. */
const isGone = ({ clearedAt }: ExceptionRecord, now: Instant): boolean =>
  clearedAt !== null && now >= clearedAt + GONE_FOR;

/** Until when a cause that is seen again is the same. */
export function lastChanceToReopen({
  clearedAt,
  resolvedAt,
}: Pick<ExceptionRecord, "clearedAt" | "resolvedAt">): Instant {
  return Math.max((clearedAt ?? 0) + GONE_FOR, resolvedAt ?? 0) + REOPENS_FOR;
}

function open(cause: StandingCause, occurrence: number, at: Instant): WorkflowEvent {
  const { key, kind, subjectType, subject } = cause;
  const id = exceptionId(cause, occurrence);
  const happened = { exceptionId: id, at, by: SYSTEM, before: null, after: "open", note: null } as const;
  return { ...happened, type: "opened", key, kind, subjectType, subject, occurrence, seen: seenOf(cause) };
}

function bySystem(record: ExceptionRecord, at: Instant, after: ExceptionState) {
  return { exceptionId: record.id, at, by: SYSTEM, before: record.state, after, note: null };
}
