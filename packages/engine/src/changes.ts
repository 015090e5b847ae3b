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
    else if (!isSameValue(from, to)) updated.set(id, [from, to]);
  }
  for (const [id, from] of before) if (!after.has(id)) removed.set(id, from);
  return { added, updated, removed };
}
