import { DAY, HOUR, type Instant } from "@lockstep/domain/instant";
import { shiftsOf as calendarShifts, type Stretch } from "@lockstep/domain/working-time";
import { byCodeUnit } from "@lockstep/domain/world";
import { zoneOf } from "@lockstep/domain/zone";
import type { Duty, EscalationState, RosterInForce } from "../escalation/model.ts";
import { calendarOf, hoursKey, nearest, presentOn, rostersFor } from "../escalation/who.ts";
import type { Place, Shift } from "./model.ts";

/** The shifts about a moment, in the order in which they begin. */
export interface Shifts {
  readonly all: readonly Shift[];
  /** False: no roster names any there, and these are the usual three of a day. */
  readonly isRostered: boolean;
}

interface At extends Place {
  readonly now: Instant;
  /** Of the site, where no roster says another. */
  readonly timeZone: string;
}

/** For so long after it has ended and the next one has begun, a shift is handed over that was not before. */
const MAY_BE_LATE = 2 * HOUR;
/** A shift that began longer ago is not handed over any more. */
const LONGEST_AGO = 24 * HOUR;
const DAYS_BACK = 8;
const DAYS_AHEAD = 8;

const USUAL: Duty["weekly"] = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
  { day, start: "06:00", end: "14:00" },
  { day, start: "14:00", end: "22:00" },
  { day, start: "22:00", end: "06:00" },
]);

/** Those of the supervisors who answer for the place; who are named for the resource come before those of the whole site. */
export function shiftsAt(state: EscalationState, { site, resource, now, timeZone }: At): Shifts {
  const about = { from: now - DAYS_BACK * DAY, to: now + DAYS_AHEAD * DAY };
  const all = rosteredShifts(state, { site, resource }, about);
  if (all.length > 0) return { all, isRostered: true };
  const nobody = { timeZone, holidays: [], people: [], standIns: [] };
  const usual: Duty = { person: "", role: "supervisor", resources: [], weekly: USUAL, dated: [] };
  return { all: shiftsOf(nobody, [usual], about), isRostered: false };
}

/** Those that the rosters in force name, which begin on the days of that time; none: no roster names any there. */
export function rosteredShifts(state: EscalationState, { site, resource }: Place, about: Stretch): readonly Shift[] {
  for (const roster of rostersFor(state, [site])) {
    const duties = nearest(roster, { to: { role: "supervisor" }, resource });
    const all = shiftsOf(roster, duties, about);
    if (all.length > 0) return all;
  }
  return [];
}

type RosterOfShifts = Pick<RosterInForce, "timeZone" | "holidays" | "people" | "standIns">;

function shiftsOf(roster: RosterOfShifts, duties: readonly Duty[], about: Stretch): readonly Shift[] {
  const zone = zoneOf(roster.timeZone);
  const [first, last] = [zone.localDayAt(about.from), zone.localDayAt(about.to)];
  const names = new Map(roster.people.map(({ id, name }) => [id, name]));
  const replaced = new Set(roster.standIns.map(({ of }) => of));
  const found = new Map<Instant, { from: Instant; to: Instant; people: Set<string> }>();
  for (const alike of byHours(duties)) {
    for (const { from, to } of calendarShifts(calendarOf(roster, alike[0]), first, last)) {
      const shift = found.get(from) ?? { from, to, people: new Set() };
      // Known by when it begins: whoever stays longest ends it.
      shift.to = Math.max(shift.to, to);
      found.set(from, shift);
      const day = zone.localDayAt(from);
      for (const { person } of alike) {
        const name = names.get(replaced.has(person) ? presentOn(roster, person, day) : person);
        if (name !== undefined) shift.people.add(name);
      }
    }
  }
  return [...found.values()]
    .map(({ people, ...times }) => ({ ...times, people: [...people].sort(byCodeUnit) }))
    .sort((a, b) => a.from - b.from);
}

/** Those that keep the same hours are looked at once. */
function byHours(duties: readonly Duty[]): Iterable<readonly [Duty, ...Duty[]]> {
  const groups = new Map<string, [Duty, ...Duty[]]>();
  for (const duty of duties) {
    const key = hoursKey(duty);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [duty]);
    else known.push(duty);
  }
  return groups.values();
}

/** A shift that is to be handed over, and who gets it. */
export interface Change {
  readonly shift: Shift;
  readonly next: Shift | null;
  /** When the shift after the next begins: until then, what is promised falls to the next. */
  readonly nextUntil: Instant | null;
}

/** Whether a shift that has begun may still be handed over: it began within the last 24 hours. */
export const isRecent = ({ from }: Pick<Shift, "from">, now: Instant): boolean => from >= now - LONGEST_AGO;

/**
 * What is to be handed over: the shift that began last; but while the one before it was not handed over and still may be, and
 * ended no more than two hours ago, the one before. Null: none has begun in the last days.
 */
export function changeAt(shifts: Shifts, now: Instant, isHandedOver: (from: Instant) => boolean): Change | null {
  const begun = shifts.all.filter(({ from }) => from <= now);
  const last = begun.at(-1);
  if (last === undefined) return null;
  const before = begun.findLast(({ from }) => from < last.from);
  if (before === undefined || isHandedOver(before.from) || !isRecent(before, now)) return changeOf(shifts, last);
  const mayBeLate = now < Math.max(before.to, last.from) + MAY_BE_LATE;
  return changeOf(shifts, mayBeLate ? before : last);
}

/** The one that began then; null: none did. */
export function changeFrom(shifts: Shifts, from: Instant): Change | null {
  const shift = shifts.all.findLast((one) => one.from === from);
  return shift === undefined ? null : changeOf(shifts, shift);
}

function changeOf({ all }: Shifts, shift: Shift): Change {
  const next = all.find(({ from }) => from > shift.from) ?? null;
  const after = next === null ? undefined : all.find(({ from }) => from > next.from);
  return { shift, next, nextUntil: after?.from ?? next?.to ?? null };
}
