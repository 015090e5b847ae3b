import { DAY, type Instant, isoOf, MINUTE, SECOND } from "@lockstep/domain/instant";
import { isLocalDate, parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { dayOfDate, type Zone } from "@lockstep/domain/zone";

/** Which of day, month and year is written first; a year of four digits in front is understood everywhere. */
export type DateOrder = "ymd" | "dmy" | "mdy";

const PARTS = /^(\d{1,4})\s*[./-]\s*(\d{1,2}|\p{L}{3,10})\.?\s*[./-]\s*(\d{1,4})(?:[\sT,]+(.+))?$/u;
const PACKED = /^(\d{8})(?:[\sT]+(.+))?$/;
const TIME = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(am|pm)?$/i;
const PACKED_TIME = /^(\d{2})(\d{2})(\d{2})$/;
const OFFSET = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d)?/;

/** By the first three letters: English, German, Spanish. */
const MONTHS: Readonly<Record<string, number>> = {
  ...{ jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12 },
  ...{ mär: 3, mrz: 3, mai: 5, okt: 10, dez: 12, ene: 1, abr: 4, ago: 8, dic: 12 },
};

/** Empty, or what an ERP writes where there is no date. */
export const isNoDate = (text: string): boolean => /^[0.\-/:\s]*$/.test(text);

/** A date as YYYY-MM-DD. */
export function readDate(text: string, order: DateOrder): Result<string, string> {
  const read = splitDate(text.trim(), order);
  return read === null ? refuse(notADate(order)) : ok(read.date);
}

/**
 * An instant. A text with an offset means itself; any other is a wall time of the zone, a date alone its 00:00. In a gap
 * of daylight saving the offset before it counts, of an hour that comes twice the first.
 */
export function readInstant(text: string, order: DateOrder, zone: Zone): Result<string, string> {
  const trimmed = text.trim();
  const absolute = OFFSET.test(trimmed) ? parseInstant(withSeconds(trimmed)) : null;
  if (absolute !== null) return ok(isoOf(absolute));
  const read = splitDate(trimmed, order);
  if (read === null) return refuse(notADate(order));
  const time = read.time === "" ? 0 : readTime(read.time);
  if (time === null) return refuse(`has a time of day that does not exist: write it like 14:30`);
  return ok(isoOf(instantOf(read.date, time, zone)));
}

function instantOf(date: string, ofDay: number, zone: Zone): Instant {
  const day = dayOfDate(date) + (ofDay === DAY ? 1 : 0);
  const minutes = Math.floor((ofDay % DAY) / MINUTE);
  return zone.instantOf(day, minutes) + (ofDay % MINUTE);
}

const withSeconds = (text: string): string => text.replace(" ", "T").replace(/^(.{10}T\d\d:\d\d)(?!:)/, "$1:00");

interface Split {
  readonly date: string;
  readonly time: string;
}

function splitDate(text: string, order: DateOrder): Split | null {
  const packed = PACKED.exec(text);
  const parts = packed === null ? PARTS.exec(text) : null;
  const three = packed?.[1] !== undefined ? unpacked(packed[1], order) : parts?.slice(1, 4);
  if (three === undefined) return null;
  const date = dateOf(three.map(String), order);
  return date === null ? null : { date, time: (packed?.[2] ?? parts?.[4] ?? "").trim() };
}

function unpacked(text: string, order: DateOrder): readonly string[] {
  if (order === "ymd") return [text.slice(0, 4), text.slice(4, 6), text.slice(6)];
  return [text.slice(0, 2), text.slice(2, 4), text.slice(4)];
}

function dateOf([a = "", b = "", c = ""]: readonly string[], order: DateOrder): string | null {
  const isYearFirst = a.length === 4;
  const isNamed = /\p{L}/u.test(b);
  const effective: DateOrder = isYearFirst ? "ymd" : isNamed && order === "mdy" ? "dmy" : order;
  const [year, month, day] = effective === "ymd" ? [a, b, c] : effective === "dmy" ? [c, b, a] : [c, a, b];
  if (year.length !== 4 && year.length !== 2) return null;
  const number = isNamed ? MONTHS[month.toLowerCase().slice(0, 3)] : Number(month);
  if (number === undefined) return null;
  const century = year.length === 2 ? "20" : "";
  const date = `${century}${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isLocalDate(date) ? date : null;
}

/** Milliseconds of the day; 24:00 is its end. Null: it does not exist. */
function readTime(text: string): number | null {
  const match = TIME.exec(text) ?? PACKED_TIME.exec(text);
  if (match === null) return null;
  const half = match[4]?.toLowerCase();
  const written = Number(match[1]);
  if (half !== undefined && (written < 1 || written > 12)) return null;
  const hour = half === undefined ? written : (written % 12) + (half === "pm" ? 12 : 0);
  const [minute, second] = [Number(match[2]), Number(match[3] ?? 0)];
  const ofDay = (hour * 60 + minute) * MINUTE + second * SECOND;
  return minute > 59 || second > 59 || ofDay > DAY ? null : ofDay;
}

const EXAMPLES = { ymd: "2026-03-31", dmy: "31.03.2026", mdy: "03/31/2026" } as const;

const notADate = (order: DateOrder): string =>
  `is no date that exists, written like ${EXAMPLES[order]}: correct it, or choose another form of dates for this file`;

/** Digits alone, as SAP's times are where a number has lost its zeros in front: 73000 is 07:30:00, 0 is midnight. */
const CLOCK_DIGITS = /^(0|\d{5,6})$/;
/** A share of the day, as spreadsheets count: 0.3125 is 07:30. */
const SHARE = /^0?[.,](\d+)$/;

/**
 * A cell of times as it is meant: `isNumber` where a workbook has a number there, of which 0.25 is a quarter of the day and
 * not 00:25. What is none is left as it is.
 */
export function clockText(text: string, isNumber: boolean): string {
  if (CLOCK_DIGITS.test(text)) return text.padStart(6, "0");
  const share = SHARE.exec(text);
  if (share === null || (!isNumber && TIME.test(text))) return text;
  const seconds = Math.round((Number(`0.${share[1]}`) * DAY) / SECOND);
  const two = (n: number): string => String(n).padStart(2, "0");
  return [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
}

/** Whether a text is a date without a time of day, in some order. */
export const isDateAlone = (text: string): boolean =>
  !isNoDate(text) && (["ymd", "dmy", "mdy"] as const).some((order) => splitDate(text.trim(), order)?.time === "");

/** Whether a text is a time of day and nothing else. */
export const isTimeAlone = (text: string): boolean => readTime(text.trim()) !== null;

/** A time of day as HH:MM. */
export function readWallTime(text: string): Result<string, string> {
  const ofDay = readTime(text.trim());
  if (ofDay === null) return refuse("is no time of day: write it like 14:30");
  const minutes = Math.floor(ofDay / MINUTE);
  return ok(`${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`);
}

export interface GuessedOrder {
  readonly order: DateOrder;
  /** Every one of the texts could be read with the day first and with the month first. */
  readonly isAmbiguous: boolean;
}

/** How most of these dates are written; null if none of them is one. */
export function guessOrder(texts: readonly string[]): GuessedOrder | null {
  const dates = texts.map((text) => text.trim()).filter((text) => !isNoDate(text));
  const readable = (order: DateOrder): number => dates.filter((text) => isReadable(text, order)).length;
  const counts = { ymd: readable("ymd"), dmy: readable("dmy"), mdy: readable("mdy") };
  const most = Math.max(counts.ymd, counts.dmy, counts.mdy);
  if (most === 0) return null;
  // A year of four digits in front is read whatever the order: with nothing else, that is the order.
  if (counts.ymd === most) return { order: "ymd", isAmbiguous: false };
  const isAmbiguous = counts.dmy === counts.mdy && !dates.some(isTelling);
  return { order: counts.dmy === most ? "dmy" : "mdy", isAmbiguous };
}

/** Of two digits in front nobody knows that they are a year: that is for a person to say. */
const isReadable = (text: string, order: DateOrder): boolean =>
  (order !== "ymd" || /^\d{4}/.test(text)) && splitDate(text, order) !== null;

/** Nobody writes the month first where its name stands, or points and a whole year. */
const isTelling = (text: string): boolean => /^\d{1,2}\s*[./-]\s*\p{L}{3}|^\d{1,2}\.\d{1,2}\.\d{4}(?!\d)/u.test(text);
