import type { Instant } from "@lockstep/domain/instant";
import type { ExceptionRecord } from "../model.ts";
import type { CallReason } from "./model.ts";

/** What calls somebody to do something. That lines are lost is told whatever became of the card: there is a customer to be warned. */
const CALLS_TO_ACT: ReadonlySet<string> = new Set<CallReason>(["step", "changed", "asked"]);

/** A message, as it is kept until it is sent. */
interface Waiting {
  readonly reason: string;
  readonly person: string;
  readonly at: Instant;
}

/**
 * [E17] Why what waited to be sent is of no use any more; null: it is to be sent. A cause that is gone may be back, and nobody
 * would be called for it anew.
 */
export function needlessBecause(record: ExceptionRecord | undefined, { reason, person, at }: Waiting): string | null {
  if (record === undefined || !CALLS_TO_ACT.has(reason)) return null;
  switch (record.state) {
    case "resolved":
      return "no longer needed: it is resolved";
    case "false-flag":
      return "no longer needed: it is a false flag";
    case "merged":
      return "no longer needed: it is part of another exception";
    case "shelved":
      return "no longer needed: it is shelved, and calls anew when it wakes";
    case "open":
    case "acknowledged":
    case "in-progress":
      return hasAnswered(record, person, at) ? `no longer needed: ${person} has acknowledged it since` : null;
  }
}

/** In the order in which things arrived: what was acknowledged offline may bear an earlier time than the call. */
function hasAnswered({ timeline }: ExceptionRecord, person: string, calledAt: Instant): boolean {
  const called = timeline.findLastIndex(({ action, at }) => action === "called" && at === calledAt);
  return called >= 0 && timeline.slice(called).some(({ action, by }) => action === "acknowledged" && by === person);
}
