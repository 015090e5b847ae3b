import { type Instant, NEVER } from "@lockstep/domain/instant";
import { aroundTheClock, type WorkingTime, workingTimeOf } from "@lockstep/domain/working-time";
import { byCodeUnit } from "@lockstep/domain/world";
import { dayOfDate, zoneOf } from "@lockstep/domain/zone";
import type { Seen } from "../model.ts";
import {
  COMPANY,
  type Duty,
  type EscalationState,
  type Person,
  type RosterInForce,
  type Target,
  targetName,
} from "./model.ts";

/** Who is there for something, and of which roster. */
export interface Found {
  readonly people: readonly Person[];
  /** Null: of the company's. */
  readonly site: string | null;
  readonly timeZone: string;
}

export type Who =
  | (Found & { readonly is: "there"; readonly offShift: boolean })
  /** Off shift, and there is time: whoever starts the next shift. */
  | (Found & { readonly is: "next-shift"; readonly from: Instant })
  | { readonly is: "nobody"; readonly because: string };

export interface Wanted {
  readonly to: Target;
  readonly sites: readonly string[];
  readonly resource: string | null;
  readonly at: Instant;
  /** Null: there is nothing left to be in time for. */
  readonly actBy: Instant | null;
}

/** The rosters in force for these sites, the company's last. */
export function rostersFor({ rosters }: EscalationState, sites: readonly string[]): readonly RosterInForce[] {
  const known = bySites.get(rosters) ?? new Map<string, readonly RosterInForce[]>();
  bySites.set(rosters, known);
  const key = sites.join("\0");
  const found = known.get(key) ?? [...sites, COMPANY].flatMap((site) => rosters.get(site)?.at(-1) ?? []);
  known.set(key, found);
  return found;
}

/** Another set of rosters is another object. */
const bySites = new WeakMap<EscalationState["rosters"], Map<string, readonly RosterInForce[]>>();

/**
 * Who is to be called: whoever has the role at the resource now. Those who are named for the resource come before those
 * who are there for the whole site, and the site's roster before the company's. Off shift it is whoever starts the next
 * shift, and right now if act-by falls before that.
 */
export function whoFor(state: EscalationState, wanted: Wanted): Who {
  const { to, at, actBy } = wanted;
  const rosters = rostersFor(state, wanted.sites);
  const name = targetName(to);
  for (const roster of rosters) {
    const duties = dutiesFor(roster, wanted);
    if (duties.length === 0) continue;
    const starts = duties.map((duty) => ({ duty, from: hoursOf(roster, duty).firstOpen(at) }));
    const first = starts.reduce((soonest, { from }) => Math.min(soonest, from), NEVER);
    if (first === NEVER) continue;
    const found = {
      people: peopleOf(
        roster,
        starts.filter(({ from }) => from === first),
        first,
      ),
      site: roster.site,
      timeZone: roster.timeZone,
    };
    if (found.people.length === 0) continue;
    if (first <= at) return { is: "there", offShift: false, ...found };
    const isTooLate = actBy !== null && actBy > at && actBy < first;
    return isTooLate ? { is: "there", offShift: true, ...found } : { is: "next-shift", from: first, ...found };
  }
  const places = wanted.sites.join(", ") || "the company";
  const where = wanted.resource === null ? places : `${wanted.resource} at ${places}`;
  return { is: "nobody", because: `no roster in force names a ${name} for ${where}` };
}

/** What stands on no resource is for those at any of them, where nobody is there for the whole site. */
function dutiesFor(roster: RosterInForce, wanted: Pick<Wanted, "to" | "resource">): readonly Duty[] {
  const duties = nearest(roster, wanted);
  return duties.length > 0 || wanted.resource !== null ? duties : askedOf(roster, wanted);
}

const askedOf = ({ duties }: Pick<RosterInForce, "duties">, { to }: Pick<Wanted, "to">): readonly Duty[] =>
  duties.filter(({ role, team }) => ("team" in to ? team === to.team : "role" in to && role === to.role));

export interface FoundPerson extends Found {
  readonly person: Person;
}

/**
 * Somebody by the name that they sign in with, by the rosters of these sites or the company's. What is not for everybody's
 * eyes goes to the address in these: whoever writes the roster of another site may write any name and any address into it.
 */
export function personIn(state: EscalationState, id: string, sites: readonly string[]): FoundPerson | null {
  return foundIn(rostersFor(state, sites), id);
}

/** The same, else in whichever roster. */
export function personOf(state: EscalationState, id: string, sites: readonly string[] = []): FoundPerson | null {
  const anywhere = [...state.rosters.values()].flatMap((versions) => versions.at(-1) ?? []);
  return personIn(state, id, sites) ?? foundIn(anywhere, id);
}

/**
 * Whom something of these sites is to be told. Whom another site's roster alone names is told in the app and on their devices, whatever
 * address that gives.
 */
export function reachedIn(state: EscalationState, id: string, sites: readonly string[]): FoundPerson | null {
  const own = personIn(state, id, sites);
  const found = own ?? personOf(state, id);
  if (own !== null || found === null) return own;
  const person = { ...found.person, email: null, webhook: null };
  return { ...found, site: sites[0] ?? null, person, people: [person] };
}

function foundIn(rosters: readonly RosterInForce[], id: string): FoundPerson | null {
  for (const { people, site, timeZone } of rosters) {
    const person = people.find((one) => one.id === id);
    if (person) return { person, people: [person], site, timeZone };
  }
  return null;
}

/** Duties for the very resource, or else those for all of the site. */
export function nearest(
  roster: Pick<RosterInForce, "people" | "duties">,
  { to, resource }: Pick<Wanted, "to" | "resource">,
): readonly Duty[] {
  if ("person" in to) {
    const known = roster.people.some(({ id }) => id === to.person);
    const any: Duty = { person: to.person, role: "planner", resources: [], weekly: [], dated: [] };
    return known ? [any] : [];
  }
  const asked = askedOf(roster, { to });
  const named = asked.filter(({ resources }) => resource !== null && resources.includes(resource));
  return named.length > 0 ? named : asked.filter(({ resources }) => resources.length === 0);
}

/** Whoever stands in for them on that day. */
function peopleOf(roster: RosterInForce, duties: readonly { readonly duty: Duty }[], at: Instant): readonly Person[] {
  const { people, timeZone } = roster;
  const day = zoneOf(timeZone).localDayAt(at);
  const ids = new Set(duties.map(({ duty }) => presentOn(roster, duty.person, day)));
  return people.filter(({ id }) => ids.has(id)).sort((a, b) => byCodeUnit(a.id, b.id));
}

/** Who is there in somebody's place on a local day: the person, or whoever stands in. */
export function presentOn(roster: Pick<RosterInForce, "standIns">, id: string, day: number, hops = 0): string {
  const isNow = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    dayOfDate(from) <= day && day <= dayOfDate(to);
  const standIn = roster.standIns.find((one) => one.of === id && isNow(one));
  return standIn === undefined || hops > 10 ? id : presentOn(roster, standIn.by, day, hops + 1);
}

interface Hours {
  readonly ofDuty: Map<Duty, WorkingTime>;
  /** A working time is built for years ahead: those who keep the same hours share one. */
  readonly alike: Map<string, WorkingTime>;
}

const hours = new WeakMap<RosterInForce, Hours>();

/** When a duty is done; a roster with other dates is another object. */
export function hoursOf(roster: RosterInForce, duty: Duty): WorkingTime {
  if (duty.weekly.length === 0 && duty.dated.length === 0) return aroundTheClock;
  const { ofDuty, alike } = hours.get(roster) ?? { ofDuty: new Map(), alike: new Map() };
  hours.set(roster, { ofDuty, alike });
  const known = ofDuty.get(duty);
  if (known !== undefined) return known;
  const key = hoursKey(duty);
  const made = alike.get(key) ?? workingTimeOf(calendarOf(roster, duty));
  alike.set(key, made);
  ofDuty.set(duty, made);
  return made;
}

/** The same for duties that keep the same hours of one roster. */
export const hoursKey = ({ weekly, dated }: Pick<Duty, "weekly" | "dated">): string =>
  JSON.stringify([
    weekly.map(({ day, start, end }) => [day, start, end]),
    dated.map(({ date, start, end }) => [date, start, end]),
  ]);

/** The hours of a duty as a calendar. */
export function calendarOf(
  { holidays, timeZone }: Pick<RosterInForce, "holidays" | "timeZone">,
  { weekly, dated }: Pick<Duty, "weekly" | "dated">,
) {
  const own = new Set(dated.map(({ date }) => date));
  return {
    id: "roster",
    timeZone,
    weekly: [...weekly],
    exceptions: [
      ...holidays.filter((date) => !own.has(date)).map((date) => ({ date, closed: true })),
      ...dated.map(({ date, start, end }) =>
        start === null || end === null ? { date, closed: true } : { date, start, end },
      ),
    ],
  };
}

/** When a person's quiet hours end that `at` lies in; null: it lies in none. */
export function quietUntil({ quiet }: Person, timeZone: string, at: Instant): Instant | null {
  if (quiet === null) return null;
  const zone = zoneOf(timeZone);
  const today = zone.localDayAt(at);
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  for (const day of [today - 1, today]) {
    const start = zone.instantOf(day, from);
    const end = zone.instantOf(to <= from ? day + 1 : day, to);
    if (at >= start && at < end) return end;
  }
  return null;
}

/** Until when quiet hours may hold back what is about this: a grave one no longer than for half of the time that is left to act. */
export function latestFor({ severity, actBy }: Pick<Seen, "severity" | "actBy">, now: Instant): Instant {
  if (severity === "critical") return now;
  return severity === "high" && actBy !== null && actBy > now ? Math.round(now + (actBy - now) / 2) : NEVER;
}

/** When a person's quiet hours let something through that is to be there by `latest`; null: at once. */
export function heldUntil(person: Person, timeZone: string, { now, latest }: Held): Instant | null {
  const until = latest <= now ? null : quietUntil(person, timeZone, now);
  return until === null ? null : Math.min(until, latest);
}

interface Held {
  readonly now: Instant;
  readonly latest: Instant;
}

/** The first time at or after `at` that a wall clock there shows `wall`. */
export function nextAt(wall: string, timeZone: string, at: Instant): Instant {
  const zone = zoneOf(timeZone);
  const today = zone.localDayAt(at);
  const first = zone.instantOf(today, minutesOf(wall));
  return first >= at ? first : zone.instantOf(today + 1, minutesOf(wall));
}

export const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));
