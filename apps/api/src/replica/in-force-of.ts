import { present } from "@lockstep/domain/assert";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { FactName, FactNews } from "../engine-thread/protocol.ts";
import type { FactInForce } from "./known-facts.ts";

/** What was said of the facts, as the very facts of the ledger: `told` are those that it was told of. */
export function inForceOf(
  { cameIntoForce, inForce }: FactNews,
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
