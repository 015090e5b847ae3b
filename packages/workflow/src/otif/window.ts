import type { Instant } from "@lockstep/domain/instant";
import { endOfDayIfMidnight, type Zone, zoneOf } from "@lockstep/domain/zone";
import { minutesOf, type OtifDefinition, type Tolerance } from "./definitions.ts";
import type { LineFacts } from "./line-facts.ts";

/** When a line's goods are in time. */
export interface Window {
  /** The date that it is measured by, as told. */
  readonly date: Instant;
  /** Both are in time; -Infinity: however early. */
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

export function windowOf(facts: LineFacts, definition: OtifDefinition): Window {
  const date = dateOf(facts, definition);
  // A date without a time is that day's end where the site is.
  const due = endOfDayIfMidnight(zoneOf(facts.timeZone), date);
  const zone = zoneOf(definition.timeZone ?? facts.timeZone);
  // The end of a day belongs to it; a date with a time is of the day that it is in.
  const day = zone.localDayAt(due === date ? date : due - 1);
  const { early } = definition;
  return {
    date,
    opensAt: early === null ? Number.NEGATIVE_INFINITY : opening(due, day, early, zone),
    closesAt: closing(due, day, lateOf(facts, definition), zone),
  };
}

function dateOf({ data, firstPromisedAt }: LineFacts, { basis }: OtifDefinition): Instant {
  if (basis === "requested") return data.requestedAt;
  return basis === "first-promise" ? (firstPromisedAt ?? data.promisedAt) : data.promisedAt;
}

function lateOf({ tolerance }: LineFacts, { customerTolerances, late }: OtifDefinition): Tolerance {
  return customerTolerances && tolerance.lateMinutes > 0 ? { minutes: tolerance.lateMinutes } : late;
}

const opening = (due: Instant, day: number, early: Tolerance, zone: Zone): Instant =>
  "minutes" in early ? due - minutesOf(early.minutes) : zone.instantOf(day - early.days, 0);

const closing = (due: Instant, day: number, late: Tolerance, zone: Zone): Instant =>
  "minutes" in late ? due + minutesOf(late.minutes) : zone.instantOf(day + late.days + 1, 0);
