import { DAY, HOUR, type Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { type Zone, zoneOf } from "@lockstep/domain/zone";
import type { Situation } from "../escalation/candidate.ts";
import { currentRosters, namesOf } from "../escalation/digest.ts";
import type { CalledPerson, DirectoryEvent, EscalationState, Person, RosterInForce } from "../escalation/model.ts";
import { siteKey } from "../escalation/model.ts";
import { minutesOf, presentOn, quietUntil } from "../escalation/who.ts";
import { SYSTEM } from "../model.ts";
import { mondayOf, type Period, periodOfDay } from "../otif/periods.ts";

/** By the wall clock of the roster, on Mondays. */
const WEEKLY_AT = "06:00";
/** After midnight in UTC: when a day has begun, and the one before it has ended, in every time zone. */
const EVERYWHERE_AFTER = 12 * HOUR;

/** One for each roster whose Monday has come: who gets what of the week that has ended (D3). */
export function dueWeeklies(escalation: EscalationState, situation: Situation): DirectoryEvent[] {
  const { now } = situation;
  return currentRosters(escalation).flatMap((roster): DirectoryEvent[] => {
    if (weeklyAt(escalation, roster) > now) return [];
    const { site, timeZone } = roster;
    const people = weeklyReaders(escalation, roster, now)
      .filter(({ person, isOn }) => isOn && situation.reaches(person).includes("email"))
      .map(({ person }): CalledPerson => {
        const notBefore = quietUntil(person, timeZone, now);
        return { person: person.id, name: person.name, channels: ["email"], notBefore };
      });
    const week = lastWeek(timeZone, now).key;
    const note = `the digest of ${week} to ${namesOf(people)}`;
    const about = { exceptionId: WEEKLIES, at: now, by: SYSTEM, before: null, after: null, note } as const;
    return [{ ...about, type: "weekly-sent", site, week, people }];
  });
}

/** The timer of them all, and what they are audited under. */
export const WEEKLIES = "escalation:weeklies";

export function nextWeeklyAt(escalation: EscalationState, now: Instant): Instant | null {
  const coming = currentRosters(escalation)
    .map((roster) => weeklyAt(escalation, roster))
    .filter((at) => at > now);
  return coming.length === 0 ? null : Math.min(...coming);
}

/** The first Monday after the last one that was sent, else after the roster came in force. */
export function weeklyAt({ weeklies }: EscalationState, { site, since, timeZone }: RosterInForce): Instant {
  const after = weeklies.get(siteKey(site)) ?? since;
  const zone = zoneOf(timeZone);
  const monday = mondayOf(zone.localDayAt(after));
  const at = dueOn(monday, site, zone);
  return at > after ? at : dueOn(monday + 7, site, zone);
}

/** The company's waits until the week has ended everywhere: before that nothing of it is a signal. */
function dueOn(monday: number, site: string | null, zone: Zone): Instant {
  const at = zone.instantOf(monday, minutesOf(WEEKLY_AT));
  return site === null ? Math.max(at, monday * DAY + EVERYWHERE_AFTER) : at;
}

/** The week before the one that an instant lies in. */
export function lastWeek(timeZone: string, at: Instant): Period {
  const zone = zoneOf(timeZone);
  return periodOfDay("week", mondayOf(zone.localDayAt(at)) - 7, zone);
}

export interface WeeklyReader {
  readonly person: Person;
  /** False: they have switched it off. */
  readonly isOn: boolean;
}

/** The leaders of a roster, or whoever stands in for them that day; by id. */
export function weeklyReaders(
  { weekliesOff }: EscalationState,
  roster: RosterInForce,
  now: Instant,
): readonly WeeklyReader[] {
  const day = zoneOf(roster.timeZone).localDayAt(now);
  const leaders = roster.duties.filter(({ role }) => role === "leader");
  const ids = new Set(leaders.map(({ person }) => presentOn(roster, person, day)));
  return roster.people
    .filter(({ id }) => ids.has(id))
    .toSorted((a, b) => byCodeUnit(a.id, b.id))
    .map((person) => ({ person, isOn: !weekliesOff.has(person.id) }));
}
