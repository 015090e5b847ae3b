/** Sets by name; one that has become empty is gone. */
export function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}

export function takeFrom<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const known = sets.get(key);
  known?.delete(value);
  if (known?.size === 0) sets.delete(key);
}

/** Takes all out. To clear a set makes it anew, also one that is empty, as nearly all are in nearly every pass. */
export function emptied(set: { readonly size: number; clear(): void }): void {
  if (set.size > 0) set.clear();
}

/** A set of which nothing is kept while it is empty. */
export function withOne<V>(set: Set<V> | null, value: V): Set<V> {
  return set === null ? new Set([value]) : set.add(value);
}

export function withoutOne<V>(set: Set<V> | null, value: V): Set<V> | null {
  set?.delete(value);
  return set?.size === 0 ? null : set;
}
