import { type Instant, isoOf, MINUTE, type Millis, SECOND } from "@lockstep/domain/instant";
import type { Feed, FeedStatus, FeedSystem, FeedToDo, FeedTrouble } from "@lockstep/protocol/generated/schema";
import { isoOrNull } from "../wire/words.ts";
import type { Pulse } from "./pulse.ts";

/** What one source has sent so far. */
export interface FeedTally {
  readonly system: FeedSystem;
  readonly lastFactAt: Instant | null;
  readonly lastReceivedAt: Instant | null;
  readonly accepted: number;
  readonly quarantined: number;
  /** What brought its last fact in, as the log says it: `mqtt:line`. */
  readonly connector?: string | undefined;
}

export interface Limits {
  readonly warn: Millis;
  readonly error: Millis;
}

export interface Trouble {
  readonly kind: FeedTrouble;
  /** In plain words. */
  readonly text: string;
}

/** How old the last word of a system may be where nobody says more; master data and people's answers come when they come. */
export const LIMITS: Partial<Record<FeedSystem, Limits>> = {
  MES: { warn: 60 * SECOND, error: 5 * MINUTE },
  WMS: { warn: 5 * MINUTE, error: 15 * MINUTE },
  ERP: { warn: 15 * MINUTE, error: 60 * MINUTE },
};

export interface Heard {
  /** By this clock. */
  readonly at: Instant;
  /** By what it says itself; null if it does not say. */
  readonly time: Instant | null;
}

interface Seen {
  readonly clock: Instant;
  readonly mode: "live" | "manual";
  /** Why what it said last may be so no more. */
  readonly trouble: Trouble | null;
  /** When it was heard of last, though it said nothing new; null if never. */
  readonly heard: Heard | null;
  readonly pulse: Pulse;
  readonly limits: Limits | null;
  /** Since when its connector has run; null: it has none, or that does not run. */
  readonly runsSince: Instant | null;
  readonly errors: number;
  /** Of any source: how much of a source's own is settled is not counted. */
  readonly hasQuarantine: boolean;
}

/** A source's row at a clock; under a manual clock its age is told by what its facts say, not by when they came. */
export function feedRow(id: string, tally: FeedTally, seen: Seen): Feed {
  const { clock, mode, trouble, heard, pulse, limits, errors } = seen;
  const last = lastHeard(tally, seen);
  // Receipts are of another clock than one that is moved by hand.
  const told = mode === "live" ? pulse : null;
  const status = trouble === null ? statusOf(silentFor(last, seen), limits) : "ERROR";
  const [lagSeconds, skewSeconds] = [told?.lagSeconds() ?? null, told?.skewSeconds() ?? null];
  const isQuarantined = seen.hasQuarantine && tally.quarantined > 0;
  const isUnheard = last === null && tally.quarantined === 0 && seen.runsSince !== null;
  const warnAfter = limits?.warn ?? null;
  return {
    id,
    system: tally.system,
    lastFactAt: tally.lastFactAt === null ? null : isoOf(tally.lastFactAt),
    lastReceivedAt: tally.lastReceivedAt === null ? null : isoOf(tally.lastReceivedAt),
    lastHeardAt: isoOrNull(latest(tally.lastReceivedAt, heard?.at)),
    ageSeconds: last === null ? null : Math.max(0, (clock - last) / SECOND),
    status,
    trouble: trouble?.text ?? null,
    troubleKind: trouble?.kind ?? null,
    errors,
    accepted: tally.accepted,
    quarantined: tally.quarantined,
    warnAfterSeconds: limits === null ? null : limits.warn / SECOND,
    errorAfterSeconds: limits === null ? null : limits.error / SECOND,
    ratePerMinute: told === null ? null : told.ratePerMinute(clock),
    lagSeconds,
    skewSeconds,
    toDo: toDoAbout({ trouble, status, isUnheard, skewSeconds, lagSeconds, warnAfter, isQuarantined }),
  };
}

/** When a row that nothing is heard of changes its state next; null: it does not. */
export function changesAt(tally: FeedTally, seen: Omit<Seen, "hasQuarantine" | "errors" | "pulse">): Instant | null {
  const { clock, limits, trouble, runsSince } = seen;
  if (limits === null || trouble !== null) return null;
  const from = lastHeard(tally, seen) ?? runsSince;
  if (from === null) return null;
  return [from + limits.warn, from + limits.error].find((at) => at > clock) ?? null;
}

/** By the clock of the moment: what came under a clock that is moved by hand is as old as it says itself. */
function lastHeard(tally: FeedTally, { mode, heard }: Pick<Seen, "mode" | "heard">): Instant | null {
  const [said, seen] = mode === "live" ? [tally.lastReceivedAt, heard?.at] : [tally.lastFactAt, heard?.time];
  return seen === undefined || seen === null ? said : Math.max(said ?? seen, seen);
}

/** What was never heard of is silent since it could have been. */
function silentFor(last: Instant | null, { clock, mode, runsSince }: Seen): Millis | null {
  if (last !== null) return clock - last;
  return runsSince === null || mode === "manual" ? null : clock - runsSince;
}

/** Clocks differ by a little. */
const MOST_SKEW_SECONDS = 30;

interface Known extends Pick<Feed, "status" | "skewSeconds" | "lagSeconds"> {
  readonly trouble: Trouble | null;
  /** Its connector runs, and nothing has ever come. */
  readonly isUnheard: boolean;
  /** Milliseconds; null: it speaks when there is something to say. */
  readonly warnAfter: number | null;
  readonly isQuarantined: boolean;
}

/** What is wrong with a feed, the most pressing: what it does not say at all is worse than what it says late. */
export function toDoAbout(known: Known): FeedToDo {
  const { trouble, status, isUnheard, skewSeconds, lagSeconds, warnAfter, isQuarantined } = known;
  if (trouble !== null) return "TROUBLE";
  if (isUnheard) return "UNHEARD";
  if (status !== "FRESH") return status === "ERROR" ? "SILENT" : "SLOW";
  if (skewSeconds !== null && skewSeconds > MOST_SKEW_SECONDS) return "CLOCK_AHEAD";
  if (lagSeconds !== null && warnAfter !== null && lagSeconds * SECOND > warnAfter) return "LATE";
  return isQuarantined ? "QUARANTINED" : "NOTHING";
}

const latest = (received: Instant | null, heard: Instant | undefined): Instant | null =>
  received === null || heard === undefined ? (received ?? heard ?? null) : Math.max(received, heard);

function statusOf(silence: Millis | null, limits: Limits | null): FeedStatus {
  if (limits === null || silence === null) return "FRESH";
  if (silence >= limits.error) return "ERROR";
  return silence >= limits.warn ? "WARN" : "FRESH";
}

/** The system that a type of fact comes from: `wms.stock-count` from WMS. */
export function systemOf(type: string): FeedSystem | null {
  switch (type.slice(0, type.indexOf("."))) {
    case "erp":
      return "ERP";
    case "mes":
      return "MES";
    case "wms":
      return "WMS";
    case "master":
      return "MASTER";
    case "tower":
      return "TOWER";
    default:
      return null;
  }
}
