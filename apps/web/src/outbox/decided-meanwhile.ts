import type { AuditEntry } from "../api/answers.ts";

const DECISIONS: ReadonlySet<string> = new Set(["acknowledged", "assigned", "shelved"]);

/** What others had decided, later than it, by the time that an entry arrived. */
export const decidedMeanwhile = (
  timeline: readonly AuditEntry[],
  own: Pick<AuditEntry, "by" | "meanwhile">,
): readonly AuditEntry[] =>
  timeline.filter(({ seq, by, action }) => own.meanwhile.includes(seq) && by !== own.by && DECISIONS.has(action));
