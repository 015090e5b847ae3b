import { DAY, HOUR, type Instant } from "@lockstep/domain/instant";
import type { PlanLosses, ResourceLosses } from "./plan-answer.ts";
import type { PlanSearch } from "./plan-search.ts";
import type { Span } from "./span.ts";

export const KINDS = ["down", "setup", "scrap", "slow"] as const;
export type Kind = (typeof KINDS)[number];

/** As many as a server answers for at once. */
const MOST_DAYS = 7;

/** Of the time that the address says what has been, the last week of it; else the last day. To come, nothing is lost yet. */
export function hoursLost({ since, until }: PlanSearch, now: Instant): Span {
  const end = Math.ceil(now / HOUR) * HOUR;
  const to = until === undefined ? end : Math.min(Date.parse(until), end);
  const from = since === undefined ? to - DAY : Math.max(Date.parse(since), to - MOST_DAYS * DAY);
  return from < to ? { from, to } : { from: end - DAY, to: end };
}

/** Minutes of an hour; null: nothing is known of it. What is known of one kind is known of all of them together. */
export function lostIn(resource: ResourceLosses, hour: number, kind: Kind | "all"): number | null {
  if (kind !== "all") return resource[kind][hour] ?? null;
  const known = KINDS.flatMap((one) => resource[one][hour] ?? []);
  return known.length === 0 ? null : known.reduce((sum, minutes) => sum + minutes, 0);
}

/** Whether two readings say the same of a resource. */
export const isSameLost = (one: ResourceLosses, other: ResourceLosses): boolean =>
  one.name === other.name &&
  KINDS.every(
    (kind) => one[kind].length === other[kind].length && one[kind].every((minutes, k) => minutes === other[kind][k]),
  );

export interface Worst {
  readonly resource: ResourceLosses;
  readonly minutes: number;
  /** What most of it is. */
  readonly kind: Kind;
}

/** The resource that lost the most; null if none lost anything that is known. */
export function worstOf({ resources }: PlanLosses): Worst | null {
  let worst: Worst | null = null;
  for (const resource of resources) {
    const sums = KINDS.map((kind) => resource[kind].reduce<number>((sum, minutes) => sum + (minutes ?? 0), 0));
    const minutes = sums.reduce((sum, one) => sum + one, 0);
    if (minutes < 1 || minutes <= (worst?.minutes ?? 0)) continue;
    const kind = KINDS[sums.indexOf(Math.max(...sums))] ?? "down";
    worst = { resource, minutes, kind };
  }
  return worst;
}
