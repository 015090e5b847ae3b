import { DAY, type Instant, MINUTE, type Millis, NEVER } from "@lockstep/domain/instant";
import { inServingOrder } from "../demands.ts";
import type { PointModel } from "../evaluate.ts";
import type { Holds } from "../holds.ts";
import type { Levels } from "../levels.ts";
import type { LineModel } from "../lines.ts";
import { type LotSources, lotSupplies, lotsOf } from "../lots.ts";
import {
  AT_ONCE,
  type Demand,
  type OrderModel,
  type PurchaseModel,
  type Supply,
  type TransferModel,
} from "../model.ts";
import { EPSILON } from "../order.ts";
import { byDemandOrder, bySupplyOrder, peg } from "../pegging.ts";
import type { Pegs } from "../pegs.ts";
import { isSameValue } from "../same-value.ts";
import { madeSupply, makeSupply, purchaseSupply, toShipSupply, transitSupply } from "../supplies.ts";
import type { LivePlant } from "./live-plant.ts";
import { isSameOutcome, isSameSupply, type Outcome, slides } from "./same-supply.ts";

/** What the network holds for the points; live. */
export interface PointSources {
  readonly plant: LivePlant;
  readonly lotSources: LotSources;
  readonly holds: () => Holds;
  readonly levels: () => Levels;
  readonly pegs: Pegs;
  readonly lines: ReadonlyMap<string, LineModel>;
  /** Orders that may still bring something. */
  readonly makersAt: ReadonlyMap<string, ReadonlySet<OrderModel>>;
  readonly purchasesAt: ReadonlyMap<string, ReadonlySet<string>>;
  readonly purchases: ReadonlyMap<string, PurchaseModel>;
  readonly transfersTo: ReadonlyMap<string, ReadonlySet<string>>;
  readonly transfers: ReadonlyMap<string, TransferModel>;
  readonly transferDemands: ReadonlyMap<string, Demand>;
}

/** What the evaluation of a point did. */
export interface Evaluation {
  readonly allocations: number;
  /** Its lots, its supplies, or what some demand got. */
  readonly hasChanged: boolean;
  /** Those that got something else. */
  readonly told: readonly Demand[];
  /** When it changes by time alone. */
  readonly next: Instant;
}

/** The stocking points with who gets what; of each only what is stale is read again. */
export interface LivePoints {
  readonly models: ReadonlyMap<string, PointModel>;
  add(demand: Demand, point: string): void;
  drop(demand: Demand, point: string): void;
  /** What lies there, what holds it, or what it is pegged to is to be read again. */
  staleStock(point: string): void;
  staleOrder(order: OrderModel): void;
  stalePurchase(id: string): void;
  evaluate(point: string): Evaluation;
  /** False if there was none. */
  delete(point: string): boolean;
  /** What of a transfer has been allocated where it leaves, as it was evaluated last. */
  readonly shipping: Map<string, Supply>;
}

interface PointState extends PointModel {
  level: number;
  lots: PointModel["lots"];
  onHand: number;
  /** Of the lots. */
  stock: readonly Supply[];
  isStockStale: boolean;
  /** All supplies in the order in which they were read, to see whether any is another. */
  parts: Supply[];
  supplies: Supply[];
  demands: Demand[];
  isSorted: boolean;
  /** How long before their end the lines here give goods up; null if not known. */
  leads: ReadonlySet<Millis> | null;
  isEvaluated: boolean;
}

interface OrderSupplies {
  readonly made: Supply | null;
  readonly make: Supply | null;
}

export function createLivePoints(sources: PointSources): LivePoints {
  const { plant, lotSources, holds, levels, pegs, lines, makersAt } = sources;
  const { purchasesAt, purchases, transfersTo, transfers, transferDemands } = sources;
  const states = new Map<string, PointState>();
  const models = new Map<string, PointState>();
  const shipping = new Map<string, Supply>();
  const ofOrder = new Map<OrderModel, OrderSupplies>();
  const ofPurchase = new Map<string, Supply | null>();
  /** What the demands of one point got before; kept to be filled again. */
  const before: Outcome[] = [];

  const stateOf = (id: string): PointState => {
    const known = states.get(id);
    if (known !== undefined) return known;
    const made: PointState = {
      id,
      level: 0,
      lots: [],
      onHand: 0,
      stock: [],
      isStockStale: true,
      parts: [],
      supplies: [],
      demands: [],
      isSorted: true,
      leads: null,
      isEvaluated: false,
    };
    states.set(id, made);
    return made;
  };

  const suppliesOfOrder = (order: OrderModel): OrderSupplies => {
    const known = ofOrder.get(order);
    if (known !== undefined) return known;
    const made = { made: madeSupply(plant, holds(), order), make: makeSupply(plant, order) };
    ofOrder.set(order, made);
    return made;
  };

  const supplyOfPurchase = (id: string): Supply | null => {
    const known = ofPurchase.get(id);
    if (known !== undefined) return known;
    const line = purchases.get(id);
    const supply = line === undefined ? null : purchaseSupply(plant, line, pegs.ofPurchase(id));
    ofPurchase.set(id, supply);
    return supply;
  };

  const readStock = (state: PointState): boolean => {
    if (!state.isStockStale) return false;
    state.isStockStale = false;
    const lots = lotsOf(lotSources, state.id);
    const isSame = isSameList(state.lots, lots, isSameLot);
    state.lots = lots;
    state.stock = lotSupplies(lotSources, state.id, lots);
    state.onHand = 0;
    for (const { available } of lots) state.onHand += available;
    // Whether what was made is held, and whether it is put away, may have changed as well.
    for (const order of makersAt.get(state.id) ?? []) ofOrder.delete(order);
    return !isSame;
  };

  /** False if they are the same as before. */
  const readSupplies = (state: PointState): boolean => {
    const { id } = state;
    const parts: Supply[] = [...state.stock];
    const orders = makersAt.get(id);
    if (orders !== undefined) {
      for (const order of orders) {
        const { made, make } = suppliesOfOrder(order);
        if (made !== null) parts.push(made);
        if (make !== null) parts.push(make);
      }
    }
    const bought = purchasesAt.get(id);
    if (bought !== undefined) {
      for (const purchase of bought) {
        const supply = supplyOfPurchase(purchase);
        if (supply !== null) parts.push(supply);
      }
    }
    for (const transfer of transfersTo.get(id) ?? []) addTransfer(transfer, parts);
    if (parts.length === state.parts.length && parts.every((one, k) => one === state.parts[k])) return false;
    state.parts = parts;
    const sorted = [...parts].sort(bySupplyOrder);
    const isSame = isSameList(state.supplies, sorted, isSameSupply);
    state.supplies = sorted;
    return !isSame;
  };

  const addTransfer = (id: string, parts: Supply[]): void => {
    const transfer = transfers.get(id);
    if (transfer === undefined) return;
    const own = pegs.ofTransfer(id);
    const transit = transitSupply(plant, transfer, own);
    if (transit !== null) parts.push(transit);
    const demand = transferDemands.get(id);
    if (demand === undefined) return;
    const toShip = toShipSupply(plant, transfer, { demand, pegs: own });
    shipping.set(id, toShip);
    if (toShip.quantity > EPSILON) parts.push(toShip);
  };

  const pegAnew = ({ supplies, demands }: PointState): void => {
    let started: Demand[] = none;
    let others = demands;
    if (demands.some(isBegun)) {
      started = demands.filter(isBegun);
      others = demands.filter((demand) => !isBegun(demand));
    }
    let named: Set<string> | null = null;
    for (const supply of supplies) {
      supply.left = supply.quantity;
      if (supply.pegs.length === 0) continue;
      named ??= new Set();
      for (const line of supply.pegs) named.add(line);
    }
    const peggedLines = named === null ? [] : inServingOrder(plant, lines, named);
    peg({ supplies, started, demands: others, peggedLines, now: plant.now });
  };

  const evaluate = (id: string): Evaluation => {
    const state = stateOf(id);
    state.level = levels().levelOf(id);
    let hasChanged = !state.isEvaluated;
    state.isEvaluated = true;
    models.set(id, state);
    if (readStock(state)) hasChanged = true;
    if (readSupplies(state)) hasChanged = true;
    const { demands } = state;
    if (!state.isSorted) demands.sort(byDemandOrder);
    state.isSorted = true;
    let k = 0;
    for (const demand of demands) {
      const { allocations, short, availableAt } = demand;
      before[k++] = { allocations, short, availableAt };
      demand.allocations = [];
      demand.short = demand.quantity;
      demand.availableAt = null;
    }
    pegAnew(state);
    const told: Demand[] = [];
    let allocations = 0;
    k = 0;
    for (const demand of demands) {
      const was = before[k++];
      allocations += demand.allocations.length;
      if (was === undefined || !isSameOutcome(was, demand)) told.push(demand);
    }
    return { allocations, hasChanged: hasChanged || told.length > 0, told, next: nextOf(state) };
  };

  const nextOf = (state: PointState): Instant => {
    const { now } = plant;
    const { id, supplies, demands } = state;
    let next = NEVER;
    const wake = (at: Instant): void => {
      next = Math.min(next, at > now ? at : now + 1);
    };
    /** What may be other before, at and after an instant, which is known to a millisecond. */
    const turn = (at: Instant): void => {
      if (at >= now - 1) wake(at - 1);
    };
    for (const supply of supplies) {
      const { source, assumed, availableAt, expiresAt } = supply;
      switch (source.what) {
        case "held":
          wake(assumed ? now + 1 : availableAt);
          break;
        case "made":
          if (source.isHeld) wake(assumed ? now + 1 : availableAt);
          else if (availableAt > now) wake(availableAt);
          break;
        case "in-transit":
          wake(source.transfer.plannedReceipt > now ? source.transfer.plannedReceipt : now + 1);
          break;
        default:
      }
      if (expiresAt === NEVER) continue;
      if (slides(supply)) {
        turnSliding(expiresAt - now, supplies, demands, turn);
        continue;
      }
      if (expiresAt > now) wake(expiresAt);
      state.leads ??= leadsOf(demands);
      for (const lead of state.leads) {
        const last = expiresAt - lead;
        if (last >= now) wake(last);
        if (last >= now - MINUTE) wake(last + 1);
      }
    }
    for (const transfer of transfersTo.get(id) ?? []) wakeTransfer(wake, transfers.get(transfer));
    return next;
  };

  /** Made goods that lie there keep for so long from now on, whenever that is: until then more and more may take them. */
  const turnSliding = (
    shelf: Millis,
    supplies: readonly Supply[],
    demands: readonly Demand[],
    turn: (at: Instant) => void,
  ): void => {
    for (const { availableAt, expiresAt } of supplies)
      if (availableAt === AT_ONCE && expiresAt < NEVER) turn(expiresAt - shelf);
    for (const { kind, id, need } of demands) {
      const line = kind === "line" ? lines.get(id) : undefined;
      if (line === undefined) turn(need - shelf);
      else {
        turn(need + line.transitMs - shelf);
        turn(need + line.transitMs + line.minRemainingShelfLifeDays * DAY - shelf);
      }
    }
  };

  const wakeTransfer = (wake: (at: Instant) => void, transfer: TransferModel | undefined): void => {
    if (transfer === undefined || transfer.toShip <= EPSILON) return;
    if (transfer.isOverCycle) wake(transfer.plannedReceipt + 1);
    else wake(transfer.data.plannedShip);
  };

  /** How long before their end the lines at a point give goods up, as the clock has come too near to it. */
  const leadsOf = (demands: readonly Demand[]): ReadonlySet<Millis> => {
    const leads = new Set<Millis>();
    for (const { kind, id } of demands) {
      const line = kind === "line" ? lines.get(id) : undefined;
      if (line !== undefined) leads.add(line.minRemainingShelfLifeDays * DAY + line.transitMs + line.pickMs);
    }
    return leads;
  };

  return {
    models,
    shipping,
    add(demand, point) {
      const state = stateOf(point);
      state.demands.push(demand);
      state.isSorted = false;
      state.leads = null;
    },
    drop(demand, point) {
      const state = stateOf(point);
      const k = state.demands.indexOf(demand);
      if (k >= 0) state.demands.splice(k, 1);
      state.leads = null;
    },
    staleStock(point) {
      const state = states.get(point);
      if (state !== undefined) state.isStockStale = true;
    },
    staleOrder: (order) => ofOrder.delete(order),
    stalePurchase: (id) => ofPurchase.delete(id),
    evaluate,
    delete(point) {
      const state = states.get(point);
      if (state === undefined) return false;
      if (state.demands.length === 0) states.delete(point);
      else Object.assign(state, { isStockStale: true, isEvaluated: false });
      return models.delete(point);
    },
  };
}

const none: Demand[] = [];

const isBegun = ({ claim }: Demand): boolean => claim?.isStarted === true;

const isSameLot = (a: PointModel["lots"][number], b: PointModel["lots"][number]): boolean =>
  a.lot === b.lot &&
  a.available === b.available &&
  a.quality === b.quality &&
  a.blocked === b.blocked &&
  a.expiresAt === b.expiresAt &&
  (a.held === b.held || isSameValue(a.held, b.held));

function isSameList<T>(a: readonly T[], b: readonly T[], isSame: (x: T, y: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (!isSame(a[k] as T, b[k] as T)) return false;
  return true;
}
