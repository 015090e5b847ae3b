import { present } from "@lockstep/domain/assert";
import { every, finished, type Steps } from "@lockstep/domain/steps";
import type { World } from "@lockstep/domain/world";
import type { Network } from "./cause-rules.ts";
import { claimsOf } from "./claims.ts";
import { demandOfClaim, demandOfLine, demandOfTransfer, inServingOrder, isBegun, materialOf } from "./demands.ts";
import { readHolds } from "./holds.ts";
import { findLevels, type Levels } from "./levels.ts";
import { type LineModel, readLine } from "./lines.ts";
import { byRank, createLoading } from "./loading.ts";
import { type LotSources, type LotStock, lotSupplies, lotsOf, readExpiries, readPicks } from "./lots.ts";
import type { Claim, Demand, OperationModel, OrderModel, PurchaseModel, Supply, TransferModel } from "./model.ts";
import { cycleFindings, orderFindings } from "./network-findings.ts";
import { EPSILON, groupBy, sum } from "./order.ts";
import { readOrdersInSteps } from "./orders.ts";
import { byDemandOrder, bySupplyOrder, peg } from "./pegging.ts";
import { readPegs } from "./pegs.ts";
import { type Plant, readPlantInSteps } from "./plant.ts";
import { readPurchases } from "./purchases.ts";
import { madeSupply, makeSupply, purchaseSupply, toShipSupply, transitSupply } from "./supplies.ts";
import { readTransfers } from "./transfers.ts";

/** One stocking point, evaluated. */
export interface PointModel {
  readonly id: string;
  readonly level: number;
  readonly lots: readonly LotStock[];
  readonly supplies: readonly Supply[];
  readonly demands: readonly Demand[];
  readonly onHand: number;
}

/** The whole network, evaluated from the facts and the clock. */
export interface Evaluated {
  readonly plant: Plant;
  readonly levels: Levels;
  readonly lines: ReadonlyMap<string, LineModel>;
  readonly orders: ReadonlyMap<string, OrderModel>;
  readonly points: ReadonlyMap<string, PointModel>;
  /** What each open line got. */
  readonly demandOfLine: ReadonlyMap<string, Demand>;
  readonly network: Network;
}

/** Level by level: first the orders that make what stands there, then who gets it. */
export const evaluate = (world: World): Evaluated => finished(evaluateInSteps(world));

/** So many are looked at in a step, each of them in some microseconds. */
const A_STEP = 500;

/** The same bit by bit. */
export function* evaluateInSteps(world: World): Steps<Evaluated> {
  const isTurn = every(A_STEP);
  const plant = yield* readPlantInSteps(world);
  const levels = findLevels(world);
  yield;
  const pegs = readPegs(plant);
  yield;
  const lines = new Map<string, LineModel>();
  for (const [id, line] of world.salesOrderLines) {
    lines.set(id, readLine(plant, id, line));
    if (isTurn()) yield;
  }
  const orders = yield* readOrdersInSteps({ plant, levels, pegsOf: pegs.ofOrder }, isTurn);
  const purchases = readPurchases(plant);
  yield;
  const transfers = readTransfers(plant, levels);
  const holds = readHolds(plant);
  const claims: Claim[] = [];
  for (const order of orders.values()) {
    claims.push(...claimsOf(plant, levels, order));
    if (isTurn()) yield;
  }
  const demands = yield* createDemands({ plant, lines, claims, transfers }, isTurn);
  yield;
  const picks = readPicks(plant);
  yield;
  const lots: LotSources = {
    plant,
    holds,
    expiries: readExpiries(world, plant.endOfDay),
    picksAt: (point) => picks.get(point) ?? [],
    pegsOfLot: pegs.ofLot,
  };
  const ordersByPoint = groupBy(orders.values(), ({ point }) => point);
  yield;
  const purchasesByPoint = groupBy(purchases.values(), ({ point }) => point);
  const transfersByTarget = groupBy(transfers.values(), ({ to }) => to);
  const shipping = new Map<string, Supply>();

  const suppliesOf = (point: string, stock: readonly LotStock[]): Supply[] => {
    const made = ordersByPoint.get(point) ?? [];
    const all = [
      ...lotSupplies(lots, point, stock),
      ...made.map((order) => madeSupply(plant, holds, order)),
      ...made.map((order) => makeSupply(plant, order)),
      ...(purchasesByPoint.get(point) ?? []).map((line) => purchaseSupply(plant, line, pegs.ofPurchase(line.id))),
      ...(transfersByTarget.get(point) ?? []).flatMap((transfer) => transferSupplies(transfer)),
    ];
    return all.filter((supply) => supply !== null).sort(bySupplyOrder);
  };
  const transferSupplies = (transfer: TransferModel): (Supply | null)[] => {
    const own = pegs.ofTransfer(transfer.id);
    const demand = demands.ofTransfer.get(transfer.id);
    if (demand === undefined) return [transitSupply(plant, transfer, own)];
    const toShip = toShipSupply(plant, transfer, { demand, pegs: own });
    shipping.set(transfer.id, toShip);
    return [transitSupply(plant, transfer, own), toShip.quantity > EPSILON ? toShip : null];
  };

  const points = new Map<string, PointModel>();
  const evaluatePoint = (id: string): void => {
    const stock = lotsOf(lots, id);
    const supplies = suppliesOf(id, stock);
    const here = [...(demands.byPoint.get(id) ?? [])].sort(byDemandOrder);
    const named = new Set(supplies.flatMap((supply) => supply.pegs));
    peg({
      supplies,
      started: here.filter(isBegun),
      demands: here.filter((demand) => !isBegun(demand)),
      peggedLines: inServingOrder(plant, lines, named),
      now: plant.now,
    });
    const onHand = sum(stock.map(({ available }) => available));
    points.set(id, { id, level: levels.levelOf(id), lots: stock, supplies, demands: here, onHand });
  };

  const ranked = [...orders.values()].sort(byRank);
  yield;
  const loading = createLoading(
    plant,
    ranked.filter(({ isLoaded }) => isLoaded),
  );
  yield;
  const ordersByLevel = groupBy(ranked, ({ level }) => String(level));
  yield;
  const pointsByLevel = groupBy(world.stockingPoints, (point) => String(levels.levelOf(point)));
  const last = Math.max(0, ...[...ordersByLevel.keys(), ...pointsByLevel.keys()].map(Number));
  const material = (operation: OperationModel) => materialOf(plant, demands.ofOperation.get(operation) ?? []);
  for (let level = 0; level <= last; level++) {
    for (const order of ordersByLevel.get(String(level)) ?? []) {
      if (order.isLoaded) loading.load(order, material);
      if (isTurn()) yield;
    }
    for (const point of pointsByLevel.get(String(level)) ?? []) {
      evaluatePoint(point);
      if (isTurn()) yield;
    }
  }
  const findings = [...loading.findings, ...cycleFindings(levels), ...[...orders.values()].flatMap(orderFindings)];
  for (const finding of findings) plant.findings.push(finding);

  const network = createNetwork({
    plant,
    points,
    orders,
    purchases,
    ordersByPoint,
    transfersByTarget,
    demands,
    shipping,
  });
  return { plant, levels, lines, orders, points, demandOfLine: demands.ofLine, network };
}

interface DemandSources {
  readonly plant: Plant;
  readonly lines: ReadonlyMap<string, LineModel>;
  readonly claims: readonly Claim[];
  readonly transfers: ReadonlyMap<string, TransferModel>;
}

interface Demands {
  readonly byPoint: ReadonlyMap<string, readonly Demand[]>;
  readonly ofLine: ReadonlyMap<string, Demand>;
  readonly ofTransfer: ReadonlyMap<string, Demand>;
  readonly ofOperation: ReadonlyMap<OperationModel, readonly Demand[]>;
}

/** All demands, before they get anything, by where they are and by whose they are. */
function* createDemands({ plant, lines, claims, transfers }: DemandSources, isTurn: () => boolean): Steps<Demands> {
  const byPoint = new Map<string, Demand[]>();
  const ofLine = new Map<string, Demand>();
  const ofTransfer = new Map<string, Demand>();
  const ofOperation = new Map<OperationModel, Demand[]>();
  for (const line of lines.values()) {
    if (isTurn()) yield;
    if (!line.isOpen) continue;
    const demand = demandOfLine(plant, line);
    ofLine.set(line.id, demand);
    file(byPoint, line.point, demand);
  }
  for (const claim of claims) {
    if (isTurn()) yield;
    const demand = demandOfClaim(plant, lines, claim);
    file(byPoint, claim.point, demand);
    file(ofOperation, claim.operation, demand);
  }
  for (const transfer of transfers.values()) {
    if (transfer.toShip <= EPSILON) continue;
    const demand = demandOfTransfer(plant, transfer);
    ofTransfer.set(transfer.id, demand);
    file(byPoint, transfer.from, demand);
  }
  return { byPoint, ofLine, ofTransfer, ofOperation };
}

function file<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

interface NetworkParts {
  readonly plant: Plant;
  readonly points: ReadonlyMap<string, PointModel>;
  readonly orders: ReadonlyMap<string, OrderModel>;
  readonly purchases: ReadonlyMap<string, PurchaseModel>;
  readonly ordersByPoint: ReadonlyMap<string, readonly OrderModel[]>;
  readonly transfersByTarget: ReadonlyMap<string, readonly TransferModel[]>;
  readonly demands: { readonly ofTransfer: ReadonlyMap<string, Demand> };
  readonly shipping: ReadonlyMap<string, Supply>;
}

function createNetwork(parts: NetworkParts): Network {
  const { plant, points, orders, purchases, ordersByPoint, transfersByTarget, demands, shipping } = parts;
  return {
    plant,
    lotsAt: (point) => points.get(point)?.lots ?? [],
    ordersAt: (point) => ordersByPoint.get(point) ?? [],
    orderOf: (id) => orders.get(id),
    purchaseOf: (id) => purchases.get(id),
    transfersTo: (point) =>
      (transfersByTarget.get(point) ?? []).flatMap((transfer) => {
        const demand = demands.ofTransfer.get(transfer.id);
        if (demand === undefined) return [];
        return [{ transfer, demand, supply: present(shipping.get(transfer.id), () => `no supply of ${transfer.id}`) }];
      }),
    onHand: (point) =>
      sum((points.get(point)?.lots ?? []).map(({ available, quality, blocked }) => available + quality + blocked)),
  };
}
