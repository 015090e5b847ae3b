import { present } from "@lockstep/domain/assert";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { FactName, Passed } from "../engine-thread/protocol.ts";
import type { FactInForce } from "./known-facts.ts";

/** What a pass says of the facts, as the very facts of the ledger: `told` are those that it was begun with. */
export function inForceOf(
  { cameIntoForce, inForce }: Passed,
  told: readonly AnyFact[],
  factOf: (name: FactName) => AnyFact | undefined,
): readonly FactInForce[] {
  const own = cameIntoForce.map((place): FactInForce => {
    const fact = present(told[place], () => `a pass of ${told.length} facts names number ${place}`);
    return { type: fact.type, key: fact.key, fact };
  });
  const others = inForce.map(({ type, key, fact }): FactInForce => {
    const known = fact === null ? null : present(factOf(fact), () => `no fact ${fact.source} ${fact.id} is known`);
    return { type, key, fact: known };
  });
  return own.concat(others);
}
