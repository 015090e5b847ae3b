import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { ExceptionRecord, WorkflowState } from "./model.ts";

/** The source of facts that people's actions make. */
export const TOWER_SOURCE = "/lockstep/tower";

export interface Estimate {
  readonly estimate: Instant;
  /** When the person decided: the fact's time. */
  readonly at: Instant;
  readonly by: string;
  readonly note: string | null;
  readonly commandId: string;
  /** How many were given of the same subject before it arrived. */
  readonly before: number;
}

/** A person's answer as a fact on the exception's subject, where that is something that can be estimated. */
export function estimateFact(record: ExceptionRecord, given: Estimate): CloudEvent | null {
  const { estimate, at, by, note, commandId, before } = given;
  const target = targetOf(record);
  if (target === null) return null;
  return {
    specversion: "1.0",
    // Of two of one moment the greater id is in force: that is what arrived last.
    id: `${String(before + 1).padStart(6, "0")}/${commandId}`,
    source: TOWER_SOURCE,
    type: "tower.estimate",
    time: isoOf(at),
    subject: record.subject,
    data: { target, at: isoOf(estimate), by, ...(note === null ? {} : { note }) },
  };
}

/** How many estimates were given of a subject, by whichever of its exceptions. */
export function givenOf({ records }: WorkflowState, { subjectType, subject }: ExceptionRecord): number {
  let given = 0;
  for (const one of records.values()) {
    if (one.subject === subject && one.subjectType === subjectType) given += one.estimates.length;
  }
  return given;
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
