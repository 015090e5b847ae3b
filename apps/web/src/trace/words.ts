import { type MessageId, t } from "../i18n/i18n.ts";
import type { Trace, TraceNode } from "./trace-answer.ts";

export const kindOf = ({ kind }: TraceNode): string => t(`trace.kind.${kind}` as MessageId);

/** A lot without a number says so. */
export function numberOf(node: TraceNode): string {
  if (node.kind === "LOT" && node.lot === null) return t("trace.noLot");
  return node.kind === "OPERATION" ? (node.resource ?? node.subject) : node.subject;
}

export const nameOf = ({ name }: TraceNode): string => name;

/** The picture in one sentence. */
export function summaryOf(trace: Trace): string {
  const count = (...kinds: string[]): number => trace.nodes.filter(({ kind }) => kinds.includes(kind)).length;
  const start = trace.nodes[0];
  return t("trace.summary", {
    start: start === undefined ? "" : `${nameOf(start)} ${numberOf(start)}`,
    lots: trace.nodes.filter(({ kind, distance }) => (kind === "LOT" || kind === "SERIAL") && distance < 0).length,
    suppliers: count("SUPPLIER"),
    machines: new Set(trace.nodes.flatMap(({ resource }) => resource ?? [])).size,
    shipments: count("SHIPMENT"),
    customers: count("CUSTOMER"),
  });
}
