import { byFactOrder, type Ordered } from "@lockstep/domain/facts/fact-order";

/** Lists by name, each in order of (time, source, id); most of what comes is the newest. */
export interface OrderedLists<T extends Ordered> extends ReadonlyMap<string, readonly T[]> {
  add(name: string | undefined, value: T): void;
  remove(name: string | undefined, value: T): void;
}

/** From the end on, as most of what comes is the newest. */
export function insertInOrder<T extends Ordered>(list: T[], value: T): void {
  let k = list.length;
  for (let before = list[k - 1]; before !== undefined && byFactOrder(before, value) > 0; before = list[k - 1]) k -= 1;
  if (k === list.length) list.push(value);
  else list.splice(k, 0, value);
}

/** Of a list in order those of the latest time. */
export function latestOnes<T extends Ordered>(list: readonly T[]): readonly T[] {
  const last = list.at(-1)?.time;
  let k = list.length;
  while (k > 0 && list[k - 1]?.time === last) k -= 1;
  return k === 0 ? list : list.slice(k);
}

class Lists<T extends Ordered> extends Map<string, T[]> implements OrderedLists<T> {
  add(name: string | undefined, value: T): void {
    if (name === undefined) return;
    const list = this.get(name);
    if (list === undefined) this.set(name, [value]);
    else insertInOrder(list, value);
  }

  remove(name: string | undefined, value: T): void {
    const list = name === undefined ? undefined : this.get(name);
    const k = list?.indexOf(value) ?? -1;
    if (list === undefined || name === undefined || k < 0) return;
    list.splice(k, 1);
    if (list.length === 0) this.delete(name);
  }
}

export const createOrderedLists = <T extends Ordered>(): OrderedLists<T> => new Lists<T>();
