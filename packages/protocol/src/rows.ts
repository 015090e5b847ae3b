import type { AnyFact } from "@lockstep/domain/facts/fact";
import type {
  Exception,
  Hold,
  OrderLine,
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
export type OrderLineRow = Omit<OrderLine, "exception" | "facts">;
export type ExceptionRow = Omit<Exception, "impacted" | "timeline"> & { readonly impacted: readonly ImpactRow[] };
export type ImpactRow = LiveImpact;
export type ProductionOrderRow = Omit<ProductionOrder, "facts">;
export type StockingPointRow = Omit<StockingPoint, "facts">;
export type ResourceRow = Omit<Resource, "facts">;
export type PurchaseOrderLineRow = Omit<PurchaseOrderLine, "facts">;
export type TransferOrderRow = Omit<TransferOrder, "facts">;
export type HoldRow = Omit<Hold, "facts">;
export type QuarantinedFactRow = Omit<QuarantinedFact, "changes">;
/** With the facts themselves, of which as many are shown as are asked for. */
export type TraceEdgeRow = Omit<TraceEdge, "facts"> & { readonly behind: readonly AnyFact[] };
/** Whole lists, of which pages are shown. */
export type WhatIfRow = Omit<WhatIf, "orderLines" | "productionOrders"> & {
  readonly orderLines: readonly WhatIfOrderLine[];
  readonly productionOrders: readonly WhatIfProductionOrder[];
};
