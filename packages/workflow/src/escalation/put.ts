import { type Instant, isoOf } from "@lockstep/domain/instant";
import { findTrouble } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone } from "@lockstep/domain/zone";
import type { Refusal } from "../decide.ts";
import type { Actor } from "../model.ts";
import {
  type DirectoryEvent,
  type EscalationState,
  type Policy,
  type Roster,
  type RosterInForce,
  siteKey,
} from "./model.ts";

export interface Putting<T> {
  readonly value: T;
  /** The version that it was made from, 0 for none; left out, whatever stands is replaced. */
  readonly expectedVersion?: number | null;
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/** Puts a policy in force from now on; exceptions that have begun keep theirs. */
export function putPolicy(
  { policyVersion }: EscalationState,
  { value: policy, reason, actor, now }: Putting<Policy>,
): Result<DirectoryEvent, Refusal> {
  const trouble = mayNotPut(actor, policy.site, "policies") ?? badReason(reason) ?? badPolicy(policy);
  if (trouble !== null) return refuse(trouble);
  const version = policyVersion + 1;
  const scope = [policy.site ?? "every site", policy.kind ?? "every kind", policy.severity].join(", ");
  const about = { at: now, by: actor.name, before: null, after: null, note: `${scope}: ${reason}` } as const;
  const inForce = { ...policy, version, at: now, by: actor.name, reason };
  return ok({ type: "policy-put", exceptionId: "escalation:policies", ...about, policy: inForce });
}

/** Puts the roster of a site, or of the whole company, in force in the place of the one before. */
export function putRoster(
  { rosters }: EscalationState,
  { value: roster, expectedVersion, reason, actor, now }: Putting<Roster>,
): Result<DirectoryEvent, Refusal> {
  const trouble = mayNotPut(actor, roster.site, "rosters") ?? badReason(reason) ?? badRoster(roster);
  if (trouble !== null) return refuse(trouble);
  const before = rosters.get(siteKey(roster.site)) ?? [];
  const last = before.at(-1);
  if (expectedVersion !== null && expectedVersion !== undefined && expectedVersion !== (last?.version ?? 0))
    return refuse({ code: "CONFLICT", message: changedMeanwhile(last, "roster") });
  const since = before[0]?.since ?? now;
  const inForce = { ...roster, version: before.length + 1, at: now, by: actor.name, reason, since };
  const about = { at: now, by: actor.name, before: null, after: null, note: reason } as const;
  return ok({
    type: "roster-put",
    exceptionId: `escalation:roster:${siteKey(roster.site)}`,
    ...about,
    roster: inForce,
  });
}

/** What somebody is told who made a change to another version than the one in force. */
export function changedMeanwhile(
  last: Pick<RosterInForce, "by" | "at" | "version" | "reason"> | undefined,
  what: string,
): string {
  if (last === undefined) return `There is no ${what} any more: read it again, and put in what you want in force.`;
  const { by, at, version, reason } = last;
  return `${by} put version ${version} in force at ${isoOf(at)} (${reason}): read it again, and make your change to that one.`;
}

/** Administrators for everything, plant managers for their own sites. */
export function mayPut({ roles, sites }: Actor, site: string | null): boolean {
  if (roles.includes("administrator")) return sites === null || (site !== null && sites.includes(site));
  return roles.includes("plant-manager") && site !== null && (sites === null || sites.includes(site));
}

export function mayNotPut(actor: Actor, site: string | null, what: string): Refusal | null {
  if (mayPut(actor, site)) return null;
  const where = site === null ? "that hold for the whole company" : `of ${site}`;
  const who = site === null ? "an administrator" : "an administrator, or a plant manager of that site";
  return { code: "FORBIDDEN", message: `You may not change the ${what} ${where}: ask ${who}.` };
}

const LONGEST = 10_000;

export function badReason(reason: string): Refusal | null {
  if (reason.trim() === "") return bad("reason must not be empty: say why it is to be so.");
  return reason.length > LONGEST ? bad(`reason must have at most ${LONGEST} characters.`) : null;
}

const MOST_STEPS = 10;
const MOST_MINUTES = 100_000;

/** What is wrong with it, whoever puts it; null: nothing. */
export function badPolicy(policy: Policy): Refusal | null {
  if (findTrouble(policy) !== null) return bad("A text holds what no text may: type it again.");
  const { steps, settleSeconds, lapseMinutes } = policy;
  if (!isWhole(settleSeconds, 0, 3_600)) return bad("settleSeconds must be a whole number from 0 to 3600.");
  if (!isWhole(lapseMinutes, 1, MOST_MINUTES))
    return bad(`lapseMinutes must be a whole number from 1 to ${MOST_MINUTES}.`);
  if (steps.length > MOST_STEPS) return bad(`There are ${steps.length} steps: leave at most ${MOST_STEPS}.`);
  for (const [place, { afterMinutes, channels, to }] of steps.entries()) {
    const name = `Step ${place + 1}`;
    if (!isWhole(afterMinutes, 0, MOST_MINUTES))
      return bad(`${name}: afterMinutes must be a whole number from 0 to ${MOST_MINUTES}.`);
    const before = steps[place - 1]?.afterMinutes ?? 0;
    if (afterMinutes < before)
      return bad(`${name} comes after ${afterMinutes} min, before step ${place}: put them in order.`);
    if (channels.length === 0) return bad(`${name} has no channel: add one, such as the app.`);
    if ("role" in to) continue;
    if (("team" in to ? to.team : to.person).trim() === "")
      return bad(`${name} names nobody: give a role, a team or a person.`);
  }
  return null;
}

const MOST_PEOPLE = 5_000;

function badRoster(roster: Roster): Refusal | null {
  if (findTrouble(roster) !== null) return bad("A text holds what no text may: type it again.");
  const { people, duties, standIns, holidays, timeZone } = roster;
  if (!isZone(timeZone)) return bad(`"${timeZone}" is no time zone: give one such as Europe/Berlin.`, "timeZone");
  if (Math.max(people.length, duties.length, standIns.length, holidays.length) > MOST_PEOPLE)
    return bad(`A roster has at most ${MOST_PEOPLE} people, duties, stand-ins and holidays: split it by site.`);
  const ids = new Set<string>();
  for (const [k, { id, name, email, quiet }] of people.entries()) {
    const at = `people.${k}`;
    if (id.trim() === "" || name.trim() === "")
      return bad("Each person has an id, as they sign in, and a name.", `${at}.${id.trim() === "" ? "id" : "name"}`);
    if (ids.has(id)) return bad(`${id} stands there twice: leave one of them.`, `${at}.id`);
    ids.add(id);
    if (email !== null && !isAddress(email)) return bad(`${id}: "${email}" is no e-mail address.`, `${at}.email`);
    if (quiet !== null && !(isWall(quiet.from) && isWall(quiet.to)))
      return bad(`${id}: quiet hours are written as 22:00.`, `${at}.${isWall(quiet.from) ? "quietTo" : "quietFrom"}`);
  }
  const known = duties.map((duty, k) => badDuty(duty, `duties.${k}`, ids)).find((one) => one !== null);
  return known ?? badDates(roster, ids);
}

const stranger = (id: string, what: "duty" | "stand-in"): string =>
  `${id} is not among the people: add them, or take the ${what} out.`;

function badDuty(
  { person, team, weekly, dated }: Roster["duties"][number],
  at: string,
  people: ReadonlySet<string>,
): Refusal | null {
  if (!people.has(person)) return bad(stranger(person, "duty"), `${at}.person`);
  if (team?.trim() === "") return bad(`${person}: name the team, or leave it out.`, `${at}.team`);
  for (const [k, { day, start, end }] of weekly.entries()) {
    const field = `${at}.weekly.${k}`;
    if (!isWhole(day, 1, 7)) return bad(`${person}: days are 1 (Monday) to 7 (Sunday); ${day} is none.`, field);
    if (!isWall(start) || !isWall(end)) return bad(`${person}: shifts are written as 06:00 to 14:00.`, field);
  }
  for (const [k, { date, start, end }] of dated.entries()) {
    const field = `${at}.dated.${k}`;
    if (!isDate(date)) return bad(`${person}: "${date}" is no date: write it as 2026-03-02.`, field);
    if ((start === null) !== (end === null))
      return bad(`${person}, ${date}: give both a start and an end, or none.`, field);
    if ((start !== null && !isWall(start)) || (end !== null && !isWall(end)))
      return bad(`${person}, ${date}: shifts are written as 06:00 to 14:00.`, field);
  }
  return null;
}

function badDates({ standIns, holidays }: Roster, people: ReadonlySet<string>): Refusal | null {
  for (const [k, { of, by, from, to }] of standIns.entries()) {
    const at = `standIns.${k}`;
    if (!people.has(of)) return bad(stranger(of, "stand-in"), `${at}.of`);
    if (!people.has(by)) return bad(stranger(by, "stand-in"), `${at}.by`);
    if (!isDate(from)) return bad(`${by} for ${of}: write dates as 2026-03-02.`, `${at}.from`);
    if (!isDate(to)) return bad(`${by} for ${of}: write dates as 2026-03-02.`, `${at}.to`);
    if (to < from) return bad(`${by} for ${of}: the last day is before the first.`, `${at}.to`);
    if (of === by) return bad(`${of} cannot stand in for themselves.`, `${at}.by`);
  }
  const wrong = holidays.findIndex((date) => !isDate(date));
  if (wrong === -1) return null;
  return bad(`"${holidays[wrong] ?? ""}" is no date: write holidays as 2026-12-25.`, `holidays.${wrong}`);
}

export const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;
const isWall = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
export const bad = (message: string, field?: string): Refusal => ({
  ...{ code: "BAD_USER_INPUT", message },
  ...(field === undefined ? {} : { field }),
});

/** RFC 5321 without quotes and remarks, of any script; as long as it allows. */
const isAddress = (text: string): boolean =>
  text.length <= 254 &&
  /^[^\s@<>()[\]\\,:;"\p{C}-][^\s@<>()[\]\\,:;"\p{C}]{0,63}@[^\s@<>()[\]\\,:;"\p{C}]+$/u.test(text);
