import type { Instant } from "@lockstep/domain/instant";
import type { ExceptionRecord, TimelineEntry } from "./model.ts";

/** [W34] Whether one of these has been written of it that was decided, or happened, after that time. */
export const isOvertaken = (
  { timeline }: Pick<ExceptionRecord, "timeline">,
  at: Instant,
  ...by: readonly TimelineEntry["action"][]
): boolean => timeline.some((entry) => entry.at > at && by.includes(entry.action));
