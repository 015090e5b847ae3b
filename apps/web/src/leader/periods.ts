import { zoneOf } from "@lockstep/domain/zone";

/** So many whole weeks of a plant's calendar up to the end of the present one. */
export function weeksBack(now: string, zone: string, weeks: number): { readonly from: string; readonly to: string } {
  const calendar = zoneOf(zone);
  const today = calendar.localDayAt(Date.parse(now));
  // 1970-01-01 was a Thursday.
  const monday = today - ((((today + 3) % 7) + 7) % 7);
  const at = (day: number): string => new Date(calendar.instantOf(day, 0)).toISOString();
  return { from: at(monday - 7 * (weeks - 1)), to: at(monday + 7) };
}
