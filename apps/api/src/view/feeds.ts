import { type Instant, isoOf, MINUTE, SECOND } from "@lockstep/domain/instant";
import type { Feed, FeedStatus, FeedSystem, FeedToDo } from "@lockstep/protocol/generated/schema";
import { isoOrNull } from "../wire/words.ts";
import type { Pulse } from "./pulse.ts";

/** What one source has sent so far. */
export interface FeedTally {
  readonly system: FeedSystem;
  readonly lastFactAt: Instant | null;
  readonly lastReceivedAt: Instant | null;
  readonly accepted: number;
  readonly quarantined: number;
}

interface Limits {
  readonly warn: number;
  readonly error: number;
}

/** How old the last word of a system may be; master data and people's answers come when they come. */
const LIMITS: Partial<Record<FeedSystem, Limits>> = {
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
  readonly trouble: string | null;
  /** When it was heard of last, though it said nothing new; null if never. */
  readonly heard: Heard | null;
  readonly pulse: Pulse;
  /** Of any source: how much of a source's own is settled is not counted. */
  readonly hasQuarantine: boolean;
}

/** A source's row at a clock; under a manual clock its age is told by what its facts say, not by when they came. */
export function feedRow(
  id: string,
  tally: FeedTally,
  { clock, mode, trouble, heard, pulse, hasQuarantine }: Seen,
): Feed {
  const [said, seen] = mode === "live" ? [tally.lastReceivedAt, heard?.at] : [tally.lastFactAt, heard?.time];
  const last = seen === undefined || seen === null ? said : Math.max(said ?? seen, seen);
  const ageSeconds = last === null ? null : Math.max(0, (clock - last) / SECOND);
  const limits = LIMITS[tally.system];
  // Receipts are of another clock than one that is moved by hand.
  const told = mode === "live" ? pulse : null;
  const status = trouble === null ? statusOf(tally.system, ageSeconds) : "ERROR";
  const [lagSeconds, skewSeconds] = [told?.lagSeconds() ?? null, told?.skewSeconds() ?? null];
  const isQuarantined = hasQuarantine && tally.quarantined > 0;
  return {
    id,
    system: tally.system,
    lastFactAt: tally.lastFactAt === null ? null : isoOf(tally.lastFactAt),
    lastReceivedAt: tally.lastReceivedAt === null ? null : isoOf(tally.lastReceivedAt),
    lastHeardAt: isoOrNull(latest(tally.lastReceivedAt, heard?.at)),
    ageSeconds,
    status,
    trouble,
    accepted: tally.accepted,
    quarantined: tally.quarantined,
    warnAfterSeconds: limits === undefined ? null : limits.warn / SECOND,
    errorAfterSeconds: limits === undefined ? null : limits.error / SECOND,
    ratePerMinute: told === null ? null : told.ratePerMinute(clock),
    lagSeconds,
    skewSeconds,
    toDo: toDoAbout({ trouble, status, skewSeconds, lagSeconds, warnAfter: limits?.warn ?? null, isQuarantined }),
  };
}

/** Clocks differ by a little. */
const MOST_SKEW_SECONDS = 30;

interface Known extends Pick<Feed, "trouble" | "status" | "skewSeconds" | "lagSeconds"> {
  /** Milliseconds; null: it speaks when there is something to say. */
  readonly warnAfter: number | null;
  readonly isQuarantined: boolean;
}

/** What is wrong with a feed, the most pressing: what it does not say at all is worse than what it says late. */
export function toDoAbout({ trouble, status, skewSeconds, lagSeconds, warnAfter, isQuarantined }: Known): FeedToDo {
  if (trouble !== null) return "TROUBLE";
  if (status !== "FRESH") return status === "ERROR" ? "SILENT" : "SLOW";
  if (skewSeconds !== null && skewSeconds > MOST_SKEW_SECONDS) return "CLOCK_AHEAD";
  if (lagSeconds !== null && warnAfter !== null && lagSeconds * SECOND > warnAfter) return "LATE";
  return isQuarantined ? "QUARANTINED" : "NOTHING";
}

const latest = (received: Instant | null, heard: Instant | undefined): Instant | null =>
  received === null || heard === undefined ? (received ?? heard ?? null) : Math.max(received, heard);

function statusOf(system: FeedSystem, ageSeconds: number | null): FeedStatus {
  const limits = LIMITS[system];
  if (limits === undefined || ageSeconds === null) return "FRESH";
  if (ageSeconds * SECOND >= limits.error) return "ERROR";
  return ageSeconds * SECOND >= limits.warn ? "WARN" : "FRESH";
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
