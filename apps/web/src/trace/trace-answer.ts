import type { AsOf, Fact } from "../api/answers.ts";

export interface TraceNode {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly name: string;
  readonly distance: number;
  readonly item: string | null;
  readonly lot: string | null;
  readonly uom: string | null;
  readonly resource: string | null;
  readonly site: string | null;
  readonly salesOrderLine: string | null;
  readonly at: string | null;
  readonly isHeld: boolean;
}

export interface TraceEdge {
  readonly from: string;
  readonly to: string;
  readonly quantity: number | null;
  readonly uom: string | null;
  readonly factCount: number;
  readonly facts: readonly Pick<Fact, "type" | "source" | "id" | "time">[];
}

export interface Trace {
  readonly start: string;
  readonly nodes: readonly TraceNode[];
  readonly edges: readonly TraceEdge[];
  readonly isComplete: boolean;
  readonly cuts: readonly { readonly node: string; readonly reason: "DEPTH" | "SIZE" | "NO_LOT" }[];
  readonly sites: readonly string[] | null;
}

export interface TraceAnswer {
  readonly asOf: AsOf;
  readonly trace: Trace | null;
}

export interface TraceVariables {
  [name: string]: unknown;
  readonly item: string;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly direction: "BOTH" | "BACKWARD" | "FORWARD";
}
