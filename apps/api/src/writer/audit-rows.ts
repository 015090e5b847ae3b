import type { AuditRow } from "@lockstep/store/store";
import type { AnyEvent } from "@lockstep/workflow/model";

/** What happens in quarantine is audited in the same chain, under names of its own. */
export const QUARANTINE_ACTION = "quarantine-";
/** And what happens to the rules that a site has declared. */
export const RULES_ACTION = "rules-";

/** One audited record per event, at the log position whose effect it is. */
export const auditRowsOf = (events: readonly AnyEvent[], seq: number): AuditRow[] =>
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

/** What happens to a command for a foreign system, or is done to a connector. */
export interface Noted {
  /** `command:` or `connector:`, and which. */
  readonly about: string;
  readonly at: number;
  readonly by: string;
  readonly action: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly note: string | null;
}

/** It stands in the same chain as what happens to exceptions, and says nothing of any of them. */
export const notedRow = ({ about, ...noted }: Noted, seq: number): AuditRow => ({
  ...noted,
  exceptionId: about,
  seq,
  event: "null",
});

/** The event of the workflow that an audited record holds; null: it is about something else. */
export const exceptionEventOf = ({ action, event }: Pick<AuditRow, "action" | "event">): AnyEvent | null =>
  action.startsWith(QUARANTINE_ACTION) || action.startsWith(RULES_ACTION)
    ? null
    : (JSON.parse(event) as AnyEvent | null);
