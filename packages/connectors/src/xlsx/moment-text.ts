import { DAY, isoOf } from "@lockstep/domain/instant";
import type { NumberForm } from "./number-form.ts";

/** The first day of either system, of which there are two: `date1904` says which one a workbook has. */
const EPOCH = { "1900": Date.UTC(1899, 11, 30), "1904": Date.UTC(1904, 0, 1) } as const;
/** 9999-12-31. */
const LAST_DAY = 2_958_465;
const SECONDS_A_DAY = 86_400;

type Moment = Extract<NumberForm, { kind: "moment" | "elapsed" }>;

/** A day's number, with the time of day behind the point, as wall time with the year first; null: it is no moment. */
export function momentText(serial: number, form: Moment, is1904: boolean): string | null {
  const seconds = Math.round(serial * SECONDS_A_DAY);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  if (seconds < 0 || day > LAST_DAY) return null;
  if (form.kind === "elapsed") return clock(seconds);
  const ofDay = seconds - day * SECONDS_A_DAY;
  if (!form.hasDate) return clock(ofDay);
  const date = dateText(day, is1904);
  if (date === null) return null;
  // Midnight is not said: the time of day may stand in a column of its own.
  return form.hasTime && ofDay > 0 ? `${date} ${clock(ofDay)}` : date;
}

function dateText(day: number, is1904: boolean): string | null {
  if (is1904) return isoDate(EPOCH["1904"] + day * DAY);
  if (day === 0) return null;
  // The 1900 of spreadsheets has a leap day, which never was; before it they are one day off.
  if (day === 60) return "1900-02-29";
  return isoDate(EPOCH["1900"] + (day < 60 ? day + 1 : day) * DAY);
}

const isoDate = (at: number): string => isoOf(at).slice(0, 10);

function clock(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  const [hour, minute, second] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${two(hour)}:${two(minute)}${second === 0 ? "" : `:${two(second)}`}`;
}
