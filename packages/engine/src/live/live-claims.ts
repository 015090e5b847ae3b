import type { claimsOf } from "../claims.ts";
import { demandOfClaim } from "../demands.ts";
import type { Demand, OperationModel, OrderModel } from "../model.ts";
import { addDemand, dropDemand, type NetworkParts } from "./network-parts.ts";
import { withOne, withoutOne } from "./sets.ts";

interface Claimed {
  readonly item: string;
  readonly demand: Demand;
}

/** An order, with what its operations want. */
export interface Claiming {
  readonly model: OrderModel;
  claims: readonly Claimed[];
}

type ClaimOf = ReturnType<typeof claimsOf>[number];

/** What operations want of the points where their components lie. */
export interface LiveClaims {
  /** In place of what the order wanted before; who wants the same keeps what it got. */
  set(order: Claiming, claims: readonly ClaimOf[]): void;
  of(operation: OperationModel): readonly Demand[];
}

export function createLiveClaims(parts: NetworkParts): LiveClaims {
  const { plant, lines, at, dirty } = parts;
  const claimsOfOperation = new Map<OperationModel, Demand[]>();

  const set: LiveClaims["set"] = (state, claims) => {
    const { model } = state;
    for (const operation of model.operations) operation.isMaterialKnown = false;
    const old = state.claims;
    const next = claims.map((claim) => {
      const demand = demandOfClaim(plant, lines, claim);
      const same = old.find(
        (one) => one.item === claim.item && one.demand.id === demand.id && isSameClaim(one.demand, demand),
      );
      return same ?? { item: claim.item, demand };
    });
    if (next.length === old.length && next.every((one, k) => one === old[k])) return;
    for (const { demand } of old) {
      if (next.some((one) => one.demand === demand) || demand.claim === null) continue;
      dropDemand(parts, demand.claim.point, demand);
      const left = (claimsOfOperation.get(demand.claim.operation) ?? []).filter((one) => one !== demand);
      if (left.length === 0) claimsOfOperation.delete(demand.claim.operation);
      else claimsOfOperation.set(demand.claim.operation, left);
      const point = at.of(demand.claim.point);
      point.claiming = withoutOne(point.claiming, model.id);
    }
    for (const { demand } of next) {
      if (demand.claim === null) continue;
      const point = at.of(demand.claim.point);
      point.claiming = withOne(point.claiming, model.id);
      if (old.some((one) => one.demand === demand)) continue;
      addDemand(parts, demand.claim.point, demand);
      claimsOfOperation.set(demand.claim.operation, [...(claimsOfOperation.get(demand.claim.operation) ?? []), demand]);
    }
    state.claims = next;
    dirty.place.add(model.id);
  };

  return { set, of: (operation) => claimsOfOperation.get(operation) ?? none };
}

const isSameClaim = (a: Demand, b: Demand): boolean =>
  a.quantity === b.quantity &&
  a.need === b.need &&
  a.day === b.day &&
  a.priority === b.priority &&
  a.claim?.operation === b.claim?.operation &&
  a.claim?.isStarted === b.claim?.isStarted &&
  a.claim?.isOverCycle === b.claim?.isOverCycle;

const none: readonly never[] = [];
