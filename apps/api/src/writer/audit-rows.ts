import type { AuditRow } from "@lockstep/store/store";
import type { WorkflowEvent } from "@lockstep/workflow/model";

/** What happens in quarantine is audited in the same chain, under names of its own. */
export const QUARANTINE_ACTION = "quarantine-";
export const isOfException = ({ action }: Pick<AuditRow, "action">): boolean => !action.startsWith(QUARANTINE_ACTION);

/** One audited record per event, at the log position whose effect it is. */
export const auditRowsOf = (events: readonly WorkflowEvent[], seq: number): AuditRow[] =>
  events.map((event) => ({
    exceptionId: event.exceptionId,
    seq,
    at: event.at,
    by: event.by,
    action: event.type,
    before: event.before,
    after: event.after,
    note: event.note,
    event: JSON.stringify(event),
  }));
