import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { ExceptionRecord } from "./model.ts";

/** The source of facts that people's actions make. */
export const TOWER_SOURCE = "/lockstep/tower";

export interface Estimate {
  readonly estimate: Instant;
  /** When the person decided: the fact's time. */
  readonly at: Instant;
  readonly by: string;
  readonly note: string | null;
  /** The command's, so that the same command makes the same fact. */
  readonly id: string;
}

/** A person's answer as a fact on the exception's subject, where that is something that can be estimated. */
export function estimateFact(record: ExceptionRecord, { estimate, at, by, note, id }: Estimate): CloudEvent | null {
  const target = targetOf(record);
  if (target === null) return null;
  return {
    specversion: "1.0",
    id,
    source: TOWER_SOURCE,
    type: "tower.estimate",
    time: isoOf(at),
    subject: record.subject,
    data: { target, at: isoOf(estimate), by, ...(note === null ? {} : { note }) },
  };
}

/** Whether an estimate of it becomes a fact. */
export const isEstimable = (record: Pick<ExceptionRecord, "subjectType" | "subject">): boolean =>
  targetOf(record) !== null;

function targetOf({
  subjectType,
  subject,
}: Pick<ExceptionRecord, "subjectType" | "subject">): { readonly [kind: string]: string } | null {
  switch (subjectType) {
    case "resource":
      return { resource: subject };
    case "hold":
      return { hold: subject };
    case "purchase-order-line":
      return { purchaseOrderLine: subject };
    default:
      return null;
  }
}
