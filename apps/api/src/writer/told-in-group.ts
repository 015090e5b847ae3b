import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Told } from "./incoming.ts";

/** What is in the ledger, and what has been accepted of the same group, which is not there yet. */
export interface ToldInGroup extends Told {
  accepted(facts: readonly AnyFact[]): void;
}

export function createToldInGroup(ledger: Told): ToldInGroup {
  const byName = new Map<string, AnyFact>();
  const byKey = new Map<string, AnyFact[]>();
  return {
    accepted(facts) {
      for (const fact of facts) {
        byName.set(nameOf(fact.source, fact.id), fact);
        const name = nameOf(fact.type, fact.key);
        const before = byKey.get(name);
        if (before === undefined) byKey.set(name, [fact]);
        else before.push(fact);
      }
    },
    find: (source, id) => byName.get(nameOf(source, id)) ?? ledger.find(source, id),
    factsOf: (type, key) => [...ledger.factsOf(type, key), ...(byKey.get(nameOf(type, key)) ?? [])],
  };
}

/** No text of a fact holds a NUL. */
const nameOf = (a: string, b: string): string => `${a}\0${b}`;
