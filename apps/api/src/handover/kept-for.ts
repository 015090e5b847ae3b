/** Makes a thing once of each key for as long as the owner lives. */
export function createKeptFor<Owner extends object, T>(): (owner: Owner, key: string, make: () => T) => T {
  const keptOf = new WeakMap<Owner, Map<string, { readonly made: T }>>();
  return (owner, key, make) => {
    const kept = keptOf.get(owner) ?? new Map<string, { readonly made: T }>();
    keptOf.set(owner, kept);
    const one = kept.get(key) ?? { made: make() };
    kept.set(key, one);
    return one.made;
  };
}
