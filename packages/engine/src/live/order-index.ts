import { type Instant, NEVER } from "@lockstep/domain/instant";
import { pointId } from "@lockstep/domain/world";
import type { OrderModel } from "../model.ts";
import { MADE_FOR } from "../supplies.ts";
import type { NetworkParts } from "./network-parts.ts";
import { addTo, takeFrom, withOne, withoutOne } from "./sets.ts";

/** Where orders are found, besides by their id: at the points that they make for and need, on resources, by whom they are for. */
export interface OrderIndex {
  add(order: OrderModel): void;
  drop(order: OrderModel): void;
  peggedTo(line: string): Iterable<string>;
  on(resource: string): Iterable<string>;
  /** With an operation there that its latest report says is paused. */
  pausedOn(resource: string): Iterable<string>;
  /** Those with an operation on them. */
  resources(): Iterable<string>;
}

export function createOrderIndex({ plant, at }: Pick<NetworkParts, "plant" | "at">): OrderIndex {
  const ordersOn = new Map<string, Set<string>>();
  const ordersOfPeg = new Map<string, Set<string>>();
  const pausedOn = new Map<string, Set<string>>();

  /** Also what the MES says went in, whether or not it is a component. */
  const pointsNeededBy = ({ id, data, operations }: OrderModel): Set<string> => {
    const needed = new Set(operations.flatMap(({ componentPoints }) => componentPoints));
    for (const { item } of plant.consumed.of(id)) needed.add(pointId(item, data.site));
    return needed;
  };
  const add = (model: OrderModel): void => {
    const made = at.of(model.point);
    made.orders = withOne(made.orders, model);
    if (model.isLive || countsUntil(model) >= plant.now) made.makers = withOne(made.makers, model);
    for (const line of model.pegs) addTo(ordersOfPeg, line, model.id);
    if (model.isLive) {
      for (const id of pointsNeededBy(model)) {
        const needed = at.of(id);
        needed.needing = withOne(needed.needing, model.id);
      }
    }
    for (const { resource } of model.operations) if (resource !== null) addTo(ordersOn, resource.id, model.id);
    // One that counts as done as a later one has begun may be paused as well.
    for (const { data } of plant.world.operations.get(model.id) ?? []) {
      if (data.state === "paused") addTo(pausedOn, data.resource, model.id);
    }
  };
  const drop = (model: OrderModel): void => {
    const made = at.of(model.point);
    made.orders = withoutOne(made.orders, model);
    made.makers = withoutOne(made.makers, model);
    for (const line of model.pegs) takeFrom(ordersOfPeg, line, model.id);
    for (const id of pointsNeededBy(model)) {
      const needed = at.of(id);
      needed.needing = withoutOne(needed.needing, model.id);
    }
    for (const { resource } of model.operations) {
      if (resource === null) continue;
      takeFrom(ordersOn, resource.id, model.id);
      takeFrom(pausedOn, resource.id, model.id);
    }
  };

  return {
    add,
    drop,
    peggedTo: (line) => ordersOfPeg.get(line) ?? none,
    on: (resource) => ordersOn.get(resource) ?? none,
    pausedOn: (resource) => pausedOn.get(resource) ?? none,
    resources: () => ordersOn.keys(),
  };
}

/** How long what a closed order has made and nobody has received counts. */
export const countsUntil = ({ data, operations }: OrderModel): Instant =>
  data.status === "closed" ? (operations.at(-1)?.reportedAt ?? -NEVER) + MADE_FOR : -NEVER;

const none: readonly never[] = [];
