/** A map that makes its values when they are asked for. */
export function mapView<A, B>(
  source: ReadonlyMap<string, A>,
  turn: (value: A, key: string) => B,
): ReadonlyMap<string, B> {
  return new MapView(source, turn);
}

class MapView<A, B> implements ReadonlyMap<string, B> {
  readonly #source: ReadonlyMap<string, A>;
  readonly #turn: (value: A, key: string) => B;

  constructor(source: ReadonlyMap<string, A>, turn: (value: A, key: string) => B) {
    this.#source = source;
    this.#turn = turn;
  }

  get size(): number {
    return this.#source.size;
  }
  has(key: string): boolean {
    return this.#source.has(key);
  }
  get(key: string): B | undefined {
    const value = this.#source.get(key);
    return value === undefined ? undefined : this.#turn(value, key);
  }
  forEach(callback: (value: B, key: string, map: ReadonlyMap<string, B>) => void): void {
    for (const [key, value] of this) callback(value, key, this);
  }
  keys(): MapIterator<string> {
    return this.#source.keys();
  }
  *values(): MapIterator<B> {
    for (const [, value] of this) yield value;
  }
  *entries(): MapIterator<[string, B]> {
    for (const [key, value] of this.#source) yield [key, this.#turn(value, key)];
  }
  [Symbol.iterator](): MapIterator<[string, B]> {
    return this.entries();
  }
}
