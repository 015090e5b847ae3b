import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { createIntake } from "@lockstep/domain/intake";
import { BEGIN } from "@lockstep/testkit/random-history";

/** What is taken in of events, all received at one moment. */
export function factsOf(events: readonly object[]): readonly AnyFact[] {
  const batch = createIntake(createLedger()).batch();
  events.forEach((value, k) => void batch.decide({ value }, { receivedAt: BEGIN, seq: k + 1, mode: "manual" }));
  return batch.commit().facts;
}
