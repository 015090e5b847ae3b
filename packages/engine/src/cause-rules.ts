import { DAY, HOUR, type Instant, NEVER } from "@lockstep/domain/instant";
import { byCodeUnit, pointId } from "@lockstep/domain/world";
import { delaysOf, LATE_FROM, workBetween } from "./loading.ts";
import type { LotStock } from "./lots.ts";
import type { Demand, OperationModel, OrderModel, PurchaseModel, Supply, TransferModel } from "./model.ts";
import { EPSILON, groupBy, sum } from "./order.ts";
import { latestOf } from "./pegging.ts";
import type { Arrival, Plant } from "./plant.ts";
import { downWork } from "./resources.ts";
import { makeSupply } from "./supplies.ts";
import type { CauseKind, SubjectType } from "./views.ts";

/** Where a walk from a line to its cause may stand. */
export type Node =
  | { readonly at: "short"; readonly point: string; readonly quantity: number }
  | { readonly at: "supply"; readonly supply: Supply; readonly isFromShort: boolean }
  | { readonly at: "operation"; readonly operation: OperationModel };

/** Where it ends. `clearsAt` is when the cause is gone, null where that is counted back from the promise. */
export interface Found {
  readonly kind: CauseKind;
  readonly subjectType: SubjectType;
  readonly subject: string;
  readonly clearsAt: Instant | null;
}

/** What to do next, and why, as a phrase that goes on from the thing itself: "waits for material". */
export type Turn = { readonly why: Why } & ({ readonly to: Node } | { readonly cause: Found });

export type Why =
  | "not-enough"
  | "blocked-stock"
  | "never-made"
  | "made-too-little"
  | "erp-counts-more"
  | "nothing-comes"
  | "held"
  | "not-received"
  | "being-made"
  | "bought"
  | "bought-late"
  | "on-its-way"
  | "on-its-way-late"
  | "not-left"
  | "waits-to-leave"
  | "to-be-made-or-bought"
  | "stands"
  | "lost-to-scrap"
  | "runs-longer"
  | "planned-so"
  | "began-late-after-the-one-before"
  | "resource-was-down"
  | "material-came-late"
  | "did-not-start"
  | "waits-for-repair"
  | "waits-behind"
  | "queue"
  | "waits-for-material"
  | "waits-for-the-one-before";

/** What the rules ask of the evaluated network. */
export interface Network {
  readonly plant: Plant;
  lotsAt(point: string): readonly LotStock[];
  ordersAt(point: string): readonly OrderModel[];
  orderOf(id: string): OrderModel | undefined;
  purchaseOf(id: string): PurchaseModel | undefined;
  /** Transfers that have not left whole; their supply may come to nothing. */
  transfersTo(
    point: string,
  ): readonly { readonly transfer: TransferModel; readonly demand: Demand; readonly supply: Supply }[];
  onHand(point: string): number;
}

export function turnAt(network: Network, node: Node): Turn {
  switch (node.at) {
    case "short":
      return turnAtShort(network, node.point, node.quantity);
    case "supply":
      return turnAtSupply(network.plant, node.supply, node.isFromShort);
    case "operation":
      return turnAtOperation(network, node.operation);
  }
}

function turnAtShort(network: Network, point: string, quantity: number): Turn {
  const blocked = blockedStock(network, point, quantity);
  if (blocked !== null) return { why: "blocked-stock", cause: blocked };
  const never = neverComes(network, point);
  if (never !== null) return { why: "never-made", to: never };
  const tooLittle = madeTooLittle(network, point, quantity);
  if (tooLittle !== null) return { why: "made-too-little", cause: tooLittle };
  if (erpSurplus(network, point) >= quantity - EPSILON && quantity > 0) {
    return { why: "erp-counts-more", cause: { ...atPoint("stock-mismatch", point), clearsAt: null } };
  }
  return { why: "nothing-comes", cause: { ...atPoint("no-supply", point), clearsAt: null } };
}

/** Stock that would cover it, but is blocked or rejected: the hold on most of it, else the point. */
function blockedStock({ plant, lotsAt }: Network, point: string, quantity: number): Found | null {
  const lots = lotsAt(point).flatMap(({ available, quality, blocked, held, expiresAt }) => {
    if (expiresAt <= plant.now) return [];
    const unusable = Math.max(0, blocked) + (held?.isRejected ? Math.max(0, available + Math.max(0, quality)) : 0);
    return [{ unusable, hold: held?.hold ?? null }];
  });
  const total = sum(lots.map(({ unusable }) => unusable));
  if (total <= EPSILON || total < quantity - EPSILON) return null;
  const byHold = [...groupBy(lots, ({ hold, unusable }) => (unusable > 0 ? (hold ?? undefined) : undefined))]
    .map(([hold, some]) => ({ hold, most: sum(some.map(({ unusable }) => unusable)) }))
    .sort((a, b) => b.most - a.most || byCodeUnit(a.hold, b.hold));
  const most = byHold[0];
  if (most === undefined) return { ...atPoint("quality-hold", point), clearsAt: null };
  return { kind: "quality-hold", subjectType: "hold", subject: most.hold, clearsAt: null };
}

/** An order that never ends, or a transfer whose goods are short where it leaves: the one planned soonest. */
function neverComes({ plant, ordersAt, transfersTo }: Network, point: string): Node | null {
  const orders = ordersAt(point).flatMap((order) => {
    const last = order.operations.at(-1);
    const supply = last?.finish === NEVER ? makeSupply(plant, order) : null;
    if (supply === null) return [];
    return [{ at: order.data.plannedFinish, id: order.id, node: { at: "supply", supply, isFromShort: true } as const }];
  });
  const transfers = transfersTo(point).flatMap(({ transfer, demand, supply }) => {
    if (transfer.isOverCycle || demand.short <= 0) return [];
    return [
      { at: transfer.plannedReceipt, id: transfer.id, node: { at: "supply", supply, isFromShort: true } as const },
    ];
  });
  const soonest = (list: readonly Candidate[]): Candidate | null =>
    [...list].sort((a, b) => a.at - b.at || byCodeUnit(a.id, b.id))[0] ?? null;
  const [order, transfer] = [soonest(orders), soonest(transfers)];
  if (order === null || transfer === null) return (order ?? transfer)?.node ?? null;
  return transfer.at < order.at ? transfer.node : order.node;
}

interface Candidate {
  readonly at: Instant;
  readonly id: string;
  readonly node: Node;
}

/** The order with the largest deficit, if it is a good part of what is short. */
function madeTooLittle({ plant, ordersAt }: Network, point: string, quantity: number): Found | null {
  const since = plant.now - 14 * DAY;
  const isRecent = ({ data, lastFactAt }: OrderModel): boolean =>
    (data.plannedFinish >= since && data.plannedFinish <= plant.now) || (lastFactAt !== null && lastFactAt >= since);
  let worst: { readonly order: OrderModel; readonly deficit: number } | null = null;
  for (const order of ordersAt(point)) {
    const { data, isStale, hasMesFact, made, received, stillToMake } = order;
    const isCounted = plant.siteOf(data.site).receipts === "counted" && !hasMesFact;
    if (isStale || isCounted || data.status === "cancelled" || !isRecent(order)) continue;
    const deficit = data.quantity - (Math.max(made, received) + stillToMake);
    if (deficit < Math.max(data.quantity * 0.01, quantity / 2) - EPSILON) continue;
    const isWorse =
      worst === null ||
      deficit > worst.deficit ||
      (deficit === worst.deficit && byCodeUnit(order.id, worst.order.id) < 0);
    if (isWorse) worst = { order, deficit };
  }
  if (worst === null) return null;
  const kind = worst.order.scrap >= worst.deficit / 2 - EPSILON ? "scrap" : "closed-short";
  const clearsAt = kind === "scrap" ? finite(worst.order.operations.at(-1)?.finish ?? NEVER) : null;
  return { kind, subjectType: "production-order", subject: worst.order.id, clearsAt };
}

/** How much more the ERP believes to be there, if it said so within a day. */
function erpSurplus({ plant, onHand }: Network, point: string): number {
  const stated = plant.world.erpStock.get(point);
  if (stated === undefined || plant.now - stated.time > DAY) return 0;
  return stated.data.quantity - onHand(point);
}

function turnAtSupply(plant: Plant, supply: Supply, isFromShort: boolean): Turn {
  const { source, availableAt } = supply;
  switch (source.what) {
    case "held":
      return { why: "held", cause: heldCause(plant, source.hold, supply) };
    case "lot":
    case "picked":
      return { why: "not-left", cause: { ...atPoint("not-shipped", supply.point), clearsAt: plant.now } };
    case "made": {
      if (source.isHeld) return { why: "held", cause: heldCause(plant, source.hold, supply) };
      const cause = {
        kind: "not-received",
        subjectType: "production-order",
        subject: supply.id,
        clearsAt: Math.max(plant.now, availableAt),
      } as const;
      return { why: "not-received", cause };
    }
    case "make": {
      const operation = source.order.operations.at(-1);
      if (operation === undefined) throw new Error(`order ${source.order.id} makes without an operation`);
      return { why: "being-made", to: { at: "operation", operation } };
    }
    case "purchase":
      return turnAtPurchase(source.line);
    case "in-transit": {
      const isOverdue = source.transfer.plannedReceipt <= plant.now;
      const cause = { subjectType: "transfer-order", subject: supply.id, clearsAt: availableAt } as const;
      if (isOverdue) return { why: "on-its-way-late", cause: { kind: "transfer-late", ...cause } };
      return { why: "on-its-way", cause: { kind: "plan-gap", ...cause } };
    }
    case "to-ship":
      return turnAtTransfer(plant, { supply, transfer: source.transfer, demand: source.demand, isFromShort });
    case "assumed":
      return { why: "to-be-made-or-bought", to: { at: "short", point: source.point, quantity: source.short } };
  }
}

function heldCause({ now }: Plant, hold: string | null, supply: Supply): Found {
  const clearsAt = Math.max(now, supply.availableAt);
  if (hold !== null) return { kind: "quality-hold", subjectType: "hold", subject: hold, clearsAt };
  return { ...atPoint("quality-hold", supply.point), clearsAt };
}

const atPoint = (kind: CauseKind, point: string) => ({ kind, subjectType: "stocking-point", subject: point }) as const;

function turnAtPurchase(line: PurchaseModel): Turn {
  const isLate = line.isOverdue || line.expected > line.firstPromise + HOUR;
  const cause = { subjectType: "purchase-order-line", subject: line.id, clearsAt: line.expected } as const;
  if (isLate) return { why: "bought-late", cause: { kind: "supplier-late", ...cause } };
  return { why: "bought", cause: { kind: "plan-gap", ...cause } };
}

interface ToShip {
  readonly supply: Supply;
  readonly transfer: TransferModel;
  readonly demand: Demand;
  readonly isFromShort: boolean;
}

function turnAtTransfer(plant: Plant, { supply, transfer, demand, isFromShort }: ToShip): Turn {
  const arrivesAt = Math.max(plant.now, supply.availableAt);
  const cause = { subjectType: "transfer-order", subject: transfer.id, clearsAt: arrivesAt } as const;
  if (transfer.isOverCycle) return { why: "planned-so", cause: { kind: "plan-gap", ...cause } };
  if (isFromShort && demand.short > 0) {
    return { why: "not-enough", to: { at: "short", point: transfer.from, quantity: demand.short } };
  }
  const { plannedShip, fromSite } = transfer.data;
  const availableAt = demand.availableAt ?? NEVER;
  if (plannedShip > plant.now && availableAt <= plannedShip)
    return { why: "planned-so", cause: { kind: "plan-gap", ...cause } };
  if (availableAt <= plant.now) {
    const clearsAt = plant.now + plant.siteOf(fromSite).pickHours * HOUR;
    return { why: "not-left", cause: { ...cause, kind: "not-shipped", clearsAt } };
  }
  const latest = latestOf(demand.allocations);
  if (latest === null) return { why: "planned-so", cause: { kind: "plan-gap", ...cause } };
  return { why: "waits-to-leave", to: { at: "supply", supply: latest.supply, isFromShort: false } };
}

function turnAtOperation(network: Network, operation: OperationModel): Turn {
  const delays = delaysOf(operation);
  const hasBegun = operation.phase !== "waiting";
  if (hasBegun && delays.own > LATE_FROM && delays.own >= Math.max(0, delays.start)) {
    return ownDelay(operation, delays.own, network.plant.now);
  }
  const plan = { ...ofOrder("plan-gap", operation), clearsAt: finite(operation.start) };
  if (delays.start <= LATE_FROM) return { why: "planned-so", cause: plan };
  if (hasBegun || operation.boundBy === "now") return lateStart(network, operation, delays.start);
  switch (operation.boundBy) {
    case "resource":
      return behindOthers(operation);
    case "material":
      if (operation.material === null) return { why: "planned-so", cause: plan };
      return { why: "waits-for-material", to: { at: "supply", supply: operation.material.supply, isFromShort: false } };
    case "operation":
      if (operation.previous === null) return { why: "planned-so", cause: plan };
      return { why: "waits-for-the-one-before", to: { at: "operation", operation: operation.previous } };
    default:
      return { why: "planned-so", cause: plan };
  }
}

/** It has begun, and takes longer than planned. */
function ownDelay(operation: OperationModel, delay: number, now: Instant): Turn {
  const { resource, working, start, finish, scrap, planRate, phase } = operation;
  if (resource !== null) {
    const stood = downWork({ ...resource, working }, start, Math.min(finish, now));
    const isDown = resource.upAt !== null && phase !== "done";
    if (isDown || stood >= delay / 2) return { why: "stands", cause: machineDown(operation) };
  }
  const clearsAt = finite(finish);
  if ((scrap / planRate) * HOUR >= delay / 2)
    return { why: "lost-to-scrap", cause: { ...ofOrder("scrap", operation), clearsAt } };
  return { why: "runs-longer", cause: { ...ofOrder("slow-running", operation), clearsAt } };
}

/** It began late, or could begin and has not. */
function lateStart(network: Network, operation: OperationModel, delay: number): Turn {
  const { previous, resource, working, plannedStart, start, phase } = operation;
  const until = phase === "waiting" ? network.plant.now : start;
  if (previous !== null && delaysOf(previous).finish >= delay / 2) {
    return { why: "began-late-after-the-one-before", to: { at: "operation", operation: previous } };
  }
  if (resource !== null && downWork({ ...resource, working }, plannedStart, until) >= delay / 2) {
    return { why: "resource-was-down", cause: machineDown(operation) };
  }
  const material = lateMaterial(network, operation, { delay, until });
  if (material !== null) return material;
  return { why: "did-not-start", cause: { ...ofOrder("not-started", operation), clearsAt: finite(start) } };
}

/** The last of its components to come, if it came late. */
function lateMaterial(
  network: Network,
  operation: OperationModel,
  { delay, until }: { readonly delay: number; readonly until: Instant },
): Turn | null {
  const { order, components, plannedStart } = operation;
  const { plant } = network;
  let last: Arrival | null = null;
  for (const item of components) {
    const arrivals = plant.arrivalsByPoint.get(pointId(item, order.data.site));
    const latest = arrivals?.findLast(({ time }) => time <= until);
    if (latest !== undefined && (last === null || latest.time > last.time)) last = latest;
  }
  if (last === null || workBetween(operation, plannedStart, last.time) < delay / 2) return null;
  const { transferOrder, productionOrder } = last.data;
  const purchaseOrderLine = "purchaseOrderLine" in last.data ? last.data.purchaseOrderLine : undefined;
  const why = "material-came-late";
  const clearsAt = last.time;
  if (purchaseOrderLine !== undefined) {
    return {
      why,
      cause: { kind: "supplier-late", subjectType: "purchase-order-line", subject: purchaseOrderLine, clearsAt },
    };
  }
  if (transferOrder !== undefined) {
    return { why, cause: { kind: "transfer-late", subjectType: "transfer-order", subject: transferOrder, clearsAt } };
  }
  const maker = productionOrder === undefined ? undefined : network.orderOf(productionOrder);
  const step = maker?.operations.at(-1);
  if (maker === undefined || step === undefined || (!maker.isLoaded && step.finishedAt === null)) return null;
  return { why, to: { at: "operation", operation: step } };
}

/** Something else has its resource. */
function behindOthers(operation: OperationModel): Turn {
  const { front, start, earliest, resource } = operation;
  if (front?.what === "repair") return { why: "waits-for-repair", cause: machineDown(operation) };
  if (front?.what === "operation") {
    const late = delaysOf(front.operation).finish;
    const wait = workBetween(operation, earliest, start);
    if (late > LATE_FROM && late >= wait / 2) {
      return { why: "waits-behind", to: { at: "operation", operation: front.operation } };
    }
  }
  const cause = {
    kind: "overload",
    subjectType: "resource",
    subject: resource?.id ?? "",
    clearsAt: finite(start),
  } as const;
  return { why: "queue", cause };
}

/** Clears when it is up again; one that is up already, when it came up. */
function machineDown({ resource }: OperationModel): Found {
  const clearsAt = resource === null ? null : (resource.upAt ?? resource.lastUp);
  return { kind: "machine-down", subjectType: "resource", subject: resource?.id ?? "", clearsAt };
}

const ofOrder = (kind: CauseKind, { order }: OperationModel) =>
  ({ kind, subjectType: "production-order", subject: order.id }) as const;

const finite = (at: Instant): Instant | null => (Number.isFinite(at) ? at : null);
