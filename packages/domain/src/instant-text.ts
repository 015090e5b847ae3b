import { DAY, HOUR, type Instant, MINUTE, SECOND } from "./instant.ts";

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DAYS_OF_400_YEARS = 146_097;

/**
 * The instant of an RFC 3339 text with an offset, to the millisecond (what is finer is cut off), or null: it has another
 * form, or names a day or time that does not exist. A leap second counts as the last millisecond of its minute: what is
 * of a day is of no other.
 */
export function parseInstant(text: string): Instant | null {
  const match = RFC_3339.exec(text);
  if (!match) return null;
  const [year, month, day] = [number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)];
  const [hour, minute, second] = [number(text, 11, 13), number(text, 14, 16), number(text, 17, 19)];
  const offsetHours = Number(match[3] ?? 0);
  const offsetMinutes = Number(match[4] ?? 0);
  if (!dayExists(year, month, day) || hour > 23 || minute > 59 || second > 60) return null;
  if (offsetHours > 23 || offsetMinutes > 59) return null;
  const offset = (match[2] === "-" ? -1 : 1) * (offsetHours * HOUR + offsetMinutes * MINUTE);
  const at = startOfDay(year, month, day) + hour * HOUR + minute * MINUTE + second * SECOND - offset;
  if (second === 60) return at % DAY === 0 ? at - 1 : null;
  return at + Number((match[1] ?? "").slice(0, 3).padEnd(3, "0"));
}

/** Of digits from one place to before another. */
function number(text: string, from: number, to: number): number {
  let value = 0;
  for (let k = from; k < to; k += 1) value = value * 10 + text.charCodeAt(k) - 48;
  return value;
}

/** Whether a text is a calendar date YYYY-MM-DD that exists. */
export function isLocalDate(text: string): boolean {
  const match = DATE.exec(text);
  return match !== null && dayExists(Number(match[1]), Number(match[2]), Number(match[3]));
}

function dayExists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Date.UTC takes the years 0 to 99 for 1900 to 1999, so ask 400 years later. */
function startOfDay(year: number, month: number, day: number): Instant {
  return Date.UTC(year + 400, month - 1, day) - DAYS_OF_400_YEARS * DAY;
}
