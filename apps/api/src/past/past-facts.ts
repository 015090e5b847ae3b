import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Store } from "@lockstep/store/store";
import { inSteps } from "../in-steps.ts";

export interface PastFactsParts {
  readonly store: Pick<Store, "displacedSince">;
  readonly ledger: Pick<Ledger, "all">;
  readonly clockMode: "live" | "manual";
}

/** What was known, in the order in which it came. */
export interface PastFacts {
  readonly facts: readonly AnyFact[];
  readonly ledger: Ledger;
}

/** So many at a time: what comes in meanwhile gets its turn in between. */
const AT_ONCE = 2_000;

/** The facts that were in force when the log stood there: those of today that had come, and those that have given way since. */
export async function pastFacts({ store, ledger, clockMode }: PastFactsParts, seq: number): Promise<PastFacts> {
  const replaced = new Map<string, AnyFact>();
  for (const { body, seq: at, receivedAt } of await store.displacedSince(seq)) {
    const checked = checkEvent(JSON.parse(body), { seq: at, receivedAt, mode: clockMode });
    if (checked.ok) replaced.set(keyOf(checked.value), checked.value);
  }
  const facts = [...ledger.all()].filter((fact) => fact.seq <= seq);
  for (const fact of replaced.values()) facts.push(fact);
  facts.sort((a, b) => a.seq - b.seq);
  const past = createLedger();
  await eachInTurn(facts, (fact) => past.add(fact));
  return { facts, ledger: past };
}

export const eachInTurn = (facts: readonly AnyFact[], take: (fact: AnyFact) => void): Promise<void> =>
  inSteps(
    (function* () {
      for (const [k, fact] of facts.entries()) {
        take(fact);
        if (k % AT_ONCE === AT_ONCE - 1) yield;
      }
    })(),
  );

const keyOf = ({ source, id }: AnyFact): string => JSON.stringify([source, id]);
