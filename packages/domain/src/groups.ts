/** What belongs to each of many keys; where a key has one only, as most have, that one is kept without a set around it. */
export interface Groups<K, T> {
  add(key: K, one: T): void;
  /** What is not there is no mistake. */
  remove(key: K, one: T): void;
  /** In the order in which they came. */
  of(key: K): Iterable<T>;
  clear(): void;
}

export function createGroups<K, T extends string | object>(): Groups<K, T> {
  const groups = new Map<K, T | Set<T>>();
  return {
    add(key, one) {
      const own = groups.get(key);
      if (own === undefined) groups.set(key, one);
      else if (own instanceof Set) own.add(one);
      else if (own !== one) groups.set(key, new Set([own, one]));
    },
    remove(key, one) {
      const own = groups.get(key);
      if (own === one) groups.delete(key);
      else if (own instanceof Set) {
        own.delete(one);
        if (own.size === 0) groups.delete(key);
      }
    },
    of(key) {
      const own = groups.get(key);
      if (own === undefined) return [];
      return own instanceof Set ? own : [own];
    },
    clear: () => groups.clear(),
  };
}
