import type { Instant } from "@lockstep/domain/instant";
import type { Store } from "@lockstep/store/store";
import { evolveAll } from "@lockstep/workflow/evolve";
import { emptyState, type WorkflowState } from "@lockstep/workflow/model";
import { exceptionEventOf } from "../writer/audit-rows.ts";

interface Then {
  readonly seq: number;
  readonly clock: Instant;
}

/** The exceptions as they were recorded by then: what was told later of earlier times is not among it. */
export async function pastWorkflow(store: Pick<Store, "audit">, { seq, clock }: Then): Promise<WorkflowState> {
  let state = emptyState;
  for await (const page of store.audit()) {
    const known = page.filter((row) => row.seq <= seq && row.at <= clock);
    state = evolveAll(
      state,
      known.map(exceptionEventOf).filter((event) => event !== null),
    );
    if ((page.at(-1)?.seq ?? 0) > seq) break;
  }
  return state;
}
