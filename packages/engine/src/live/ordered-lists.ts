import { byCodeUnit } from "@lockstep/domain/world";

interface Dated {
  readonly time: number;
  readonly source: string;
  readonly id: string;
}

/** Lists by name, each in order of (time, source, id); most of what comes is the newest. */
export interface OrderedLists<T extends Dated> extends ReadonlyMap<string, readonly T[]> {
  add(name: string | undefined, value: T): void;
  remove(name: string | undefined, value: T): void;
}

export function createOrderedLists<T extends Dated>(): OrderedLists<T> {
  const lists = new Map<string, T[]>();
  return Object.assign(lists, {
    add: (name: string | undefined, value: T): void => {
      if (name === undefined) return;
      const list = lists.get(name);
      if (list === undefined) {
        lists.set(name, [value]);
        return;
      }
      let k = list.length;
      for (let before = list[k - 1]; before !== undefined && isAfter(before, value); before = list[k - 1]) k -= 1;
      list.splice(k, 0, value);
    },
    remove: (name: string | undefined, value: T): void => {
      const list = name === undefined ? undefined : lists.get(name);
      const k = list?.indexOf(value) ?? -1;
      if (list === undefined || name === undefined || k < 0) return;
      list.splice(k, 1);
      if (list.length === 0) lists.delete(name);
    },
  });
}

const isAfter = (a: Dated, b: Dated): boolean =>
  (a.time - b.time || byCodeUnit(a.source, b.source) || byCodeUnit(a.id, b.id)) > 0;
