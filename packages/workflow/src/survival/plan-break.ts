import { HOUR, type Instant, type Millis } from "@lockstep/domain/instant";
import { endedAt } from "../adherence/began-at.ts";
import type { Watched } from "./kaplan-meier.ts";
import type { StepReport } from "./lost-time.ts";

/** Of what is counted (A10 to A16). */
export const SURVIVAL_VERSION = 2;
export const LATE_TOLERANCE: Millis = 4 * HOUR;
export const LEAST_SHARE = 0.98;
/** What is left of a sum of binary fractions. */
const ROUNDING = 1e-9;

/** Whether so much is as good as all of it. */
export const isEnough = (good: number, quantity: number): boolean => good >= quantity * LEAST_SHARE - ROUNDING;

/** What the published plan says of an order. */
export interface PublishedOrder {
  readonly quantity: number;
  readonly start: Instant;
  readonly finish: Instant;
  /** The lines of its operations in their order. */
  readonly resources: readonly string[];
}

/** What the ERP has said of it after that, in the order of time. */
export interface PlanChange extends PublishedOrder {
  readonly at: Instant;
  readonly status: "planned" | "released" | "closed" | "cancelled" | "deleted";
}

/** How much of it was finished at a time, in total; `isOver`: no more will come. In the order of time. */
export interface Progress {
  readonly at: Instant;
  readonly good: number;
  readonly isOver: boolean;
}

/** What the reports of an order's last step say; what is said last may have been finished before what was said earlier. */
export const progressOf = (reports: readonly StepReport[]): readonly Progress[] =>
  reports
    .map(({ time, data }) => ({
      at: endedAt([{ time, data }]) ?? time,
      good: data.good,
      isOver: data.state === "done",
    }))
    .sort((a, b) => a.at - b.at);

export interface OrderHistory {
  readonly published: PublishedOrder;
  readonly changes: readonly PlanChange[];
  readonly progress: readonly Progress[];
}

/** `late`: not there 4 h after its planned finish; `short`: ended with less than 98 %. */
export type BreakKind = "late" | "short" | "replanned" | "cancelled";

export interface PlanBreak {
  readonly kind: BreakKind;
  readonly at: Instant;
  /** Another quantity is wanted, or none. */
  readonly demandChanged: boolean;
}

/** The first moment at which an order is outside of its plan (A10 to A13); null: it is not, up to `now`. */
export function breakOf({ published, changes, progress }: OrderHistory, now: Instant): PlanBreak | null {
  const told = progress.filter(({ at }) => at <= now);
  const madeBy = (at: Instant): number => told.findLast((one) => one.at <= at)?.good ?? 0;
  // What has come in full cannot fail any more, whatever is said of its plan later.
  const kept = told.find(({ good }) => isEnough(good, published.quantity))?.at ?? null;
  const limit = published.finish + LATE_TOLERANCE;
  const found: PlanBreak[] = [];
  for (const change of changes) {
    if (change.at > now || (kept !== null && kept <= change.at)) continue;
    const { at, status } = change;
    if (status === "cancelled" || status === "deleted") found.push({ kind: "cancelled", at, demandChanged: true });
    else if (status === "closed" && !isEnough(madeBy(at), published.quantity))
      found.push({ kind: "short", at, demandChanged: false });
    else if (isMoved(published, change)) {
      found.push({ kind: "replanned", at, demandChanged: change.quantity !== published.quantity });
    }
  }
  const ended = told.find(({ isOver, good }) => isOver && !isEnough(good, published.quantity));
  if (ended !== undefined && (kept === null || kept > ended.at)) {
    found.push({ kind: "short", at: ended.at, demandChanged: false });
  }
  if (limit < now && (kept === null || kept > limit)) found.push({ kind: "late", at: limit, demandChanged: false });
  return found.reduce<PlanBreak | null>((first, one) => (first === null || one.at < first.at ? one : first), null);
}

const isMoved = (published: PublishedOrder, change: PlanChange): boolean =>
  published.start !== change.start ||
  published.finish !== change.finish ||
  published.quantity !== change.quantity ||
  published.resources.join("\0") !== change.resources.join("\0");

/** For how long an order of a plan was watched: until it broke, else until now, at most to the end of what can break it. */
export function watchedOf(
  found: PlanBreak | null,
  { publishedAt, until, now }: { readonly publishedAt: Instant; readonly until: Instant; readonly now: Instant },
): Watched {
  const at = found === null ? Math.min(now, until) : found.at;
  return { after: Math.max(0, at - publishedAt), isFailed: found !== null };
}
