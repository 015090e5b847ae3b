import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { createIntake } from "@lockstep/domain/intake";

/** What is taken in of events, all received at one moment. */
export function factsOf(events: readonly object[], receivedAt: Instant): readonly AnyFact[] {
  const batch = createIntake(createLedger()).batch();
  events.forEach((value, k) => void batch.decide({ value }, { receivedAt, seq: k + 1, mode: "manual" }));
  return batch.commit().facts;
}
