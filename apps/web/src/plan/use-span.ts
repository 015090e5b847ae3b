import { useMemo } from "react";
import type { PlanSearch } from "./plan-search.ts";
import { type Level, type Span, spanOf } from "./span.ts";

/** What is seen: as the address says, else around now, going along with it from minute to minute. */
export function useSpan({ since, until }: PlanSearch, now: string, level: Level): Span {
  const minute = now.slice(0, "2026-03-02T08:00".length);
  return useMemo(() => spanOf({ since, until }, `${minute}Z`, level), [since, until, minute, level]);
}
