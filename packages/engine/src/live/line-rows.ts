import { type Instant, MINUTE, type Millis, NEVER } from "@lockstep/domain/instant";
import type { Found } from "../cause-rules.ts";
import { isCauseOf } from "../causes.ts";
import type { LineOutcome } from "../lines.ts";
import type { Allocation } from "../model.ts";
import type { LineProjection } from "../project-line.ts";
import { isSameValue } from "../same-value.ts";
import { orderLineView } from "../view-rows.ts";
import type { OrderLineView, PathStep } from "../views.ts";

/** The delivery of a line that gets what lies there now: so long after the present minute, whenever that is. */
export interface Slide {
  readonly lead: Millis;
  /** Later than that is late. */
  readonly limit: Instant;
}

/** What was projected of a line, kept so that time alone does not change it: the delivery of one that slides is not in it. */
export interface LineRow {
  readonly projection: LineProjection;
  readonly slide: Slide | null;
}

/** A row that holds at every minute until it changes: its allocations have their times as they are, also those that are past. */
export interface TimelessLine {
  readonly view: OrderLineView;
  readonly slide: Slide | null;
}

export const timelessRow = ({ projection, slide }: LineRow): TimelessLine => ({
  view: orderLineView(projection, -NEVER),
  slide,
});

/** The row as it stands at a minute. */
export function shownRow({ projection, slide }: LineRow, now: Instant): OrderLineView {
  return slid(orderLineView(projection, now), slide, now);
}

/** The same of one without its time. */
export function lineAt({ view, slide }: TimelessLine, now: Instant): OrderLineView {
  const isPast = view.allocations.some(({ availableAt }) => availableAt < now);
  if (!isPast && slide === null) return view;
  const allocations = view.allocations.map((one) => ({ ...one, availableAt: Math.max(now, one.availableAt) }));
  return slid({ ...view, allocations }, slide, now);
}

function slid(view: OrderLineView, slide: Slide | null, now: Instant): OrderLineView {
  if (slide === null) return view;
  const projectedDelivery = now + slide.lead;
  return { ...view, projectedDelivery, slackMinutes: (slide.limit - projectedDelivery) / MINUTE };
}

export const isSameRow = (a: LineRow, b: LineRow): boolean =>
  (a.projection.line === b.projection.line || isSameValue(a.projection.line, b.projection.line)) &&
  isSameSlide(a.slide, b.slide) &&
  isSameLineOutcome(a.projection.outcome, b.projection.outcome, a.slide !== null) &&
  isSameProjection(a.projection, b.projection);

const isSameSlide = (a: Slide | null, b: Slide | null): boolean =>
  a === b || (a !== null && b !== null && a.lead === b.lead && a.limit === b.limit);

/** The delivery of one that slides is not compared. */
export const isSameLineOutcome = (a: LineOutcome, b: LineOutcome, slides = false): boolean =>
  a.state === b.state &&
  a.short === b.short &&
  (slides || (a.projectedDelivery === b.projectedDelivery && a.slack === b.slack)) &&
  a.pLate === b.pLate &&
  a.sigmaHours === b.sigmaHours;

function isSameProjection(a: LineProjection, b: LineProjection): boolean {
  if (a.valueAtRiskMinor !== b.valueAtRiskMinor || a.openValueMinor !== b.openValueMinor) return false;
  if (a.allocations.length !== b.allocations.length) return false;
  for (let k = 0; k < a.allocations.length; k++) if (!isShownTheSame(a.allocations[k], b.allocations[k])) return false;
  return isSameFound(a.found, b.found) && isSamePath(a.path, b.path);
}

const isSameFound = (a: Found | null, b: Found | null): boolean =>
  a === b || (a !== null && b !== null && a.clearsAt === b.clearsAt && isCauseOf(a, b));

function isSamePath(a: readonly PathStep[], b: readonly PathStep[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (!isSameStep(a[k], b[k])) return false;
  return true;
}

const isSameStep = (a: PathStep | undefined, b: PathStep | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.text === b.text && a.id === b.id && a.what === b.what);

const isShownTheSame = (a: Allocation | undefined, b: Allocation | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.quantity === b.quantity &&
    a.supply.kind === b.supply.kind &&
    a.supply.id === b.supply.id &&
    a.supply.availableAt === b.supply.availableAt);
