import type { FactType } from "../facts/catalogue.ts";
import type { AnyFact, Fact } from "../facts/fact.ts";
import { isAllNamedIn, type Names, namedBy } from "../facts/named.ts";
import { type Instant, NEVER } from "../instant.ts";
import type { Steps } from "../steps.ts";
import type { FactIndex } from "./fact-index.ts";

export type Mode = "live" | "manual";

export interface Moment {
  readonly clock: Instant;
  readonly mode: Mode;
}

/** What facts may name: the keys of the items, sites and production orders in force. */
export interface Known {
  readonly items: ReadonlySet<string>;
  readonly sites: ReadonlySet<string>;
  readonly productionOrders: ReadonlySet<string>;
}

/** The same, where it is enough to ask for one name at a time. */
export type Asked = Readonly<Record<keyof Known, Names>>;

const nobody: ReadonlySet<string> = new Set();
/** What facts may name that name nothing themselves. */
export const nothingKnown: Known = { items: nobody, sites: nobody, productionOrders: nobody };

/** What one type of facts comes to at a moment. */
export interface Fold<T extends FactType> {
  /** Per key the greatest (time, source, id) in effect and not parked; tombstones are left out. By key's code unit. */
  readonly winners: ReadonlyMap<string, Fact<T>>;
  /** Every fact in effect and not parked, tombstones and superseded ones included, by key, each in order. */
  readonly inEffect: ReadonlyMap<string, readonly Fact<T>[]>;
}

/** When a fact begins to count: with a live clock on receipt, a resource's state not before its `since`. */
export function effectiveAt(fact: AnyFact, mode: Mode): Instant {
  const told = toldAt(fact.time, mode);
  return fact.type === "mes.resource-state" ? Math.max(told, fact.data.since) : told;
}

/** When what was told at that time begins to count. */
export const toldAt = (time: Instant, mode: Mode): Instant => (mode === "live" ? -NEVER : time);

/** What a fact waits for: `item:FG-1`, `site:PLANT-A`, `production-order:WO-1`. */
export function missingNames(fact: AnyFact, known: Asked): string[] {
  const named = namedBy(fact);
  const missing = named.items.filter((item) => !known.items.has(item)).map((item) => `item:${item}`);
  for (const site of named.sites) if (!known.sites.has(site)) missing.push(`site:${site}`);
  const order = named.productionOrder;
  if (order !== null && !known.productionOrders.has(order)) missing.push(`production-order:${order}`);
  return [...new Set(missing)];
}

export const isParked = (fact: AnyFact, { items, sites, productionOrders }: Asked): boolean =>
  !isAllNamedIn(fact, items, sites, productionOrders);

interface Remembered {
  readonly version: number;
  readonly known: Known;
  /** The clocks at which it holds: from this one to before that one. */
  readonly from: Instant;
  readonly until: Instant;
  readonly fold: Fold<FactType>;
}

export interface FoldOptions {
  /** Whether `inEffect` is asked for; else it is empty. */
  readonly withHistory: boolean;
}

export type Folding<T extends FactType> = (moment: Moment, known: Known) => Steps<Fold<T>>;

/** Folds the facts of one type; folds again only when a fact, a known name or the clock may make a difference. */
export function createFold<T extends FactType>(index: FactIndex, type: T, { withHistory }: FoldOptions): Folding<T> {
  let last: Remembered | null = null;
  return function* ({ clock, mode }, known) {
    const { version } = index.ofType(type);
    const holds = last !== null && last.version === version && last.from <= clock && clock < last.until;
    if (last === null || !holds || !isSameKnown(last.known, known)) {
      const folded = yield* foldType(index, type, { moment: { clock, mode }, known, withHistory });
      last = { version, known, ...folded };
    }
    return last.fold as Fold<T>;
  };
}

const isSameKnown = (a: Known, b: Known): boolean =>
  a.items === b.items && a.sites === b.sites && a.productionOrders === b.productionOrders;

interface FoldInput extends FoldOptions {
  readonly moment: Moment;
  readonly known: Known;
}

/** So many facts are looked at in a step, each of them in a fraction of a microsecond. */
const FACTS_A_STEP = 20_000;

function* foldType(
  index: FactIndex,
  type: FactType,
  { moment, known, withHistory }: FoldInput,
): Steps<Pick<Remembered, "from" | "until" | "fold">> {
  const ofType = index.ofType(type);
  const winners = new Map<string, AnyFact>();
  const inEffect = new Map<string, readonly AnyFact[]>();
  let from = -NEVER;
  let until = NEVER;
  let looked = 0;
  for (const key of ofType.keys()) {
    const list = ofType.ofKey(key);
    looked += withHistory ? list.length : 1;
    if (looked >= FACTS_A_STEP) {
      looked = 0;
      yield;
    }
    const counts = (fact: AnyFact): boolean => {
      const at = effectiveAt(fact, moment.mode);
      if (at > moment.clock) until = Math.min(until, at);
      else from = Math.max(from, at);
      return at <= moment.clock;
    };
    const winner = list.findLast((fact) => counts(fact) && !isParked(fact, known));
    if (winner === undefined) continue;
    if (!winner.deleted) winners.set(key, winner);
    if (withHistory)
      inEffect.set(
        key,
        list.filter((fact) => counts(fact) && !isParked(fact, known)),
      );
  }
  return { from, until, fold: { winners, inEffect } as Fold<FactType> };
}
