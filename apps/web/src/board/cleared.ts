import type { AuditEntry } from "../api/answers.ts";

/** So long a cause must be gone until its exception settles by itself. */
const SETTLES_AFTER_MS = 10 * 60_000;

/** When an exception whose cause is gone settles by itself, unless the cause comes back; null if nothing says when it went. */
export function settlesAt(timeline: readonly Pick<AuditEntry, "action" | "at">[]): string | null {
  const cleared = timeline.findLast((entry) => entry.action === "cleared");
  return cleared === undefined ? null : new Date(Date.parse(cleared.at) + SETTLES_AFTER_MS).toISOString();
}
