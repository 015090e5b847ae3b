import { byCodeUnit } from "@lockstep/domain/world";
import { isSameValue } from "@lockstep/engine/same-value";
import type { LiveOrderLine } from "@lockstep/protocol/live";
import type { OrderLineRow } from "@lockstep/protocol/rows";
import type { Change } from "../live/publication.ts";
import type { KnownWorld } from "../replica/known-facts.ts";
import type { ShownProjection } from "../replica/projection-replica.ts";
import type { AsMoney } from "../wire/money.ts";
import { liveLine, orderLineRow } from "../wire/order-line-row.ts";

/** The rows of all order lines, by id; changed only when another view is shown. */
export interface LineBook {
  readonly rows: ReadonlyMap<string, OrderLineRow>;
  /** By code unit. */
  readonly ids: readonly string[];
  /** The ids of those in a state; in no order. */
  inState(state: OrderLineRow["state"]): ReadonlySet<string>;
}

export interface LinesSaid {
  readonly world: KnownWorld;
  readonly projection: ShownProjection;
  readonly asMoney: AsMoney;
  /** Lines that are new, gone, or projected otherwise, or whose item or customer has another name. */
  readonly touched: Iterable<string>;
  /** Look at all of them. */
  readonly isAll: boolean;
  /** Nothing was shown before: nobody is told what is different. */
  readonly isFirst: boolean;
}

export interface LineKeeper extends LineBook {
  /** Says which of them do not say on the board what they said. Rows that say the same stay the very same. */
  update(said: LinesSaid): readonly Change<LiveOrderLine>[];
}

export function createLineBook(): LineKeeper {
  const rows = new Map<string, OrderLineRow>();
  const byState = new Map<OrderLineRow["state"], Set<string>>();
  let ids: string[] = [];
  const inState = (state: OrderLineRow["state"]): Set<string> => {
    const own = byState.get(state) ?? new Set<string>();
    byState.set(state, own);
    return own;
  };
  const put = (id: string, before: OrderLineRow | null, after: OrderLineRow | null): void => {
    if (after === null) rows.delete(id);
    else rows.set(id, after);
    if (before?.state === after?.state) return;
    if (before !== null) inState(before.state).delete(id);
    if (after !== null) inState(after.state).add(id);
  };
  return {
    rows,
    inState,
    get ids() {
      return ids;
    },
    update({ world, projection, asMoney, touched, isAll, isFirst }) {
      const changes: Change<LiveOrderLine>[] = [];
      const looked = isAll ? new Set([...touched, ...rows.keys(), ...projection.orderLines.keys()]) : touched;
      const came: string[] = [];
      let hasGone = false;
      for (const id of looked) {
        const before = rows.get(id) ?? null;
        const line = projection.orderLines.get(id);
        const after = line === undefined ? null : orderLineRow(line, world, asMoney);
        if (isSameValue(before, after)) continue;
        put(id, before, after);
        if (before === null) came.push(id);
        if (after === null) hasGone = true;
        if (isFirst) continue;
        const change = { id, before: before && liveLine(before), after: after && liveLine(after) };
        if (!isSameValue(change.before, change.after)) changes.push(change);
      }
      if (hasGone) ids = ids.filter((id) => rows.has(id));
      if (came.length > 0) ids = merged(ids, came.sort(byCodeUnit));
      return changes;
    },
  };
}

/** Two lists in order as one. */
function merged(ids: readonly string[], more: readonly string[]): string[] {
  const all: string[] = [];
  let k = 0;
  for (const id of ids) {
    for (let next = more[k]; next !== undefined && next < id; next = more[k]) {
      all.push(next);
      k += 1;
    }
    all.push(id);
  }
  return all.concat(more.slice(k));
}
