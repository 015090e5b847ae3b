import { SYSTEM, type TimelineEntry } from "./model.ts";

/** [W32] What had happened when a person's decision arrived, and not yet when it was made: it stands. */
export function meanwhile(
  timeline: readonly TimelineEntry[],
  { seq, at, by }: TimelineEntry,
): readonly TimelineEntry[] {
  return by === SYSTEM ? [] : timeline.filter((other) => other.seq < seq && other.at > at);
}
