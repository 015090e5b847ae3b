import type { Data } from "@lockstep/domain/facts/fact";
import type { Instant, Millis } from "@lockstep/domain/instant";
import type { Stretch, WorkingTime } from "@lockstep/domain/working-time";
import type { BoundBy, DemandKind, OperationState, SupplyKind } from "./views.ts";

/** What the projection reasons about. Fields below "projected" are filled in, once, when their turn has come. */

/** For whoever fills one anew. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface ResourceModel {
  readonly id: string;
  readonly site: string | null;
  readonly name: string;
  readonly capacity: number;
  readonly working: WorkingTime;
  readonly state: Data<"mes.resource-state"> | null;
  /** When it was down, by time; the present stop has no end yet. */
  readonly stops: readonly Stretch[];
  /** When the present stop began, else null. */
  readonly downSince: Instant | null;
  /** When it is free again if it is down; else null. */
  readonly upAt: Instant | null;
  /** Whether somebody said when it is up again. */
  readonly isUpEstimated: boolean;
  /** Which person did; null: the machine's own system, or nobody. */
  readonly upBy: string | null;
  /** When it last came up; -Infinity if it never was down. */
  readonly lastUp: Instant;
}

/**
 * - `done`: finished, or taken for finished as a later one has begun.
 * - `running`: holds its resource: setup, running, or paused for a short while.
 * - `interrupted`: paused for longer; is placed anew, without setup.
 * - `waiting`: not started.
 */
export type Phase = "done" | "running" | "interrupted" | "waiting";

export interface OperationModel {
  /** ORDER/SEQ; of an order without operations the order's. */
  readonly id: string;
  readonly order: OrderModel;
  readonly seq: number;
  readonly resource: ResourceModel | null;
  readonly previous: OperationModel | null;
  readonly state: OperationState;
  readonly phase: Phase;
  /** When the latest report of it is from. */
  readonly reportedAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly good: number;
  readonly scrap: number;
  /** Units an hour of the routing, or of the alternate that the MES names. */
  readonly planRate: number;
  /** Units that it is to make in all. */
  readonly target: number;
  readonly plannedStart: Instant;
  readonly plannedFinish: Instant;
  /** Working time. */
  readonly plannedWork: Millis;
  readonly remainingWork: Millis;
  /** The resource's, with the closed time that a report proves open; wall clock without a resource. */
  readonly working: WorkingTime;
  /** Items that go in, and the points where they lie. */
  readonly components: readonly string[];
  readonly componentPoints: readonly string[];

  // Projected.
  start: Instant;
  finish: Instant;
  /** Where it was placed, if it was. */
  placedAt: Instant;
  earliest: Instant;
  firstOpening: Instant;
  boundBy: BoundBy | null;
  front: InFront | null;
  /** The supply that its material is ready with. */
  material: Allocation | null;
  /** Hours squared: how uncertain its finish is. */
  variance: number;
  /** What its claims got is what `material` was made of, and is all that they want. */
  isMaterialKnown: boolean;
}

/** What stands before an operation on its slot. */
export type InFront = { readonly what: "repair" } | { readonly what: "operation"; readonly operation: OperationModel };

export interface OrderModel {
  readonly id: string;
  readonly data: Data<"erp.production-order">;
  /** ITEM@SITE. */
  readonly point: string;
  readonly level: number;
  readonly isLive: boolean;
  readonly isStale: boolean;
  /** It has something still to make. */
  readonly isLoaded: boolean;
  readonly received: number;
  readonly stillToMake: number;
  /** Good of the last operation. */
  readonly made: number;
  /** Of all its operations. */
  readonly scrap: number;
  readonly hasMesFact: boolean;
  readonly lastFactAt: Instant | null;
  /** The sales order lines that it is pegged to. */
  readonly pegs: readonly string[];
  /** Operations that the MES reports and the order does not have. */
  readonly unknownSeqs: readonly number[];
  /** In order; of an order without operations one that stands for the whole. */
  readonly operations: readonly OperationModel[];
  readonly isBlock: boolean;
  /** It waits for its turn to be evaluated. */
  isQueued: boolean;
  /** When it is to be read, and its operations to be placed, again by time alone; `NEVER`: not. */
  readAgainAt: Instant;
  placedAgainAt: Instant;
}

/** What a component's stock owes an operation. */
export interface Claim {
  readonly operation: OperationModel;
  readonly item: string;
  readonly point: string;
  readonly quantity: number;
  /** Of a started or done operation: takes stock before anything else, and delays nothing. */
  readonly isStarted: boolean;
  /** Of a product that feeds its own component: takes stock, and delays nothing. */
  readonly isOverCycle: boolean;
}

export type SupplySource =
  | { readonly what: "lot" }
  | { readonly what: "held"; readonly hold: string | null }
  | { readonly what: "picked"; readonly line: string }
  | { readonly what: "made"; readonly order: OrderModel; readonly hold: string | null; readonly isHeld: boolean }
  | { readonly what: "make"; readonly order: OrderModel }
  | { readonly what: "purchase"; readonly line: PurchaseModel }
  | { readonly what: "in-transit"; readonly transfer: TransferModel }
  | { readonly what: "to-ship"; readonly transfer: TransferModel; readonly demand: Demand }
  /** What is to be made or bought for a claim that is left short. */
  | { readonly what: "assumed"; readonly point: string; readonly short: number };

/**
 * Available at once, whenever that is: what lies there now. It stands for the clock, so that time alone changes nothing; who
 * reads an instant of availability takes the later of it and now.
 */
export const AT_ONCE: Instant = Number.NEGATIVE_INFINITY;

/** What is available by now ties with what lies there, wherever it comes from. */
export const availableFrom = (at: Instant, now: Instant): Instant => (at > now ? at : AT_ONCE);

/** A supply of a stocking point. */
export interface Supply {
  readonly point: string;
  readonly kind: SupplyKind;
  readonly id: string;
  readonly quantity: number;
  readonly availableAt: Instant;
  readonly assumed: boolean;
  readonly expiresAt: Instant;
  /** The sales order lines that it is pegged to. */
  readonly pegs: readonly string[];
  readonly source: SupplySource;
  /** Hours squared: how uncertain `availableAt` is. */
  readonly variance: number;
  /** What is not allocated yet. */
  left: number;
  /** Tells it from all others where they are written down as numbers. */
  mark: number;
}

export interface Allocation {
  readonly supply: Supply;
  readonly quantity: number;
}

/** How long goods are on their way to a customer, and must keep beyond that. */
export interface WayToCustomer {
  readonly pickMs: Millis;
  readonly transitMs: Millis;
  readonly leastShelfMs: Millis;
}

/** Who is told that what a demand got has changed. */
export interface DemandOwner {
  touch(): void;
}

/** A demand of a stocking point, with what it got. */
export interface Demand {
  readonly kind: DemandKind;
  readonly id: string;
  readonly quantity: number;
  readonly need: Instant;
  /** The local calendar day of the need. */
  readonly day: number;
  readonly priority: number;
  readonly claim: Claim | null;
  /** Null: it is for no customer. */
  readonly way: WayToCustomer | null;
  /** Null: whoever it is for is found by its id. */
  readonly owner: DemandOwner | null;

  // Projected.
  allocations: Allocation[];
  short: number;
  /** The latest of its allocations; null without any. */
  availableAt: Instant | null;
}

export interface PurchaseModel {
  readonly id: string;
  readonly data: Data<"erp.purchase-order-line">;
  readonly point: string;
  readonly isOpen: boolean;
  readonly received: number;
  readonly lastReceiptAt: Instant | null;
  readonly firstPromise: Instant;
  /** When it is expected; of one that is overdue a while from now. */
  readonly expected: Instant;
  readonly isOverdue: boolean;
  /** Which person said so; null: it is the supplier's promise, or it is overdue. */
  readonly expectedBy: string | null;
  readonly sigmaHours: number;
}

export interface TransferModel {
  readonly id: string;
  readonly data: Data<"erp.transfer-order">;
  readonly from: string;
  readonly to: string;
  readonly plannedReceipt: Instant;
  readonly isOverCycle: boolean;
  readonly inTransit: number;
  readonly toShip: number;
}
