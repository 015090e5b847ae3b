import { isObject } from "@lockstep/domain/json";
import type { Store } from "@lockstep/store/store";

const PAGE_ROWS = 200;
/** More is a matter of its own; then those that came last count. */
const MOST_ROWS = 2_000;

/** How many open facts in quarantine name each production order, as far as they can be read. */
export async function quarantinedByOrder(store: Pick<Store, "quarantine">): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  let after: string | null = null;
  for (let read = 0; read < MOST_ROWS; ) {
    const page = await store.quarantine({ first: PAGE_ROWS, after, state: "open" });
    for (const { fact } of page.rows)
      for (const order of ordersIn(fact)) counts.set(order, (counts.get(order) ?? 0) + 1);
    read += page.rows.length;
    after = page.rows.at(-1)?.id ?? null;
    if (!page.hasMore || after === null) break;
  }
  return counts;
}

function ordersIn(text: string): readonly string[] {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    return [];
  }
  const data = isObject(event) ? event["data"] : null;
  if (!isObject(event) || !isObject(data)) return [];
  const named = event["type"] === "erp.production-order" ? data["id"] : (data["order"] ?? data["productionOrder"]);
  return typeof named === "string" ? [named] : [];
}
