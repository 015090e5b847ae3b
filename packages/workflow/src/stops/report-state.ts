import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { byFactOrder, type Ordered } from "@lockstep/domain/facts/fact-order";
import { HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import { findTrouble } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Refusal } from "../decide.ts";
import { CLOCK_TOLERANCE } from "../decided-at.ts";
import { TOWER_SOURCE } from "../estimate.ts";
import type { Actor } from "../model.ts";
import { mayActInRole, maySee } from "../permissions.ts";

/** What a person on the floor says of a resource. */
export interface StateReport {
  readonly resource: string;
  readonly state: "down" | "running";
  /** Since when; null: since it was said, or since when a stop that stands is known. */
  readonly since: Instant | null;
  /** Null: as a stop that stands is known. */
  readonly reason: string | null;
  readonly expectedUpAt: Instant | null;
  /** When it was said; null: now. */
  readonly at: Instant | null;
  readonly commandId: string;
}

/** The resource as it is known. */
export interface KnownResource {
  readonly site: string | null;
  /** The state with the latest `since` that is in force; null: nobody has said anything. */
  readonly present: {
    readonly state: string;
    readonly since: Instant;
    readonly reason: string | null;
    readonly expectedUpAt: Instant | null;
    /** The fact that says so. */
    readonly told: Ordered;
  } | null;
}

/** How long ago what is told now may have begun. */
const LONGEST_AGO = 24 * HOUR;
const LONGEST_REASON = 200;

/** The fact that a person's word on a resource is, or why it cannot be one. */
export function reportState(
  known: KnownResource | null,
  report: StateReport,
  actor: Actor,
  now: Instant,
): Result<CloudEvent, Refusal> {
  if (known === null) {
    return no("NOT_FOUND", `There is no resource ${report.resource}: choose one of the list.`);
  }
  const refusal = forbidden(known, report, actor) ?? badWords(report) ?? badTimes(report, now);
  if (refusal !== null) return refuse(refusal);
  const at = Math.min(report.at ?? now, now);
  const { present } = known;
  const isSameStop =
    report.state === "down" &&
    present?.state === "down" &&
    present.since <= at &&
    (report.since ?? present.since) === present.since;
  const since = isSameStop ? present.since : (report.since ?? at);
  if (!isSameStop && present !== null && since <= present.since) {
    const message = `${report.resource} is ${present.state} since ${isoOf(present.since)}, which is not before ${isoOf(since)}: look again, and tell what has happened since.`;
    return no("CONFLICT", message);
  }
  const reason = report.state === "down" ? (report.reason?.trim() ?? (isSameStop ? present.reason : null)) : null;
  const expectedUpAt = report.expectedUpAt ?? (isSameStop ? present.expectedUpAt : null);
  const id = isSameStop
    ? idAfter(present.told, { time: at, source: TOWER_SOURCE, id: report.commandId })
    : report.commandId;
  return ok({
    specversion: "1.0",
    id,
    source: TOWER_SOURCE,
    type: "mes.resource-state",
    time: isoOf(at),
    subject: report.resource,
    data: {
      resource: report.resource,
      since: isoOf(since),
      state: report.state,
      ...(reason === null ? {} : { reason }),
      ...(expectedUpAt === null ? {} : { expectedUpAt: isoOf(expectedUpAt) }),
    },
  });
}

/** Of two of one moment the greater id is in force: that is what was said last. */
function idAfter(before: Ordered, own: Ordered): string {
  const isOfOneMoment = before.time === own.time && before.source === own.source;
  return isOfOneMoment && byFactOrder(own, before) <= 0 ? `${before.id}/${own.id}` : own.id;
}

function forbidden({ site }: KnownResource, { resource }: StateReport, actor: Actor): Refusal | null {
  if (!mayActInRole(actor)) {
    const message = `As ${actor.roles.join(", ") || "nobody"} you may read only: ask a supervisor or a planner to do it.`;
    return { code: "FORBIDDEN", message };
  }
  if (maySee(actor, site === null ? [] : [site])) return null;
  return { code: "FORBIDDEN", message: `${resource} is at ${site}, not at your sites: ask a colleague from there.` };
}

function badWords({ reason, state, commandId }: StateReport): Refusal | null {
  if (commandId.trim() === "" || commandId.length > 200)
    return bad("commandId must have 1 to 200 characters: make a new one.");
  if (reason === null) return null;
  if (state !== "down") return bad("What runs has no reason: leave it out.");
  if (reason.trim() === "") return bad("reason must not be empty: say in a few words why it stands, or leave it out.");
  if (reason.length > LONGEST_REASON) return bad(`reason must have at most ${LONGEST_REASON} characters.`);
  return findTrouble(reason) ? bad("reason holds characters that no text may: retype it.") : null;
}

function badTimes({ at, since, expectedUpAt, state }: StateReport, now: Instant): Refusal | null {
  const said = at ?? now;
  if (said > now + CLOCK_TOLERANCE)
    return bad(`at is ${isoOf(said)}, which is still to come: give the time when you said it, or none.`);
  if (since !== null && since > Math.min(said, now))
    return bad(`since is ${isoOf(since)}, after it was said: give the time when it began.`);
  if (since !== null && since < said - LONGEST_AGO)
    return bad(`since is ${isoOf(since)}, more than 24 hours before it was said: give a later time.`);
  if (expectedUpAt === null) return null;
  if (state !== "down") return bad("What runs is not expected up: leave expectedUpAt out.");
  if (expectedUpAt > Math.min(said, now)) return null;
  return bad(`expectedUpAt is ${isoOf(expectedUpAt)}, which is not after it was said: give a later time.`);
}

const bad = (message: string): Refusal => ({ code: "BAD_USER_INPUT", message });
const no = (code: Refusal["code"], message: string): Result<never, Refusal> => refuse({ code, message });
