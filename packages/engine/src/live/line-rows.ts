import { type Instant, MINUTE, type Millis } from "@lockstep/domain/instant";
import type { OrderLineView } from "../views.ts";

/** The delivery of a line that gets what lies there now: so long after the present minute, whenever that is. */
export interface Slide {
  readonly lead: Millis;
  /** Later than that is late. */
  readonly limit: Instant;
}

/**
 * A line's row, kept so that time alone does not change it: what is available at once has no instant (`AT_ONCE`), and of
 * a row that slides the delivery and the slack are not in it.
 */
export interface LineRow {
  readonly view: OrderLineView;
  readonly slide: Slide | null;
}

/** The row as it stands at a minute. */
export function shownRow({ view, slide }: LineRow, now: Instant): OrderLineView {
  const allocations = view.allocations.some(({ availableAt }) => availableAt < now)
    ? view.allocations.map((one) => (one.availableAt < now ? { ...one, availableAt: now } : one))
    : view.allocations;
  if (slide === null) return allocations === view.allocations ? view : { ...view, allocations };
  const projectedDelivery = now + slide.lead;
  return { ...view, allocations, projectedDelivery, slackMinutes: (slide.limit - projectedDelivery) / MINUTE };
}
