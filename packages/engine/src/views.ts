import type { Instant } from "@lockstep/domain/instant";
import type { Finding } from "@lockstep/domain/world";

/** The results of a projection: plain rows, one per thing that people ask about. `NEVER` stands for "never". */

export type OrderLineState = "on-track" | "at-risk" | "late" | "short" | "shipped" | "delivered" | "cancelled";
export type SupplyKind = "lot" | "made" | "make" | "purchase" | "transfer";
export type DemandKind = "line" | "claim" | "transfer";
export type OperationState = "pending" | "setup" | "running" | "paused" | "done";
export type BoundBy = "plan" | "operation" | "now" | "material" | "resource";
export type StepKind = "line" | "short" | "supply" | "operation" | "cause";
export type Severity = "critical" | "high" | "medium" | "low";
export type CauseKind =
  | "quality-hold"
  | "stock-mismatch"
  | "no-supply"
  | "supplier-late"
  | "plan-gap"
  | "uncertain"
  | "machine-down"
  | "scrap"
  | "slow-running"
  | "not-started"
  | "overload"
  | "not-shipped"
  | "not-received"
  | "transfer-late"
  | "closed-short";
export type SubjectType =
  | "sales-order-line"
  | "production-order"
  | "purchase-order-line"
  | "transfer-order"
  | "stocking-point"
  | "resource"
  | "hold";

export interface Allocation {
  readonly kind: SupplyKind;
  readonly id: string;
  readonly quantity: number;
  readonly availableAt: Instant;
}

export interface Cause {
  readonly kind: CauseKind;
  readonly subjectType: SubjectType;
  readonly subject: string;
}

/** One step of the walk from the line to the cause; `facts` are what the page needs to put it in words. */
export interface PathStep {
  readonly what: StepKind;
  readonly id: string;
  readonly text: string;
}

export interface OrderLineView {
  readonly id: string;
  readonly site: string;
  readonly item: string;
  readonly customer: string;
  readonly state: OrderLineState;
  readonly quantity: number;
  readonly openQuantity: number;
  readonly shortQuantity: number;
  readonly requestedAt: Instant;
  /** A date without a time is that day's end. */
  readonly promisedAt: Instant;
  readonly projectedDelivery: Instant | null;
  readonly slackMinutes: number | null;
  /** Probability of being late, 0 to 1. */
  readonly pLate: number;
  readonly sigmaHours: number | null;
  readonly cause: Cause | null;
  readonly path: readonly PathStep[];
  readonly allocations: readonly Allocation[];
  /** In minor units of the company's currency. */
  readonly valueAtRiskMinor: number;
  readonly openValueMinor: number;
}

export interface OperationView {
  readonly seq: number;
  readonly resource: string | null;
  readonly state: OperationState;
  readonly plannedStart: Instant;
  readonly plannedFinish: Instant;
  readonly projectedStart: Instant | null;
  readonly projectedFinish: Instant | null;
  readonly remainingHours: number | null;
  readonly boundBy: BoundBy | null;
  readonly good: number;
  readonly scrap: number;
}

export interface ProductionOrderView {
  readonly id: string;
  readonly item: string;
  readonly site: string;
  readonly quantity: number;
  readonly status: "planned" | "released" | "closed" | "cancelled";
  readonly plannedStart: Instant;
  readonly plannedFinish: Instant;
  readonly projectedStart: Instant | null;
  readonly projectedFinish: Instant | null;
  readonly stillToMake: number;
  readonly operations: readonly OperationView[];
}

export interface SupplyView {
  readonly kind: SupplyKind;
  readonly id: string;
  readonly quantity: number;
  readonly availableAt: Instant;
  readonly assumed: boolean;
  readonly expiresAt: Instant | null;
}

export interface DemandView {
  readonly kind: DemandKind;
  readonly id: string;
  readonly quantity: number;
  readonly needAt: Instant;
  readonly priority: number;
  readonly shortQuantity: number;
  readonly availableAt: Instant | null;
  readonly allocations: readonly Allocation[];
}

export type ShortageVerdict = "real" | "timing" | "false-alarm" | "phantom-cover";

export interface StockingPointView {
  readonly id: string;
  readonly item: string;
  readonly site: string;
  /** All lots and bins with status available. */
  readonly onHand: number;
  readonly erpOnHand: number | null;
  readonly level: number;
  readonly supplies: readonly SupplyView[];
  readonly demands: readonly DemandView[];
  readonly verdict: ShortageVerdict | null;
}

export interface Impact {
  readonly line: string;
  readonly state: OrderLineState;
  readonly lateByMinutes: number | null;
  readonly shortQuantity: number;
  readonly actBy: Instant | null;
  readonly lost: boolean;
  readonly valueAtRiskMinor: number;
}

/** One cause with everything it hits, as it stands at `now`: what an exception is made of. */
export interface CauseView extends Cause {
  /** `kind|subject-type|subject`. */
  readonly key: string;
  readonly severity: Severity;
  readonly actBy: Instant | null;
  /** The earliest promise that is hit. */
  readonly firstImpactAt: Instant;
  readonly valueAtRiskMinor: number;
  readonly impacted: readonly Impact[];
  /** The sites of the lines it hits and of its subject, by code unit. */
  readonly sites: readonly string[];
  /** The resource of the operation where the walk stopped (machine-down: the subject), for muting. */
  readonly resource: string | null;
}

export interface ResourceView {
  readonly id: string;
  readonly site: string | null;
  readonly name: string;
  readonly state: "running" | "idle" | "setup" | "down" | "off" | null;
  readonly since: Instant | null;
  readonly reason: string | null;
  /** When it is free again, if it is down. */
  readonly upAt: Instant | null;
  /** Which person said so; null: nobody. */
  readonly upBy: string | null;
  readonly upAtAssumed: boolean;
}

export interface Projection {
  /** The clock rounded down to the whole minute. */
  readonly now: Instant;
  readonly orderLines: ReadonlyMap<string, OrderLineView>;
  readonly productionOrders: ReadonlyMap<string, ProductionOrderView>;
  readonly stockingPoints: ReadonlyMap<string, StockingPointView>;
  readonly resources: ReadonlyMap<string, ResourceView>;
  readonly causes: ReadonlyMap<string, CauseView>;
  readonly findings: readonly Finding[];
}
