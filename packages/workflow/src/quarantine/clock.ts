import { HOUR, type Instant, type Millis } from "@lockstep/domain/instant";

/** Open; due, when somebody should have settled it; escalated, when plant managers and administrators are told. */
export type QuarantineStage = "open" | "due" | "escalated";

/** How long a fact may lie in quarantine. */
export const QUARANTINE_CLOCKS = {
  /** Open sales order lines lean on what it would have told of. */
  blocking: { due: 4 * HOUR, escalated: 8 * HOUR },
  /** None does, or nobody can tell. */
  other: { due: 24 * HOUR, escalated: 48 * HOUR },
} as const satisfies Readonly<Record<string, { readonly due: Millis; readonly escalated: Millis }>>;

export interface QuarantineAge {
  readonly since: Instant;
  readonly blocksLines: boolean;
}

const clockOf = ({ blocksLines }: QuarantineAge) => QUARANTINE_CLOCKS[blocksLines ? "blocking" : "other"];

export const dueAt = (age: QuarantineAge): Instant => age.since + clockOf(age).due;
export const escalatesAt = (age: QuarantineAge): Instant => age.since + clockOf(age).escalated;

/** Before a clock that is moved by hand was set, it stood at 1970: how long ago that is nobody can say. */
const hasAge = ({ since }: QuarantineAge): boolean => since > 0;

/** A function of the age, of what it blocks and of now alone: it is the same after a restart. */
export function stageAt(age: QuarantineAge, now: Instant): QuarantineStage {
  if (!hasAge(age)) return "open";
  if (now >= escalatesAt(age)) return "escalated";
  return now >= dueAt(age) ? "due" : "open";
}
