/** A map that makes its values when they are asked for. */
export function mapView<A, B>(
  source: ReadonlyMap<string, A>,
  turn: (value: A, key: string) => B,
): ReadonlyMap<string, B> {
  function* entries(): MapIterator<[string, B]> {
    for (const [key, value] of source) yield [key, turn(value, key)];
  }
  function* values(): MapIterator<B> {
    for (const [, value] of entries()) yield value;
  }
  return {
    get size() {
      return source.size;
    },
    has: (key) => source.has(key),
    get: (key) => {
      const value = source.get(key);
      return value === undefined ? undefined : turn(value, key);
    },
    forEach(callback) {
      for (const [key, value] of entries()) callback(value, key, this);
    },
    keys: () => source.keys(),
    values,
    entries,
    [Symbol.iterator]: entries,
  };
}
