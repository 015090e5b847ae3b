import { present } from "@lockstep/domain/assert";
import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, Fact } from "@lockstep/domain/facts/fact";
import { byFactOrder } from "@lockstep/domain/facts/fact-order";
import { isAllNamedIn, type Named, namedBy } from "@lockstep/domain/facts/named";
import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { ParkedFact } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import { createTimers } from "@lockstep/domain/timers";
import { createOrderedLists, insertInOrder } from "./ordered-lists.ts";
import { addTo, emptied, takeFrom } from "./sets.ts";

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

/** All that is kept of one key: whoever holds on to it needs no name to find the rest. */
interface KeyNode {
  readonly type: FactType;
  readonly key: string;
  /** All that was ever said of it, in order. */
  readonly facts: AnyFact[];
  inForce: AnyFact | null;
  isTouched: boolean;
  /** Some of its facts may be parked. */
  hasParked: boolean;
}

/** The facts of one type: of an entity by key, of a movement what is to be looked at again. */
interface OfType {
  readonly type: FactType;
  /** Its place among the types, in which they are looked at. */
  readonly turn: number;
  readonly nodes: Map<string, KeyNode>;
  /** Those to be looked at again, each once. */
  readonly keys: KeyNode[];
  readonly movements: Set<AnyFact>;
  /** Movements that have never been looked at. */
  readonly fresh: AnyFact[];
  isTouched: boolean;
}

const byTurn = (a: OfType, b: OfType): number => a.turn - b.turn;

const createOfType = (type: FactType, turn: number): OfType => ({
  type,
  turn,
  nodes: new Map(),
  keys: [],
  movements: new Set(),
  fresh: [],
  isTouched: false,
});

/** `folded` is told of each key that is looked at again, also where the same fact counts. */
export function createFactsInForce(
  mode: "live" | "manual",
  folded: (type: FactType, key: string) => void = () => {},
): FactsInForce {
  const types = new Map((Object.keys(FACT_TYPES) as FactType[]).map((type, k) => [type, createOfType(type, k)]));
  const movements: AnyFact[] = [];
  /** Movements that are not in force, as they wait for their time or for a name. */
  const out = new Set<AnyFact>();
  /** Facts in effect that wait for a name, by that name. */
  const waiting = new Map<string, Set<AnyFact>>();
  const parked = new Set<AnyFact>();
  const timers = createTimers<AnyFact>();
  const expiring = createOrderedLists<Fact<"wms.stock-count">>();
  const known = { item: new Set<string>(), site: new Set<string>(), order: new Set<string>() };
  /** By what they name, what is kept of facts; null until something that was named is gone, as nobody asks before. */
  let naming: Map<string, Set<KeyNode | AnyFact>> | null = null;
  /** The types of which something is to be looked at again. */
  const touched: OfType[] = [];
  /** Of what is read with all that was said before: those of which it is to be known what they wait for, also where others count. */
  let looked: AnyFact[] = [];
  let clock: Instant = -NEVER;
  let changes: FactChange[] = [];

  const ofType = (type: FactType): OfType => present(types.get(type), () => `${type} is no type of fact`);
  const nodeOf = (type: FactType, key: string): KeyNode | undefined => ofType(type).nodes.get(key);
  /** Most keys are told of once: a list of one takes no more room than that. */
  const nodeWith = (fact: AnyFact): KeyNode => {
    const { type, key } = fact;
    const { nodes } = ofType(type);
    const before = nodes.get(key);
    if (before !== undefined) {
      insertInOrder(before.facts, fact);
      return before;
    }
    const node: KeyNode = { type, key, facts: [fact], inForce: null, isTouched: false, hasParked: false };
    nodes.set(key, node);
    return node;
  };

  const touchedOf = (type: FactType): OfType => {
    const own = ofType(type);
    if (!own.isTouched) touched.push(own);
    own.isTouched = true;
    return own;
  };

  const touchNode = (node: KeyNode | undefined): void => {
    if (node === undefined || node.isTouched) return;
    node.isTouched = true;
    touchedOf(node.type).keys.push(node);
  };

  const touch = (fact: AnyFact): void => {
    if (isMovement(fact.type)) touchedOf(fact.type).movements.add(fact);
    else touchNode(nodeOf(fact.type, fact.key));
    if (IS_READ_WHOLE.has(fact.type)) looked.push(fact);
  };

  const insert = (fact: AnyFact): void => {
    const at = effectiveAt(fact, mode);
    if (at > clock) timers.wake(fact, at);
    if (isMovement(fact.type)) {
      movements.push(fact);
      if (naming !== null) fileNaming(naming, fact, fact);
      touchedOf(fact.type).fresh.push(fact);
      return;
    }
    if (saysExpiry(fact)) expiring.add(fact.key, fact);
    const node = nodeWith(fact);
    if (naming !== null) fileNaming(naming, node, fact);
    touchNode(node);
    if (IS_READ_WHOLE.has(fact.type)) looked.push(fact);
  };

  const take = (fact: AnyFact): void => {
    looked = looked.filter((one) => one !== fact);
    parked.delete(fact);
    timers.forget(fact);
    for (const name of missing(fact)) takeFrom(waiting, name, fact);
    if (isMovement(fact.type)) {
      // In force until now: what follows says that it went.
      if (!out.delete(fact)) changes.push({ type: fact.type, key: fact.key, before: fact, after: null });
      ofType(fact.type).movements.delete(fact);
      without(movements, fact);
      if (naming !== null) for (const name of namesIn(namedBy(fact))) takeFrom(naming, name, fact);
      return;
    }
    if (saysExpiry(fact)) expiring.remove(fact.key, fact);
    const node = nodeOf(fact.type, fact.key);
    touchNode(node);
    if (node !== undefined) without(node.facts, fact);
  };

  const missing = (fact: AnyFact): string[] =>
    isAllNamedIn(fact, known.item, known.site, known.order) ? none : missingOf(namedBy(fact));
  const missingOf = ({ items, sites, productionOrder }: Named): string[] =>
    namesIn({
      items: items.filter((id) => !known.item.has(id)),
      sites: sites.filter((id) => !known.site.has(id)),
      productionOrder: productionOrder !== null && known.order.has(productionOrder) ? null : productionOrder,
    });

  /** Whether a fact that is in effect counts; if not, it is remembered what it waits for. */
  const counts = (fact: AnyFact): boolean => {
    const names = missing(fact);
    for (const name of names) addTo(waiting, name, fact);
    return names.length === 0;
  };

  const isInEffect = (fact: AnyFact): boolean => effectiveAt(fact, mode) <= clock && missing(fact).length === 0;

  const refoldKey = (node: KeyNode): void => {
    const { type, key, facts, inForce: before, hasParked } = node;
    folded(type, key);
    node.isTouched = false;
    node.hasParked = false;
    let after: AnyFact | null = null;
    for (let k = facts.length - 1; k >= 0; k--) {
      const fact = facts[k];
      if (fact === undefined || effectiveAt(fact, mode) > clock) continue;
      // What is older than the one in force is superseded, and waits for nothing.
      if (after !== null) {
        if (!hasParked) break;
        parked.delete(fact);
      } else if (counts(fact)) {
        after = fact;
        if (hasParked) parked.delete(fact);
      } else {
        parked.add(fact);
        node.hasParked = true;
      }
    }
    if (after?.deleted) after = null;
    node.inForce = after;
    if (facts.length === 0) ofType(type).nodes.delete(key);
    // What a source said before may count, too, where the winner is the same.
    if (before !== after || HAS_HISTORY.has(type)) changes.push({ type, key, before, after });
    if ((before === null) !== (after === null)) knownChanged(type, key, after !== null);
  };

  const refoldMovement = (fact: AnyFact, wasIn: boolean): void => {
    const isDue = effectiveAt(fact, mode) <= clock;
    const isIn = isDue && counts(fact);
    if (isDue && !isIn) parked.add(fact);
    else if (!wasIn) parked.delete(fact);
    if (!isIn) out.add(fact);
    else if (!wasIn) out.delete(fact);
    if (isIn === wasIn) return;
    changes.push({ type: fact.type, key: fact.key, before: isIn ? null : fact, after: isIn ? fact : null });
  };

  /** All that is touched of a type, also what is touched meanwhile. */
  const refold = ({ keys, movements: seen, fresh }: OfType): void => {
    for (const node of keys) refoldKey(node);
    // First: what one of them names may have gone as it came, and then it is among those that were seen, too.
    for (const fact of fresh) refoldMovement(fact, false);
    for (const fact of seen) refoldMovement(fact, !out.has(fact));
  };
  const refoldTouched = (): void => {
    for (const type of NAMING) refold(ofType(type));
    if (touched.length > 1) touched.sort(byTurn);
    for (const own of touched) {
      if (NAMED[own.type] === undefined) refold(own);
      own.keys.length = 0;
      emptied(own.movements);
      own.fresh.length = 0;
      own.isTouched = false;
    }
    touched.length = 0;
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
    } else for (const fact of allNaming(name)) touch(fact);
  };

  /** An entity was deleted, or waits again itself. */
  function* allNaming(name: string): Iterable<AnyFact> {
    naming ??= namingOf();
    for (const one of naming.get(name) ?? none)
      for (const fact of "facts" in one ? one.facts : [one]) if (namesIn(namedBy(fact)).includes(name)) yield fact;
  }

  function namingOf(): Map<string, Set<KeyNode | AnyFact>> {
    const all = new Map<string, Set<KeyNode | AnyFact>>();
    for (const { nodes } of types.values())
      for (const node of nodes.values()) for (const fact of node.facts) fileNaming(all, node, fact);
    for (const fact of movements) fileNaming(all, fact, fact);
    return all;
  }

  return {
    apply(facts, withdrawn, now) {
      clock = now;
      changes = [];
      for (const fact of timers.due(now)) touch(fact);
      for (const fact of withdrawn) take(fact);
      for (const fact of facts) insert(fact);
      refoldTouched();
      for (const fact of looked) counts(fact);
      looked = [];
      return changes;
    },
    historyOf: (type, key) => (nodeOf(type, key)?.facts ?? none).filter(isInEffect),
    expiringCounts: (bucket) => (expiring.get(bucket) ?? none).filter(isInEffect),
    get dueAt() {
      return timers.next();
    },
    isKnownItem: (id) => known.item.has(id),
    inForce: (type, key) => nodeOf(type, key)?.inForce ?? null,
    *allInForce() {
      for (const { nodes } of types.values())
        for (const { inForce } of nodes.values()) if (inForce !== null) yield inForce;
      for (const fact of movements) if (!out.has(fact)) yield fact;
    },
    parked: () =>
      [...parked]
        .map((fact) => ({ fact, waitsFor: [...new Set(missing(fact).map(shownName))] }))
        .sort((a, b) => byFactOrder(a.fact, b.fact)),
  };
}

/** What is kept of a fact stays under all that it ever named: whoever asks looks at what it names now. */
function fileNaming(naming: Map<string, Set<KeyNode | AnyFact>>, kept: KeyNode | AnyFact, fact: AnyFact): void {
  for (const name of namesIn(namedBy(fact))) addTo(naming, name, kept);
}

function namesIn({ items, sites, productionOrder }: Named): string[] {
  const names = items.map((id) => `item:${id}`);
  for (const id of sites) names.push(`site:${id}`);
  if (productionOrder !== null) names.push(`order:${productionOrder}`);
  return names;
}

/** From the end on: most of what goes came last. */
function without(facts: AnyFact[], fact: AnyFact): void {
  const k = facts.lastIndexOf(fact);
  if (k >= 0) facts.splice(k, 1);
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
