import type { LiveException, LiveFeed, LiveMoney, LiveOrderLine } from "@lockstep/protocol/live";

/** What the page's documents are answered with, field for field as schema.graphql has them. */
export interface AsOf {
  readonly seq: number;
  readonly now: string;
}

interface FullAsOf extends AsOf {
  readonly clock: "LIVE" | "MANUAL";
}

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface CountedPage<T> extends Page<T> {
  readonly totalCount: number;
}

export interface PageVariables {
  [name: string]: unknown;
  after: string | null;
}

export interface ExceptionsPage {
  readonly asOf: FullAsOf;
  readonly exceptions: Page<LiveException>;
  readonly feeds: readonly LiveFeed[];
}

export interface LinesPage {
  readonly asOf: FullAsOf;
  readonly orderLines: Page<LiveOrderLine>;
}

export interface Site {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

export interface PlantAnswer {
  readonly asOf: FullAsOf;
  readonly viewer: {
    readonly name: string;
    /** The administrator who looks with this person's eyes. */
    readonly seenBy: string | null;
    readonly roles: readonly string[];
    readonly sites: readonly string[] | null;
  };
  readonly sites: readonly Site[];
  readonly resources: readonly { readonly id: string; readonly name: string; readonly site: string | null }[];
  readonly customers: readonly { readonly id: string; readonly name: string }[];
}

export interface Overview {
  readonly site: string | null;
  readonly totalAtRisk: LiveMoney;
  readonly promisesToday: {
    readonly total: number;
    readonly onTrack: number;
    readonly atRisk: number;
    readonly late: number;
    readonly short: number;
    readonly done: number;
  };
  readonly openOrderLines: number;
  readonly parkedFacts: number;
  readonly openQuarantine: number;
  readonly findings: number;
}

export interface OverviewAnswer {
  readonly asOf: AsOf;
  readonly overview: Overview;
}

export interface AuditEntry {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly note: string | null;
  /** Entries before it that its decision did not know of yet. */
  readonly meanwhile: readonly number[];
  /** Of what was sent with it. */
  readonly photos: readonly string[];
}

export interface ClearedAnswer {
  readonly asOf: AsOf;
  readonly exceptions: {
    readonly nodes: readonly { readonly id: string; readonly timeline: readonly Pick<AuditEntry, "action" | "at">[] }[];
  };
}

export interface ExceptionDetail extends LiveException {
  readonly merged: readonly LiveException[];
  readonly timeline: readonly AuditEntry[];
}

export interface ExceptionAnswer {
  readonly asOf: AsOf;
  readonly exception: ExceptionDetail | null;
}

export interface PathStep {
  readonly what: "LINE" | "SHORT" | "SUPPLY" | "OPERATION" | "CAUSE";
  readonly id: string;
  readonly text: string;
}

export interface PathAnswer {
  readonly asOf: AsOf;
  readonly orderLine: Pick<OrderLineDetail, "id" | "cause" | "path"> | null;
}

export interface Fact {
  readonly seq: number;
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly time: string;
  readonly receivedAt: string;
  readonly event: string;
}

export interface Allocation {
  readonly kind: SupplyKind;
  readonly id: string;
  readonly quantity: number;
  readonly availableAt: string | null;
}

export type SupplyKind = "LOT" | "MADE" | "MAKE" | "PURCHASE" | "TRANSFER";

export interface OrderLineDetail extends LiveOrderLine {
  readonly path: readonly PathStep[];
  readonly allocations: readonly Allocation[];
  readonly exception: { readonly id: string; readonly title: string; readonly severity: string } | null;
  readonly facts: readonly Fact[];
}

export interface LineAnswer {
  readonly asOf: AsOf;
  readonly orderLine: OrderLineDetail | null;
}

export interface Operation {
  readonly seq: number;
  readonly resource: string | null;
  readonly resourceName: string | null;
  readonly state: string;
  readonly plannedStart: string;
  readonly plannedFinish: string;
  readonly projectedStart: string | null;
  readonly projectedFinish: string | null;
  readonly remainingHours: number | null;
  readonly boundBy: string | null;
  readonly good: number;
  readonly scrap: number;
  readonly inProcess: number;
}

export interface ProductionOrderDetail {
  readonly id: string;
  readonly item: string;
  readonly itemName: string;
  readonly uom: string;
  readonly site: string;
  readonly quantity: number;
  readonly status: string;
  readonly plannedStart: string;
  readonly plannedFinish: string;
  readonly projectedStart: string | null;
  readonly projectedFinish: string | null;
  readonly stillToMake: number;
  readonly inProcess: number;
  readonly operations: readonly Operation[];
  readonly facts: readonly Fact[];
}

export interface ProductionOrderAnswer {
  readonly asOf: AsOf;
  readonly productionOrder: ProductionOrderDetail | null;
}

export interface Supply {
  readonly kind: SupplyKind;
  readonly id: string;
  readonly quantity: number;
  readonly availableAt: string | null;
  readonly assumed: boolean;
  readonly expiresAt: string | null;
}

export interface Demand {
  readonly kind: "LINE" | "CLAIM" | "TRANSFER";
  readonly id: string;
  readonly quantity: number;
  readonly needAt: string;
  readonly priority: number;
  readonly shortQuantity: number;
  readonly availableAt: string | null;
  readonly allocations: readonly Allocation[];
}

export interface StockingPointDetail {
  readonly id: string;
  readonly item: string;
  readonly itemName: string;
  readonly uom: string;
  readonly site: string;
  readonly onHand: number;
  readonly erpOnHand: number | null;
  readonly verdict: string | null;
  readonly supplies: readonly Supply[];
  readonly demands: readonly Demand[];
  readonly facts: readonly Fact[];
}

export interface StockingPointAnswer {
  readonly asOf: AsOf;
  readonly stockingPoint: StockingPointDetail | null;
}

export interface ResourceAnswer {
  readonly asOf: AsOf;
  readonly resource: {
    readonly id: string;
    readonly name: string;
    readonly site: string | null;
    readonly state: string | null;
    readonly since: string | null;
    readonly reason: string | null;
    readonly upAt: string | null;
    readonly upBy: string | null;
    readonly upAtAssumed: boolean;
    readonly facts: readonly Fact[];
  } | null;
}

export interface PurchaseLineAnswer {
  readonly asOf: AsOf;
  readonly purchaseOrderLine: {
    readonly id: string;
    readonly supplier: string;
    readonly supplierName: string;
    readonly item: string;
    readonly itemName: string;
    readonly site: string;
    readonly quantity: number;
    readonly receivedQuantity: number;
    readonly promisedAt: string;
    readonly status: string;
    readonly facts: readonly Fact[];
  } | null;
}

export interface TransferAnswer {
  readonly asOf: AsOf;
  readonly transferOrder: {
    readonly id: string;
    readonly item: string;
    readonly itemName: string;
    readonly fromSite: string;
    readonly toSite: string;
    readonly quantity: number;
    readonly plannedShip: string;
    readonly plannedReceipt: string;
    readonly status: string;
    readonly facts: readonly Fact[];
  } | null;
}

export interface HoldAnswer {
  readonly asOf: AsOf;
  readonly hold: {
    readonly id: string;
    readonly target: string;
    readonly state: string;
    readonly reason: string;
    readonly expectedReleaseAt: string | null;
    readonly facts: readonly Fact[];
  } | null;
}

interface Named {
  readonly id: string;
}

export interface SupplyAnswer {
  readonly asOf: AsOf;
  readonly productionOrder: Named | null;
  readonly purchaseOrderLine: Named | null;
  readonly transferOrder: Named | null;
  readonly stockingPoint: Named | null;
}

export interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly subjectType: string;
  readonly subject: string;
  readonly text: string;
  readonly severity: string | null;
}

export interface FindingsAnswer {
  readonly asOf: AsOf;
  readonly findings: CountedPage<Finding>;
}

export interface Parked {
  readonly seq: number;
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly time: string;
  readonly waitsFor: readonly string[];
}

export interface ParkedAnswer {
  readonly asOf: AsOf;
  readonly parked: CountedPage<Parked>;
}

export interface Settled {
  readonly settled: LiveException;
}

export interface AcknowledgeVariables {
  [name: string]: unknown;
  id: string;
  note: string | null;
  estimate: string | null;
  /** When the person decided; now if left out. */
  at?: string;
  commandId: string;
}

export interface ResolveVariables {
  [name: string]: unknown;
  id: string;
  reason: string;
  note: string | null;
  commandId: string;
}

export interface FlagFalseVariables {
  [name: string]: unknown;
  id: string;
  reason: string;
  wrongSystem: string | null;
  commandId: string;
}

export interface ReportVariables {
  [name: string]: unknown;
  resource: string;
  state: "DOWN" | "RUNNING";
  reason: string | null;
  expectedUpAt: string | null;
  at: string;
  commandId: string;
}

export interface MyLine {
  readonly id: string;
  readonly name: string;
  readonly site: string | null;
  readonly state: string | null;
  readonly since: string | null;
  readonly reason: string | null;
  readonly upAt: string | null;
  readonly upAtAssumed: boolean;
  readonly stopReasons: readonly { readonly reason: string; readonly typicalMinutes: number | null }[];
  readonly queueLength: number;
  readonly queue: readonly QueuedOperation[];
}

export interface QueuedOperation {
  readonly order: string;
  readonly item: string;
  readonly itemName: string;
  readonly uom: string;
  readonly quantity: number;
  readonly operation: Operation;
}

export interface MergedAwayAnswer {
  readonly asOf: AsOf;
  readonly exceptions: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly id: string;
      readonly title: string;
      readonly severity: string;
      readonly mergedInto: string | null;
      readonly valueAtRisk: LiveMoney;
    }[];
  };
}

export interface MyLineAnswer {
  readonly asOf: AsOf;
  readonly resource: MyLine | null;
}
