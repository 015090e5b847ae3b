import type { Instant } from "@lockstep/domain/instant";
import { isLive } from "../life.ts";
import { SYSTEM, type WorkflowState } from "../model.ts";
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
  type RosterInForce,
} from "./model.ts";
import { nextAt, whoFor } from "./who.ts";

/** By the wall clock of the site. */
const DAILY_AT = "06:00";

/** The digests that are due: one for each flood that was held back, and one a day for each roster. */
export function dueDigests(state: WorkflowState, { now, reaches }: Situation): DirectoryEvent[] {
  const { escalation } = state;
  const floods = [...escalation.floods.values()]
    .filter(({ until }) => until <= now)
    .map((flood): DirectoryEvent => {
      const { role, site } = flood;
      const held = heldIn(state, flood);
      const people = toldOf(escalation, { role, site, now, reaches });
      const note = `told ${namesOf(people)} of ${held.length} more in one digest`;
      return { ...base(now, note), type: "digest-sent", of: "flood", site, role, people, exceptions: held };
    });
  const daily = currentRosters(escalation).flatMap((roster): DirectoryEvent[] => {
    if (dailyAt(escalation, roster) > now) return [];
    const exceptions = inDigest(state, roster, escalation.digests.get(roster.site ?? COMPANY) ?? roster.since);
    const people = toldOf(escalation, { role: "planner", site: roster.site, now, reaches });
    const said = `the day's digest of ${exceptions.length} to ${namesOf(people)}`;
    const note = exceptions.length === 0 ? "nothing for the day's digest" : said;
    const about = { of: "day", site: roster.site, role: "planner", people, exceptions } as const;
    return [{ ...base(now, note), type: "digest-sent", ...about }];
  });
  return [...floods, ...daily];
}

function heldIn(state: WorkflowState, { role, site, until }: Flood): readonly string[] {
  const isOf = (call: Call): boolean => call.heldUntil === until && call.role === role && call.site === site;
  return [...state.records.values()].filter(({ calls }) => calls?.made.some(isOf) === true).map(({ id }) => id);
}

export function nextDigestAt(escalation: EscalationState, now: Instant): Instant | null {
  const floods = [...escalation.floods.values()].map(({ until }) => until);
  const daily = currentRosters(escalation).map((roster) => dailyAt(escalation, roster));
  const next = [...floods, ...daily].filter((at) => at > now);
  return next.length === 0 ? null : next.reduce((a, b) => Math.min(a, b));
}

const currentRosters = ({ rosters }: EscalationState): readonly RosterInForce[] =>
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

interface ToWhom {
  readonly role: Role;
  readonly site: string | null;
  readonly now: Instant;
  readonly reaches: Situation["reaches"];
}

/** Whoever has the role then; off shift whoever starts the next one, who finds it there. */
function toldOf(escalation: EscalationState, { role, site, now, reaches }: ToWhom): readonly CalledPerson[] {
  const sites = site === null ? [] : [site];
  const who = whoFor(escalation, { to: { role }, sites, resource: null, at: now, actBy: null });
  if (who.is === "nobody") return [];
  return who.people.map((person) => ({
    person: person.id,
    name: person.name,
    channels: reaches(person).filter((channel) => channel !== "webhook"),
    notBefore: null,
  }));
}

const namesOf = (people: readonly CalledPerson[]): string => people.map(({ name }) => name).join(", ") || "nobody";

const base = (at: Instant, note: string) =>
  ({ exceptionId: "escalation:digests", at, by: SYSTEM, before: null, after: null, note }) as const;
