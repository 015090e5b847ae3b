import type { AnyFact } from "@lockstep/domain/facts/fact";
import { connectorOf } from "@lockstep/store/facts/stored-fact";

/** Who brought each fact in. */
export interface Connectors {
  get(fact: AnyFact): string | undefined;
  set(fact: AnyFact, connector: string): void;
}

/** Of facts that were read from a snapshot it is known already. */
export function createConnectors(): Connectors {
  const told = new WeakMap<AnyFact, string>();
  return {
    get: (fact) => told.get(fact) ?? connectorOf(fact),
    set: (fact, connector) => {
      told.set(fact, connector);
    },
  };
}
