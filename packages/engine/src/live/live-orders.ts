import { HOUR, type Instant, NEVER } from "@lockstep/domain/instant";
import { createTimers } from "@lockstep/domain/timers";
import type { Finding } from "@lockstep/domain/world";
import { claimsOf } from "../claims.ts";
import type { OperationModel, OrderModel } from "../model.ts";
import { orderFindings } from "../network-findings.ts";
import {
  draftOrder,
  type OrderDraft,
  orderOf,
  SHORT_PAUSE,
  STALE_AFTER,
  takeHeardOf,
  takeProgress,
  takeReceipts,
  workOf,
} from "../orders.ts";
import { isSameValue } from "../same-value.ts";
import type { Claiming, LiveClaims } from "./live-claims.ts";
import type { LivePlaces } from "./live-places.ts";
import { pointsMadeBy } from "./live-plant.ts";
import type { NetworkParts } from "./network-parts.ts";
import { countsUntil, type OrderIndex } from "./order-index.ts";
import { forgetPlace, renewOperation, renewOrder } from "./renew-order.ts";
import { addTo, emptied, takeFrom } from "./sets.ts";

/** The production orders as their facts say them, before what has not begun is placed. */
export interface LiveOrders {
  readonly models: ReadonlyMap<string, OrderModel>;
  /** Orders that change by time alone are marked. */
  markDue(): void;
  /** Those that were marked. */
  read(): void;
  /** A count ends claims of what has been reported before it. */
  mayHangOnCount(id: string, point: string): boolean;
  findings(): Finding[];
}

interface OrderParts {
  readonly parts: NetworkParts;
  readonly index: OrderIndex;
  readonly claims: LiveClaims;
  readonly places: LivePlaces;
  /** What an order makes is looked at again. */
  readonly moved: (order: OrderModel) => void;
}

interface OrderState extends Claiming {
  readonly draft: OrderDraft;
  readonly busy: readonly { readonly resource: string; readonly operation: string }[];
}

export function createLiveOrders({ parts, index, claims, places, moved }: OrderParts): LiveOrders {
  const { plant, levels, at, pegs, dirty, marks, listener, work } = parts;
  const orders = new Map<string, OrderState>();
  const models = new Map<string, OrderModel>();
  /** Where something runs, by resource. */
  const busy = new Map<string, Set<string>>();
  /** Orders that findings are about. */
  const odd = new Set<OrderModel>();
  const timers = createTimers<OrderModel>({
    get: ({ readAgainAt }) => readAgainAt,
    set: (order, at) => {
      order.readAgainAt = at;
    },
  });

  const read = (): void => {
    for (const [id, seqs] of dirty.reported) {
      if (dirty.order.has(id)) continue;
      for (const seq of seqs) if (!readReport(id, seq)) dirty.order.add(id);
    }
    emptied(dirty.reported);
    for (const id of dirty.issued) if (!dirty.order.has(id) && !readIssues(id)) dirty.order.add(id);
    emptied(dirty.issued);
    for (const id of dirty.received) if (!dirty.order.has(id) && !readReceipts(id)) dirty.order.add(id);
    emptied(dirty.received);
    for (const id of dirty.dueOrders) if (!dirty.order.has(id) && !runOnlyOn(id)) dirty.order.add(id);
    emptied(dirty.dueOrders);
    if (dirty.order.size > 0) readWhole();
  };

  const readWhole = (): void => {
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
        for (const other of index.pausedOn(resource)) dirty.order.add(other);
    };
    // The set grows while it is gone through: what is paused elsewhere depends on what runs there.
    for (const id of dirty.order) draft(id);
    for (const [id, made] of drafts) {
      work.ordersRead += 1;
      if (made === null) dropOrder(id);
      else keepOrder(id, made);
    }
    emptied(dirty.order);
  };

  /** False if the whole order is to be read: more may have changed than how far an operation at work is. */
  const readReport = (id: string, seq: number): boolean => {
    const state = orders.get(id);
    const operation = state?.model.operations.find((one) => one.seq === seq);
    const report = plant.world.operations.get(id)?.find(({ data }) => data.seq === seq);
    if (state === undefined || operation === undefined || report === undefined) return false;
    if (mayMoveClaims(operation)) return false;
    if (!takeProgress(state.draft, operation, report)) return false;
    work.ordersRead += 1;
    const { model } = state;
    noteOdd(model);
    let hasMoved = false;
    // What runs after it in the order ends no sooner than it does.
    for (const one of model.operations) {
      if (one === operation || (hasMoved && one.seq > seq && one.phase === "running"))
        hasMoved = places.runAnew(one) || hasMoved;
    }
    if (hasMoved) dirty.place.add(id);
    const last = model.operations.at(-1);
    if (operation === last || (hasMoved && last?.phase === "running")) moved(model);
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
    for (const one of model.operations) if (one.phase === "running") hasMoved = places.runAnew(one) || hasMoved;
    if (model.operations.at(-1)?.phase === "running") moved(model);
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
    takeHeardOf(state.draft, model, lastFactAt);
    claims.set(state, claimsOf(plant, levels, model));
    listener.thing("s", model.point);
    return true;
  };

  /** False if the whole order is to be read. */
  const readReceipts = (id: string): boolean => {
    const state = orders.get(id);
    if (state === undefined || !takeReceipts(plant, state.draft, state.model)) return false;
    const { model } = state;
    work.ordersRead += 1;
    moved(model);
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
    for (const operation of model.operations) places.unplace(operation);
    claims.set(state, []);
    index.drop(model);
    orders.delete(id);
    models.delete(id);
    odd.delete(model);
    places.forget(model);
    moved(model);
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
    index.add(model);
    places.run(model);
    claims.set(state, claimsOf(plant, levels, model));
    moved(model);
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

  /** The known objects go on, as others hold on to them; they say what was read anew. */
  const renew = (known: OrderModel, fresh: OrderModel): OrderModel => {
    index.drop(known);
    for (const [k, operation] of known.operations.entries()) {
      const read = fresh.operations[k];
      if (read === undefined) continue;
      const isRunning = operation.phase === "running" && known.isLoaded;
      const willRun = read.phase === "running" && fresh.isLoaded;
      const isPlaceable = fresh.isLoaded && (read.phase === "waiting" || read.phase === "interrupted");
      if (!isPlaceable || isRunning !== willRun) places.unplace(operation);
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

  /** When an order changes by time alone. */
  const wakeOrder = (model: OrderModel): void => {
    const { isLive, isStale, lastFactAt, data, operations, isLoaded } = model;
    // A pause that is as long as a short one may be stays so while its resource is closed.
    const wake = (at: Instant): void => timers.wake(model, at > plant.now ? at : plant.now + 1);
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

  return {
    models,
    markDue() {
      for (const { id } of timers.due(plant.now)) dirty.dueOrders.add(id);
    },
    read,
    mayHangOnCount,
    findings: () => [...odd].flatMap(orderFindings),
  };
}

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
