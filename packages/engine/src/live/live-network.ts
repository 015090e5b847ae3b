import { DAY, HOUR, type Instant, NEVER } from "@lockstep/domain/instant";
import { byCodeUnit, type Finding, pointId } from "@lockstep/domain/world";
import type { Network } from "../cause-rules.ts";
import { claimsOf } from "../claims.ts";
import { demandOfClaim, demandOfLine, demandOfTransfer, materialOf } from "../demands.ts";
import type { PointModel } from "../evaluate.ts";
import { type Holds, readHolds } from "../holds.ts";
import { knownOrMade } from "../known-or-made.ts";
import { findLevels, type Levels } from "../levels.ts";
import { type LineModel, readLine } from "../lines.ts";
import { neverEnds, overCapacity, place, runOn, SIGHT } from "../loading.ts";
import type { LotSources } from "../lots.ts";
import type { Demand, OperationModel, OrderModel, PurchaseModel, TransferModel } from "../model.ts";
import { cycleFindings, orderFindings } from "../network-findings.ts";
import { EPSILON, sum } from "../order.ts";
import {
  comeInOf,
  draftOrder,
  type OrderDraft,
  orderOf,
  progressOf,
  SHORT_PAUSE,
  STALE_AFTER,
  workOf,
} from "../orders.ts";
import { type Completed, completedOf, habits, readPurchase } from "../purchases.ts";
import { isSameValue } from "../same-value.ts";
import { MADE_FOR } from "../supplies.ts";
import { readTransfer } from "../transfers.ts";
import type { FactsInForce } from "./facts-in-force.ts";
import type { LineNodes } from "./line-node.ts";
import { createLivePegs } from "./live-pegs.ts";
import { createLivePlant, type LivePlant, pointsHeld, pointsMadeBy } from "./live-plant.ts";
import { createLivePoints } from "./live-points.ts";
import { byOperationRank, createLiveSlots, type LiveSlots } from "./live-slots.ts";
import type { Marks } from "./marks.ts";
import { createPointNodes, type PointNode } from "./point-node.ts";
import { createRankQueue, isPoint } from "./rank-queue.ts";
import { forgetPlace, renewOperation, renewOrder } from "./renew-order.ts";
import { isSameAllocation } from "./same-supply.ts";
import { addTo, takeFrom, withOne, withoutOne } from "./sets.ts";
import { createTimers } from "./timers.ts";
import type { ThingKind } from "./watchers.ts";

/** How much has been done; grows only. */
export interface Work {
  ordersRead: number;
  linesRead: number;
  operationsPlaced: number;
  pointsEvaluated: number;
  allocations: number;
}

/** Told of what has changed in the network, so that causes and rows are looked at again. */
export interface Listener {
  /** Something about it has changed that explanations may have been made of. */
  thing(kind: ThingKind, id: string): void;
  order(id: string): void;
}

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

interface Claimed {
  readonly item: string;
  readonly demand: Demand;
}

interface OrderState {
  readonly model: OrderModel;
  draft: OrderDraft;
  claims: readonly Claimed[];
  readonly busy: readonly { readonly resource: string; readonly operation: string }[];
}

type Dirty = {
  readonly [K in "order" | "place" | "line" | "purchase" | "transfer" | "resource" | "hold"]: Set<string>;
};

/** `nodes`: of each line what it is and wants; those read anew, or that got something else, are touched. */
export function createLiveNetwork(facts: FactsInForce, nodes: LineNodes, listener: Listener): LiveNetwork {
  const dirty: Dirty = {
    order: new Set(),
    place: new Set(),
    line: new Set(),
    purchase: new Set(),
    transfer: new Set(),
    resource: new Set(),
    hold: new Set(),
  };
  /** Operations of which nothing but their reports may have changed, by order. */
  const reported = new Map<string, Set<number>>();
  const resourceData = new Set<string>();
  let hasOtherEdges = false;
  let isAllDirty = false;
  /** Orders that findings are about, and those with an operation that found no place when it was looked at last, or before. */
  const odd = new Set<OrderModel>();
  const unplaced = new Set<OrderModel>();
  const evaluated: PointNode[] = [];
  /** Orders that something was issued to, and of which nothing else may have changed. */
  const issued = new Set<string>();
  /** Orders that something came in of, and of which nothing else may have changed. */
  const received = new Set<string>();
  /** Orders for which the time has come. */
  const dueOrders = new Set<string>();
  const news = (point: PointNode): void => {
    point.touch();
    point.isNews = true;
  };
  const askCounted = (point: PointNode, orders: Iterable<string>): void => {
    for (const order of orders) if (mayHangOnCount(order, point.id)) dirty.order.add(order);
  };
  const marks: Marks = {
    order: (id) => dirty.order.add(id),
    report: (order, seq) => addTo(reported, order, seq),
    line: (id) => dirty.line.add(id),
    purchase: (id) => dirty.purchase.add(id),
    transfer: (id) => dirty.transfer.add(id),
    point: (id) => {
      const point = at.of(id);
      point.isStockStale = true;
      point.touch();
    },
    held: (id) => {
      at.of(id).areMakersStale = true;
      marks.point(id);
    },
    news: (id) => news(at.of(id)),
    counted: (id) => {
      const point = at.of(id);
      askCounted(point, point.claiming ?? none);
      askCounted(point, point.needing ?? none);
    },
    issued: (order) => issued.add(order),
    received: (order) => received.add(order),
    assumption: (id) => {
      for (const order of at.of(id).claiming ?? none) dirty.place.add(order);
    },
    resource: (id) => dirty.resource.add(id),
    resourceData: (id) => {
      dirty.resource.add(id);
      resourceData.add(id);
    },
    hold: (id) => dirty.hold.add(id),
    edges: () => {
      hasOtherEdges = true;
    },
    everything: () => {
      isAllDirty = true;
    },
  };
  const plant = createLivePlant(facts, marks);
  const pegs = createLivePegs(plant);
  const work: Work = { ordersRead: 0, linesRead: 0, operationsPlaced: 0, pointsEvaluated: 0, allocations: 0 };
  const timers = {
    order: createTimers<string>(),
    place: createTimers<string>(),
    purchase: createTimers<string>(),
    resource: createTimers<string>(),
    point: createTimers<PointNode>({
      get: ({ dueAt }) => dueAt,
      set: (node, due) => {
        node.dueAt = due;
      },
      delete: (node) => {
        node.dueAt = undefined;
      },
    }),
  };
  let levels: Levels = findLevels(plant.world);
  const at = createPointNodes((id) => levels.levelOf(id));
  let holds: Holds = readHolds(plant);
  let holdsAt: Instant = -NEVER;
  const lines = new Map<string, LineModel>();
  const orders = new Map<string, OrderState>();
  const models = new Map<string, OrderModel>();
  const purchases = new Map<string, PurchaseModel>();
  const transfers = new Map<string, TransferModel>();
  const transferDemands = new Map<string, Demand>();
  const purchasesOf = new Map<string, Set<string>>();
  const ordersOn = new Map<string, Set<string>>();
  const ordersOfPeg = new Map<string, Set<string>>();
  const claimsOfOperation = new Map<OperationModel, Demand[]>();
  const busy = new Map<string, Set<string>>();
  const pausedOn = new Map<string, Set<string>>();
  const slotsOf = new Map<string, LiveSlots>();
  const runningOn = new Map<string, Set<OperationModel>>();
  const unfixed = new Set<string>();
  const queue = createRankQueue();
  const completed = new Map<string, Map<string, Completed>>();
  const habitsOf = new Map<string, ReturnType<typeof habits>>();

  const lotSources: LotSources = {
    plant,
    get holds() {
      return holds;
    },
    expiries: plant.expiries,
    pegsOfLot: pegs.ofLot,
    picksAt: plant.picksAt,
  };

  const points = createLivePoints({
    plant,
    lotSources,
    holds: () => holds,
    pegs,
    lines,
    purchases,
    transfers,
    transferDemands,
  });

  // -- small helpers -------------------------------------------------------------------------------------------------

  const slots = (resource: OperationModel["resource"] & object): LiveSlots =>
    knownOrMade(slotsOf, resource.id, () => createLiveSlots(resource));
  const enqueuePoint = (point: PointNode): void => {
    if (plant.named.has(point.id)) {
      queue.addPoint(point);
      return;
    }
    timers.point.forget(point);
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
  const addDemand = (id: string, demand: Demand): void => {
    const point = at.of(id);
    points.add(demand, point);
    news(point);
  };
  const dropDemand = (id: string, demand: Demand): void => {
    const point = at.of(id);
    points.drop(demand, point);
    news(point);
  };
  /** What an order makes is looked at again. */
  const movedOrder = (order: OrderModel): void => {
    const point = at.of(order.point);
    points.movedOrder(order, point);
    point.touch();
  };
  const nextMinute = (): Instant => plant.now + 1;

  // -- lines -----------------------------------------------------------------------------------------------------------

  const readLines = (): void => {
    for (const id of dirty.line) readOneLine(id);
    dirty.line.clear();
  };

  const readOneLine = (id: string): void => {
    const stated = plant.world.salesOrderLines.get(id);
    const node = nodes.of(id);
    const before = node.model;
    const after = stated === undefined ? null : readLine(plant, id, stated);
    work.linesRead += 1;
    node.model = after;
    if (after === null) lines.delete(id);
    else lines.set(id, after);
    changePegs(id, before, after);
    if (node.demand !== null && before !== null) dropDemand(before.point, node.demand);
    node.demand = after?.isOpen ? demandOfLine(plant, after, node) : null;
    if (node.demand !== null && after !== null) addDemand(after.point, node.demand);
    node.touch();
  };

  /** Whatever is pegged to a line follows its priority and its need. */
  const changePegs = (id: string, before: LineModel | null, after: LineModel | null): void => {
    const [was, is] = [before?.data.peggedTo, after?.data.peggedTo];
    const isSamePeg = isSameValue(was ?? null, is ?? null);
    if (!isSamePeg) {
      pegs.change(id, was, is);
      for (const peg of [was, is]) {
        if (peg?.productionOrder !== undefined) dirty.order.add(peg.productionOrder);
        if (peg?.purchaseOrderLine !== undefined) pegOfPurchase(peg.purchaseOrderLine);
        if (peg?.transferOrder !== undefined) pegOfTransfer(peg.transferOrder);
      }
    }
    if (before?.priority === after?.priority && before?.need === after?.need && before?.data.site === after?.data.site)
      return;
    for (const order of ordersOfPeg.get(id) ?? []) {
      dirty.order.add(order);
      for (const point of pointsMadeBy(plant, order)) marks.point(point);
    }
    if (is?.purchaseOrderLine !== undefined) pegOfPurchase(is.purchaseOrderLine);
    if (is?.transferOrder !== undefined) pegOfTransfer(is.transferOrder);
    // What is picked for it is served in its turn.
    for (const { data } of plant.movesByLine.get(id) ?? [])
      for (const point of plant.pointsOfItem(data.item)) marks.point(point);
  };
  const pegOfPurchase = (id: string): void => {
    dirty.purchase.add(id);
    const item = plant.world.purchaseOrderLines.get(id)?.data.item;
    if (item !== undefined) for (const point of plant.pointsOfItem(item)) marks.point(point);
    for (const { data } of plant.receiptsByPurchase.get(id) ?? [])
      for (const point of plant.pointsOfItem(data.item)) marks.point(point);
  };
  const pegOfTransfer = (id: string): void => {
    dirty.transfer.add(id);
    const item = plant.world.transferOrders.get(id)?.data.item;
    if (item !== undefined) for (const point of plant.pointsOfItem(item)) marks.point(point);
    for (const { data } of plant.receiptsByTransfer.get(id) ?? [])
      for (const point of plant.pointsOfItem(data.item)) marks.point(point);
  };

  // -- purchases -------------------------------------------------------------------------------------------------------

  const readPurchases = (): void => {
    const suppliers = new Set<string>();
    for (const id of dirty.purchase) {
      const line = plant.world.purchaseOrderLines.get(id);
      const known = purchases.get(id);
      const supplier = line?.data.supplier ?? known?.data.supplier;
      if (known !== undefined && known.data.supplier !== supplier) complete(known.data.supplier, id, null, suppliers);
      if (supplier !== undefined)
        complete(supplier, id, line === undefined ? null : completedOf(plant, id, line), suppliers);
    }
    for (const supplier of suppliers) {
      const all = [...(completed.get(supplier)?.values() ?? [])];
      habitsOf.set(supplier, habits(all));
      for (const id of purchasesOf.get(supplier) ?? []) if (purchases.get(id)?.isOpen) dirty.purchase.add(id);
    }
    for (const id of dirty.purchase) readOnePurchase(id);
    dirty.purchase.clear();
  };

  const complete = (supplier: string, id: string, is: Completed | null, changed: Set<string>): void => {
    const own = completed.get(supplier) ?? new Map<string, Completed>();
    completed.set(supplier, own);
    const was = own.get(id) ?? null;
    if (isSameValue(was, is)) return;
    if (is === null) own.delete(id);
    else own.set(id, is);
    changed.add(supplier);
  };

  const unindexPurchase = ({ id, data }: PurchaseModel, point: PointNode): void => {
    point.purchases = withoutOne(point.purchases, id);
    takeFrom(purchasesOf, data.supplier, id);
  };

  const noHabits = habits([]);
  const readOnePurchase = (id: string): void => {
    listener.thing("u", id);
    const line = plant.world.purchaseOrderLines.get(id);
    const before = purchases.get(id);
    const pointBefore = before === undefined ? undefined : at.of(before.point);
    pointBefore?.touch();
    if (line === undefined) {
      purchases.delete(id);
      points.forgetPurchase(id);
      if (before !== undefined && pointBefore !== undefined) {
        unindexPurchase(before, pointBefore);
        pointBefore.isStale = true;
      }
      return;
    }
    const { supplier, item } = line.data;
    const model = readPurchase(plant, { id, line, habit: (habitsOf.get(supplier) ?? noHabits)(supplier, item) });
    purchases.set(id, model);
    const point = at.of(model.point);
    if (pointBefore !== undefined && pointBefore !== point) {
      points.forgetPurchase(id);
      pointBefore.isStale = true;
      point.isStale = true;
    } else points.movedPurchase(id, point);
    if (pointBefore !== point || before?.data.supplier !== supplier) {
      if (before !== undefined && pointBefore !== undefined) unindexPurchase(before, pointBefore);
      point.purchases = withOne(point.purchases, id);
      addTo(purchasesOf, supplier, id);
    }
    point.touch();
    // One that is complete waits for nothing, also while nobody has closed it.
    const isAwaited = model.isOpen && model.received < model.data.quantity - EPSILON;
    if (isAwaited) timers.purchase.wake(id, model.isOverdue ? nextMinute() : model.expected);
  };

  // -- transfers -------------------------------------------------------------------------------------------------------

  const readTransfers = (): void => {
    for (const id of dirty.transfer) {
      listener.thing("t", id);
      const stated = plant.world.transferOrders.get(id);
      const before = transfers.get(id);
      const after = stated === undefined ? null : readTransfer(plant, levels, id, stated);
      const old = transferDemands.get(id);
      if (before !== undefined) {
        const to = at.of(before.to);
        to.transfersTo = withoutOne(to.transfersTo, id);
        to.isStale = true;
        news(to);
        if (old !== undefined) dropDemand(before.from, old);
      }
      transferDemands.delete(id);
      if (after === null) transfers.delete(id);
      else {
        transfers.set(id, after);
        const to = at.of(after.to);
        to.transfersTo = withOne(to.transfersTo, id);
        news(to);
        if (after.toShip > EPSILON) {
          const demand = demandOfTransfer(plant, after);
          transferDemands.set(id, demand);
          addDemand(after.from, demand);
        }
      }
      points.shipping.delete(id);
    }
    dirty.transfer.clear();
  };

  // -- resources -------------------------------------------------------------------------------------------------------

  const readResources = (): void => {
    for (const id of dirty.resource) {
      const model = plant.renewResource(id);
      const isData = resourceData.has(id);
      for (const order of ordersOn.get(id) ?? []) {
        const known = models.get(order);
        if (isData || known?.operations.some((one) => one.resource === model && one.reportedAt !== null))
          dirty.order.add(order);
      }
      unfixed.add(id);
      if (model.upAt !== null)
        timers.resource.wake(id, model.isUpEstimated || model.upAt > plant.now + HOUR ? model.upAt : nextMinute());
      listener.thing("r", id);
    }
    dirty.resource.clear();
    resourceData.clear();
  };

  // -- holds -----------------------------------------------------------------------------------------------------------

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
    dirty.hold.clear();
  };

  // -- orders ----------------------------------------------------------------------------------------------------------

  const readOrders = (): void => {
    const drafts = new Map<string, ReturnType<typeof draftOrder> | null>();
    const draft = (id: string): void => {
      if (drafts.has(id)) return;
      const stated = plant.world.productionOrders.get(id);
      const made = stated === undefined ? null : draftOrder(plant, id, stated.data);
      drafts.set(id, made);
      const before = orders.get(id)?.busy ?? [];
      const after = made === null ? [] : workOf(made);
      if (isSameValue(before, after)) return;
      for (const { resource, operation } of before) takeFrom(busy, resource, operation);
      for (const { resource, operation } of after) addTo(busy, resource, operation);
      for (const { resource } of [...before, ...after])
        for (const other of pausedOn.get(resource) ?? []) dirty.order.add(other);
    };
    for (const [id, seqs] of reported) {
      if (dirty.order.has(id)) continue;
      for (const seq of seqs) if (!readReport(id, seq)) dirty.order.add(id);
    }
    reported.clear();
    for (const id of issued) if (!dirty.order.has(id) && !readIssues(id)) dirty.order.add(id);
    issued.clear();
    for (const id of received) if (!dirty.order.has(id) && !readReceipts(id)) dirty.order.add(id);
    received.clear();
    for (const id of dueOrders) if (!dirty.order.has(id) && !runOnlyOn(id)) dirty.order.add(id);
    dueOrders.clear();
    // The set grows while it is gone through: what is paused elsewhere depends on what runs there.
    for (const id of dirty.order) draft(id);
    for (const [id, made] of drafts) {
      work.ordersRead += 1;
      if (made === null) dropOrder(id);
      else keepOrder(id, made);
    }
    dirty.order.clear();
  };

  /** False if the whole order is to be read: more may have changed than how far an operation at work is. */
  const readReport = (id: string, seq: number): boolean => {
    const state = orders.get(id);
    const operation = state?.model.operations.find((one) => one.seq === seq);
    const report = plant.world.operations.get(id)?.find(({ data }) => data.seq === seq);
    if (state === undefined || operation === undefined || report === undefined) return false;
    if (mayMoveClaims(operation)) return false;
    const progress = progressOf(state.draft, operation, report);
    if (progress === null) return false;
    work.ordersRead += 1;
    const { model } = state;
    state.draft = progress.draft;
    Object.assign(model, progress.order);
    noteOdd(model);
    Object.assign(operation, progress.operation);
    operation.start = operation.startedAt ?? -NEVER;
    let hasMoved = false;
    // What runs after it in the order ends no sooner than it does.
    for (const one of model.operations) {
      if (one === operation || (hasMoved && one.seq > seq && one.phase === "running"))
        hasMoved = runAnew(one) || hasMoved;
    }
    if (hasMoved) dirty.place.add(id);
    const last = model.operations.at(-1);
    if (operation === last || (hasMoved && last?.phase === "running")) movedOrder(model);
    wakeOrder(model);
    listener.order(id);
    listener.thing("s", model.point);
    listener.thing("o", id);
    return true;
  };

  /** False if the whole order is to be read: more may have changed by time than when what runs will end. */
  const runOnlyOn = (id: string): boolean => {
    const model = models.get(id);
    if (model === undefined || !model.isLoaded || model.lastFactAt === null) return false;
    // How long a pause lasts says whether it counts as running.
    if (model.operations.some(({ state }) => state === "paused")) return false;
    work.ordersRead += 1;
    let hasMoved = false;
    for (const one of model.operations) if (one.phase === "running") hasMoved = runAnew(one) || hasMoved;
    if (model.operations.at(-1)?.phase === "running") movedOrder(model);
    wakeOrder(model);
    if (!hasMoved) return true;
    dirty.place.add(id);
    listener.order(id);
    listener.thing("o", id);
    listener.thing("s", model.point);
    return true;
  };

  const noteOdd = (model: OrderModel): void => {
    if (model.isStale || model.unknownSeqs.length > 0) odd.add(model);
    else odd.delete(model);
  };

  /** True if it ends at another time, or is more or less sure to. */
  const runAnew = (operation: OperationModel): boolean => {
    const { finish, variance, resource } = operation;
    runOn(operation, plant.now);
    if (operation.finish === NEVER) unplaced.add(operation.order);
    if (variance !== operation.variance) placeBehind(operation);
    if (finish === operation.finish && variance === operation.variance) return false;
    if (resource !== null) unfixed.add(resource.id);
    return true;
  };

  /** A count ends claims of what has been reported before it. */
  const mayHangOnCount = (id: string, point: string): boolean => {
    const model = models.get(id);
    if (model === undefined || plant.world.consumptions.has(id)) return true;
    return model.operations.some(
      ({ phase, reportedAt, componentPoints }) =>
        (reportedAt !== null || phase === "done") && componentPoints.includes(point),
    );
  };

  /** False if the whole order is to be read. */
  const readIssues = (id: string): boolean => {
    const state = orders.get(id);
    if (state === undefined || state.draft.lastFactAt === null) return false;
    const { model } = state;
    let lastFactAt = state.draft.lastFactAt;
    for (const { time } of plant.movesByOrder.get(id) ?? []) lastFactAt = Math.max(lastFactAt, time);
    work.ordersRead += 1;
    state.draft = { ...state.draft, lastFactAt };
    Object.assign(model, { lastFactAt });
    setClaims(state, claimsOf(plant, levels, model));
    listener.thing("s", model.point);
    return true;
  };

  /** False if the whole order is to be read. */
  const readReceipts = (id: string): boolean => {
    const state = orders.get(id);
    const come = state === undefined ? null : comeInOf(plant, state.draft);
    if (state === undefined || come === null) return false;
    const { model } = state;
    work.ordersRead += 1;
    state.draft = come.draft;
    Object.assign(model, come.order);
    movedOrder(model);
    listener.thing("s", model.point);
    return true;
  };

  /** Whether what an order owes its material hangs on when this operation was reported, or on how far it is. */
  const mayMoveClaims = ({ order, componentPoints, reportedAt }: OperationModel): boolean => {
    if (plant.world.consumptions.has(order.id)) return true;
    if (order.operations.some((one) => one.phase === "done" && one.reportedAt === null)) return true;
    return componentPoints.some((point) => {
      const countedAt = plant.lastCountAt(point);
      return countedAt !== null && (reportedAt === null || countedAt > reportedAt);
    });
  };

  const dropOrder = (id: string): void => {
    const state = orders.get(id);
    if (state === undefined) return;
    const { model } = state;
    for (const operation of model.operations) unplace(operation);
    setClaims(state, []);
    unindex(model);
    orders.delete(id);
    models.delete(id);
    odd.delete(model);
    unplaced.delete(model);
    movedOrder(model);
    // For whom it was made: what it has made is there still, for whoever comes first.
    if (model.pegs.length > 0) for (const point of pointsMadeBy(plant, id)) marks.point(point);
    listener.order(id);
    listener.thing("o", id);
    listener.thing("s", model.point);
    tellHoldsOn(id);
  };

  /** A hold is where its order is. */
  const tellHoldsOn = (order: string): void => {
    for (const { data } of plant.holdsByOrder.get(order) ?? []) listener.thing("h", data.id);
  };

  const keepOrder = (id: string, draft: NonNullable<ReturnType<typeof draftOrder>>): void => {
    const fresh = orderOf(draft, busy, { plant, levels, pegsOf: pegs.ofOrder });
    const known = orders.get(id);
    const before = known?.model;
    if (before !== undefined && !isSameShape(before, fresh)) dropOrder(id);
    if (before === undefined) tellHoldsOn(id);
    // One that was gone may have made something, when it was for nobody yet.
    const pegsBefore = before?.pegs ?? [];
    const saidBefore = before === undefined ? null : whatWalksAsk(before);
    const model = before !== undefined && isSameShape(before, fresh) ? renew(before, fresh) : fresh;
    const state: OrderState = { model, draft, claims: orders.get(id)?.claims ?? [], busy: workOf(draft) };
    orders.set(id, state);
    models.set(id, model);
    noteOdd(model);
    index(model);
    runOrder(model);
    setClaims(state, claimsOf(plant, levels, model));
    movedOrder(model);
    dirty.place.add(id);
    if (!isSameValue(pegsBefore, fresh.pegs)) {
      for (const point of pointsMadeBy(plant, id)) marks.point(point);
      for (const { demand } of state.claims) if (demand.claim !== null) at.of(demand.claim.point).touch();
    }
    wakeOrder(model);
    listener.order(id);
    listener.thing("s", model.point);
    if (saidBefore === null || !isSameValue(saidBefore, whatWalksAsk(model))) listener.thing("o", id);
  };

  /** What an explanation asks of an order's operations that have no place to find; the others say themselves. */
  const whatWalksAsk = ({ isLoaded, operations }: OrderModel): unknown[] =>
    operations.flatMap((one) => [
      isLoaded,
      one.phase,
      one.plannedStart,
      one.plannedFinish,
      one.plannedWork,
      one.remainingWork,
      one.planRate,
      one.scrap,
      one.startedAt,
      one.finishedAt,
      ...(one.phase === "running" || one.phase === "done" ? [one.start, one.finish] : []),
    ]);

  const isSameShape = (a: OrderModel, b: OrderModel): boolean =>
    a.point === b.point &&
    a.level === b.level &&
    a.data.plannedStart === b.data.plannedStart &&
    a.isBlock === b.isBlock &&
    a.operations.length === b.operations.length &&
    a.operations.every((one, k) => one.id === b.operations[k]?.id && one.resource === b.operations[k]?.resource);

  /** The known objects go on, as others hold on to them; they say what was read anew. */
  const renew = (known: OrderModel, fresh: OrderModel): OrderModel => {
    unindex(known);
    for (const [k, operation] of known.operations.entries()) {
      const read = fresh.operations[k];
      if (read === undefined) continue;
      const isRunning = operation.phase === "running" && known.isLoaded;
      const willRun = read.phase === "running" && fresh.isLoaded;
      const isPlaceable = fresh.isLoaded && (read.phase === "waiting" || read.phase === "interrupted");
      if (!isPlaceable || isRunning !== willRun) unplace(operation);
      renewOperation(operation, read);
      if (!isPlaceable) {
        const { finish, variance } = operation;
        forgetPlace(operation, read);
        // Its finish and variance are compared with what they become.
        if (isRunning && willRun) Object.assign(operation, { finish, variance });
      } else if (read.phase === "interrupted") {
        // One that was interrupted keeps when it began.
        operation.start = read.start;
      }
    }
    renewOrder(known, fresh);
    return known;
  };

  /** Also what the MES says went in, whether or not it is a component. */
  const pointsNeededBy = ({ id, data, operations }: OrderModel): Set<string> => {
    const needed = new Set(operations.flatMap(({ componentPoints }) => componentPoints));
    for (const used of plant.world.consumptions.get(id) ?? []) needed.add(pointId(used.data.item, data.site));
    return needed;
  };
  const index = (model: OrderModel): void => {
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
  const unindex = (model: OrderModel): void => {
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

  /** What runs holds its resource whatever comes before it in rank. */
  const runOrder = (model: OrderModel): void => {
    for (const operation of model.operations) {
      if (operation.phase !== "running" || !model.isLoaded) continue;
      const { variance } = operation;
      runOn(operation, plant.now);
      if (operation.finish === NEVER) unplaced.add(model);
      if (variance !== operation.variance) placeBehind(operation);
      if (operation.resource === null) continue;
      addTo(runningOn, operation.resource.id, operation);
      unfixed.add(operation.resource.id);
    }
  };

  /** Those that wait behind an operation are as uncertain as it is. */
  const placeBehind = (operation: OperationModel): void => {
    if (operation.resource === null) return;
    for (const other of slots(operation.resource).behind(operation)) dirty.place.add(other.order.id);
  };

  const unplace = (operation: OperationModel): void => {
    const { resource } = operation;
    if (resource === null) return;
    if (runningOn.get(resource.id)?.has(operation)) {
      takeFrom(runningOn, resource.id, operation);
      unfixed.add(resource.id);
    }
    const own = slots(resource);
    own.keepTrying(operation, false);
    for (const other of own.move(operation, null)) dirty.place.add(other.order.id);
  };

  const setClaims = (state: OrderState, claims: ReturnType<typeof claimsOf>): void => {
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
      dropDemand(demand.claim.point, demand);
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
      addDemand(demand.claim.point, demand);
      claimsOfOperation.set(demand.claim.operation, [...(claimsOfOperation.get(demand.claim.operation) ?? []), demand]);
    }
    state.claims = next;
    dirty.place.add(model.id);
  };

  const isSameClaim = (a: Demand, b: Demand): boolean =>
    a.quantity === b.quantity &&
    a.need === b.need &&
    a.day === b.day &&
    a.priority === b.priority &&
    a.claim?.operation === b.claim?.operation &&
    a.claim?.isStarted === b.claim?.isStarted &&
    a.claim?.isOverCycle === b.claim?.isOverCycle;

  /** How long what a closed order has made and nobody has received counts. */
  const countsUntil = ({ data, operations }: OrderModel): Instant =>
    data.status === "closed" ? (operations.at(-1)?.reportedAt ?? -NEVER) + MADE_FOR : -NEVER;

  /** When an order changes by time alone. */
  const wakeOrder = (model: OrderModel): void => {
    const { id, isLive, isStale, lastFactAt, data, operations, isLoaded } = model;
    // A pause that is as long as a short one may be stays so while its resource is closed.
    const wake = (at: Instant): void => timers.order.wake(id, at > plant.now ? at : nextMinute());
    if (isLive && !isStale && lastFactAt === null) wake(data.plannedFinish + STALE_AFTER + 1);
    if (countsUntil(model) >= plant.now) wake(countsUntil(model) + 1);
    for (const { phase, state, reportedAt, resource, working, finish } of operations) {
      if (state === "paused" && phase === "running" && reportedAt !== null)
        wake(working.add(reportedAt, SHORT_PAUSE) + 1);
      if (phase !== "running" || !isLoaded) continue;
      if (resource?.upAt === null || resource === null)
        wake(Math.max(reportedAt ?? plant.now, resource?.lastUp ?? -NEVER, plant.now - HOUR) + HOUR + 1);
      // What ends right now is there at once; from then on it ends with every minute.
      wake(finish);
    }
  };

  // -- evaluation, in order of rank ------------------------------------------------------------------------------------

  const fixResources = (): void => {
    for (const id of unfixed) {
      const resource = plant.resourceOf(id);
      const running = [...(runningOn.get(id) ?? [])].sort(byOperationRank);
      for (const other of slots(resource).fix(resource.upAt, running)) dirty.place.add(other.order.id);
    }
    unfixed.clear();
  };

  const enqueueDirty = (): void => {
    for (const id of dirty.place) {
      const model = models.get(id);
      if (model !== undefined) queue.addOrder(model);
    }
    dirty.place.clear();
    at.clean(enqueuePoint);
  };

  const placeOrder = (model: OrderModel): void => {
    if (!model.isLoaded) return;
    const finishBefore = model.operations.at(-1)?.finish;
    const varianceBefore = model.operations.at(-1)?.variance;
    let hasChanged = false;
    for (const operation of model.operations) {
      if (operation.phase !== "waiting" && operation.phase !== "interrupted") continue;
      if (placeOne(operation)) hasChanged = true;
      if (operation.finish === NEVER) unplaced.add(model);
    }
    const last = model.operations.at(-1);
    const endsNow = last !== undefined && last.finish <= plant.now;
    if (last?.finish !== finishBefore || last?.variance !== varianceBefore || endsNow) {
      movedOrder(model);
    }
    if (!hasChanged) return;
    listener.order(model.id);
    listener.thing("o", model.id);
  };

  const placeOne = (operation: OperationModel): boolean => {
    work.operationsPlaced += 1;
    const { start, finish, placedAt, earliest, firstOpening, boundBy, front, material, variance, resource } = operation;
    const isWaiting = operation.phase === "waiting";
    // Of one that has all its material nothing short is to be looked at again.
    const claims = isWaiting && !operation.isMaterialKnown ? (claimsOfOperation.get(operation) ?? none) : none;
    const ready = isWaiting && operation.isMaterialKnown ? material : materialOf(plant, claims);
    let gap: ReturnType<LiveSlots["firstGap"]> | null = null;
    const own = resource === null ? null : slots(resource);
    place(operation, {
      now: plant.now,
      material: ready,
      slots: () => ({
        firstGap: (from, length) => own?.firstGap(operation, from, length) ?? { slot: 0, start: NEVER, end: NEVER },
        inFront: (slot, at) => own?.inFront(operation, slot, at) ?? null,
        place: (found) => {
          gap = found;
        },
      }),
    });
    if (own !== null) {
      for (const other of own.move(operation, gap)) queue.addOrder(other.order);
      own.keepTrying(operation, operation.finish === NEVER && operation.earliest <= plant.now + SIGHT);
    }
    operation.isMaterialKnown = isWaiting && claims.every(({ short }) => short === 0);
    wakePlace(operation, claims);
    if (variance !== operation.variance) placeBehind(operation);
    return (
      start !== operation.start ||
      finish !== operation.finish ||
      placedAt !== operation.placedAt ||
      earliest !== operation.earliest ||
      firstOpening !== operation.firstOpening ||
      boundBy !== operation.boundBy ||
      variance !== operation.variance ||
      !isSameFront(front, operation.front) ||
      !isSameAllocation(material, operation.material)
    );
  };

  const wakePlace = (operation: OperationModel, claims: readonly Demand[]): void => {
    let next = operation.earliest + 1;
    if (operation.finish > plant.now) next = Math.min(next, operation.finish);
    if (operation.earliest < NEVER && operation.finish === NEVER) next = Math.min(next, plant.now + DAY);
    if (claims.some(({ short, claim }) => short > 0 && claim !== null && !claim.isOverCycle)) next = nextMinute();
    timers.place.wake(operation.order.id, next);
  };

  const isSameFront = (a: OperationModel["front"], b: OperationModel["front"]): boolean =>
    a === b ||
    (a !== null &&
      b !== null &&
      a.what === b.what &&
      (a.what === "repair" || b.what === "repair" || a.operation === b.operation));

  const evaluatePoint = (point: PointNode): void => {
    work.pointsEvaluated += 1;
    noteEvaluated(point);
    const { allocations, hasChanged, told, next } = points.evaluate(point);
    work.allocations += allocations;
    for (const demand of told) tell(demand);
    if (point.isNews || hasChanged) listener.thing("p", point.id);
    point.isNews = false;
    timers.point.wake(point, next);
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

  // -- putting it together ---------------------------------------------------------------------------------------------

  const markDue = (): void => {
    for (const id of timers.order.due(plant.now)) dueOrders.add(id);
    for (const kind of ["place", "purchase", "resource"] as const)
      for (const id of timers[kind].due(plant.now)) dirty[kind].add(id);
    for (const point of timers.point.due(plant.now)) {
      point.areMakersStale = true;
      point.isStockStale = true;
      point.touch();
    }
  };

  const markAll = (): void => {
    isAllDirty = false;
    plant.renewExpiries();
    const { world } = plant;
    for (const id of [...orders.keys(), ...world.productionOrders.keys()]) dirty.order.add(id);
    for (const id of [...lines.keys(), ...world.salesOrderLines.keys()]) dirty.line.add(id);
    for (const id of [...purchases.keys(), ...world.purchaseOrderLines.keys()]) dirty.purchase.add(id);
    for (const id of [...transfers.keys(), ...world.transferOrders.keys()]) dirty.transfer.add(id);
    for (const id of [...points.models.keys(), ...plant.named.keys()]) marks.held(id);
    for (const id of plant.resourceIds()) marks.resourceData(id);
    for (const id of world.holds.keys()) dirty.hold.add(id);
  };

  const readLevels = (): void => {
    hasOtherEdges = false;
    const before = levels;
    levels = findLevels(plant.world);
    for (const point of at.byId.values()) point.level = levels.levelOf(point.id);
    const isSame = isSameLevels(before, levels, plant.named.keys());
    if (!isSame) isAllDirty = true;
  };

  const settle = (): void => {
    markDue();
    if (hasOtherEdges) readLevels();
    if (isAllDirty) markAll();
    readLines();
    readPurchases();
    readTransfers();
    readAllHolds();
    readResources();
    readOrders();
    fixResources();
    enqueueDirty();
    for (let next = queue.next(); next !== null; next = queue.next()) {
      if (isPoint(next)) evaluatePoint(next);
      else {
        placeOrder(next);
        enqueueDirty();
      }
    }
  };

  const network: Network = {
    plant,
    lotsAt: (point) => points.models.get(point)?.lots ?? [],
    ordersAt: (point) => [...(at.byId.get(point)?.orders ?? none)],
    orderOf: (id) => models.get(id),
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
    [...new Set([...plant.world.resources.keys(), ...plant.world.resourceStates.keys(), ...ordersOn.keys()])].sort(
      byCodeUnit,
    );

  const findings = (): Finding[] => {
    const all = [...cycleFindings(levels), ...[...odd].flatMap(orderFindings)];
    for (const [id, running] of runningOn) {
      const resource = plant.resourceOf(id);
      if (running.size > resource.capacity) all.push(overCapacity(resource, running.size));
    }
    for (const model of unplaced) {
      const stuck = model.isLoaded ? model.operations.find(({ finish }) => finish === NEVER) : undefined;
      if (stuck !== undefined) all.push(neverEnds(stuck, plant.now));
      else unplaced.delete(model);
    }
    return all;
  };

  return {
    plant,
    network,
    orders: models,
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

function isSameLevels(a: Levels, b: Levels, known: Iterable<string>): boolean {
  if (!isSameValue(a.cycles, b.cycles)) return false;
  for (const point of known) if (a.levelOf(point) !== b.levelOf(point)) return false;
  return true;
}

const none: readonly never[] = [];
