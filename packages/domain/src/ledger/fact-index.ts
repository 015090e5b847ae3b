import { FACT_TYPES, type FactType } from "../facts/catalogue.ts";
import type { AnyFact } from "../facts/fact.ts";
import { byFactOrder } from "../facts/fact-order.ts";
import { byCodeUnit } from "../world.ts";
import { createSortedList } from "./sorted-list.ts";

/** All facts of one type, filed by key: of a movement, all under one. */
export interface TypeIndex {
  /** Grows with every change. */
  readonly version: number;
  /** By code unit. */
  keys(): readonly string[];
  /** All facts of a key, in order of (time, source, id); not to be kept over a change. */
  ofKey(key: string): readonly AnyFact[];
}

export interface FactIndex {
  readonly size: number;
  /** Nothing happens if the very same fact is there already; another one of the same (source, id) gives way, and is returned. */
  add(fact: AnyFact): AnyFact | null;
  withdraw(source: string, id: string): void;
  find(source: string, id: string): AnyFact | undefined;
  ofType(type: FactType): TypeIndex;
  all(): Iterable<AnyFact>;
}

export function createFactIndex(): FactIndex {
  const bySource = new Map<string, Map<string, AnyFact>>();
  const types = new Map<FactType, MutableTypeIndex>();
  const ofType = (type: FactType): MutableTypeIndex => {
    const known = types.get(type);
    if (known !== undefined) return known;
    const made = FACT_TYPES[type].shape === "movement" ? createMovementIndex() : createKeyedIndex();
    types.set(type, made);
    return made;
  };
  let size = 0;

  const find = (source: string, id: string): AnyFact | undefined => bySource.get(source)?.get(id);

  const withdraw = (source: string, id: string): void => {
    const fact = find(source, id);
    if (!fact) return;
    bySource.get(source)?.delete(id);
    ofType(fact.type).remove(fact);
    size -= 1;
  };

  const add = (fact: AnyFact): AnyFact | null => {
    const ids = bySource.get(fact.source);
    const known = ids?.get(fact.id);
    if (known !== undefined) {
      if (known.canonical === fact.canonical) return null;
      withdraw(fact.source, fact.id);
    }
    if (ids === undefined) bySource.set(fact.source, new Map([[fact.id, fact]]));
    else ids.set(fact.id, fact);
    ofType(fact.type).insert(fact);
    size += 1;
    return known ?? null;
  };

  function* all(): Iterable<AnyFact> {
    for (const ids of bySource.values()) yield* ids.values();
  }

  return {
    get size() {
      return size;
    },
    add,
    withdraw,
    find,
    ofType,
    all,
  };
}

interface MutableTypeIndex extends TypeIndex {
  insert(fact: AnyFact): void;
  remove(fact: AnyFact): void;
}

function createMovementIndex(): MutableTypeIndex {
  const facts = createSortedList<AnyFact>(byFactOrder);
  let version = 0;
  return {
    get version() {
      return version;
    },
    keys: () => (facts.values().length > 0 ? [""] : []),
    ofKey: (key) => (key === "" ? facts.values() : []),
    insert: (fact) => {
      version += 1;
      facts.add(fact);
    },
    remove: (fact) => {
      version += 1;
      facts.remove((known) => known === fact);
    },
  };
}

/** Few facts of each key, mostly one after the other: a list that is kept in order costs least. */
function createKeyedIndex(): MutableTypeIndex {
  const byKey = new Map<string, AnyFact[]>();
  const keys = createSortedList(byCodeUnit);
  let version = 0;
  return {
    get version() {
      return version;
    },
    keys: keys.values,
    ofKey: (key) => byKey.get(key) ?? [],
    insert: (fact) => {
      version += 1;
      const list = byKey.get(fact.key);
      if (list === undefined) {
        byKey.set(fact.key, [fact]);
        keys.add(fact.key);
      } else insertInOrder(list, fact);
    },
    remove: (fact) => {
      version += 1;
      const list = byKey.get(fact.key) ?? [];
      const place = list.indexOf(fact);
      if (place >= 0) list.splice(place, 1);
      if (list.length > 0) return;
      byKey.delete(fact.key);
      keys.remove((known) => known === fact.key);
    },
  };
}

function insertInOrder(list: AnyFact[], fact: AnyFact): void {
  const last = list.at(-1);
  if (last === undefined || byFactOrder(last, fact) < 0) {
    list.push(fact);
    return;
  }
  let [from, to] = [0, list.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    const there = list[middle];
    if (there !== undefined && byFactOrder(there, fact) < 0) from = middle + 1;
    else to = middle;
  }
  list.splice(from, 0, fact);
}
