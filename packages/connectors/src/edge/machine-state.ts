import type { Instant } from "@lockstep/domain/instant";
import type { Held } from "./debounce.ts";
import type { Meaning } from "./edge-config.ts";
import type { Value } from "./reading.ts";

/** What a machine does, since when, and why it stands. */
export interface MachineStanding {
  readonly state: Meaning["state"];
  readonly reason: string | null;
  readonly since: Instant;
}

/**
 * The state of a machine whose signals say different things: the first of them, as declared, that says something else
 * than running; running, if all that is known says so.
 */
export function standingOf(signals: readonly { readonly now: Held<Meaning> | null }[]): Held<Meaning> | null {
  let running: Held<Meaning> | null = null;
  for (const { now } of signals) {
    if (now === null) continue;
    if (now.value.state !== "running") return now;
    running ??= now;
  }
  return running;
}

/**
 * What is to be told of a state after what was told before; null if that says it all. A reason that becomes known, or is
 * corrected, while the machine stands is of the same stop: it has the same `since`.
 */
export function nextStanding(
  before: MachineStanding | null,
  now: Held<Meaning>,
  told: { readonly reason: string | null; readonly at: Instant },
): MachineStanding | null {
  const { state } = now.value;
  const reason = state === "running" ? null : (now.value.reason ?? told.reason);
  if (before === null) return { state, reason, since: now.since };
  // The code of the reason goes back a little before the machine runs again.
  const isForgotten = reason === null && now.value.reason === undefined;
  if (before.state === state && (before.reason === reason || isForgotten)) return null;
  const isSameStop = before.state === state && (before.reason === null || now.value.reason === undefined);
  return { state, reason, since: isSameStop ? before.since : Math.max(told.at, before.since) };
}

/** A code for "no reason" is mapped to the empty text. */
export const reasonOf = (value: Value): string | null => String(value).trim() || null;
