import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { StockingPointView, TimelessPoint } from "@lockstep/engine/views";

/** JSON knows no infinity: "at once" and "never" are written as numbers far outside of any time. */
const AT_ONCE = -1e18;
const NEVER_SAID = 1e18;

const written = (at: Instant): number => (at === NEVER ? NEVER_SAID : at === -NEVER ? AT_ONCE : at);

/** A stocking point with its times as they are: the clock goes on without a word about it. */
export function pointText(point: TimelessPoint): string {
  return JSON.stringify({
    ...point,
    supplies: point.supplies.map((one) => ({ ...one, availableAt: written(one.availableAt) })),
    demands: point.demands.map((one) => ({
      ...one,
      needAt: written(one.needAt),
      availableAt: one.availableAt === null ? null : written(one.availableAt),
      allocations: one.allocations.map((own) => ({ ...own, availableAt: written(own.availableAt) })),
    })),
  });
}

/** The stocking point at a time: nothing is available earlier than that. */
export function pointOf(text: string, now: Instant): StockingPointView {
  const point = JSON.parse(text) as TimelessPoint;
  const said = (at: Instant): Instant => (at >= NEVER_SAID ? NEVER : at <= AT_ONCE ? -NEVER : at);
  const available = (at: Instant): Instant => Math.max(now, said(at));
  return {
    ...point,
    supplies: point.supplies.map(({ keeps, ...one }) => {
      const availableAt = available(one.availableAt);
      return { ...one, availableAt, expiresAt: keeps === undefined ? one.expiresAt : availableAt + keeps };
    }),
    demands: point.demands.map((one) => ({
      ...one,
      needAt: said(one.needAt),
      availableAt: one.availableAt === null ? null : available(one.availableAt),
      allocations: one.allocations.map((own) => ({ ...own, availableAt: available(own.availableAt) })),
    })),
  };
}
