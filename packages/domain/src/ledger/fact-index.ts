import { FACT_TYPES, type FactType } from "../facts/catalogue.ts";
import type { AnyFact } from "../facts/fact.ts";
import { type Named, namedBy } from "../facts/named.ts";
import { byCodeUnit } from "../world.ts";
import { createSortedList, type SortedList } from "./sorted-list.ts";

/** A fact with what the folds ask of it again and again. */
export interface Entry {
  readonly fact: AnyFact;
  readonly named: Named;
}

/** All facts of one type, filed by key: of a movement, all under one. */
export interface TypeIndex {
  /** Grows with every change. */
  readonly version: number;
  /** By code unit. */
  keys(): readonly string[];
  /** All facts of a key, in order of (time, source, id). */
  ofKey(key: string): readonly Entry[];
}

export interface FactIndex {
  readonly size: number;
  /** Nothing happens if the very same fact is there already; another one of the same (source, id) gives way. */
  add(fact: AnyFact): void;
  withdraw(source: string, id: string): void;
  find(source: string, id: string): AnyFact | undefined;
  ofType(type: FactType): TypeIndex;
  all(): Iterable<AnyFact>;
}

/** Every two facts differ in it, so that order of arrival never shows. */
export const inOrder = (a: AnyFact, b: AnyFact): number =>
  a.time - b.time || byCodeUnit(a.source, b.source) || byCodeUnit(a.id, b.id);

const filedUnder = (fact: AnyFact): string => (FACT_TYPES[fact.type].shape === "movement" ? "" : fact.key);

export function createFactIndex(): FactIndex {
  const bySource = new Map<string, Map<string, AnyFact>>();
  const types = new Map<FactType, MutableTypeIndex>();
  const ofType = (type: FactType): MutableTypeIndex => {
    const known = types.get(type) ?? createTypeIndex();
    types.set(type, known);
    return known;
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

  const add = (fact: AnyFact): void => {
    const known = find(fact.source, fact.id);
    if (known?.canonical === fact.canonical) return;
    if (known) withdraw(fact.source, fact.id);
    const ids = bySource.get(fact.source) ?? new Map<string, AnyFact>();
    bySource.set(fact.source, ids.set(fact.id, fact));
    ofType(fact.type).insert({ fact, named: namedBy(fact) });
    size += 1;
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
  insert(entry: Entry): void;
  remove(fact: AnyFact): void;
}

function createTypeIndex(): MutableTypeIndex {
  const byKey = new Map<string, SortedList<Entry>>();
  const keys = createSortedList(byCodeUnit);
  let version = 0;
  return {
    get version() {
      return version;
    },
    keys: keys.values,
    ofKey: (key) => byKey.get(key)?.values() ?? [],
    insert: (entry) => {
      version += 1;
      const key = filedUnder(entry.fact);
      const known = byKey.get(key);
      const list = known ?? createSortedList<Entry>((a, b) => inOrder(a.fact, b.fact));
      list.add(entry);
      if (known) return;
      byKey.set(key, list);
      keys.add(key);
    },
    remove: (fact) => {
      version += 1;
      const key = filedUnder(fact);
      const list = byKey.get(key);
      list?.remove((entry) => entry.fact === fact);
      if (list === undefined || list.values().length > 0) return;
      byKey.delete(key);
      keys.remove((known) => known === key);
    },
  };
}
