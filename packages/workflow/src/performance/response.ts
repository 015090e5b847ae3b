import { earliest, type Instant, MINUTE } from "@lockstep/domain/instant";
import type { ExceptionRecord } from "../model.ts";
import { SYSTEM } from "../model.ts";
import { median, nearestRank } from "../quantiles.ts";

/** What becomes of a card, in order; each is counted from when it was there to be seen. */
export const STAGES = ["seen", "acknowledged", "decided", "cleared"] as const;
export type Stage = (typeof STAGES)[number];

/** Of the cards that came to it. */
export interface StageTime {
  readonly stage: Stage;
  readonly n: number;
  /** Null: no card came to it. */
  readonly medianMinutes: number | null;
  /** By nearest rank. */
  readonly p90Minutes: number | null;
}

export interface InTime {
  /** Cards that were acknowledged, or whose cause stood until they could not be acted on any more. */
  readonly n: number;
  /** Of these, acknowledged before that. */
  readonly inTime: number;
}

export interface ResponseSources {
  /** When the first message about a card was read in the app. */
  readonly firstRead: ReadonlyMap<string, Instant>;
  /** What happened later does not count. */
  readonly until: Instant;
}

/** How long people took for cards, from when each opened: what is known of a risk is on the screen with the fact that it follows from. */
export function responseTimes(records: readonly ExceptionRecord[], sources: ResponseSources): readonly StageTime[] {
  return STAGES.map((stage) => {
    const minutes = records.flatMap((record) => minutesTo(record, stage, sources) ?? []);
    return { stage, n: minutes.length, medianMinutes: median(minutes), p90Minutes: nearestRank(minutes, 0.9) };
  });
}

/** How long one card took to come there; null: it has not. */
export function minutesTo(record: ExceptionRecord, stage: Stage, sources: ResponseSources): number | null {
  const at = reachedAt(record, stage, sources);
  return at === null || at > sources.until ? null : Math.max(0, at - record.openedAt) / MINUTE;
}

/** By the act-by that each had when it opened; what had none then is left out. */
export function acknowledgedInTime(
  records: readonly ExceptionRecord[],
  { until }: Pick<ResponseSources, "until">,
): InTime {
  const counted = records.flatMap((record) => wasInTime(record, until) ?? []);
  return { n: counted.length, inTime: counted.filter((one) => one).length };
}

/** Whether one card was acknowledged in time; null: it is not counted. */
export function wasInTime(record: ExceptionRecord, until: Instant): boolean | null {
  const { firstActBy } = record;
  if (firstActBy === null) return null;
  const acknowledged = acknowledgedAt(record);
  if (acknowledged !== null && acknowledged <= until) return acknowledged <= firstActBy;
  return firstActBy < until && (clearedAt(record) ?? Number.POSITIVE_INFINITY) > firstActBy ? false : null;
}

function reachedAt(record: ExceptionRecord, stage: Stage, { firstRead }: ResponseSources): Instant | null {
  switch (stage) {
    case "seen":
      return earliest([firstRead.get(record.id), record.timeline.find(isByPerson)?.at]);
    case "acknowledged":
      return acknowledgedAt(record);
    case "decided":
      return record.decidedAt;
    case "cleared":
      return clearedAt(record);
  }
}

const isByPerson = ({ by }: { readonly by: string }): boolean => by !== SYSTEM;
const acknowledgedAt = ({ timeline }: ExceptionRecord): Instant | null =>
  earliest(timeline.filter(({ action }) => action === "acknowledged").map(({ at }) => at));
/** When its cause went and stayed away, or a person said that it is over. */
const clearedAt = ({ clearedAt: gone, resolvedAt }: ExceptionRecord): Instant | null => earliest([gone, resolvedAt]);
