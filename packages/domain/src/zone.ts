import { DAY, HOUR, type Instant, MINUTE, type Millis, SECOND, withinCalendar } from "./instant.ts";

/** A calendar date and wall time somewhere on earth; `hour` may be 24 for the end of the day. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** The rules of one IANA time zone. Beyond the years 0 to 9999 the offset of the nearest of these holds. */
export interface Zone {
  readonly name: string;
  /** Local time minus UTC at an instant. */
  offsetAt(at: Instant): Millis;
  /** Days since 1970-01-01 of the local calendar date at an instant. */
  localDayAt(at: Instant): number;
  /**
   * The instant of a wall time. Inside a daylight-saving gap the offset before it counts; an ambiguous wall time is the
   * first of the two.
   */
  instantOf(localDay: number, minutesOfDay: number): Instant;
  wallClockAt(at: Instant): WallClock;
}

const zones = new Map<string, Zone>();

/** The zone of that IANA name; throws RangeError for a name that is none (facts are checked before). */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const made = makeZone(name);
  zones.set(name, made);
  return made;
}

/** Whether the runtime knows a zone of that name. */
export function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** Days since 1970-01-01 of a date written YYYY-MM-DD. */
export const dayOfDate = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY);

/** 1 for Monday to 7 for Sunday, of days since 1970-01-01. */
export const weekdayOf = (localDay: number): number => ((((localDay + 3) % 7) + 7) % 7) + 1;

/** An instant at exactly 00:00 in the zone means the end of that day; any other instant means itself. */
export function endOfDayIfMidnight(zone: Zone, at: Instant): Instant {
  const day = zone.localDayAt(at);
  return zone.instantOf(day, 0) === at ? zone.instantOf(day + 1, 0) : at;
}

function makeZone(name: string): Zone {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const askOffset = (at: Instant): Millis => {
    const whole = Math.floor(at / SECOND) * SECOND;
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(whole)) part[type] = value;
    const year = part["era"] === "BC" ? 1 - Number(part["year"]) : Number(part["year"]);
    const clock = [part["month"], part["day"], part["hour"], part["minute"], part["second"]].map(Number);
    const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = clock;
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    return local - whole;
  };
  const atDayStart = new Map<number, Millis>();
  const dayStartOffset = (utcDay: number): Millis => {
    const known = atDayStart.get(utcDay);
    if (known !== undefined) return known;
    const asked = askOffset(utcDay * DAY);
    atDayStart.set(utcDay, asked);
    return asked;
  };
  const offsetAt = (instant: Instant): Millis => {
    const at = withinCalendar(instant);
    const utcDay = Math.floor(at / DAY);
    const start = dayStartOffset(utcDay);
    return start === dayStartOffset(utcDay + 1) ? start : askOffset(at);
  };
  const instantOf = (localDay: number, minutesOfDay: number): Instant => {
    const naive = localDay * DAY + minutesOfDay * MINUTE;
    const before = offsetAt(naive - DAY);
    const after = offsetAt(naive + DAY);
    const first = naive - before;
    if (before === after) return first;
    const second = naive - after;
    const firstHolds = offsetAt(first) === before;
    const secondHolds = offsetAt(second) === after;
    if (firstHolds && secondHolds) return Math.min(first, second);
    return firstHolds || !secondHolds ? first : second;
  };
  return {
    name,
    offsetAt,
    localDayAt: (at) => Math.floor((at + offsetAt(at)) / DAY),
    instantOf,
    wallClockAt: (instant) => {
      const at = withinCalendar(instant);
      const local = new Date(at + offsetAt(at));
      const ofDay = (((at + offsetAt(at)) % DAY) + DAY) % DAY;
      return {
        year: local.getUTCFullYear(),
        month: local.getUTCMonth() + 1,
        day: local.getUTCDate(),
        hour: Math.floor(ofDay / HOUR),
        minute: Math.floor((ofDay % HOUR) / MINUTE),
      };
    },
  };
}
