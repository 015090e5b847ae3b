import { type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import { findTrouble } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Refusal } from "../decide.ts";
import { CLOCK_TOLERANCE } from "../decided-at.ts";
import { stateAfter } from "../life.ts";
import type { Actor, AnyEvent, WorkflowEvent, WorkflowState } from "../model.ts";
import { mayActInRole, maySee } from "../permissions.ts";
import { currentSeen } from "../weight.ts";
import { isAt, laterThan } from "./evolve-handovers.ts";
import type { Handover, Place, Sheet } from "./model.ts";
import { cameAfter, type Weigh } from "./sheet.ts";
import { type Change, changeFrom, isRecent, type Shifts } from "./shifts.ts";

/** So long after the next shift has begun, a handover that nobody has accepted is late. */
export const ACCEPTED_WITHIN = 15 * MINUTE;
const LONGEST_NOTE = 10_000;

export interface HandingOver {
  readonly place: Place;
  /** When the shift began. */
  readonly shift: Instant;
  readonly note: string;
  /** When the person signed; null: now. */
  readonly at: Instant | null;
  readonly commandId: string;
}

/** A place in a text that is the same wherever it is written. */
export const handoverId = ({ site, resource }: Place, shiftFrom: Instant): string =>
  `handover:${site}:${resource ?? "*"}:${isoOf(shiftFrom)}`;

/** Writes down what a shift leaves; `write` makes the sheet of it, as of when it was signed. */
export function handOver(
  state: WorkflowState,
  asked: HandingOver,
  known: {
    readonly actor: Actor;
    readonly now: Instant;
    readonly shifts: Shifts;
    readonly write: (change: Change, until: Instant) => Sheet;
  },
): Result<AnyEvent, Refusal> {
  const { place, shift, note, commandId } = asked;
  const { actor, now, shifts, write } = known;
  const trouble = whyNotHandOver(actor, place) ?? badWords({ note, commandId }) ?? badTime(asked.at, now);
  if (trouble !== null) return refuse(trouble);
  if (note.trim() === "")
    return bad('note must not be empty: say what the next shift has to know, or "nothing to add".');
  const at = Math.min(asked.at ?? now, now);
  const change = changeFrom(shifts, shift);
  if (change === null || shift > at || !isRecent(change.shift, now)) {
    const begun = shifts.all.findLast(({ from }) => from <= at);
    const hint = begun === undefined ? "the roster has none in these days" : `the last one began ${isoOf(begun.from)}`;
    return bad(`No shift of the last 24 hours began ${isoOf(shift)}: ${hint}. Read the handover again.`);
  }
  const id = handoverId(place, shift);
  const before = state.handovers.get(id);
  if (before !== undefined) {
    const message = `This shift was handed over by ${before.by} at ${isoOf(before.at)}: it can be accepted, and not written again.`;
    return no("CONFLICT", message);
  }
  const after = [...state.handovers.values()].find((one) => isAt(one, place) && one.shiftFrom > shift);
  if (after !== undefined)
    return no("CONFLICT", `The shift after it was handed over already, by ${after.by}: hand over the one that runs.`);
  const lateAfter = Math.max(change.next?.from ?? at, at) + ACCEPTED_WITHIN;
  const about = { exceptionId: id, at, by: actor.name, before: null, after: null, note: note.trim() } as const;
  return ok({ type: "handed-over", ...about, place, commandId, lateAfter, sheet: write(change, at) });
}

export interface Accepting {
  readonly id: string;
  readonly note: string | null;
  readonly at: Instant | null;
  readonly commandId: string;
}

/**
 * Somebody else takes over what is open: what was acknowledged or in work is theirs from then on, and each of these says so.
 */
export function acceptHandover(
  state: WorkflowState,
  { id, note, at: signedAt, commandId }: Accepting,
  known: {
    readonly actor: Actor;
    readonly now: Instant;
    readonly weigh: Weigh;
  },
): Result<readonly AnyEvent[], Refusal> {
  const { actor, now, weigh } = known;
  const handover = state.handovers.get(id);
  if (handover === undefined || !maySee(actor, [handover.site]))
    return no("NOT_FOUND", `There is no handover ${id} at your sites: read the list again.`);
  const trouble =
    whyNotHandOver(actor, handover) ?? badWords({ note: note ?? "", commandId }) ?? badTime(signedAt, now);
  if (trouble !== null) return refuse(trouble);
  if (handover.accepted !== null) {
    const { by, at } = handover.accepted;
    return no("CONFLICT", `${by} accepted it at ${isoOf(at)} already: it is theirs.`);
  }
  const later = laterThan(state.handovers, handover);
  if (later !== undefined)
    return no(
      "CONFLICT",
      `${later.by} has handed over the next shift since: accept that one, all that is open is on it.`,
    );
  if (handover.by === actor.name) {
    const message = "You handed it over yourself: whoever takes over has to accept it, under their own name.";
    return no("FORBIDDEN", message);
  }
  const at = Math.min(signedAt ?? now, now);
  if (at < handover.at)
    return bad(`at is ${isoOf(at)}, before it was handed over at ${isoOf(handover.at)}: give a later time.`);
  const came = cameAfter(state, handover, weigh);
  const said = note === null || note.trim() === "" ? null : note.trim();
  const accepted = {
    ...({ type: "handover-accepted", exceptionId: id, at, by: actor.name, before: null, after: null } as const),
    ...{ note: said, commandId, cameAfter: came },
  };
  const ids = [...(handover.sheet?.open ?? []), ...came].map(({ exception }) => exception);
  return ok([accepted, ...ids.flatMap((one) => takeOver(state, one, { handover, actor, at, commandId }))]);
}

interface Taking {
  readonly handover: Handover;
  readonly actor: Actor;
  readonly at: Instant;
  readonly commandId: string;
}

/**
 * Nobody has said yet that they see to an open one, and a shelved one waits for its time: these stay as they are. So does what
 * has moved to other sites since.
 */
function takeOver(state: WorkflowState, id: string, { handover, actor, at, commandId }: Taking): WorkflowEvent[] {
  const record = state.records.get(id);
  if (record === undefined || (record.state !== "acknowledged" && record.state !== "in-progress")) return [];
  if (!maySee(actor, currentSeen(state, record).sites)) return [];
  const after = stateAfter(record.state, "assign");
  if (after === null || record.owner === actor.name) return [];
  const had = record.owner === null || record.owner === handover.by ? "" : ` (${record.owner} had it)`;
  const note = `handed over by ${handover.by} to ${actor.name}${had}`;
  const about = { exceptionId: id, commandId, actor, at, by: actor.name, before: record.state, after, note };
  return [{ ...about, type: "assigned", to: actor.name }];
}

/** Whether this person may hand over or accept there at all. */
export const mayHandOver = (actor: Actor, place: Place): boolean => whyNotHandOver(actor, place) === null;

/** Null: they may. */
export function whyNotHandOver(actor: Actor, { site }: Place): Refusal | null {
  if (!mayActInRole(actor)) {
    const message = `As ${actor.roles.join(", ") || "nobody"} you may read only: a supervisor or a planner hands over.`;
    return { code: "FORBIDDEN", message };
  }
  if (maySee(actor, [site])) return null;
  return { code: "FORBIDDEN", message: `${site} is not one of your sites: ask a colleague from there.` };
}

function badWords({ note, commandId }: { readonly note: string; readonly commandId: string }): Refusal | null {
  if (commandId.trim() === "" || commandId.length > 200)
    return { code: "BAD_USER_INPUT", message: "commandId must have 1 to 200 characters: make a new one." };
  if (note.length > LONGEST_NOTE)
    return { code: "BAD_USER_INPUT", message: `note must have at most ${LONGEST_NOTE} characters.` };
  if (findTrouble(note) === null) return null;
  return { code: "BAD_USER_INPUT", message: "note holds characters that no text may: retype it." };
}

function badTime(at: Instant | null, now: Instant): Refusal | null {
  if (at === null || at <= now + CLOCK_TOLERANCE) return null;
  const message = `at is ${isoOf(at)}, which is still to come: give the time when you signed, or none.`;
  return { code: "BAD_USER_INPUT", message };
}

const no = (code: Refusal["code"], message: string): Result<never, Refusal> => refuse({ code, message });
const bad = (message: string): Result<never, Refusal> => no("BAD_USER_INPUT", message);
