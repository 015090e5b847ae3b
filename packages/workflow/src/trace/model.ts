import type { AnyFact } from "@lockstep/domain/facts/fact";

/** A lot of an item (empty: what has no lot number), or one thing of it. */
export interface Thing {
  readonly item: string;
  readonly lot: string;
  readonly serial: string | null;
}

/**
 * Goods flow from the left to the right:
 *
 *   supplier ─► purchase line ─► lot ─► production order ─► lot ─► shipment ─► customer
 *                 receipt ──────►┘   operation ─►┘
 */
export type TraceNode = {
  readonly id: string;
  /** Steps from where the trace begins, shortest first; less than 0 is backward. */
  readonly distance: number;
} & (
  | ({ readonly kind: "lot" | "serial" } & Thing)
  | { readonly kind: "production-order"; readonly order: string }
  | { readonly kind: "operation"; readonly order: string; readonly seq: number; readonly resource: string }
  | { readonly kind: "purchase-order-line"; readonly line: string }
  | { readonly kind: "supplier"; readonly supplier: string }
  /** Nobody has said where it came from. */
  | { readonly kind: "receipt"; readonly site: string }
  | { readonly kind: "shipment"; readonly shipment: string; readonly line: string }
  | { readonly kind: "customer"; readonly customer: string }
);

export interface TraceEdge {
  readonly from: string;
  readonly to: string;
  /** In the unit of the item that flows; null: nothing is counted. */
  readonly quantity: number | null;
  /** In order of (time, source, id). */
  readonly facts: readonly AnyFact[];
}

/**
 * Where the trace was not followed: as deep as was asked for (`depth`), as large (`size`), or stock without a lot number
 * (`no-lot`), of which nobody can tell what went where.
 */
export interface TraceCut {
  readonly node: string;
  readonly reason: "depth" | "size" | "no-lot";
}

export interface Trace {
  readonly start: string;
  /** The start first, then as they were come to. */
  readonly nodes: readonly TraceNode[];
  readonly edges: readonly TraceEdge[];
  /** Empty: everything that the facts say is in it. */
  readonly cuts: readonly TraceCut[];
}

/** The facts in force, as far as whoever asks may see them; each look costs what it finds. */
export interface TraceFacts {
  /** Movements and counts that name the lot of the item; the empty lot: that name none. */
  ofLot(item: string, lot: string): Iterable<AnyFact>;
  ofSerial(item: string, serial: string): Iterable<AnyFact>;
  /** Operations, consumption, issues and receipts of a production order. */
  ofOrder(order: string): Iterable<AnyFact>;
  /** Undefined: the line is not known. */
  supplierOf(purchaseOrderLine: string): string | undefined;
  customerOf(salesOrderLine: string): string | undefined;
}

export interface TraceOptions {
  readonly backward: boolean;
  readonly forward: boolean;
  readonly mostDepth: number;
  readonly mostNodes: number;
}
