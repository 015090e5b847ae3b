import { earliest, type Instant, NEVER } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { isLive } from "../life.ts";
import { type ExceptionRecord, SYSTEM, type WorkflowState } from "../model.ts";
import type { Role } from "../permissions.ts";
import { currentSeen } from "../weight.ts";
import type { Situation } from "./candidate.ts";
import {
  type Call,
  type CalledPerson,
  COMPANY,
  type DirectoryEvent,
  type EscalationState,
  type Flood,
  type Person,
  type RosterInForce,
} from "./model.ts";
import { heldUntil, latestFor, nextAt, reachedIn, whoFor } from "./who.ts";

/** By the wall clock of the site. */
const DAILY_AT = "06:00";

/** The digests that are due: one for each flood that was held back, and one a day for each roster. */
export function dueDigests(state: WorkflowState, situation: Situation): DirectoryEvent[] {
  const { now } = situation;
  const { escalation } = state;
  const floods = [...escalation.floods.values()]
    .filter(({ until }) => until <= now)
    .map((flood): DirectoryEvent => {
      const { role, site } = flood;
      const held = heldIn(state, flood);
      const people = heldFor(state, { flood, held, situation });
      const note = `told ${namesOf(people)} of ${held.length} more in one digest`;
      const exceptions = held.map(({ id }) => id);
      return { ...base(now, note), type: "digest-sent", of: "flood", site, role, people, exceptions };
    });
  const daily = currentRosters(escalation).flatMap((roster): DirectoryEvent[] => {
    if (dailyAt(escalation, roster) > now) return [];
    const exceptions = inDigest(state, roster, escalation.digests.get(roster.site ?? COMPANY) ?? roster.since);
    const people = toldOf(escalation, { role: "planner", site: roster.site, latest: NEVER }, situation);
    const said = `the day's digest of ${exceptions.length} to ${namesOf(people)}`;
    const note = exceptions.length === 0 ? "nothing for the day's digest" : said;
    const about = { of: "day", site: roster.site, role: "planner", people, exceptions } as const;
    return [{ ...base(now, note), type: "digest-sent", ...about }];
  });
  return [...floods, ...daily];
}

const isOf =
  ({ role, site, until }: Flood) =>
  (call: Call): boolean =>
    call.heldUntil === until && call.role === role && call.site === site;

const heldIn = (state: WorkflowState, flood: Flood): readonly ExceptionRecord[] =>
  [...state.records.values()].filter(({ calls }) => calls?.made.some(isOf(flood)) === true);

interface HeldBack {
  readonly flood: Flood;
  readonly held: readonly ExceptionRecord[];
  readonly situation: Situation;
}

/**
 * Whom the calls were for that were held back, by webhook where one of them was to go by it: a step may name no other channel. If none of
 * them is in a roster any more, whoever has the role.
 */
function heldFor(state: WorkflowState, { flood, held, situation }: HeldBack): readonly CalledPerson[] {
  const { escalation } = state;
  const calls = held.flatMap((record) => record.calls?.made.filter(isOf(flood)) ?? []);
  const asked = calls.flatMap(({ people }) => people);
  const ids = new Set(asked.map(({ person }) => person));
  const byWebhook = new Set(asked.flatMap(({ person, channels }) => (channels.includes("webhook") ? [person] : [])));
  const latest = Math.min(NEVER, ...held.map((record) => latestFor(currentSeen(state, record), situation.now)));
  const people = [...ids].sort(byCodeUnit).flatMap((id): readonly CalledPerson[] => {
    const found = reachedIn(escalation, id, flood.site === null ? [] : [flood.site]);
    const how = { latest, alsoByWebhook: byWebhook.has(id) };
    return found === null ? [] : [toldIn(found.person, { ...found, ...how }, situation)];
  });
  if (people.length > 0) return people;
  return toldOf(escalation, { ...flood, latest, alsoByWebhook: byWebhook.size > 0 }, situation);
}

export function nextDigestAt(escalation: EscalationState, now: Instant): Instant | null {
  const floods = [...escalation.floods.values()].map(({ until }) => until);
  const daily = currentRosters(escalation).map((roster) => dailyAt(escalation, roster));
  return earliest([...floods, ...daily].filter((at) => at > now));
}

export const currentRosters = ({ rosters }: EscalationState): readonly RosterInForce[] =>
  [...rosters.values()].flatMap((versions) => versions.at(-1) ?? []);

function dailyAt({ digests }: EscalationState, { site, since, timeZone }: RosterInForce): Instant {
  return nextAt(DAILY_AT, timeZone, (digests.get(site ?? COMPANY) ?? since) + 1);
}

/** What nobody is called for, low and uncertain, and what has opened since the last one. */
function inDigest(state: WorkflowState, { site }: RosterInForce, since: Instant): readonly string[] {
  const found: string[] = [];
  for (const record of state.records.values()) {
    if (!isLive(record.state) || !record.present) continue;
    const seen = currentSeen(state, record);
    const isOf =
      site === null ? seen.sites.every((one) => !state.escalation.rosters.has(one)) : seen.sites.includes(site);
    if (!isOf) continue;
    if (seen.severity === "low" || record.kind === "uncertain" || record.openedAt > since) found.push(record.id);
  }
  return found;
}

interface How {
  /** Quiet hours hold it back until then at most. */
  readonly latest: Instant;
  /** It stands for a call that goes by webhook; left out: a webhook is not for what waits to be read. */
  readonly alsoByWebhook?: boolean;
}

interface ToWhom extends How {
  readonly role: Role;
  readonly site: string | null;
}

/** Whoever has the role then; off shift whoever starts the next one, who finds it there. */
export function toldOf(
  escalation: EscalationState,
  { role, site, ...how }: ToWhom,
  situation: Situation,
): readonly CalledPerson[] {
  const sites = site === null ? [] : [site];
  const who = whoFor(escalation, { to: { role }, sites, resource: null, at: situation.now, actBy: null });
  if (who.is === "nobody") return [];
  return who.people.map((person) => toldIn(person, { ...who, ...how }, situation));
}

export function toldIn(
  person: Person,
  { timeZone, latest, alsoByWebhook = false }: How & { readonly timeZone: string },
  { now, reaches }: Situation,
): CalledPerson {
  const channels = reaches(person).filter((channel) => alsoByWebhook || channel !== "webhook");
  const notBefore = heldUntil(person, timeZone, { now, latest });
  return { person: person.id, name: person.name, channels, notBefore };
}

export const namesOf = (people: readonly CalledPerson[]): string =>
  people.map(({ name }) => name).join(", ") || "nobody";

const base = (at: Instant, note: string) =>
  ({ exceptionId: "escalation:digests", at, by: SYSTEM, before: null, after: null, note }) as const;
