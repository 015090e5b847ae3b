import { DAY, type Instant, MINUTE } from "@lockstep/domain/instant";
import type { EscalationOverdue, Store } from "@lockstep/store/store";

/** So late something may be without anybody being told. */
const PATIENCE = MINUTE;
/** What was given up longer ago is in the delivery log alone. */
const FAILED_WITHIN = DAY;

/** What is late by the clock that rules look at, and what was given up lately and not sent again. */
export const lookForOverdue = (store: Pick<Store, "escalationOverdue">, now: Instant): Promise<EscalationOverdue> =>
  store.escalationOverdue({ before: now - PATIENCE, failedSince: Date.now() - FAILED_WITHIN });
