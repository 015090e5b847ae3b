import type { Data } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { type Stretch, shiftsOf } from "@lockstep/domain/working-time";
import { zoneOf } from "@lockstep/domain/zone";

/** The shift of a calendar that an instant lies in, also one that began the day before. Null: between shifts. */
export function shiftOf(calendar: Data<"master.calendar">, at: Instant): Stretch | null {
  const day = zoneOf(calendar.timeZone).localDayAt(at);
  return shiftsOf(calendar, day - 1, day).findLast(({ from, to }) => from <= at && at < to) ?? null;
}
