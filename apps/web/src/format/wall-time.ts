import { dayOfDate, zoneOf } from "@lockstep/domain/zone";

/** What a date-and-time field says (`2026-03-02T10:40`), read as wall time of a zone; null for what is no date and time. */
export function instantOfWallTime(text: string, zone: string): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(text);
  if (!found) return null;
  const [, date = "", hours = "", minutes = ""] = found;
  const at = zoneOf(zone).instantOf(dayOfDate(date), Number(hours) * 60 + Number(minutes));
  return Number.isFinite(at) ? new Date(at).toISOString() : null;
}

/** An instant as a date-and-time field wants it, in wall time of a zone. */
export function wallTimeOf(iso: string, zone: string): string {
  const { year, month, day, hour, minute } = zoneOf(zone).wallClockAt(Date.parse(iso));
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
