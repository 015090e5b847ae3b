import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Store } from "@lockstep/store/store";
import { createOtifKeeper, type OtifKeeper, REVISIONS_KEPT, SCORED_FOR } from "./keeper.ts";
import { rememberedOf } from "./rows.ts";

interface OtifParts {
  readonly ledger: Ledger;
  readonly clockMode: "live" | "manual";
  readonly currency: string;
  /** Where the manual clock was left. */
  readonly clock: Instant;
}

/** The keeper, with all that was written down before. */
export async function restoreOtif(
  store: Store,
  { ledger, clockMode, currency, clock }: OtifParts,
): Promise<OtifKeeper> {
  const now = clockMode === "live" ? Date.now() : clock;
  const rows = await store.otifRows({ closesAfter: now - SCORED_FOR, revisions: REVISIONS_KEPT });
  return createOtifKeeper({ ledger, clockMode, currency, remembered: rememberedOf(rows) });
}
