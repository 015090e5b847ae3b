import { byCodeUnit, type World } from "@lockstep/domain/world";
import type { Delta } from "@lockstep/engine/engine";
import type { Projection } from "@lockstep/engine/views";
import type { OrderLineRow } from "@lockstep/protocol/rows";
import type { Change } from "../live/publication.ts";
import type { AsMoney } from "../wire/money.ts";
import { orderLineRow } from "../wire/order-line-row.ts";

/** The rows of all order lines, by id. */
export interface LineBook {
  readonly rows: ReadonlyMap<string, OrderLineRow>;
  /** By code unit. */
  readonly ids: readonly string[];
}

export const emptyLineBook: LineBook = { rows: new Map(), ids: [] };

export interface LineBookInput {
  readonly before: LineBook;
  readonly world: World;
  readonly projection: Projection;
  readonly delta: Delta;
  readonly asMoney: AsMoney;
}

/** The next rows, and which of them are not as they were. Rows that say the same stay the very same. */
export function nextLineBook(input: LineBookInput): { book: LineBook; changes: readonly Change<OrderLineRow>[] } {
  const { before, projection, world, asMoney } = input;
  const touched = touchedLines(input);
  const rows = new Map(before.rows);
  const changes: Change<OrderLineRow>[] = [];
  let hasOtherIds = false;
  for (const id of touched) {
    const was = rows.get(id) ?? null;
    const line = projection.orderLines.get(id);
    const is = line === undefined ? null : orderLineRow(line, world, asMoney);
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    if (is === null) rows.delete(id);
    else rows.set(id, is);
    if (was === null || is === null) hasOtherIds = true;
    changes.push({ id, before: was, after: is });
  }
  if (changes.length === 0) return { book: before, changes };
  return { book: { rows, ids: hasOtherIds ? [...rows.keys()].sort(byCodeUnit) : before.ids }, changes };
}

/** A row also says the names of its item and customer: these may change without the line. */
function touchedLines({ delta, projection }: LineBookInput): Iterable<string> {
  const { added, updated, removed } = delta.orderLines;
  if (!delta.hasOtherNames) return [...added.keys(), ...updated.keys(), ...removed.keys()];
  return new Set([...removed.keys(), ...projection.orderLines.keys()]);
}
