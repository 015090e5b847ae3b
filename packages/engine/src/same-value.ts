/** Whether two plain values (numbers, texts, lists, objects without prototypes of their own) say the same. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((value, k) => isSameValue(value, b[k]));
  }
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => isSameValue(a[name as keyof typeof a], b[name as keyof typeof b]));
}
