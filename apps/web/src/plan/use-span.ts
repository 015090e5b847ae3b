import { useMemo } from "react";
import type { PlanSearch } from "./plan-search.ts";
import { LEVELS, type Level, type Span, spanAround } from "./span.ts";

/** What is seen: as the address says, else around now, going along with it from minute to minute. */
export function useSpan({ since, until }: PlanSearch, now: string, level: Level): Span {
  const minute = Math.floor(Date.parse(now) / 60_000) * 60_000;
  return useMemo(() => {
    if (since !== undefined && until !== undefined) return { from: Date.parse(since), to: Date.parse(until) };
    return spanAround(minute, LEVELS[level]);
  }, [since, until, minute, level]);
}
