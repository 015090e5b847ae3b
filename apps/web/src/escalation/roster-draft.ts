import type { Roster } from "@lockstep/protocol/generated/schema";

/** What is sent. */
type RosterText = Pick<Roster, "site" | "timeZone" | "people" | "duties" | "standIns" | "holidays">;
type WireDuty = RosterText["duties"][number];
/** A roster while it is edited: the shifts of a duty stay rows as they were put in, until it is sent. */
export type Draft = Omit<RosterText, "duties"> & { readonly duties: readonly DraftDuty[] };
export type DraftPerson = Draft["people"][number];
export type DraftDuty = Omit<WireDuty, "weekly"> & { readonly shifts: readonly Shift[] };
export type DraftStandIn = Draft["standIns"][number];

/** A shift as people say it: the same hours on some days. */
export interface Shift {
  readonly days: readonly number[];
  readonly start: string;
  readonly end: string;
}

export const draftOf = ({ site, timeZone, people, duties, standIns, holidays }: Roster): Draft => ({
  ...{ site, timeZone, people, standIns, holidays },
  duties: duties.map(draftDutyOf),
});

const draftDutyOf = ({ weekly, ...duty }: WireDuty): DraftDuty => ({ ...duty, shifts: shiftsOf(weekly) });

/** As it is sent. */
export const rosterOf = ({ duties, ...draft }: Draft): RosterText => ({
  ...draft,
  duties: duties.map(({ shifts, ...duty }) => ({ ...duty, weekly: weeklyOf(shifts) })),
});

export const emptyDraft = (site: string, timeZone: string): Draft => ({
  ...{ site, timeZone, people: [], duties: [], standIns: [], holidays: [] },
});

export const emptyPerson: DraftPerson = {
  ...{ id: "", name: "", email: null, webhook: null, quietFrom: null, quietTo: null },
};
const emptyShift: Shift = { days: [1, 2, 3, 4, 5], start: "06:00", end: "14:00" };

/** Days of the same hours together, in the order in which the hours are named first. */
export function shiftsOf(weekly: WireDuty["weekly"]): readonly Shift[] {
  const found = new Map<string, Shift>();
  for (const { day, start, end } of weekly) {
    const key = `${start} ${end}`;
    const before = found.get(key) ?? { days: [], start, end };
    found.set(key, { ...before, days: [...new Set([...before.days, day])].sort((a, b) => a - b) });
  }
  return [...found.values()];
}

/** Rows that say the same hours of a day twice say it once. */
export function weeklyOf(shifts: readonly Shift[]): WireDuty["weekly"] {
  const all = shifts.flatMap(({ days, start, end }) => days.map((day) => ({ day, start, end })));
  return [...new Map(all.map((one) => [`${one.day} ${one.start} ${one.end}`, one])).values()];
}

const DAY = 24 * 60;
const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));
const wallOf = (minutes: number): string =>
  [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** As long as the last one and right after it; where that is one of them already, by the hour later. */
export function nextShift(shifts: readonly Shift[]): Shift {
  const last = shifts.at(-1);
  if (last === undefined) return emptyShift;
  const end = minutesOf(last.end);
  const length = (end - minutesOf(last.start) + DAY) % DAY;
  const free = Array.from({ length: 24 }, (_, hour) => {
    const from = (end + hour * 60) % DAY;
    return { ...emptyShift, start: wallOf(from), end: wallOf((from + length) % DAY) };
  }).find((next) => !shifts.some(({ start, end: to }) => start === next.start && to === next.end));
  return free ?? emptyShift;
}

/** The list with one of its items in the place of another. */
export const replaced = <T>(list: readonly T[], place: number, next: T): readonly T[] =>
  list.map((one, k) => (k === place ? next : one));

export const without = <T>(list: readonly T[], place: number): readonly T[] => list.filter((_, k) => k !== place);

/** What may be left out of a text, or be null. */
interface Read {
  readonly timeZone?: string | null;
  readonly people: readonly Partial<DraftPerson>[];
  readonly duties: readonly { readonly [K in keyof WireDuty]?: WireDuty[K] | null }[];
  readonly standIns?: Draft["standIns"] | null;
  readonly holidays?: Draft["holidays"] | null;
}

/**
 * A draft of this site from text, whichever site the text is of, or what is wrong with the text: what it is about is for the
 * server to say.
 */
export function draftFrom(text: string, site: string | null): Draft | string {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null || Array.isArray(read)) return "it must be an object in { }";
    const missing = ["people", "duties"].filter((name) => !Array.isArray((read as Record<string, unknown>)[name]));
    if (missing.length > 0) return `the list of ${missing.join(" and the list of ")} is missing`;
    const { timeZone, people, duties, standIns, holidays } = read as Read;
    return {
      ...{ site, timeZone: timeZone ?? "" },
      ...{ standIns: listOf(standIns, "standIns"), holidays: listOf(holidays, "holidays") },
      people: listOf(people, "people").map((one) => ({ ...emptyPerson, ...one })),
      duties: listOf(duties, "duties").map(({ person, role, team, resources, weekly, dated }) => ({
        ...{
          person: person ?? "",
          role: role ?? "SUPERVISOR",
          team: team ?? null,
          resources: listOf(resources, "resources"),
        },
        ...{ shifts: shiftsOf(listOf(weekly, "weekly")), dated: listOf(dated, "dated") },
      })),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whatever a text has in the place of a list; what is left out, or null, is an empty one. */
function listOf<T>(value: readonly T[] | null | undefined, name: string): readonly T[] {
  const list: unknown = value ?? [];
  if (!Array.isArray(list) || list.includes(null)) throw new Error(`${name} must be a list without null`);
  return list;
}
