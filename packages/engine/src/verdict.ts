import type { Instant } from "@lockstep/domain/instant";
import { AT_ONCE, type Supply } from "./model.ts";
import { sum } from "./order.ts";
import type { ShortageVerdict, SupplyKind } from "./views.ts";

/** What is asked of a stocking point, whatever form it has. */
interface Judged<S> {
  readonly supplies: readonly { readonly kind: SupplyKind; readonly quantity: number }[];
  readonly demands: readonly {
    readonly quantity: number;
    readonly short: number;
    readonly need: Instant;
    readonly allocations: readonly { readonly supply: S }[];
  }[];
}

/** What each system believes to be there and free; the ERP has no view where it states no stock. */
export interface BelievedStock {
  readonly onHand: number;
  readonly erpOnHand: number | null;
}

/**
 * Whether a shortage is real, each system taken by itself (metrics 12). A system covers a point with what it believes to be
 * there and what is on order: the warehouse with what it has counted, also where that is held, or ends before it is needed.
 */
export function verdictOf<S extends Pick<Supply, "availableAt">>(
  point: Judged<S>,
  { onHand, erpOnHand }: BelievedStock,
  now: Instant,
  doesLieThere: (supply: S) => boolean,
): ShortageVerdict | null {
  const isShort = point.demands.some(({ short }) => short > 0);
  const needed = sum(point.demands.map(({ quantity }) => quantity));
  const onOrder = sum(point.supplies.map(({ kind, quantity }) => (kind === "lot" ? 0 : quantity)));
  const covers = (stock: number): boolean => stock + onOrder >= needed - 1e-6;
  const erpCovers = erpOnHand === null ? null : covers(erpOnHand);
  if (isShort) return erpCovers === true || covers(onHand) ? "phantom-cover" : "real";
  const isLate = point.demands.some(({ allocations, need }) =>
    allocations.some(({ supply }) => !doesLieThere(supply) && Math.max(now, supply.availableAt) > need),
  );
  if (isLate) return "timing";
  return erpCovers === false ? "false-alarm" : null;
}

/** What has been made and put away lies there, received or not. */
export function liesThere({ source, availableAt }: Supply): boolean {
  if (source.what === "made") return !source.isHeld && availableAt === AT_ONCE;
  return source.what === "lot" || source.what === "picked";
}
