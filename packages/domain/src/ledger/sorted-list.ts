/** A list in order that is put in order only when it is read: many additions cost one merge. */
export interface SortedList<T> {
  add(value: T): void;
  remove(isIt: (value: T) => boolean): void;
  /** In order; not to be kept over a change. */
  values(): readonly T[];
}

export function createSortedList<T>(compare: (a: T, b: T) => number): SortedList<T> {
  let sorted: readonly T[] = [];
  let added: T[] = [];
  const values = (): readonly T[] => {
    if (added.length > 0) {
      sorted = merge(sorted, added.sort(compare), compare);
      added = [];
    }
    return sorted;
  };
  return {
    add: (value) => {
      added.push(value);
    },
    remove: (isIt) => {
      sorted = values().filter((value) => !isIt(value));
    },
    values,
  };
}

function merge<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const [lastA, firstB] = [a.at(-1), b[0]];
  if (lastA === undefined || firstB === undefined) return lastA === undefined ? b : a;
  if (compare(lastA, firstB) <= 0) return a.concat(b);
  const merged: T[] = [];
  let k = 0;
  for (const next of b) {
    for (let before = a[k]; before !== undefined && compare(before, next) <= 0; before = a[k]) {
      merged.push(before);
      k += 1;
    }
    merged.push(next);
  }
  return merged.concat(a.slice(k));
}
