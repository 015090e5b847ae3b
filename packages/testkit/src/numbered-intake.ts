import type { Instant } from "@lockstep/domain/instant";
import { createIntake, type IntakeBatch } from "@lockstep/domain/intake";
import type { Ledger } from "@lockstep/domain/ledger";

/** Takes events into a ledger as a server does: each at the next position of the log, whatever becomes of it. */
export interface NumberedIntake {
  /** Of the last event; 0: none has come. */
  readonly seq: number;
  take(events: readonly object[], receivedAt: Instant): ReturnType<IntakeBatch["commit"]>;
}

export function createNumberedIntake(ledger: Ledger, mode: "live" | "manual"): NumberedIntake {
  const intake = createIntake(ledger);
  let seq = 0;
  return {
    get seq() {
      return seq;
    },
    take(events, receivedAt) {
      const batch = intake.batch();
      for (const value of events) {
        seq += 1;
        batch.decide({ value }, { receivedAt, seq, mode });
      }
      return batch.commit();
    },
  };
}
