/** Quantities that differ by less are the same. */
export const EPSILON = 1e-9;

/** Also of infinities, whose difference is no number. */
export const byNumber = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Files values under a name, each list in the order given. */
export function groupBy<V>(values: Iterable<V>, nameOf: (value: V) => string | undefined): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const value of values) {
    const name = nameOf(value);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return groups;
}

export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
