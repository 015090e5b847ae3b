import { type Finding, operationId } from "@lockstep/domain/world";
import type { Levels } from "./levels.ts";
import type { OrderModel } from "./model.ts";

export function cycleFindings({ cycles }: Levels): Finding[] {
  return cycles.map((cycle) => {
    const subject = cycle[0] ?? "";
    const text = `${cycle.join(", ")} feed each other in a circle: correct a bill of materials, a component list or a transfer.`;
    return { rule: "master-data", subjectType: "stocking-point", subject, text };
  });
}

/** What is wrong with an order as its facts state it. */
export function orderFindings({ id, isStale, unknownSeqs }: OrderModel): Finding[] {
  const findings: Finding[] = unknownSeqs.map((seq) => {
    const text = `The MES reports operation ${seq}, which order ${id} does not have: add it to the order, or correct the report.`;
    return { rule: "unknown-operation", subjectType: "operation", subject: operationId(id, seq), text };
  });
  if (isStale) {
    const text = `Order ${id} should have ended more than 7 days ago and nobody has reported anything of it: close it, or report what was made.`;
    findings.push({ rule: "stale-order", subjectType: "production-order", subject: id, text });
  }
  return findings;
}
