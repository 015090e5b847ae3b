import type { TimelineEntry } from "./model.ts";

/** [W32] What had happened when somebody's decision arrived, and not yet when it was made: it stands. */
export function meanwhile(timeline: readonly TimelineEntry[], { seq, at }: TimelineEntry): readonly TimelineEntry[] {
  return timeline.filter((other) => other.seq < seq && other.at > at);
}
