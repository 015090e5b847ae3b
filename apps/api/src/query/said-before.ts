import type { Json } from "@lockstep/domain/json";
import type { AuditFilter, ChainedAuditRow, Store } from "@lockstep/store/store";
import { notSaidBefore } from "@lockstep/workflow/audit/changes";

/** Among so many records before one, what was said before of its subject is looked for. */
const LOOK_BACK = 100_000;
const A_PART = 500;

export const anything: AuditFilter = { from: null, to: null, by: null, action: null, subject: null, text: null };

export const eventOf = ({ event }: Pick<ChainedAuditRow, "event">): Json => JSON.parse(event) as Json;

export interface SaidBefore {
  /** Of the same subject, the newest first; those that say nothing of what the record says may be missing. */
  readonly earlier: readonly Json[];
  /** The first record that was looked at, where something was not found and there are earlier ones. */
  readonly lookedBackTo: number | null;
}

/** Looks for earlier events until each thing that the record says was said of its subject, or until there is no more to look at. */
export async function saidBefore(
  store: Pick<Store, "searchAudit">,
  row: Pick<ChainedAuditRow, "number" | "exceptionId" | "event">,
): Promise<SaidBefore> {
  const event = eventOf(row);
  const filter = { ...anything, subject: { part: null, ids: [row.exceptionId] } };
  const after = Math.max(0, row.number - 1 - LOOK_BACK);
  const earlier: Json[] = [];
  let wanted = notSaidBefore(event, []);
  for (let before = row.number; wanted.length > 0; ) {
    const { rows, hasMore } = await store.searchAudit({ filter, before, after, first: A_PART });
    const part = rows.map(eventOf);
    const still = new Set(notSaidBefore(event, part));
    // What adds nothing is not kept.
    if (wanted.some((name) => !still.has(name))) earlier.push(...part);
    wanted = wanted.filter((name) => still.has(name));
    if (!hasMore) break;
    before = rows.at(-1)?.number ?? 0;
  }
  return { earlier, lookedBackTo: wanted.length > 0 && after > 0 ? after + 1 : null };
}
