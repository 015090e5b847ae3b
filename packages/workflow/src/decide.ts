import { contentHash } from "@lockstep/domain/content-hash";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import { canonicalText, findTrouble } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { revisionOf, writtenSince } from "./conflict.ts";
import { decidedAt } from "./decided-at.ts";
import { estimateFact, givenOf } from "./estimate.ts";
import { decideJoining } from "./joining.ts";
import { actionsIn, type ExceptionState, joiningActions, type Step, stateAfter } from "./life.ts";
import type { Actor, ExceptionRecord, TimelineEntry, Weight, WorkflowEvent, WorkflowState } from "./model.ts";
import { isOvertaken } from "./overtaken.ts";
import { longestShelf, mayActInRole, maySee } from "./permissions.ts";
import { decideTick } from "./playbook/tick.ts";
import { decideWatch } from "./watch/decide-watch.ts";
import { currentSeen, weightOf } from "./weight.ts";

/** What a person wants done. `commandId` makes it safe to send twice; who remembers it is the caller. */
export type Command = {
  readonly id: string;
  readonly commandId: string;
  /** What has happened to it when the person decided; what others have written since is in the way. Left out: nothing is. */
  readonly expectedRevision?: number;
} & (
  | {
      readonly type: "acknowledge";
      readonly note: string | null;
      readonly estimate: Instant | null;
      /** When the person decided; null: now. */
      readonly at: Instant | null;
      readonly photos?: Photos;
    }
  | { readonly type: "assign"; readonly to: string }
  | { readonly type: "shelve"; readonly until: Instant; readonly reason: string }
  | { readonly type: "resolve"; readonly reason: string; readonly note: string | null }
  | { readonly type: "flag-false"; readonly reason: string; readonly wrongSystem: string | null }
  | { readonly type: "comment"; readonly text: string; readonly photos?: Photos }
  | { readonly type: "merge"; readonly into: string; readonly reason: string }
  | { readonly type: "split"; readonly reason: string }
  | {
      readonly type: "tick-step";
      /** Its place in the playbook that the exception began under, from 0. */
      readonly step: number;
      readonly note: string | null;
      /** When the person did it; null: now. */
      readonly at: Instant | null;
    }
  | { readonly type: "untick-step"; readonly step: number; readonly at: Instant | null }
  | { readonly type: "watch" }
  | { readonly type: "unwatch" }
);

/** SHA-256 of pictures that are kept, in hex. Left out: none. */
type Photos = readonly string[];

export interface Refusal {
  readonly code: "NOT_FOUND" | "FORBIDDEN" | "CONFLICT" | "BAD_USER_INPUT";
  /** In plain words, with what to do. */
  readonly message: string;
  /** Which of the values is wrong, as a path such as `people.2.email`; left out where it is not a single one. */
  readonly field?: string;
  /** What others have done meanwhile, and is in the way; and the revision that it is of. */
  readonly theirs?: { readonly revision: number; readonly entries: readonly TimelineEntry[] };
}

export interface Decided {
  readonly events: readonly WorkflowEvent[];
  /** Facts that follow from it, to be taken in like any other. */
  readonly facts: readonly CloudEvent[];
}

/** Whether the person may do that to the exception now, and what comes of it. */
export function decide(state: WorkflowState, command: Command, actor: Actor, now: Instant): Result<Decided, Refusal> {
  const record = state.records.get(command.id);
  if (record === undefined) {
    return no("NOT_FOUND", `There is no exception ${command.id}: read the list again, and take an id from there.`);
  }
  const seen = currentSeen(state, record);
  if (command.type === "watch" || command.type === "unwatch") {
    const bad = badWords(command);
    return bad ? refuse(bad) : decideWatch({ record, seen, command, actor, now });
  }
  const refusal =
    forbidden(record, seen.sites, actor) ??
    badWords(command) ??
    badPhotos(command) ??
    meanwhileChanged(record, command, actor);
  if (refusal) return refuse(refusal);
  if (command.type === "merge" || command.type === "split")
    return decideJoining(state, { record, command, actor, now });
  if (command.type === "tick-step" || command.type === "untick-step")
    return decideTick(state, { record, command, actor, now });
  const after = stateAfter(record.state, command.type) ?? lateWord(record, command);
  if (after === null) return no("CONFLICT", illegalMove(record, command.type));
  return decideLegal({ state, record, command, actor, now, after, weight: weightOf(seen) });
}

/** [W34] What was decided before it was over, and arrives after that, is written down and changes nothing. */
function lateWord({ state, resolvedAt }: ExceptionRecord, command: Command): ExceptionState | null {
  if (command.type !== "acknowledge" || command.at === null || resolvedAt === null) return null;
  return (state === "resolved" || state === "false-flag") && command.at < resolvedAt ? state : null;
}

/** Two commands with the same hash ask for the same, whatever they were decided on. */
export function argumentsHash({ commandId: _, expectedRevision: __, ...asked }: Command): string {
  return contentHash(canonicalText(asked));
}

interface Legal {
  readonly state: WorkflowState;
  readonly record: ExceptionRecord;
  readonly command: Exclude<Command, { type: "merge" | "split" | "tick-step" | "untick-step" | "watch" | "unwatch" }>;
  readonly actor: Actor;
  readonly now: Instant;
  readonly after: ExceptionState;
  readonly weight: Weight;
}

function decideLegal(legal: Legal): Result<Decided, Refusal> {
  const { record, command, actor, now, weight } = legal;
  const { id: exceptionId, commandId } = command;
  const { state: before } = record;
  const base = { exceptionId, commandId, actor, at: now, by: actor.name, before, after: legal.after };
  switch (command.type) {
    case "acknowledge":
      return decideAcknowledge(legal, command);
    case "assign":
      return done({ ...base, type: "assigned", to: command.to.trim(), note: `to ${command.to.trim()}` });
    case "shelve": {
      const refusal = badShelf(command.until, actor, now);
      const { until, reason } = command;
      return refusal ? refuse(refusal) : done({ ...base, type: "shelved", until, reason, weight, note: reason });
    }
    case "resolve": {
      const { reason, note } = command;
      return done({ ...base, type: "resolved", reason, weight, note: blank(note) ? reason : `${reason}: ${note}` });
    }
    case "flag-false": {
      const { reason, wrongSystem } = command;
      const note = blank(wrongSystem) ? reason : `${reason} (wrong: ${wrongSystem})`;
      return done({ ...base, type: "flagged-false", reason, wrongSystem, note });
    }
    case "comment":
      return done({ ...base, type: "commented", note: command.text, ...photosOf(command) });
  }
}

function decideAcknowledge(legal: Legal, command: Command & { type: "acknowledge" }): Result<Decided, Refusal> {
  const { state, record, actor, now, after } = legal;
  const { estimate, note, commandId } = command;
  const decided = decidedAt(command.at, now);
  if (!decided.ok) return decided;
  const at = decided.value;
  if (estimate !== null && estimate < at) {
    return no(
      "BAD_USER_INPUT",
      `The estimate ${isoOf(estimate)} is before ${isoOf(at)}, when you decided: give a later one.`,
    );
  }
  const event: WorkflowEvent = {
    type: "acknowledged",
    exceptionId: record.id,
    commandId,
    actor,
    at,
    by: actor.name,
    before: record.state,
    after: isOvertaken(record, at, "shelved", "reopened") ? record.state : after,
    estimate,
    ...(at < now ? { arrivedAt: now } : {}),
    note: blank(note) ? null : note,
    ...photosOf(command),
  };
  const fact =
    estimate === null
      ? null
      : estimateFact(record, { estimate, at, by: actor.name, note, commandId, before: givenOf(state, record) });
  return ok({ events: [event], facts: fact ? [fact] : [] });
}

function forbidden(record: ExceptionRecord, sites: readonly string[], actor: Actor): Refusal | null {
  if (!mayActInRole(actor)) {
    const message = `As ${actor.roles.join(", ") || "nobody"} you may read only: ask a supervisor or a planner to do it.`;
    return { code: "FORBIDDEN", message };
  }
  if (maySee(actor, sites)) return null;
  const message = `Exception ${record.id} is about none of your sites: ask a colleague from there.`;
  return { code: "FORBIDDEN", message };
}

/** Nothing of what two people write at the same time is lost: the second sees what the first has written, and chooses. */
function meanwhileChanged(record: ExceptionRecord, command: Command, actor: Actor): Refusal | null {
  const entries = writtenSince(record, command, actor);
  const last = entries.at(-1);
  if (last === undefined) return null;
  const said = last.note === null ? "" : `: ${last.note}`;
  const more = entries.length === 1 ? "" : `, the last of ${entries.length} changes`;
  const message = `${last.by} was faster (${last.action}${said}${more}): look at it, and send yours again if it is still right.`;
  return { code: "CONFLICT", message, theirs: { revision: revisionOf(record), entries } };
}

const MOST_CHARACTERS = 10_000;

/** Texts that must be given are, and none is too long or unreadable. */
function badWords(command: Command): Refusal | null {
  const { required, optional } = wordsOf(command);
  for (const [name, text] of Object.entries(required)) {
    if (blank(text)) return { code: "BAD_USER_INPUT", message: `${name} must not be empty: say in a few words.` };
  }
  for (const [name, text] of Object.entries({ ...required, ...optional, commandId: command.commandId })) {
    if (text === null) continue;
    const most = name === "commandId" || name === "to" ? 200 : MOST_CHARACTERS;
    if (text.length > most) return { code: "BAD_USER_INPUT", message: `${name} must have at most ${most} characters.` };
    if (findTrouble(text))
      return { code: "BAD_USER_INPUT", message: `${name} holds characters that no text may: retype it.` };
  }
  return blank(command.commandId)
    ? { code: "BAD_USER_INPUT", message: "commandId must not be empty: make a new one." }
    : null;
}

type Words = { readonly [name: string]: string | null };

function wordsOf(command: Command): { readonly required: Words; readonly optional: Words } {
  switch (command.type) {
    case "acknowledge":
      return { required: {}, optional: { note: command.note } };
    case "assign":
      return { required: { to: command.to }, optional: {} };
    case "shelve":
      return { required: { reason: command.reason }, optional: {} };
    case "resolve":
      return { required: { reason: command.reason }, optional: { note: command.note } };
    case "flag-false":
      return { required: { reason: command.reason }, optional: { wrongSystem: command.wrongSystem } };
    case "comment":
      return { required: { text: command.text }, optional: {} };
    case "merge":
      return { required: { into: command.into, reason: command.reason }, optional: {} };
    case "split":
      return { required: { reason: command.reason }, optional: {} };
    case "tick-step":
      return { required: {}, optional: { note: command.note } };
    case "untick-step":
    case "watch":
    case "unwatch":
      return { required: {}, optional: {} };
  }
}

function badShelf(until: Instant, actor: Actor, now: Instant): Refusal | null {
  if (until <= now) {
    const message = `until is ${isoOf(until)}, but now is ${isoOf(now)}: give a time that is still to come.`;
    return { code: "BAD_USER_INPUT", message };
  }
  const longest = longestShelf(actor);
  if (until <= now + longest) return null;
  const message = `You may shelve for at most ${longest / HOUR} hours, until ${isoOf(now + longest)}: choose an earlier time.`;
  return { code: "BAD_USER_INPUT", message };
}

function illegalMove(record: ExceptionRecord, action: Step): string {
  const legal = [...actionsIn(record.state), ...joiningActions(record)].join(", ");
  const since = record.timeline.findLast(({ before, after }) => before !== after);
  const whose = since === undefined ? "" : ` (${since.by}, ${isoOf(since.at)})`;
  return `An exception that is ${record.state}${whose} cannot take "${action}"; it can take: ${legal}. Read it again first.`;
}

const MOST_PHOTOS = 5;

const photosOf = ({ photos }: { readonly photos?: Photos }): { readonly photos?: Photos } =>
  photos === undefined || photos.length === 0 ? {} : { photos: [...new Set(photos)] };

function badPhotos(command: Command): Refusal | null {
  const photos = "photos" in command ? (command.photos ?? []) : [];
  if (photos.length > MOST_PHOTOS)
    return { code: "BAD_USER_INPUT", message: `There are ${photos.length} photos: send at most ${MOST_PHOTOS}.` };
  if (photos.every((one) => /^[0-9a-f]{64}$/.test(one))) return null;
  return {
    code: "BAD_USER_INPUT",
    message: "A photo is named by its SHA-256 in hex: send it first, and take the answer.",
  };
}

const blank = (text: string | null): boolean => text === null || text.trim() === "";
const done = (event: WorkflowEvent): Result<Decided, Refusal> => ok({ events: [event], facts: [] });
const no = (code: Refusal["code"], message: string): Result<never, Refusal> => refuse({ code, message });
