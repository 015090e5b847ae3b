import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, Data, Fact } from "@lockstep/domain/facts/fact";
import { isAllNamedIn } from "@lockstep/domain/facts/named";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";

/** What is in force at one instant, as the ledger folds it, looked up one key after the other. */
export interface FactsAt {
  /** Null: nothing is in force of that key. */
  find<T extends FactType>(type: T, key: string): Data<T> | null;
  all<T extends FactType>(type: T): Iterable<readonly [key: string, data: Data<T>]>;
  /** Whether a fact was passed over because it stands behind the position: with the next one it may be otherwise. */
  isAhead(): boolean;
}

export interface At {
  readonly clock: Instant;
  /** `manual`: a fact is in force at its time and after, whenever it was received. */
  readonly mode: "live" | "manual";
  /** Facts behind this position of the log do not count. */
  readonly seq: number;
}

/** Of entities only. Costs what is asked for; what was looked up is remembered. */
export function factsAt(ledger: Ledger, { clock, mode, seq }: At): FactsAt {
  const found = new Map<FactType, Map<string, AnyFact | null>>();
  const names = (type: FactType) => ({ has: (key: string): boolean => lookUp(type, key) !== null });
  const [items, sites, orders] = [names("master.item"), names("master.site"), names("erp.production-order")];
  let sawAhead = false;
  const counts = (fact: AnyFact): boolean => {
    if (effectiveAt(fact, mode) > clock) return false;
    if (fact.seq > seq) sawAhead = true;
    return fact.seq <= seq && isAllNamedIn(fact, items, sites, orders);
  };

  function lookUp(type: FactType, key: string): AnyFact | null {
    const known = found.get(type) ?? new Map<string, AnyFact | null>();
    found.set(type, known);
    const before = known.get(key);
    if (before !== undefined) return before;
    const last = ledger.factsOf(type, key).findLast(counts);
    const inForce = last === undefined || last.deleted ? null : last;
    known.set(key, inForce);
    return inForce;
  }

  const find = <T extends FactType>(type: T, key: string): Data<T> | null =>
    (lookUp(type, key) as Fact<T> | null)?.data ?? null;

  return {
    find,
    *all(type) {
      for (const key of ledger.keysOf(type)) {
        const data = find(type, key);
        if (data !== null) yield [key, data] as const;
      }
    },
    isAhead: () => sawAhead,
  };
}
