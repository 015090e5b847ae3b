import type { PathStep } from "../api/answers.ts";

/** A stretch of a path; a folded one is the inner part of a queue of operations, which is shown when asked for. */
export interface PathPart {
  /** Where its first step stands in the whole path. */
  readonly from: number;
  readonly folded: boolean;
  readonly steps: readonly PathStep[];
}

/** Paths up to this long are shown whole. */
const SHORT = 8;
/** So many operations one behind the other are a queue; folding fewer would hide two steps behind a line of its own. */
const QUEUE = 5;

/** Every step of the path is in exactly one part, in order. */
export function foldQueues(path: readonly PathStep[]): readonly PathPart[] {
  if (path.length <= SHORT) return [{ from: 0, folded: false, steps: path }];
  const parts: PathPart[] = [];
  let shownFrom = 0;
  for (const [start, end] of queues(path)) {
    parts.push({ from: shownFrom, folded: false, steps: path.slice(shownFrom, start + 1) });
    parts.push({ from: start + 1, folded: true, steps: path.slice(start + 1, end - 1) });
    shownFrom = end - 1;
  }
  return [...parts, { from: shownFrom, folded: false, steps: path.slice(shownFrom) }];
}

/** Half-open ranges of operations that stand one behind the other. */
function queues(path: readonly PathStep[]): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let start = 0;
  for (let index = 0; index <= path.length; index += 1) {
    if (path[index]?.what === "OPERATION") continue;
    if (index - start >= QUEUE) found.push([start, index]);
    start = index + 1;
  }
  return found;
}
