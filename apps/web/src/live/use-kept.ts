import { useRef } from "react";
import type { LiveAnswer } from "./use-live-query.ts";

/**
 * What was read before stays in its place while more of the same is read: the focus and the scroll position do, too.
 * Something else than `of` is another thing, and what is refused is not covered up.
 */
export function useKept<Data>(answer: LiveAnswer<Data>, of: string): LiveAnswer<Data> {
  const kept = useRef<{ readonly of: string; readonly data: Data } | null>(null);
  if (answer.data !== null) kept.current = { of, data: answer.data };
  if (answer.data !== null || answer.refusal !== null || kept.current?.of !== of) return answer;
  return { ...answer, data: kept.current.data };
}
