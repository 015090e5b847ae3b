import { HOUR, type Instant, NEVER } from "@lockstep/domain/instant";
import { pointId } from "@lockstep/domain/world";
import { holdEstimate } from "./estimates.ts";
import { groupBy } from "./order.ts";
import { lotKey, type Plant } from "./plant.ts";

/** What holds say of some goods. */
export interface HoldState {
  readonly isRejected: boolean;
  /** The hold that ends last, or the one that rejects; null where goods wait for inspection without one. */
  readonly hold: string | null;
  readonly availableAt: Instant;
  readonly assumed: boolean;
  /** Of several holds, when another may be the one that counts: one is past its release, and ends later with every minute. */
  readonly mayTurnAt: Instant;
}

export interface Holds {
  /** Null: nothing holds it. */
  ofLot(item: string, lot: string, site: string): HoldState | null;
  ofOrder(order: string, item: string, site: string): HoldState | null;
  /** Goods in inspection that no hold is on. */
  inspection(site: string): HoldState;
}

interface Active {
  readonly id: string;
  readonly site: string | undefined;
  readonly isRejected: boolean;
  readonly releaseAt: Instant | null;
}

/** The holds that stand, by what they are on. */
export function readHolds(plant: Plant): Holds {
  const { world, now } = plant;
  const active = [...world.holds].flatMap(([id, { data }]) => {
    if (data.state === "released") return [];
    const stated = holdEstimate(plant, id)?.at ?? data.expectedReleaseAt;
    const releaseAt = stated !== undefined && stated > now ? stated : null;
    return [{ id, target: data.target, site: data.target.site, isRejected: data.state === "rejected", releaseAt }];
  });
  const byLot = groupBy(active, ({ target }) =>
    target.lot !== undefined && target.item !== undefined ? lotKey(target.item, target.lot) : undefined,
  );
  const byOrder = groupBy(active, ({ target }) => target.productionOrder);
  const byPoint = groupBy(active, ({ target }) =>
    target.lot === undefined && target.item !== undefined && target.site !== undefined
      ? pointId(target.item, target.site)
      : undefined,
  );
  const inspection = (site: string): HoldState => {
    const availableAt = now + plant.siteOf(site).inspectionHours * HOUR;
    return { isRejected: false, hold: null, availableAt, assumed: true, mayTurnAt: NEVER };
  };
  const stateOf = (holds: readonly Active[], site: string): HoldState | null => {
    let worst: HoldState | null = null;
    const mayTurnAt = holds.length < 2 ? NEVER : Math.min(...holds.map(({ releaseAt }) => releaseAt ?? now + 1));
    for (const { id, isRejected, releaseAt } of holds) {
      const atLast = releaseAt === null ? inspection(site) : { availableAt: releaseAt, assumed: false };
      const state = { ...atLast, isRejected, hold: id, mayTurnAt };
      if (worst === null || isWorse(state, worst)) worst = state;
    }
    return worst;
  };
  return {
    ofLot: (item, lot, site) => {
      if (active.length === 0) return null;
      const origins = lot === "" ? [] : plant.lotOrigins.of(lotKey(item, lot));
      return stateOf(
        [
          ...(byLot.get(lotKey(item, lot)) ?? []).filter((hold) => hold.site === undefined || hold.site === site),
          ...origins.flatMap(({ kind, id }) => (kind === "order" ? (byOrder.get(id) ?? []) : [])),
          ...(byPoint.get(pointId(item, site)) ?? []),
        ],
        site,
      );
    },
    ofOrder: (order, item, site) =>
      active.length === 0
        ? null
        : stateOf([...(byOrder.get(order) ?? []), ...(byPoint.get(pointId(item, site)) ?? [])], site),
    inspection,
  };
}

/** What is rejected never comes; else what comes last counts, and of two the hold with the smaller id. */
function isWorse(a: HoldState, b: HoldState): boolean {
  if (a.isRejected !== b.isRejected) return a.isRejected;
  if (a.availableAt !== b.availableAt) return a.availableAt > b.availableAt;
  return (a.hold ?? "") < (b.hold ?? "");
}
