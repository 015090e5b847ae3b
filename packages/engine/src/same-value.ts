/**
 * Whether two plain values (numbers, texts, lists, objects without prototypes of their own) say the same. Numbers as `Object.is` has
 * it, which would make an object of each.
 */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return a !== 0 || Object.is(a, b);
  if (typeof a === "number") return Number.isNaN(a) && Number.isNaN(b);
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && isSameList(a, b);
  // Lists of the names would be thrown away each time.
  let more = 0;
  for (const name in a) {
    if (!isSameValue(a[name as keyof typeof a], b[name as keyof typeof b])) return false;
    more += 1;
  }
  for (const _ in b) more -= 1;
  return more === 0;
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (!isSameValue(a[k], b[k])) return false;
  return true;
}
