import { type Instant, isoOf, MINUTE, SECOND } from "@lockstep/domain/instant";
import type { Feed, FeedStatus, FeedSystem } from "@lockstep/protocol/generated/schema";

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

interface Seen {
  readonly clock: Instant;
  readonly mode: "live" | "manual";
  /** Why what it said last may be so no more. */
  readonly trouble: string | null;
  /** When a source that has to be asked had nothing more to say. */
  readonly confirmedAt: Instant | null;
}

/** A source's row at a clock; under a manual clock its age is told by what its facts say, not by when they came. */
export function feedRow(id: string, tally: FeedTally, { clock, mode, trouble, confirmedAt }: Seen): Feed {
  const told = mode === "live" ? tally.lastReceivedAt : tally.lastFactAt;
  const last = mode === "live" && confirmedAt !== null ? Math.max(told ?? confirmedAt, confirmedAt) : told;
  const ageSeconds = last === null ? null : Math.max(0, (clock - last) / SECOND);
  return {
    id,
    system: tally.system,
    lastFactAt: tally.lastFactAt === null ? null : isoOf(tally.lastFactAt),
    lastReceivedAt: tally.lastReceivedAt === null ? null : isoOf(tally.lastReceivedAt),
    ageSeconds,
    status: trouble === null ? statusOf(tally.system, ageSeconds) : "ERROR",
    trouble,
    accepted: tally.accepted,
    quarantined: tally.quarantined,
  };
}

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
