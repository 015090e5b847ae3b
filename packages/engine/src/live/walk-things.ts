import { DAY, type Instant } from "@lockstep/domain/instant";
import { pointId } from "@lockstep/domain/world";
import type { Found, Network, Node } from "../cause-rules.ts";
import type { OperationModel } from "../model.ts";
import type { Walk, WalkStep } from "../walk.ts";
import type { Thing } from "./watchers.ts";

/**
 * What an explanation of a line of a point was made of: if any of these changes, it is made again. What the line got, and when
 * that is there, is not among them: the line itself is told of it.
 */
export function thingsOf(network: Network, walk: Walk, point: string): ReadonlySet<Thing> {
  const things = new Set<Thing>();
  if (walk.steps.length === 0) things.add(`p:${point}`);
  thingsOfSteps(network, walk.steps, things);
  thingsOfCause(walk.found, things);
  return things;
}

/** The same of a part of its steps. */
export function thingsOfSteps(network: Network, steps: readonly WalkStep[], things: Set<Thing>): void {
  for (const { node } of steps) addNode(network, node, things);
}

/** And of what it leads to. */
export function thingsOfCause({ subjectType, subject }: Found, things: Set<Thing>): void {
  if (subjectType === "hold") things.add(`h:${subject}`);
  if (subjectType === "resource") things.add(`r:${subject}`);
  if (subjectType === "production-order") things.add(`o:${subject}`);
  if (subjectType === "purchase-order-line") things.add(`u:${subject}`);
  if (subjectType === "transfer-order") things.add(`t:${subject}`);
}

function addNode(network: Network, node: Node, things: Set<Thing>): void {
  switch (node.at) {
    case "short":
      things.add(`p:${node.point}`);
      things.add(`s:${node.point}`);
      return;
    case "supply": {
      const { source } = node.supply;
      // Of what is bought or to be made nothing is asked but its time, and the purchase or order itself.
      if (source.what !== "purchase" && source.what !== "make") things.add(`p:${node.supply.point}`);
      if ((source.what === "held" || source.what === "made") && source.hold !== null) things.add(`h:${source.hold}`);
      if (source.what === "to-ship") things.add(`p:${source.transfer.from}`);
      return;
    }
    case "operation":
      addOperation(network, node.operation, things);
  }
}

function addOperation({ plant }: Network, operation: OperationModel, things: Set<Thing>): void {
  const { order, resource, front, components } = operation;
  things.add(`o:${order.id}`);
  if (resource !== null) things.add(`r:${resource.id}`);
  if (front?.what === "operation") things.add(`o:${front.operation.order.id}`);
  // What came when is asked only where it began late, or could begin.
  if (operation.phase === "waiting" && operation.boundBy !== "now") return;
  for (const item of components) {
    const point = pointId(item, order.data.site);
    things.add(`p:${point}`);
    // One that came late may be traced back to the order that made it.
    const until = operation.phase === "waiting" ? plant.now : operation.start;
    const last = plant.arrivalsByPoint.get(point)?.findLast(({ time }) => time <= until);
    const maker = last?.data.productionOrder;
    if (maker !== undefined) things.add(`o:${maker}`);
  }
}

/**
 * When an explanation that is told at a site changes next by time alone: how long ago things may have been for it to look at
 * them, and the date.
 */
export function nextChangeOf(network: Network, walk: Walk, site: string): Instant {
  const { plant } = network;
  const zone = plant.zoneAt(site);
  const midnight = zone.instantOf(zone.localDayAt(plant.now) + 1, 0);
  // Where the hour before midnight comes twice, it may be behind: it comes again.
  let next = midnight > plant.now ? midnight : plant.now + 1;
  const at = (instant: Instant): void => {
    if (instant > plant.now && instant < next) next = instant;
  };
  for (const { node } of walk.steps) {
    if (node.at !== "short") continue;
    const erp = plant.world.erpStock.get(node.point);
    if (erp !== undefined) at(erp.time + DAY + 1);
    for (const { expiresAt } of network.lotsAt(node.point)) at(expiresAt);
    for (const { data, lastFactAt } of network.ordersAt(node.point)) {
      at(data.plannedFinish);
      at(data.plannedFinish + 14 * DAY + 1);
      if (lastFactAt !== null) at(lastFactAt + 14 * DAY + 1);
    }
  }
  return next;
}
