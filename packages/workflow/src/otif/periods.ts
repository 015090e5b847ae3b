import { DAY, type Instant } from "@lockstep/domain/instant";
import { weekdayOf, type Zone } from "@lockstep/domain/zone";

export type OtifGrouping = "day" | "week" | "month" | "customer" | "site" | "item";

/** The day, ISO 8601 week or month of a zone's calendar that an instant lies in. */
export const periodOf = (by: "day" | "week" | "month", at: Instant, zone: Zone): Period =>
  periodOfDay(by, zone.localDayAt(at), zone);

export interface Period {
  readonly key: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** The same of a local day, in days since 1970-01-01. */
export function periodOfDay(by: "day" | "week" | "month", day: number, zone: Zone): Period {
  const bounds = (first: number, after: number) => ({ from: zone.instantOf(first, 0), to: zone.instantOf(after, 0) });
  switch (by) {
    case "day":
      return { key: dateOf(day), ...bounds(day, day + 1) };
    case "week": {
      const monday = mondayOf(day);
      return { key: weekKey(monday), ...bounds(monday, monday + 7) };
    }
    case "month": {
      const key = dateOf(day).slice(0, 7);
      const [year = 0, month = 0] = key.split("-").map(Number);
      return { key, ...bounds(dayOf(year, month), dayOf(year, month + 1)) };
    }
  }
}

export const mondayOf = (day: number): number => day - weekdayOf(day) + 1;

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (year: number, month: number): number => Math.floor(Date.UTC(year, month - 1, 1) / DAY);

/** A week belongs to the year of its Thursday. */
function weekKey(monday: number): string {
  const thursday = monday + 3;
  const year = Number(dateOf(thursday).slice(0, 4));
  const week = Math.floor((thursday - dayOf(year, 1)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}
