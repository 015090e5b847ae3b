import { type Instant, NEVER } from "@lockstep/domain/instant";
import { inServingOrder, isBegun } from "../demands.ts";
import type { PointModel } from "../evaluate.ts";
import type { Holds } from "../holds.ts";
import type { LineModel } from "../lines.ts";
import { type LotSources, lotAt, lotPlace, lotSupplies, lotsOf, owes } from "../lots.ts";
import type { Allocation, Demand, OrderModel, PurchaseModel, Supply, TransferModel } from "../model.ts";
import { EPSILON, groupBy } from "../order.ts";
import { byDemandOrder, bySupplyOrder, peg } from "../pegging.ts";
import type { Pegs } from "../pegs.ts";
import { isSameValue } from "../same-value.ts";
import { madeSupply, makeSupply, purchaseSupply, toShipSupply, transitSupply } from "../supplies.ts";
import {
  type Asks,
  addAsk,
  asksOf,
  createFlatPegging,
  demandPlace,
  dropAsk,
  rememberTakes,
  replaceTaken,
  type Takes,
} from "./flat-pegs.ts";
import type { LivePlant } from "./live-plant.ts";
import type { PointNode } from "./point-node.ts";
import { askGoods, createPointTimes, goodsAsked } from "./point-times.ts";
import { isSameButQuantity, isSameOutcome, isSameSupply, type Outcome, slides } from "./same-supply.ts";
import { insertSupply, removeSupply, replaceSupply, resizeIn, type SupplyList, supplyListOf } from "./supply-list.ts";

/** What the network holds for the points; live. */
export interface PointSources {
  readonly plant: LivePlant;
  readonly lotSources: LotSources;
  readonly holds: () => Holds;
  readonly pegs: Pegs;
  readonly lines: ReadonlyMap<string, LineModel>;
  readonly purchases: ReadonlyMap<string, PurchaseModel>;
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
  /** Those that have been evaluated. */
  readonly models: ReadonlyMap<string, PointModel>;
  add(demand: Demand, point: PointNode): void;
  drop(demand: Demand, point: PointNode): void;
  /** What an order makes may come at another time, or be another quantity. */
  movedOrder(order: OrderModel, point: PointNode): void;
  movedPurchase(id: string, point: PointNode): void;
  /** It is gone, or another. */
  forgetPurchase(id: string): void;
  evaluate(point: PointNode): Evaluation;
  /** Nobody knows it any more. False if it had not been evaluated. */
  delete(point: PointNode): boolean;
  /** What of a transfer has been allocated where it leaves, as it was evaluated last. */
  readonly shipping: Map<string, Supply>;
}

/** What an evaluation has found so far. */
interface News {
  readonly told: Demand[];
  hasMoved: boolean;
}

/** What came of something, and what comes of it now. */
interface Move {
  readonly from: Supply | null;
  readonly to: Supply | null;
}

/** What has come and gone of what lies there. */
interface StockNews {
  /** The lots, or how much there is of what stayed. */
  readonly hasChanged: boolean;
  readonly come: readonly Supply[];
  readonly gone: readonly Supply[];
}

interface OrderSupplies {
  readonly made: Supply | null;
  readonly make: Supply | null;
  readonly readAt: Instant;
}

export function createLivePoints(sources: PointSources): LivePoints {
  const { plant, lotSources, holds, pegs, lines, purchases, transfers, transferDemands } = sources;
  const models = new Map<string, PointNode>();
  const shipping = new Map<string, Supply>();
  const ofOrder = new Map<OrderModel, OrderSupplies>();
  const ofPurchase = new Map<string, Supply | null>();
  const flat = createFlatPegging();
  const nextOf = createPointTimes(sources);

  /** One that has a number keeps it. */
  const numbered = <S extends Supply | null>(supply: S): S => {
    if (supply !== null && supply.mark === 0) supply.mark = ++lastMark;
    return supply;
  };
  let lastMark = 0;

  const readOrder = (order: OrderModel): OrderSupplies => {
    const known = ofOrder.get(order);
    const make = makeSupply(plant, order);
    const made = madeSupply(plant, holds(), order);
    const read = {
      made: known === undefined ? made : sameOr(known.made, made),
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

  /**
   * What lies there, read again: which supplies of it have come and which have gone. `resizes`: of what there is more or less
   * of, and nothing else, the very supply stays where it stands.
   */
  const readStock = (state: PointNode, resizes: boolean): StockNews => {
    const { isStockStale, staleLots } = state;
    if (!isStockStale && staleLots.length === 0) return noStockNews;
    const news = isStockStale ? null : readLots(state, resizes);
    state.isStockStale = false;
    staleLots.length = 0;
    return news ?? readAllStock(state, resizes);
  };

  const readAllStock = (state: PointNode, resizes: boolean): StockNews => {
    const lots = lotsOf(lotSources, state.id);
    const reads = lotSupplies(lotSources, state.id, lots);
    const hasChanged = !isSameList(state.lots, lots, isSameLot);
    keepLots(state, lots);
    state.owes = lots.some(owes);
    if (isSameList(state.stock, reads, isSameStock)) return hasChanged ? lotsAreOthers : noStockNews;
    const { stock, ...news } = matched(state, state.stock, reads, resizes);
    state.stock = stock;
    return { ...news, hasChanged: hasChanged || news.hasChanged };
  };

  /** Of the lots that may be others. Null: there is less than nothing of some lot, which hangs on all. */
  const readLots = (state: PointNode, resizes: boolean): StockNews | null => {
    const { staleLots, stock } = state;
    if (state.owes) return null;
    let { lots } = state;
    const reads: Supply[] = [];
    for (const lot of staleLots) {
      const next = lotAt(lotSources, state.id, lot);
      if (next !== null && owes(next)) return null;
      const k = lotPlace(lots, lot);
      const here = lots[k];
      const known = here?.lot === lot ? here : null;
      if (next !== null) reads.push(...lotSupplies(lotSources, state.id, [next]));
      if (known !== null && next !== null && isSameLot(known, next)) continue;
      if (known !== null || next !== null)
        lots = lots.toSpliced(k, known === null ? 0 : 1, ...(next === null ? [] : [next]));
    }
    const hasChanged = lots !== state.lots;
    if (hasChanged) keepLots(state, lots);
    const own = stock.filter(({ id }) => staleLots.includes(id));
    if (isSameList(own, reads, isSameStock)) return hasChanged ? lotsAreOthers : noStockNews;
    const { stock: fresh, ...news } = matched(state, own, reads, resizes);
    state.stock = [...stock.filter(({ id }) => !staleLots.includes(id)), ...fresh];
    return { ...news, hasChanged: hasChanged || news.hasChanged };
  };

  const keepLots = (state: PointNode, lots: PointModel["lots"]): void => {
    state.lots = lots;
    state.onHand = 0;
    for (const { available } of lots) state.onHand += available;
  };

  /** What was read of something in place of what was known of it: what says the same stays the very same. */
  const matched = (
    state: PointNode,
    before: readonly Supply[],
    reads: readonly Supply[],
    resizes: boolean,
  ): StockNews & { readonly stock: readonly Supply[] } => {
    const come: Supply[] = [];
    const stock: Supply[] = [];
    const kept = new Set<Supply>();
    let hasChanged = false;
    let byLot: ReadonlyMap<string, readonly Supply[]> | null = null;
    /** Where something has come or gone the others stand elsewhere. */
    const ofLot = (lot: string): readonly Supply[] => {
      byLot ??= groupBy(before, ({ id }) => id);
      return byLot.get(lot) ?? none;
    };
    for (const [k, read] of reads.entries()) {
      const isSame = (one: Supply): boolean => isSameStock(one, read);
      const here = before[k];
      const others = here !== undefined && isSame(here) ? [here] : ofLot(read.id);
      let known = others.find(isSame);
      if (known === undefined && resizes) {
        known = others.find((one) => !kept.has(one) && resize(state, one, read));
        if (known !== undefined) hasChanged = true;
      }
      if (known === undefined) come.push(numbered(read));
      stock.push(known ?? read);
      if (known !== undefined) kept.add(known);
    }
    return { hasChanged, come, gone: before.filter((one) => !kept.has(one)), stock };
  };

  /** False if it is not the same but for its quantity. */
  const resize = ({ list }: PointNode, known: Supply, read: Supply): boolean =>
    isSameButQuantity(known, read) && isSameList(known.pegs, read.pegs, Object.is) && resizeIn(list, known, read);

  /** False if they are the same as before. */
  const readSupplies = (state: PointNode): boolean => {
    const parts: Supply[] = [...state.stock];
    for (const order of state.makers ?? none) {
      const { made, make } = suppliesOfOrder(order);
      if (made !== null) parts.push(made);
      if (make !== null) parts.push(make);
    }
    for (const purchase of state.purchases ?? none) {
      const supply = supplyOfPurchase(purchase);
      if (supply !== null) parts.push(supply);
    }
    for (const transfer of state.transfersTo ?? none) addTransfer(transfer, parts);
    parts.sort(bySupplyOrder);
    const isSame = isSameList(state.supplies, parts, isSameSupply);
    state.list = supplyListOf(parts);
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
  const pegNamed = (asks: Asks, { supplies }: PointNode, named: ReadonlySet<string>, told: Demand[]): void => {
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

  /** The lines that supplies are pegged to; null if none is. */
  const namedBy = ({ all, pegged }: SupplyList): ReadonlySet<string> | null =>
    pegged === 0 ? null : new Set(all.flatMap(({ pegs: own }) => own));

  const evaluate = (point: PointNode): Evaluation => {
    const areChangesKnown = point.isKnown && !point.isStale && !point.areMakersStale && point.transfersTo === null;
    return areChangesKnown && point.asks !== null ? evaluateChanges(point, point.asks) : evaluateAnew(point);
  };

  const evaluateAnew = (state: PointNode): Evaluation => {
    const told: Demand[] = [];
    let hasChanged = !state.isKnown;
    state.isKnown = true;
    models.set(state.id, state);
    const stock = readStock(state, false);
    if (stock.hasChanged) hasChanged = true;
    if (state.areMakersStale) for (const order of state.makers ?? none) readOrder(order);
    state.areMakersStale = false;
    // What has been forgotten since is read when it is asked for, if it is there still.
    for (const one of state.moved) {
      if (typeof one === "string") {
        if (ofPurchase.has(one)) readPurchase(one);
      } else if (!isMaker(state, one)) ofOrder.delete(one);
      else if (ofOrder.has(one)) readOrder(one);
    }
    if (readSupplies(state)) hasChanged = true;
    state.isStale = false;
    state.moved.length = 0;
    const { demands, takes } = state;
    if (!state.isSorted) demands.sort(byDemandOrder);
    state.isSorted = true;
    const isAligned = state.asks !== null;
    const asks = state.asks ?? asksOf(demands);
    state.asks = asks;
    give(state, asks, isAligned, told);
    hasChanged ||= told.length > 0;
    state.areTimesOther = false;
    return {
      allocations: takes.count,
      hasChanged,
      told,
      next: nextOf(state, { supplies: state.supplies, areStockAndTransfers: true }),
    };
  };

  /** Where it is known which supplies and demands are others: all else stays where it stands. */
  const evaluateChanges = (state: PointNode, asks: Asks): Evaluation => {
    const { list, takes } = state;
    const news: News = { told: [], hasMoved: false };
    const looked: Supply[] = [];
    const isStockRead = state.isStockStale || state.staleLots.length > 0;
    const canMove = !isStockRead && !state.areDemandsOther;
    let hasOthers = state.areDemandsOther;
    let allocations = 0;
    for (const { from, to } of movesOf(state)) {
      if (to !== null) looked.push(to);
      if (from === to) {
        // More or less of it: what explains it by how much there is asks its order or its purchase, which say so themselves.
        hasOthers = true;
        continue;
      }
      if (canMove && from !== null && to !== null && moveSupply(state, from, to)) {
        news.hasMoved = true;
        allocations += giveMoved(asks, takes, { from, to, told: news.told });
        continue;
      }
      hasOthers = true;
      swap(list, from, to);
      if (from === null || to === null || !isSameSupply(from, to)) news.hasMoved = true;
    }
    if (isStockRead) {
      hasOthers = true;
      const { hasChanged, come, gone } = readStock(state, true);
      if (hasChanged || come.length > 0 || gone.length > 0) news.hasMoved = true;
      for (const one of gone) removeSupply(list, one);
      for (const one of come) {
        insertSupply(list, one);
        looked.push(one);
      }
    }
    if (hasOthers) {
      if (list.sliding > 0) slideOn(state);
      give(state, asks, true, news.told);
      allocations += takes.count;
    }
    const isAll = state.areTimesOther || (hasOthers && list.sliding > 0);
    state.areTimesOther = false;
    const next = nextOf(state, { supplies: isAll ? state.supplies : looked, areStockAndTransfers: isStockRead });
    return { allocations, hasChanged: news.hasMoved || news.told.length > 0, told: news.told, next };
  };

  /** The supplies to the demands, and who got something else. */
  const give = (state: PointNode, asks: Asks, isAligned: boolean, told: Demand[]): void => {
    const { list, takes } = state;
    state.areDemandsOther = false;
    const named = namedBy(list);
    if (named !== null) {
      pegNamed(asks, state, named, told);
      rememberTakes(asks, takes);
      return;
    }
    flat.peg(asks, list, { takes, isAligned }, plant.now, (demand, allocations, short, availableAt) => {
      const isSame = isSameOutcome(demand, { allocations, short, availableAt });
      const before = demand.allocations;
      demand.allocations = allocations;
      demand.short = short;
      demand.availableAt = availableAt;
      if (isSame) holdAnew(demand, before);
      else told.push(demand);
    });
  };

  const isMaker = ({ makers }: PointNode, order: OrderModel): boolean => makers?.has(order) === true;

  /** What orders and purchases brought, and what they bring now; the very same if there is more or less of it, and nothing else. */
  const movesOf = (state: PointNode): Move[] => {
    const moves: Move[] = [];
    /** What goes on in its place. */
    const add = (from: Supply | null, to: Supply | null): Supply | null => {
      if (from === to) return to;
      const is = from !== null && to !== null && resize(state, from, to) ? from : to;
      moves.push({ from, to: is });
      return is;
    };
    for (const one of state.moved) {
      if (typeof one === "string") {
        ofPurchase.set(one, add(ofPurchase.get(one) ?? null, readPurchase(one)));
        continue;
      }
      const known = ofOrder.get(one) ?? nothing;
      if (isMaker(state, one)) {
        const { made, make, readAt } = readOrder(one);
        ofOrder.set(one, { made: add(known.made, made), make: add(known.make, make), readAt });
        continue;
      }
      ofOrder.delete(one);
      add(known.made, null);
      add(known.make, null);
    }
    state.moved.length = 0;
    return moves;
  };

  /** Made goods that keep for so long from now on keep until later than when they were looked at last. */
  const slideOn = ({ list }: PointNode): void => {
    const orders = new Set(list.all.filter(slides).flatMap(({ source }) => ("order" in source ? [source.order] : [])));
    for (const order of orders) {
      const before = ofOrder.get(order) ?? nothing;
      const after = suppliesOfOrder(order);
      swap(list, before.made, after.made);
      swap(list, before.make, after.make);
    }
  };

  const swap = (list: SupplyList, from: Supply | null, to: Supply | null): void => {
    if (from === to) return;
    if (from !== null) removeSupply(list, from);
    if (to !== null) insertSupply(list, to);
  };

  const moveSupply = (state: PointNode, from: Supply, to: Supply): boolean => {
    const { supplies } = state;
    const position = supplies.indexOf(from);
    if (position < 0 || from.quantity !== to.quantity || from.source.what !== to.source.what) return false;
    if (from.pegs !== to.pegs && (from.pegs.length > 0 || to.pegs.length > 0)) return false;
    if (from.availableAt === NEVER || to.availableAt === NEVER) return false;
    const [ahead, behind] = [supplies[position - 1], supplies[position + 1]];
    if (ahead !== undefined && bySupplyOrder(ahead, to) >= 0) return false;
    if (behind !== undefined && bySupplyOrder(to, behind) >= 0) return false;
    if (!isGoodForAll(state, from) || !isGoodForAll(state, to)) return false;
    replaceSupply(state.list, position, to);
    return true;
  };

  const isGoodForAll = (state: PointNode, { expiresAt, availableAt }: Supply): boolean => {
    if (expiresAt === NEVER) return true;
    state.asked ??= goodsAsked(state.demands, lines);
    const { latest, longest } = state.asked;
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

  return {
    models,
    shipping,
    add(demand, point) {
      const { demands, asks, asked, takes } = point;
      point.areDemandsOther = true;
      if (asks === null) {
        demands.push(demand);
        point.isSorted = false;
        point.asked = null;
        return;
      }
      demands.splice(demandPlace(demands, demand), 0, demand);
      addAsk(asks, takes, demand);
      if (asked !== null && askGoods(asked, demand, lines)) point.areTimesOther = true;
    },
    drop(demand, point) {
      const k = point.demands.indexOf(demand);
      if (k >= 0) point.demands.splice(k, 1);
      if (point.asks !== null) dropAsk(point.asks, point.takes, demand);
      point.areDemandsOther = true;
    },
    movedOrder(order, { moved }) {
      if (!moved.includes(order)) moved.push(order);
    },
    movedPurchase(id, { moved }) {
      if (!moved.includes(id)) moved.push(id);
    },
    forgetPurchase: (id) => ofPurchase.delete(id),
    evaluate,
    delete(point) {
      for (const one of point.moved) {
        if (typeof one === "string") ofPurchase.delete(one);
        else ofOrder.delete(one);
      }
      point.moved.length = 0;
      point.isKnown = false;
      return models.delete(point.id);
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

const isSameStock = (a: Supply, b: Supply): boolean =>
  a.expiresAt === b.expiresAt && isSameSupply(a, b) && isSameList(a.pegs, b.pegs, Object.is);

const none: readonly never[] = [];
const nothing = { made: null, make: null } as const;
const noStockNews: StockNews = { hasChanged: false, come: none, gone: none };
const lotsAreOthers: StockNews = { hasChanged: true, come: none, gone: none };

/** Whoever got the same of a supply that is more or less in all is not told; what explains it says how much there is. */
function holdAnew({ claim, allocations }: Demand, before: readonly Allocation[]): void {
  const material = claim?.operation.material ?? null;
  if (claim === null || material === null) return;
  const fresh = allocations[before.findIndex(({ supply }) => supply === material.supply)];
  if (fresh !== undefined) claim.operation.material = { ...material, supply: fresh.supply };
}
