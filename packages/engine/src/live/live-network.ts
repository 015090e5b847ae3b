import { HOUR, type Instant, NEVER } from "@lockstep/domain/instant";
import { createTimers } from "@lockstep/domain/timers";
import { byCodeUnit, type Finding } from "@lockstep/domain/world";
import type { Network } from "../cause-rules.ts";
import type { PointModel } from "../evaluate.ts";
import { type Holds, readHolds } from "../holds.ts";
import type { LotSources } from "../lots.ts";
import type { Demand, OrderModel } from "../model.ts";
import { cycleFindings } from "../network-findings.ts";
import { sum } from "../order.ts";
import { createDirty } from "./dirty.ts";
import type { FactsInForce } from "./facts-in-force.ts";
import type { LineNodes } from "./line-node.ts";
import { createLiveClaims } from "./live-claims.ts";
import { createLiveLevels } from "./live-levels.ts";
import { createLiveOrders } from "./live-orders.ts";
import { createLivePegs } from "./live-pegs.ts";
import { createLivePlaces } from "./live-places.ts";
import { createLivePlant, type LivePlant, pointsHeld } from "./live-plant.ts";
import { createLivePoints } from "./live-points.ts";
import { createMarks } from "./network-marks.ts";
import type { Listener, NetworkParts, Read, Work } from "./network-parts.ts";
import { createOrderIndex } from "./order-index.ts";
import { createPointNodes, type PointNode } from "./point-node.ts";
import { createRankQueue, isPoint } from "./rank-queue.ts";
import { createLineReader } from "./read-lines.ts";
import { createPurchaseReader } from "./read-purchases.ts";
import { createTransferReader } from "./read-transfers.ts";
import { emptied } from "./sets.ts";

/** The evaluated network, of which only what may have changed is evaluated again. */
export interface LiveNetwork {
  readonly plant: LivePlant;
  readonly network: Network;
  readonly orders: ReadonlyMap<string, OrderModel>;
  readonly points: ReadonlyMap<string, PointModel>;
  /** Everything that hangs on what was marked, and on the clock. */
  settle(): void;
  /** The points evaluated since this was asked last, and those gone since; the caller's to keep. */
  takeEvaluated(): Set<string>;
  readonly work: Work;
  findings(): Finding[];
  /** All that master data knows or some operation or state names, by code unit. */
  resourceIds(): readonly string[];
}

/** `nodes`: of each line what it is and wants; those read anew, or that got something else, are touched. */
export function createLiveNetwork(facts: FactsInForce, nodes: LineNodes, listener: Listener): LiveNetwork {
  const dirty = createDirty();
  const marks = createMarks({
    dirty,
    pointOf: (id) => at.of(id),
    mayHangOnCount: (order, point) => orders.mayHangOnCount(order, point),
  });
  const plant = createLivePlant(facts, marks);
  const pegs = createLivePegs(plant);
  const work: Work = { ordersRead: 0, linesRead: 0, operationsPlaced: 0, pointsEvaluated: 0, allocations: 0 };
  const levels = createLiveLevels(plant.world, plant.edges);
  const at = createPointNodes((id) => levels.levelOf(id));
  let holds: Holds = readHolds(plant);
  let holdsAt: Instant = -NEVER;
  const evaluated: PointNode[] = [];
  const resourceTimers = createTimers<string>();
  const pointTimers = createTimers<PointNode>({
    get: ({ dueAt }) => dueAt,
    set: (node, due) => {
      node.dueAt = due;
    },
  });

  const lotSources: LotSources = {
    plant,
    get holds() {
      return holds;
    },
    expiries: plant.expiries,
    pegsOfLot: pegs.ofLot,
    picksAt: plant.picksAt,
  };
  const read: Read = { lines: new Map(), purchases: new Map(), transfers: new Map(), transferDemands: new Map() };
  const points = createLivePoints({ ...read, plant, lotSources, holds: () => holds, pegs });
  const { lines, purchases, transfers, transferDemands } = read;
  const parts: NetworkParts = { ...read, plant, levels, at, points, pegs, dirty, marks, listener, work };
  /** What an order makes is looked at again. */
  const moved = (order: OrderModel): void => {
    const point = at.of(order.point);
    points.movedOrder(order, point);
    point.touch();
  };
  const queue = createRankQueue();
  const index = createOrderIndex(parts);
  const claims = createLiveClaims(parts);
  const places = createLivePlaces({ parts, queue, claimsOf: claims.of, moved });
  const orders = createLiveOrders({ parts, index, claims, places, moved });
  const lineReader = createLineReader({ parts, nodes, ordersPeggedTo: index.peggedTo });
  const purchaseReader = createPurchaseReader(parts);
  const transferReader = createTransferReader(parts);

  // -- what is read of the facts ---------------------------------------------------------------------------------------

  const readResources = (): void => {
    for (const id of dirty.resource) {
      const model = plant.renewResource(id);
      const isData = dirty.resourceData.has(id);
      for (const order of index.on(id)) {
        const known = orders.models.get(order);
        if (isData || known?.operations.some((one) => one.resource === model && one.reportedAt !== null))
          dirty.order.add(order);
      }
      places.unfix(id);
      if (model.upAt !== null)
        resourceTimers.wake(id, model.isUpEstimated || model.upAt > plant.now + HOUR ? model.upAt : plant.now + 1);
      listener.thing("r", id);
    }
    emptied(dirty.resource);
    emptied(dirty.resourceData);
  };

  const readAllHolds = (): void => {
    if (dirty.hold.size === 0 && holdsAt === plant.now) return;
    holds = readHolds(plant);
    holdsAt = plant.now;
    for (const id of dirty.hold) {
      const target = plant.world.holds.get(id)?.data.target;
      listener.thing("h", id);
      if (target === undefined) continue;
      for (const point of pointsHeld(plant, target)) marks.held(point);
      if (target.productionOrder !== undefined) dirty.order.add(target.productionOrder);
    }
    emptied(dirty.hold);
  };

  // -- evaluation, in order of rank ------------------------------------------------------------------------------------

  const enqueuePoint = (point: PointNode): void => {
    if (plant.named.has(point.id)) {
      queue.addPoint(point);
      return;
    }
    pointTimers.forget(point);
    if (points.delete(point)) {
      noteEvaluated(point);
      listener.thing("p", point.id);
    }
    at.drop(point);
  };
  const noteEvaluated = (point: PointNode): void => {
    if (point.wasEvaluated) return;
    point.wasEvaluated = true;
    evaluated.push(point);
  };

  const enqueueDirty = (): void => {
    for (const id of dirty.place) {
      const model = orders.models.get(id);
      if (model !== undefined) queue.addOrder(model);
    }
    emptied(dirty.place);
    at.clean(enqueuePoint);
  };

  const evaluatePoint = (point: PointNode): void => {
    work.pointsEvaluated += 1;
    noteEvaluated(point);
    const { allocations, hasChanged, told, next } = points.evaluate(point);
    work.allocations += allocations;
    for (const demand of told) tell(demand);
    if (point.isNews || hasChanged) listener.thing("p", point.id);
    point.isNews = false;
    pointTimers.wake(point, next);
  };

  /** What a demand got has changed: whoever it is for is looked at again. */
  const tell = (demand: Demand): void => {
    if (demand.owner !== null) demand.owner.touch();
    else if (demand.kind === "claim") {
      const { claim } = demand;
      if (claim === null || claim.isStarted || claim.isOverCycle) return;
      claim.operation.isMaterialKnown = false;
      queue.addOrder(claim.operation.order);
    } else {
      const transfer = transfers.get(demand.id);
      if (transfer === undefined) return;
      // Whether it is short is asked there, also where it brings nothing.
      const to = at.of(transfer.to);
      to.isNews = true;
      enqueuePoint(to);
    }
  };

  const markDue = (): void => {
    orders.markDue();
    places.markDue();
    purchaseReader.markDue();
    for (const id of resourceTimers.due(plant.now)) dirty.resource.add(id);
    for (const point of pointTimers.due(plant.now)) {
      point.areMakersStale = true;
      point.isStockStale = true;
      point.touch();
    }
  };

  const markAll = (): void => {
    dirty.isAllDirty = false;
    plant.renewExpiries();
    const { world } = plant;
    for (const id of [...orders.models.keys(), ...world.productionOrders.keys()]) dirty.order.add(id);
    for (const id of [...lines.keys(), ...world.salesOrderLines.keys()]) dirty.line.add(id);
    for (const id of [...purchases.keys(), ...world.purchaseOrderLines.keys()]) dirty.purchase.add(id);
    for (const id of [...transfers.keys(), ...world.transferOrders.keys()]) dirty.transfer.add(id);
    for (const id of [...points.models.keys(), ...plant.named.keys()]) marks.held(id);
    for (const id of plant.resourceIds()) marks.resourceData(id);
    for (const id of world.holds.keys()) dirty.hold.add(id);
  };

  const readLevels = (): void => {
    if (plant.edges.touched.size === 0) return;
    const { moved, hasOtherCircles } = levels.settle();
    for (const id of moved ?? at.byId.keys()) {
      const point = at.byId.get(id);
      const level = levels.levelOf(id);
      if (point === undefined || level === point.level) continue;
      point.level = level;
      point.touch();
      for (const order of point.orders ?? none) dirty.order.add(order.id);
    }
    if (hasOtherCircles) dirty.isAllDirty = true;
  };

  /** Whose words say what an item is called: its lines, and explanations that lead over what lies, is made or is bought of it. */
  const tellOfNames = (): void => {
    for (const item of dirty.renamedItem) {
      for (const id of plant.pointsOfItem(item)) {
        const point = at.of(id);
        for (const { owner } of point.demands) owner?.touch();
        for (const { id: order } of point.orders ?? none) listener.thing("o", order);
        for (const purchase of point.purchases ?? none) listener.thing("u", purchase);
        listener.thing("p", id);
        listener.thing("s", id);
      }
    }
    emptied(dirty.renamedItem);
  };

  const settle = (): void => {
    markDue();
    readLevels();
    if (dirty.isAllDirty) markAll();
    tellOfNames();
    lineReader.read();
    purchaseReader.read();
    transferReader.read();
    readAllHolds();
    readResources();
    orders.read();
    places.fix();
    enqueueDirty();
    for (let next = queue.next(); next !== null; next = queue.next()) {
      if (isPoint(next)) evaluatePoint(next);
      else {
        places.placeAll(next);
        enqueueDirty();
      }
    }
  };

  const network: Network = {
    plant,
    lotsAt: (point) => points.models.get(point)?.lots ?? [],
    ordersAt: (point) => [...(at.byId.get(point)?.orders ?? none)],
    orderOf: (id) => orders.models.get(id),
    purchaseOf: (id) => purchases.get(id),
    transfersTo: (point) =>
      [...(at.byId.get(point)?.transfersTo ?? none)].flatMap((id) => {
        const transfer = transfers.get(id);
        const demand = transferDemands.get(id);
        const supply = points.shipping.get(id);
        return transfer === undefined || demand === undefined || supply === undefined
          ? []
          : [{ transfer, demand, supply }];
      }),
    onHand: (point) =>
      sum(
        (points.models.get(point)?.lots ?? []).map(({ available, quality, blocked }) => available + quality + blocked),
      ),
  };

  const resourceIds = (): readonly string[] =>
    [...new Set([...plant.world.resources.keys(), ...plant.world.resourceStates.keys(), ...index.resources()])].sort(
      byCodeUnit,
    );

  const findings = (): Finding[] => [...cycleFindings(levels), ...orders.findings(), ...places.findings()];

  return {
    plant,
    network,
    orders: orders.models,
    points: points.models,
    settle,
    takeEvaluated() {
      const taken = new Set<string>();
      for (const point of evaluated) {
        point.wasEvaluated = false;
        taken.add(point.id);
      }
      evaluated.length = 0;
      return taken;
    },
    work,
    findings,
    resourceIds,
  };
}

const none: readonly never[] = [];
