import type { Roster } from "@lockstep/protocol/generated/schema";

/** A roster while it is edited: what is sent, and nothing else. */
export type Draft = Pick<Roster, "site" | "timeZone" | "people" | "duties" | "standIns" | "holidays">;
export type DraftPerson = Draft["people"][number];
export type DraftDuty = Draft["duties"][number];
export type DraftStandIn = Draft["standIns"][number];

/** A shift as people say it: the same hours on some days. */
export interface Shift {
  readonly days: readonly number[];
  readonly start: string;
  readonly end: string;
}

export const draftOf = ({ site, timeZone, people, duties, standIns, holidays }: Roster): Draft => ({
  ...{ site, timeZone, people, duties, standIns, holidays },
});

export const emptyDraft = (site: string, timeZone: string): Draft => ({
  ...{ site, timeZone, people: [], duties: [], standIns: [], holidays: [] },
});

export const emptyPerson: DraftPerson = {
  ...{ id: "", name: "", email: null, webhook: null, quietFrom: null, quietTo: null },
};
export const emptyShift: Shift = { days: [1, 2, 3, 4, 5], start: "06:00", end: "14:00" };

/** Days of the same hours together, in the order in which the hours are named first. */
export function shiftsOf(weekly: DraftDuty["weekly"]): readonly Shift[] {
  const found = new Map<string, Shift>();
  for (const { day, start, end } of weekly) {
    const key = `${start} ${end}`;
    const before = found.get(key) ?? { days: [], start, end };
    found.set(key, { ...before, days: [...before.days, day].sort((a, b) => a - b) });
  }
  return [...found.values()];
}

export const weeklyOf = (shifts: readonly Shift[]): DraftDuty["weekly"] =>
  shifts.flatMap(({ days, start, end }) => days.map((day) => ({ day, start, end })));

/** The list with one of its items in the place of another. */
export const replaced = <T>(list: readonly T[], place: number, next: T): readonly T[] =>
  list.map((one, k) => (k === place ? next : one));

export const without = <T>(list: readonly T[], place: number): readonly T[] => list.filter((_, k) => k !== place);

/** A draft from text, or what is wrong with the text: what it is about is for the server to say. */
export function draftFrom(text: string): Draft | string {
  try {
    const read = JSON.parse(text) as Partial<Draft> | null;
    if (read === null || typeof read !== "object" || !Array.isArray(read.people) || !Array.isArray(read.duties))
      return "people and duties are missing";
    const { site = null, timeZone = "", people, duties, standIns = [], holidays = [] } = read;
    return {
      ...{ site, timeZone, standIns, holidays },
      people: people.map((one) => ({ ...emptyPerson, ...one })),
      duties: duties.map((one: Partial<DraftDuty>) => ({
        ...{ person: "", role: "SUPERVISOR", resources: [], weekly: [], dated: [] },
        ...one,
      })),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
