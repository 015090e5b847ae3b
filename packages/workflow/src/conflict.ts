import type { Command } from "./decide.ts";
import { type Actor, type ExceptionRecord, SYSTEM, type TimelineEntry } from "./model.ts";

/** How often something has happened to an exception: what a command is decided on. */
export const revisionOf = ({ timeline }: Pick<ExceptionRecord, "timeline">): number => timeline.length;

/** What is done to an exception itself; that somebody ticks a step, or watches it, stands in nobody's way. */
const WRITES: ReadonlySet<TimelineEntry["action"]> = new Set([
  ...(["acknowledged", "assigned", "shelved", "resolved", "flagged-false", "commented", "merged", "split"] as const),
]);

/** [W33] What others have written since the revision that a command was decided on. Without one nothing is in the way. */
export function writtenSince(
  { timeline }: Pick<ExceptionRecord, "timeline">,
  { expectedRevision }: Pick<Command, "expectedRevision">,
  { name }: Pick<Actor, "name">,
): readonly TimelineEntry[] {
  if (expectedRevision === undefined) return [];
  return timeline.filter(
    ({ seq, by, action }) => seq > expectedRevision && by !== SYSTEM && by !== name && WRITES.has(action),
  );
}
