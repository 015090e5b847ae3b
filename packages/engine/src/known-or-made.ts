/** What is known of a key; made of it, and known from then on, where nothing is. */
export function knownOrMade<K, V>(known: Map<K, V>, key: K, make: (key: K) => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make(key);
  known.set(key, made);
  return made;
}
