import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, Fact } from "@lockstep/domain/facts/fact";
import { byFactOrder } from "@lockstep/domain/facts/fact-order";
import { isAllNamedIn, type Named, namedBy } from "@lockstep/domain/facts/named";
import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { ParkedFact } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import { createOrderedLists, insertInOrder } from "./ordered-lists.ts";
import { addTo, takeFrom } from "./sets.ts";
import { createTimers } from "./timers.ts";

/** What is in force of one key has changed; of a movement `before` or `after` is null. */
export interface FactChange {
  readonly type: FactType;
  readonly key: string;
  readonly before: AnyFact | null;
  readonly after: AnyFact | null;
}

/** The fold of the facts, kept up to date fact by fact; says the same as the domain's ledger. */
export interface FactsInForce {
  apply(facts: readonly AnyFact[], withdrawn: readonly AnyFact[], clock: Instant): readonly FactChange[];
  /** All of a key in effect and not parked, in order, tombstones and superseded ones included. */
  historyOf(type: FactType, key: string): readonly AnyFact[];
  /** Of these, all of a bucket that say when its lot ends: it may be counted every minute for years without a word of that. */
  expiringCounts(bucket: string): readonly Fact<"wms.stock-count">[];
  /** When the next of those that wait for their time counts; `NEVER`: none waits. */
  readonly dueAt: Instant;
  isKnownItem(id: string): boolean;
  /** The fact that counts of a key; of a movement none. */
  inForce(type: FactType, key: string): AnyFact | null;
  /** All of them, movements too. */
  allInForce(): Iterable<AnyFact>;
  /** Facts in effect that wait for what they name, unless a later one of their key is in force; in order. */
  parked(): readonly ParkedFact[];
}

/** What others name, and wait for: looked at before all else, in this order. */
const NAMED: { readonly [T in FactType]?: "item" | "site" | "order" } = {
  "master.item": "item",
  "master.site": "site",
  "erp.production-order": "order",
};
const NAMING = Object.keys(NAMED) as FactType[];
const TURNS = new Map((Object.keys(FACT_TYPES) as FactType[]).map((type, turn) => [type, turn]));
const byTurn = (a: FactType, b: FactType): number => (TURNS.get(a) ?? 0) - (TURNS.get(b) ?? 0);

/** `folded` is told of each key that is looked at again, also where the same fact counts. */
export function createFactsInForce(
  mode: "live" | "manual",
  folded: (type: FactType, key: string) => void = () => {},
): FactsInForce {
  const lists = new Map<FactType, Map<string, AnyFact[]>>();
  const winners = new Map<FactType, Map<string, AnyFact>>();
  /** Movements that are not in force, as they wait for their time or for a name. */
  const out = new Set<AnyFact>();
  /** Facts in effect that wait for a name, by that name. */
  const waiting = new Map<string, Set<AnyFact>>();
  const parked = new Set<AnyFact>();
  /** Lists that some parked fact may be in. */
  const listsWithParked = new Set<readonly AnyFact[]>();
  const timers = createTimers<AnyFact>();
  const expiring = createOrderedLists<Fact<"wms.stock-count">>();
  const known = { item: new Set<string>(), site: new Set<string>(), order: new Set<string>() };
  let touched = new Map<FactType, Set<string | AnyFact>>();
  /** Of what is read with all that was said before: those of which it is to be known what they wait for, also where others count. */
  let looked: AnyFact[] = [];
  let clock: Instant = -NEVER;
  let changes: FactChange[] = [];

  const listOf = (type: FactType, key: string): AnyFact[] | undefined => lists.get(type)?.get(key);

  const touch = (fact: AnyFact): void => {
    const set = touched.get(fact.type) ?? new Set<string | AnyFact>();
    touched.set(fact.type, set.add(isMovement(fact.type) ? fact : fact.key));
    if (IS_READ_WHOLE.has(fact.type)) looked.push(fact);
  };

  const insert = (fact: AnyFact): void => {
    touch(fact);
    const at = effectiveAt(fact, mode);
    if (at > clock) timers.wake(fact, at);
    if (isMovement(fact.type)) {
      out.add(fact);
      return;
    }
    if (saysExpiry(fact)) expiring.add(fact.key, fact);
    const byKey = lists.get(fact.type) ?? new Map<string, AnyFact[]>();
    lists.set(fact.type, byKey);
    const list = byKey.get(fact.key);
    if (list === undefined) byKey.set(fact.key, [fact]);
    else insertInOrder(list, fact);
  };

  const take = (fact: AnyFact): void => {
    touch(fact);
    looked = looked.filter((one) => one !== fact);
    parked.delete(fact);
    timers.forget(fact);
    for (const name of missing(fact)) takeFrom(waiting, name, fact);
    if (isMovement(fact.type)) {
      // In force until now: what follows says that it went.
      if (!out.delete(fact)) changes.push({ type: fact.type, key: fact.key, before: fact, after: null });
      touched.get(fact.type)?.delete(fact);
      return;
    }
    if (saysExpiry(fact)) expiring.remove(fact.key, fact);
    const list = listOf(fact.type, fact.key);
    const k = list?.indexOf(fact) ?? -1;
    if (k >= 0) list?.splice(k, 1);
  };

  const missing = (fact: AnyFact): string[] =>
    isAllNamedIn(fact, known.item, known.site, known.order) ? none : missingOf(namedBy(fact));
  const missingOf = ({ items, sites, productionOrder }: Named): string[] => {
    const names = items.filter((id) => !known.item.has(id)).map((id) => `item:${id}`);
    for (const id of sites) if (!known.site.has(id)) names.push(`site:${id}`);
    if (productionOrder !== null && !known.order.has(productionOrder)) names.push(`order:${productionOrder}`);
    return names;
  };

  /** Whether a fact that is in effect counts; if not, it is remembered what it waits for. */
  const counts = (fact: AnyFact): boolean => {
    const names = missing(fact);
    for (const name of names) addTo(waiting, name, fact);
    return names.length === 0;
  };

  const isInEffect = (fact: AnyFact): boolean => effectiveAt(fact, mode) <= clock && missing(fact).length === 0;

  const refoldKey = (type: FactType, key: string): void => {
    folded(type, key);
    const list = listOf(type, key) ?? none;
    const hadParked = listsWithParked.delete(list);
    let after: AnyFact | null = null;
    for (let k = list.length - 1; k >= 0; k--) {
      const fact = list[k];
      if (fact === undefined || effectiveAt(fact, mode) > clock) continue;
      // What is older than the one in force is superseded, and waits for nothing.
      if (after !== null) {
        if (!hadParked) break;
        parked.delete(fact);
      } else if (counts(fact)) {
        after = fact;
        parked.delete(fact);
      } else {
        parked.add(fact);
        listsWithParked.add(list);
      }
    }
    if (after?.deleted) after = null;
    const byKey = winners.get(type) ?? new Map<string, AnyFact>();
    winners.set(type, byKey);
    const before = byKey.get(key) ?? null;
    if (after === null) byKey.delete(key);
    else byKey.set(key, after);
    // What a source said before may count, too, where the winner is the same.
    if (before !== after || HAS_HISTORY.has(type)) changes.push({ type, key, before, after });
    if ((before === null) !== (after === null)) knownChanged(type, key, after !== null);
  };

  const refoldMovement = (fact: AnyFact): void => {
    const isDue = effectiveAt(fact, mode) <= clock;
    const isIn = isDue && counts(fact);
    if (isDue && !isIn) parked.add(fact);
    else parked.delete(fact);
    if (isIn === !out.has(fact)) return;
    if (isIn) out.delete(fact);
    else out.add(fact);
    changes.push({ type: fact.type, key: fact.key, before: isIn ? null : fact, after: isIn ? fact : null });
  };

  /** All that is touched of a type, also what is touched meanwhile. */
  const refold = (type: FactType): void => {
    for (const one of touched.get(type) ?? none) {
      if (typeof one === "string") refoldKey(type, one);
      else if (movements.has(one)) refoldMovement(one);
    }
  };

  const knownChanged = (type: FactType, key: string, isKnown: boolean): void => {
    const kind = NAMED[type];
    if (kind === undefined) return;
    if (isKnown) known[kind].add(key);
    else known[kind].delete(key);
    const name = `${kind}:${key}`;
    if (isKnown) {
      for (const fact of waiting.get(name) ?? []) touch(fact);
      waiting.delete(name);
    } else for (const fact of allNaming(kind, key)) touch(fact);
  };

  /** Rare: an entity was deleted, or waits again itself. */
  function* allNaming(kind: "item" | "site" | "order", name: string): Iterable<AnyFact> {
    const names = (fact: AnyFact): boolean => {
      const named = namedBy(fact);
      return kind === "order"
        ? named.productionOrder === name
        : (kind === "item" ? named.items : named.sites).includes(name);
    };
    for (const byKey of lists.values())
      for (const list of byKey.values()) for (const fact of list) if (names(fact)) yield fact;
    for (const fact of movements.values()) if (names(fact)) yield fact;
  }
  const movements = new Set<AnyFact>();

  return {
    apply(facts, withdrawn, now) {
      clock = now;
      changes = [];
      touched = new Map();
      for (const fact of timers.due(now)) touch(fact);
      for (const fact of withdrawn) {
        movements.delete(fact);
        take(fact);
      }
      for (const fact of facts) {
        if (isMovement(fact.type)) movements.add(fact);
        insert(fact);
      }
      for (const type of NAMING) refold(type);
      for (const type of [...touched.keys()].sort(byTurn)) if (NAMED[type] === undefined) refold(type);
      for (const fact of looked) counts(fact);
      looked = [];
      return changes;
    },
    historyOf: (type, key) => (listOf(type, key) ?? none).filter(isInEffect),
    expiringCounts: (bucket) => (expiring.get(bucket) ?? none).filter(isInEffect),
    get dueAt() {
      return timers.next();
    },
    isKnownItem: (id) => known.item.has(id),
    inForce: (type, key) => winners.get(type)?.get(key) ?? null,
    *allInForce() {
      for (const byKey of winners.values()) yield* byKey.values();
      for (const fact of movements) if (!out.has(fact)) yield fact;
    },
    parked: () =>
      [...parked]
        .map((fact) => ({ fact, waitsFor: [...new Set(missing(fact).map(shownName))] }))
        .sort((a, b) => byFactOrder(a.fact, b.fact)),
  };
}

const none: never[] = [];

/** As people and other systems are told: `production-order:WO-1`. */
const shownName = (name: string): string => (name.startsWith("order:") ? `production-${name}` : name);

const saysExpiry = (fact: AnyFact): fact is Fact<"wms.stock-count"> =>
  fact.type === "wms.stock-count" && !fact.deleted && fact.data.expiresAt !== undefined;

const isMovement = (type: FactType): boolean => FACT_TYPES[type].shape === "movement";

const HAS_HISTORY: ReadonlySet<FactType> = new Set([
  "erp.purchase-order-line",
  "mes.quality-hold",
  "mes.resource-state",
  "wms.stock-count",
]);
/** Those, and of which findings read all that was ever said. */
const IS_READ_WHOLE: ReadonlySet<FactType> = new Set<FactType>([...HAS_HISTORY, "mes.operation"]);
