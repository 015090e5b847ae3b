import type { Changes } from "./engine.ts";
import { isSameValue } from "./same-value.ts";

/** What came, what is different and what went from one set of rows to the next. */
export function changesBetween<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): Changes<T> {
  const added = new Map<string, T>();
  const updated = new Map<string, readonly [from: T, to: T]>();
  const removed = new Map<string, T>();
  for (const [id, to] of after) {
    const from = before.get(id);
    if (from === undefined) added.set(id, to);
    else if (from !== to) updated.set(id, [from, to]);
  }
  for (const [id, from] of before) if (!after.has(id)) removed.set(id, from);
  return { added, updated, removed };
}

/** The rows of `after`, each replaced by the very same row of `before` where both say the same. */
export function keepSame<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const kept = new Map<string, T>();
  let isAllTheSame = before.size === after.size;
  for (const [id, row] of after) {
    const was = before.get(id);
    const isSame = was !== undefined && isSameValue(was, row);
    kept.set(id, isSame ? was : row);
    if (!isSame) isAllTheSame = false;
  }
  return isAllTheSame ? before : kept;
}
