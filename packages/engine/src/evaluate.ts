import { present } from "@lockstep/domain/assert";
import { DAY, HOUR } from "@lockstep/domain/instant";
import { byCodeUnit, pointId, type World } from "@lockstep/domain/world";
import type { Network } from "./cause-rules.ts";
import { claimsOf } from "./claims.ts";
import { readHolds } from "./holds.ts";
import { findLevels, type Levels } from "./levels.ts";
import { type LineModel, lineAccepts, readLine } from "./lines.ts";
import { byRank, createLoading } from "./loading.ts";
import { type LotSources, type LotStock, lotSupplies, lotsOf, readExpiries, readPicks } from "./lots.ts";
import type {
  Allocation,
  Claim,
  Demand,
  OperationModel,
  OrderModel,
  PurchaseModel,
  Supply,
  TransferModel,
} from "./model.ts";
import { EPSILON, groupBy, sum } from "./order.ts";
import { readOrders } from "./orders.ts";
import { byDemandOrder, bySupplyOrder, createDemand, latestOf, peg } from "./pegging.ts";
import { readPegs } from "./pegs.ts";
import { type Plant, readPlant } from "./plant.ts";
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

/** Level by level: first the orders that make what stands there, then who gets it (projection.md §1–5). */
export function evaluate(world: World): Evaluated {
  const plant = readPlant(world);
  const levels = findLevels(world);
  const pegs = readPegs(plant);
  const lines = new Map([...world.salesOrderLines].map(([id, line]) => [id, readLine(plant, id, line)]));
  const orders = readOrders({ plant, levels, pegsOf: pegs.ofOrder });
  const purchases = readPurchases(plant);
  const transfers = readTransfers(plant, levels);
  const holds = readHolds(plant);
  const claims = [...orders.values()].flatMap((order) => claimsOf(plant, levels, order));

  const demands = createDemands({ plant, lines, claims, transfers });
  const lots: LotSources = {
    plant,
    holds,
    expiries: readExpiries(world, plant.endOfDay),
    picksByPoint: readPicks(plant),
    pegsOfLot: pegs.ofLot,
  };
  const ordersByPoint = groupBy(orders.values(), ({ point }) => point);
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
  const loading = createLoading(
    plant,
    ranked.filter(({ isLoaded }) => isLoaded),
  );
  const ordersByLevel = groupBy(ranked, ({ level }) => String(level));
  const pointsByLevel = groupBy(world.stockingPoints, (point) => String(levels.levelOf(point)));
  const last = Math.max(0, ...[...ordersByLevel.keys(), ...pointsByLevel.keys()].map(Number));
  const material = createMaterial({ plant, demandsOf: (operation) => demands.ofOperation.get(operation) ?? [] });
  for (let level = 0; level <= last; level++) {
    for (const order of ordersByLevel.get(String(level)) ?? []) if (order.isLoaded) loading.load(order, material);
    for (const point of pointsByLevel.get(String(level)) ?? []) evaluatePoint(point);
  }
  plant.findings.push(...loading.findings, ...cycleFindings(levels), ...staleFindings(orders));

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

const isBegun = ({ claim }: Demand): boolean => claim?.isStarted === true;

interface DemandSources {
  readonly plant: Plant;
  readonly lines: ReadonlyMap<string, LineModel>;
  readonly claims: readonly Claim[];
  readonly transfers: ReadonlyMap<string, TransferModel>;
}

const DEFAULT_PRIORITY = 5;

/** All demands, before they get anything, by where they are and by whose they are. */
function createDemands({ plant, lines, claims, transfers }: DemandSources) {
  const byPoint = new Map<string, Demand[]>();
  const ofLine = new Map<string, Demand>();
  const ofTransfer = new Map<string, Demand>();
  const ofOperation = new Map<OperationModel, Demand[]>();
  const file = (point: string, demand: Demand): void => {
    const known = byPoint.get(point);
    if (known) known.push(demand);
    else byPoint.set(point, [demand]);
  };
  for (const line of lines.values()) {
    if (!line.isOpen) continue;
    const { id, open: quantity, need, priority, data } = line;
    const day = plant.zoneAt(data.site).localDayAt(need);
    const demand = createDemand({
      kind: "line",
      id,
      quantity,
      need,
      day,
      priority,
      claim: null,
      accepts: lineAccepts(line),
    });
    ofLine.set(id, demand);
    file(line.point, demand);
  }
  for (const claim of claims) {
    const { operation, quantity, point } = claim;
    const need = operation.plannedStart;
    const day = plant.zoneAt(operation.order.data.site).localDayAt(need);
    const priorities = operation.order.pegs.flatMap((line) => lines.get(line)?.priority ?? []);
    const demand = createDemand({
      kind: "claim",
      id: operation.id,
      quantity,
      need,
      day,
      priority: priorities.length === 0 ? DEFAULT_PRIORITY : Math.min(...priorities),
      claim,
      accepts: claim.isStarted ? () => true : outlasts(need),
    });
    file(point, demand);
    const own = ofOperation.get(operation);
    if (own) own.push(demand);
    else ofOperation.set(operation, [demand]);
  }
  for (const { id, data, toShip: quantity, from } of transfers.values()) {
    if (quantity <= EPSILON) continue;
    const need = data.plannedShip;
    const day = plant.zoneAt(data.fromSite).localDayAt(need);
    const accepts = outlasts(need);
    const demand = createDemand({
      kind: "transfer",
      id,
      quantity,
      need,
      day,
      priority: DEFAULT_PRIORITY,
      claim: null,
      accepts,
    });
    ofTransfer.set(id, demand);
    file(from, demand);
  }
  return { byPoint, ofLine, ofTransfer, ofOperation };
}

/** Goods must be good when they are there and needed. */
const outlasts =
  (need: number) =>
  ({ availableAt, expiresAt }: Supply, now: number): boolean =>
    expiresAt > Math.max(need, availableAt, now);

/** Pegged lines that are not at this point count as well: their orders' claims are. */
function inServingOrder(plant: Plant, lines: ReadonlyMap<string, LineModel>, named: ReadonlySet<string>): string[] {
  const rankOf = (id: string) => {
    const line = lines.get(id);
    const need = line?.need ?? Number.POSITIVE_INFINITY;
    const day = line === undefined ? need : plant.zoneAt(line.data.site).localDayAt(need);
    return { id, day, priority: line?.priority ?? DEFAULT_PRIORITY, need };
  };
  return [...named]
    .map(rankOf)
    .sort(
      (a, b) => compare(a.day, b.day) || a.priority - b.priority || compare(a.need, b.need) || byCodeUnit(a.id, b.id),
    )
    .map(({ id }) => id);
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

interface MaterialSources {
  readonly plant: Plant;
  readonly demandsOf: (operation: OperationModel) => readonly Demand[];
}

/** When the material of an operation is ready: with the last of what its claims got, or of what is assumed to come. */
function createMaterial({ plant, demandsOf }: MaterialSources): (operation: OperationModel) => Allocation | null {
  return (operation) => {
    const got: Allocation[] = [];
    for (const demand of demandsOf(operation)) {
      const { claim, short, allocations } = demand;
      if (claim === null || claim.isStarted || claim.isOverCycle) continue;
      got.push(...allocations);
      if (short > 0) got.push({ supply: assumedSupply(plant, claim, short), quantity: short });
    }
    return latestOf(got);
  };
}

/** What is left short is assumed to be made or bought from now on, as fast as that goes. */
function assumedSupply(plant: Plant, { point, item, operation }: Claim, short: number): Supply {
  const { world, now } = plant;
  const routing = world.routings.get(point)?.data.operations ?? [];
  const leadTimes = (world.sourcing.get(point) ?? []).map(({ data }) => data.leadTimeDays * DAY);
  const work = sum(routing.map(({ setupMinutes, ratePerHour }) => (setupMinutes / 60 + short / ratePerHour) * HOUR));
  const availableAt =
    routing.length > 0 ? Math.round(now + work) : now + Math.min(Number.POSITIVE_INFINITY, ...leadTimes);
  const source = { what: "assumed", point: pointId(item, operation.order.data.site), short } as const;
  const expiresAt = Number.POSITIVE_INFINITY;
  return {
    point,
    kind: "make",
    id: "",
    quantity: short,
    availableAt,
    assumed: true,
    expiresAt,
    pegs: [],
    source,
    left: 0,
  };
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

function cycleFindings({ cycles }: Levels) {
  return cycles.map((cycle) => {
    const subject = cycle[0] ?? "";
    const text = `${cycle.join(", ")} feed each other in a circle: correct a bill of materials, a component list or a transfer.`;
    return { rule: "master-data", subjectType: "stocking-point", subject, text };
  });
}

function staleFindings(orders: ReadonlyMap<string, OrderModel>) {
  return [...orders.values()].flatMap(({ id, isStale }) => {
    if (!isStale) return [];
    const text = `Order ${id} should have ended more than 7 days ago and nobody has reported anything of it: close it, or report what was made.`;
    return [{ rule: "stale-order", subjectType: "production-order", subject: id, text }];
  });
}
