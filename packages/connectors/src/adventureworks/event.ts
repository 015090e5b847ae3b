import type { FactData, FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, type InstantText, isoOf } from "@lockstep/domain/instant";

/**
 * What of a fact is not in the record, as the CloudEvents attribute `derived` says it, comma-separated:
 * - `time-of-day`: the record knows days only; the time in the day follows from the id;
 * - `day`: not even the day of this is recorded;
 * - `level-split`: parents and components share start and due date; each level got its part of that interval;
 * - `promise`: order date + 14 + 5 days; `peg`: the work order of that day and product whose quantity the lines add up to;
 * - `scrap-operation`: scrap is recorded of the order, and told of its last operation;
 * - `top-up`: stock that the record does not have, so that bought parts last;
 * - `assumed`: a calendar, a capacity, a time zone that the record does not state; `currency`: it names none.
 */
export type Derived =
  | "time-of-day"
  | "day"
  | "level-split"
  | "promise"
  | "peg"
  | "scrap-operation"
  | "top-up"
  | "assumed"
  | "currency";

interface About<T extends FactType> {
  readonly id: string;
  readonly at: Instant;
  readonly data: FactData[T];
  readonly derived?: readonly Derived[];
  /** The day that the record says an order is due, where the planned times are of something finer. */
  readonly dueDate?: Instant;
}

export const SITE = "AWC";

/** A fact of the recorded plant. Its source is the system that would say it: `/adventureworks/erp`, `…/mes`, `…/wms`. */
export function tell<T extends FactType>(type: T, { id, at, data, derived = [], dueDate }: About<T>): CloudEvent {
  const system = type.slice(0, type.indexOf("."));
  return {
    specversion: "1.0",
    id,
    source: `/adventureworks/${system === "master" ? "erp" : system}`,
    type,
    time: isoOf(at),
    ...(derived.length === 0 ? {} : { derived: derived.join(",") }),
    ...(dueDate === undefined ? {} : { duedate: isoOf(dueDate).slice(0, 10) }),
    data,
  };
}

export const iso = (at: Instant): InstantText => isoOf(at) as InstantText;
