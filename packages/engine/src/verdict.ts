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

/**
 * Whether a shortage is real, each system taken by itself. The ERP covers a point with what it believes to
 * be there and what it has on order; it has no view where it states no stock.
 */
export function verdictOf<S extends Pick<Supply, "availableAt">>(
  point: Judged<S>,
  erpOnHand: number | null,
  now: Instant,
  doesLieThere: (supply: S) => boolean,
): ShortageVerdict | null {
  const isShort = point.demands.some(({ short }) => short > 0);
  const needed = sum(point.demands.map(({ quantity }) => quantity));
  const onOrder = sum(point.supplies.map(({ kind, quantity }) => (kind === "lot" ? 0 : quantity)));
  const erpCovers = erpOnHand === null ? null : erpOnHand + onOrder >= needed - 1e-6;
  if (isShort) return erpCovers === true ? "phantom-cover" : "real";
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
