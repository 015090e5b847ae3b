import type { AnyFact } from "@lockstep/domain/facts/fact";
import type {
  Exception,
  Hold,
  Lineage,
  LineageAct,
  LineageMakeUp,
  LineagePart,
  LineageRivals,
  LineageUnit,
  OrderLine,
  Overview,
  ProductionOrder,
  PurchaseOrderLine,
  QuarantinedFact,
  Resource,
  StockingPoint,
  TraceEdge,
  TransferOrder,
  WhatIf,
  WhatIfOrderLine,
  WhatIfProductionOrder,
} from "./generated/schema.ts";
import type { LiveImpact } from "./live.ts";

/**
 * Rows as they go over the wire, without what is looked up only when it is asked for. GraphQL answers and live frames
 * are made of the same rows.
 */
export type OrderLineRow = Omit<OrderLine, "exception" | "facts" | "staleSources">;
export type ExceptionRow = Omit<
  Exception,
  "escalation" | "impacted" | "merged" | "playbook" | "staleSources" | "timeline" | "watchers"
> & {
  readonly impacted: readonly ImpactRow[];
};
export type ImpactRow = LiveImpact;
export type ProductionOrderRow = Omit<ProductionOrder, "facts" | "staleSources">;
export type StockingPointRow = Omit<StockingPoint, "facts" | "staleSources">;
export type ResourceRow = Omit<Resource, "facts" | "queue" | "queueLength" | "staleSources" | "stopReasons">;
export type PurchaseOrderLineRow = Omit<PurchaseOrderLine, "facts" | "staleSources">;
export type TransferOrderRow = Omit<TransferOrder, "facts" | "staleSources">;
export type HoldRow = Omit<Hold, "facts" | "staleSources">;
export type QuarantinedFactRow = Omit<QuarantinedFact, "changes">;
/** With the facts themselves, of which as many are shown as are asked for. */
export type TraceEdgeRow = Omit<TraceEdge, "facts"> & { readonly behind: readonly AnyFact[] };
export type OverviewRow = Omit<Overview, "staleSources">;
/** With all that was found, of which pages are shown. */
export type LineageRow = Omit<Lineage, "acts" | "before" | "behind" | "evidence" | "parts"> & {
  readonly stateHash: string | null;
  readonly found: readonly LineageFound[];
  /** All that the figure is made of, in order; null: it is not made of parts. */
  readonly made: LineageMade | null;
  /** All that was done about the exceptions that it is of, the latest first. */
  readonly done: readonly LineageAct[];
  /** Who stood before, the nearest first, so many of them; to be called while the view that it is of is shown. */
  readonly rivals: (first: number | null) => LineageRivals;
};
export interface LineageMade {
  readonly makeUp: LineageMakeUp;
  readonly unit: LineageUnit;
  readonly parts: readonly LineagePart[];
  readonly total: string | null;
}
export interface LineageFound {
  readonly fact: AnyFact;
  readonly role: string;
  /** Whose fact it is. */
  readonly of: { readonly kind: string; readonly id: string };
}
/** Whole lists, of which pages are shown. */
export type WhatIfRow = Omit<WhatIf, "orderLines" | "productionOrders"> & {
  readonly orderLines: readonly WhatIfOrderLine[];
  readonly productionOrders: readonly WhatIfProductionOrder[];
};
