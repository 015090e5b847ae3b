import { type Instant, MINUTE, type Millis, NEVER } from "@lockstep/domain/instant";
import { inServingOrder, isBegun } from "../demands.ts";
import type { PointModel } from "../evaluate.ts";
import type { Holds } from "../holds.ts";
import type { Levels } from "../levels.ts";
import type { LineModel } from "../lines.ts";
import { type LotSources, lotSupplies, lotsOf } from "../lots.ts";
import {
  type Allocation,
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
import { type Asks, asksOf, createFlatPegging, noTakes, rememberTakes, replaceTaken, type Takes } from "./flat-pegs.ts";
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
  /** Whether what is made there is held or put away. */
  staleMakers(point: string): void;
  /** Orders, purchases or transfers have come or gone, or are others. */
  staleParts(point: string): void;
  /** What an order makes may come at another time, or be another quantity. */
  movedOrder(order: OrderModel): void;
  movedPurchase(id: string, point: string): void;
  /** It is gone, or another. */
  forgetOrder(order: OrderModel): void;
  forgetPurchase(id: string): void;
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
  /** Whether what is made is held or put away may have changed. */
  areMakersStale: boolean;
  /** Whether more than what is in `moved` may have changed. */
  isStale: boolean;
  /** Orders and purchases whose supply may have changed. */
  moved: (OrderModel | string)[];
  supplies: Supply[];
  demands: Demand[];
  isSorted: boolean;
  bounds: Bounds | null;
  /** Null if demands have come or gone. */
  asks: Asks | null;
  readonly takes: Takes;
}

/** What the demands of a point ask of goods that expire. */
interface Bounds {
  /** How long before their end the lines here give goods up. */
  readonly leads: ReadonlySet<Millis>;
  /** Goods that end later than all of these, and so long after they are there, are good for all. */
  readonly latest: Instant;
  readonly longest: Millis;
}

/** What an evaluation has found so far. */
interface News {
  readonly told: Demand[];
  hasMoved: boolean;
}

interface OrderSupplies {
  readonly made: Supply | null;
  readonly make: Supply | null;
  readonly readAt: Instant;
}

export function createLivePoints(sources: PointSources): LivePoints {
  const { plant, lotSources, holds, levels, pegs, lines, makersAt } = sources;
  const { purchasesAt, purchases, transfersTo, transfers, transferDemands } = sources;
  const states = new Map<string, PointState>();
  const models = new Map<string, PointState>();
  const shipping = new Map<string, Supply>();
  const ofOrder = new Map<OrderModel, OrderSupplies>();
  const ofPurchase = new Map<string, Supply | null>();
  const flat = createFlatPegging();

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
      areMakersStale: true,
      isStale: true,
      moved: [],
      supplies: [],
      demands: [],
      isSorted: true,
      bounds: null,
      asks: null,
      takes: noTakes(),
    };
    states.set(id, made);
    return made;
  };

  /** One that has a number keeps it. */
  const numbered = <S extends Supply | null>(supply: S): S => {
    if (supply !== null && supply.mark === 0) supply.mark = ++lastMark;
    return supply;
  };
  let lastMark = 0;

  const readOrder = (order: OrderModel): OrderSupplies => {
    const known = ofOrder.get(order);
    const make = makeSupply(plant, order);
    const read = {
      made: madeSupply(plant, holds(), order),
      make: known === undefined ? make : sameOr(known.make, make),
      readAt: plant.now,
    };
    numbered(read.made);
    numbered(read.make);
    ofOrder.set(order, read);
    return read;
  };
  const readPurchase = (id: string): Supply | null => {
    const line = purchases.get(id);
    const supply = line === undefined ? null : purchaseSupply(plant, line, pegs.ofPurchase(id));
    ofPurchase.set(id, numbered(supply));
    return supply;
  };
  const suppliesOfOrder = (order: OrderModel): OrderSupplies => {
    const known = ofOrder.get(order);
    if (known === undefined) return readOrder(order);
    // What slides is written down with the minute at which it was read.
    return known.readAt !== plant.now && (doesSlide(known.made) || doesSlide(known.make)) ? readOrder(order) : known;
  };
  const supplyOfPurchase = (id: string): Supply | null => {
    const known = ofPurchase.get(id);
    return known === undefined ? readPurchase(id) : known;
  };

  const readStock = (state: PointState): boolean => {
    if (!state.isStockStale) return false;
    state.isStockStale = false;
    const lots = lotsOf(lotSources, state.id);
    const isSame = isSameList(state.lots, lots, isSameLot);
    state.lots = lots;
    state.stock = lotSupplies(lotSources, state.id, lots);
    for (const supply of state.stock) numbered(supply);
    state.onHand = 0;
    for (const { available } of lots) state.onHand += available;
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
    parts.sort(bySupplyOrder);
    const isSame = isSameList(state.supplies, parts, isSameSupply);
    state.supplies = parts;
    return !isSame;
  };

  const addTransfer = (id: string, parts: Supply[]): void => {
    const transfer = transfers.get(id);
    if (transfer === undefined) return;
    const own = pegs.ofTransfer(id);
    const transit = transitSupply(plant, transfer, own);
    if (transit !== null) parts.push(numbered(transit));
    const demand = transferDemands.get(id);
    if (demand === undefined) return;
    const toShip = toShipSupply(plant, transfer, { demand, pegs: own });
    shipping.set(id, toShip);
    if (toShip.quantity > EPSILON) parts.push(numbered(toShip));
  };

  /** Where some supply is pegged to lines. */
  const pegNamed = (asks: Asks, { supplies }: PointState, named: ReadonlySet<string>, told: Demand[]): void => {
    const before: Outcome[] = asks.demands.map(({ allocations, short, availableAt }) => ({
      allocations,
      short,
      availableAt,
    }));
    for (const supply of supplies) supply.left = supply.quantity;
    for (const demand of asks.demands) {
      demand.allocations = [];
      demand.short = demand.quantity;
      demand.availableAt = null;
    }
    peg({
      supplies,
      started: asks.demands.filter(isBegun),
      demands: asks.demands.filter((demand) => !isBegun(demand)),
      peggedLines: inServingOrder(plant, lines, named),
      now: plant.now,
    });
    for (const [k, demand] of asks.demands.entries()) {
      const was = before[k];
      if (was === undefined || !isSameOutcome(was, demand)) told.push(demand);
      else holdAnew(demand, was.allocations);
    }
  };

  const namedBy = (supplies: readonly Supply[]): ReadonlySet<string> | null => {
    let named: Set<string> | null = null;
    for (const { pegs: own } of supplies) {
      if (own.length === 0) continue;
      named ??= new Set();
      for (const line of own) named.add(line);
    }
    return named;
  };

  const evaluate = (id: string): Evaluation => {
    const state = stateOf(id);
    state.level = levels().levelOf(id);
    const news: News = { told: [], hasMoved: false };
    const isKnown =
      models.has(id) && !state.isStale && !state.isStockStale && !state.areMakersStale && !transfersTo.has(id);
    const moved = isKnown ? moveSupplies(state, news) : null;
    return moved ?? evaluateAnew(state, news);
  };

  const evaluateAnew = (state: PointState, { told, hasMoved }: News): Evaluation => {
    let hasChanged = hasMoved || !models.has(state.id);
    models.set(state.id, state);
    if (readStock(state)) hasChanged = true;
    if (state.areMakersStale) for (const order of makersAt.get(state.id) ?? none) readOrder(order);
    state.areMakersStale = false;
    // What has been forgotten since is read when it is asked for, if it is there still.
    for (const one of state.moved) {
      if (typeof one === "string") {
        if (ofPurchase.has(one)) readPurchase(one);
      } else if (ofOrder.has(one)) readOrder(one);
    }
    if (readSupplies(state)) hasChanged = true;
    state.isStale = false;
    state.moved.length = 0;
    const { demands, supplies, takes } = state;
    if (!state.isSorted) demands.sort(byDemandOrder);
    state.isSorted = true;
    const isSameDemands = state.asks !== null;
    const asks = state.asks ?? asksOf(demands, lines);
    state.asks = asks;
    const named = namedBy(supplies);
    if (named === null) {
      flat.peg(asks, supplies, { takes, isSameDemands }, plant.now, (demand, allocations, short, availableAt) => {
        const isSame = isSameOutcome(demand, { allocations, short, availableAt });
        const before = demand.allocations;
        demand.allocations = allocations;
        demand.short = short;
        demand.availableAt = availableAt;
        if (isSame) holdAnew(demand, before);
        else told.push(demand);
      });
    } else {
      pegNamed(asks, state, named, told);
      rememberTakes(asks, takes);
    }
    hasChanged ||= told.length > 0;
    return { allocations: takes.count, hasChanged, told, next: nextOf(state, supplies) };
  };

  /**
   * Puts supplies that have only moved in time in the place of what they were: as long as they stand where they stood among
   * the others, and are good for all, everybody gets the same quantities of the same. Null if it is more than that.
   */
  const moveSupplies = (state: PointState, news: News): Evaluation | null => {
    const { moved, asks, takes } = state;
    if (asks === null) return null;
    let allocations = 0;
    let next = NEVER;
    const move = (from: Supply | null, to: Supply | null): boolean => {
      if (from === to) return true;
      if (from === null || to === null || !moveSupply(state, from, to)) return false;
      news.hasMoved = true;
      allocations += giveMoved(asks, takes, { from, to, told: news.told });
      next = Math.min(next, nextOf(state, [to]));
      return true;
    };
    for (let one = moved.pop(); one !== undefined; one = moved.pop()) {
      if (typeof one === "string") {
        if (!move(ofPurchase.get(one) ?? null, readPurchase(one))) return null;
        continue;
      }
      const known = ofOrder.get(one);
      if (known === undefined) return null;
      const read = readOrder(one);
      if (!move(known.made, read.made) || !move(known.make, read.make)) return null;
    }
    return { allocations, hasChanged: news.hasMoved, told: news.told, next };
  };

  const moveSupply = (state: PointState, from: Supply, to: Supply): boolean => {
    const { supplies } = state;
    const position = supplies.indexOf(from);
    if (position < 0 || from.quantity !== to.quantity || from.source.what !== to.source.what) return false;
    if (from.pegs !== to.pegs && (from.pegs.length > 0 || to.pegs.length > 0)) return false;
    if (from.availableAt === NEVER || to.availableAt === NEVER) return false;
    const [ahead, behind] = [supplies[position - 1], supplies[position + 1]];
    if (ahead !== undefined && bySupplyOrder(ahead, to) >= 0) return false;
    if (behind !== undefined && bySupplyOrder(to, behind) >= 0) return false;
    if (!isGoodForAll(state, from) || !isGoodForAll(state, to)) return false;
    supplies[position] = to;
    return true;
  };

  const isGoodForAll = (state: PointState, { expiresAt, availableAt }: Supply): boolean => {
    if (expiresAt === NEVER) return true;
    state.bounds ??= boundsOf(state.demands);
    const { latest, longest } = state.bounds;
    return expiresAt > latest && expiresAt > Math.max(plant.now, availableAt) + longest;
  };

  /** Who got of a supply gets it as it is now; how many they are. */
  const giveMoved = (
    asks: Asks,
    takes: Takes,
    { from, to, told }: { from: Supply; to: Supply; told: Demand[] },
  ): number =>
    replaceTaken(asks, takes, { from: from.mark, to: to.mark }, (demand) => {
      let availableAt = -NEVER;
      demand.allocations = demand.allocations.map((one) => {
        const supply = one.supply === from ? to : one.supply;
        availableAt = Math.max(availableAt, supply.availableAt);
        return supply === one.supply ? one : { supply, quantity: one.quantity };
      });
      demand.availableAt = availableAt;
      told.push(demand);
      return availableAt;
    });

  const nextOf = (state: PointState, supplies: readonly Supply[]): Instant => {
    const { now } = plant;
    const { id, demands } = state;
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
          if (source.isHeld) {
            wake(assumed ? now + 1 : availableAt);
            const { id: order, data } = source.order;
            wake(holds().ofOrder(order, data.item, data.site)?.mayTurnAt ?? NEVER);
          }
          if (availableAt > now) wake(availableAt);
          break;
        case "in-transit":
          wake(source.transfer.plannedReceipt > now ? source.transfer.plannedReceipt : now + 1);
          break;
        case "to-ship":
          wake(availableAt);
          break;
        // Where it ends now it does so a minute later, too, until it is heard of: then it is more and more overdue.
        case "make":
          if (availableAt === AT_ONCE) wake(now + 1);
          break;
        default:
      }
      if (expiresAt === NEVER) continue;
      if (slides(supply)) {
        turnSliding(expiresAt - now, state.supplies, demands, turn);
        continue;
      }
      if (expiresAt > now) wake(expiresAt);
      state.bounds ??= boundsOf(demands);
      for (const lead of state.bounds.leads) {
        const last = expiresAt - lead;
        if (last >= now) wake(last);
        if (last >= now - MINUTE) wake(last + 1);
      }
    }
    for (const { held } of state.lots) if (held !== null) wake(held.mayTurnAt);
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
    for (const other of supplies)
      if (other.availableAt === AT_ONCE && other.expiresAt < NEVER && !slides(other)) turn(other.expiresAt - shelf);
    for (const { kind, id, need } of demands) {
      const line = kind === "line" ? lines.get(id) : undefined;
      if (line === undefined) turn(need - shelf);
      else {
        turn(need + line.transitMs - shelf);
        turn(need + line.transitMs + line.leastShelfMs - shelf);
      }
    }
  };

  const wakeTransfer = (wake: (at: Instant) => void, transfer: TransferModel | undefined): void => {
    if (transfer === undefined || transfer.toShip <= EPSILON) return;
    if (transfer.isOverCycle) wake(transfer.plannedReceipt + 1);
    else wake(transfer.data.plannedShip);
  };

  const boundsOf = (demands: readonly Demand[]): Bounds => {
    const leads = new Set<Millis>();
    let latest = -NEVER;
    for (const { kind, id, need } of demands) {
      const line = kind === "line" ? lines.get(id) : undefined;
      if (line === undefined) {
        latest = Math.max(latest, need);
        continue;
      }
      const onTheWay = line.leastShelfMs + line.transitMs;
      leads.add(onTheWay + line.pickMs);
      latest = Math.max(latest, need + onTheWay);
    }
    return { leads, latest, longest: Math.max(0, ...leads) };
  };

  return {
    models,
    shipping,
    add(demand, point) {
      const state = stateOf(point);
      state.demands.push(demand);
      state.isSorted = false;
      state.bounds = null;
      state.asks = null;
      state.isStale = true;
    },
    drop(demand, point) {
      const state = stateOf(point);
      const k = state.demands.indexOf(demand);
      if (k >= 0) state.demands.splice(k, 1);
      state.bounds = null;
      state.asks = null;
      state.isStale = true;
    },
    staleStock(point) {
      const state = states.get(point);
      if (state !== undefined) state.isStockStale = true;
    },
    staleMakers(point) {
      const state = states.get(point);
      if (state !== undefined) state.areMakersStale = true;
    },
    staleParts(point) {
      const state = states.get(point);
      if (state !== undefined) state.isStale = true;
    },
    movedOrder(order) {
      const state = states.get(order.point);
      if (state === undefined) ofOrder.delete(order);
      else if (!state.moved.includes(order)) state.moved.push(order);
    },
    movedPurchase(id, point) {
      const state = states.get(point);
      if (state === undefined) ofPurchase.delete(id);
      else if (!state.moved.includes(id)) state.moved.push(id);
    },
    forgetOrder: (order) => ofOrder.delete(order),
    forgetPurchase: (id) => ofPurchase.delete(id),
    evaluate,
    delete(point) {
      const state = states.get(point);
      if (state === undefined) return false;
      if (state.demands.length === 0) states.delete(point);
      else Object.assign(state, { isStockStale: true, areMakersStale: true, isStale: true });
      return models.delete(point);
    },
  };
}

/** What says the same stays the very same; what slides is written down as it is at this minute. */
const sameOr = (known: Supply | null, read: Supply | null): Supply | null =>
  known !== null &&
  read !== null &&
  known.pegs === read.pegs &&
  known.expiresAt === read.expiresAt &&
  isSameSupply(known, read)
    ? known
    : read;

const doesSlide = (supply: Supply | null): boolean => supply !== null && slides(supply);

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

const none: readonly never[] = [];

/** Whoever got the same of a supply that is more or less in all is not told; what explains it says how much there is. */
function holdAnew({ claim, allocations }: Demand, before: readonly Allocation[]): void {
  const material = claim?.operation.material ?? null;
  if (claim === null || material === null) return;
  const fresh = allocations[before.findIndex(({ supply }) => supply === material.supply)];
  if (fresh !== undefined) claim.operation.material = { ...material, supply: fresh.supply };
}
