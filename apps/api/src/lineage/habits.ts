import type { Data } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";

/** As the engine looks at them, [P41]. */
const MOST = 20;
const FEWEST = 5;
const EPSILON = 1e-9;

type Bought = Pick<Data<"erp.purchase-order-line">, "supplier" | "item" | "quantity" | "status">;

interface Received {
  readonly time: Instant;
  readonly data: Pick<Data<"wms.receipt">, "quantity" | "rejected">;
}

interface Completed {
  readonly id: string;
  readonly item: string;
  readonly at: Instant;
}

/** From which purchase lines a supplier's habit is learned: the last of the item, else of all; too few: none. */
export function createHabits(
  lines: ReadonlyMap<string, { readonly data: Bought }>,
  receiptsOf: (line: string) => readonly Received[],
) {
  const bySupplier = new Map<string, Completed[]>();
  for (const [id, { data }] of lines) {
    const receipts = receiptsOf(id);
    const received = receipts.reduce((sum, { data: one }) => sum + one.quantity - one.rejected, 0);
    const isComplete = received >= data.quantity - EPSILON || data.status === "closed";
    if (!isComplete || receipts.length === 0) continue;
    const at = Math.max(...receipts.map(({ time }) => time));
    const own = bySupplier.get(data.supplier) ?? [];
    bySupplier.set(data.supplier, own);
    own.push({ id, item: data.item, at });
  }
  for (const own of bySupplier.values()) own.sort((a, b) => b.at - a.at || byCodeUnit(a.id, b.id));
  return {
    linesBehind(supplier: string, item: string): readonly string[] {
      const all = bySupplier.get(supplier) ?? [];
      const ofItem = all.filter((one) => one.item === item);
      const [enough = []] = [ofItem, all].filter(({ length }) => length >= FEWEST);
      return enough.slice(0, MOST).map(({ id }) => id);
    },
  };
}
