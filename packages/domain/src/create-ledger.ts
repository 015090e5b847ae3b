import { FACT_TYPES, type FactType } from "./facts/catalogue.ts";
import type { AnyFact } from "./facts/fact.ts";
import { byFactOrder } from "./facts/fact-order.ts";
import type { Instant } from "./instant.ts";
import { createFactIndex } from "./ledger/fact-index.ts";
import { type Asked, effectiveAt, isParked, type Known, type Mode, missingNames, nothingKnown } from "./ledger/fold.ts";
import { createWorldView } from "./ledger/world-view.ts";
import type { Ledger, ParkedFact } from "./ledger.ts";

const allTypes = Object.keys(FACT_TYPES) as FactType[];

/** An empty ledger. What it says depends on the facts in it and the clock alone, never on the order of additions. */
export function createLedger(): Ledger {
  const index = createFactIndex();
  const views = { live: createWorldView(index, "live"), manual: createWorldView(index, "manual") };

  const factsOf = (type: FactType, key: string): readonly AnyFact[] => {
    const isMovement = FACT_TYPES[type].shape === "movement";
    const facts = index.ofType(type).ofKey(isMovement ? "" : key);
    return isMovement ? facts.filter((fact) => fact.key === key) : [...facts];
  };

  const parkedAt = (clock: Instant, mode: Mode): readonly ParkedFact[] => {
    const known = views[mode].knownAt(clock);
    const parked: ParkedFact[] = [];
    for (const type of allTypes) {
      const ofType = index.ofType(type);
      for (const key of ofType.keys()) {
        const inEffect = ofType.ofKey(key).filter((fact) => effectiveAt(fact, mode) <= clock);
        for (const fact of notSuperseded(type, inEffect, known)) {
          if (isParked(fact, known)) parked.push({ fact, waitsFor: missingNames(fact, known) });
        }
      }
    }
    return parked.sort((a, b) => byFactOrder(a.fact, b.fact));
  };

  /** Asks for one name at a time: to fold all of them after each fact would cost what the plant has. */
  const namesAt = (clock: Instant, mode: Mode): Asked => {
    const isKnown = (type: FactType, key: string, known: Asked): boolean => {
      const facts = index.ofType(type).ofKey(key);
      const winner = facts.findLast((fact) => effectiveAt(fact, mode) <= clock && !isParked(fact, known));
      return winner?.deleted === false;
    };
    const items = { has: (key: string) => isKnown("master.item", key, nothingKnown) };
    const sites = { has: (key: string) => isKnown("master.site", key, nothingKnown) };
    const nameable = { ...nothingKnown, items, sites };
    return { items, sites, productionOrders: { has: (key: string) => isKnown("erp.production-order", key, nameable) } };
  };

  const waitsFor = (fact: AnyFact, clock: Instant, mode: Mode): readonly string[] =>
    missingNames(fact, namesAt(clock, effectiveAt(fact, mode) <= clock ? mode : "live"));

  return {
    get size() {
      return index.size;
    },
    add: index.add,
    withdraw: index.withdraw,
    find: index.find,
    factsOf,
    all: index.all,
    keysOf: (type) => index.ofType(type).keys(),
    versionOf: (type) => index.ofType(type).version,
    worldAt: (clock, mode) => views[mode].worldAt(clock),
    worldInSteps: (clock, mode) => views[mode].worldInSteps(clock),
    parkedAt,
    waitsFor,
  };
}

/** Of a movement every fact counts; of an entity, those from the one in force on. */
function notSuperseded(type: FactType, inEffect: readonly AnyFact[], known: Known): readonly AnyFact[] {
  if (FACT_TYPES[type].shape === "movement") return inEffect;
  const winner = inEffect.findLastIndex((fact) => !isParked(fact, known));
  return inEffect.slice(Math.max(0, winner));
}
