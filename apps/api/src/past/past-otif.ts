import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Store } from "@lockstep/store/store";
import { createOtifKeeper, type OtifKeeper, REVISIONS_KEPT, SCORED_FOR } from "../otif/keeper.ts";
import { rememberedOf } from "../otif/rows.ts";

interface PastOtifParts {
  readonly store: Pick<Store, "otifRows">;
  readonly clockMode: "live" | "manual";
  readonly currency: string;
}

interface Then {
  readonly seq: number;
  readonly clock: Instant;
}

/** What was kept by then of what became of order lines; facts bring the rest. */
export async function pastOtif(
  { store, clockMode, currency }: PastOtifParts,
  ledger: Ledger,
  { seq, clock }: Then,
): Promise<OtifKeeper> {
  const rows = await store.otifRows({ closesAfter: clock - SCORED_FOR, revisions: REVISIONS_KEPT });
  const remembered = rememberedOf({
    definitions: rows.definitions.filter((row) => row.seq <= seq),
    standings: rows.standings.filter((row) => row.seq <= seq && row.since <= clock),
    predictions: rows.predictions.filter((row) => row.madeAt <= clock),
    revisions: rows.revisions.filter((row) => row.at <= clock),
  });
  return createOtifKeeper({ ledger, clockMode, currency, remembered });
}
