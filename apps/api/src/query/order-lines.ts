import type { OrderLineFilter, QueryOrderLinesArgs } from "@lockstep/protocol/generated/schema";
import type { OrderLineRow } from "@lockstep/protocol/rows";
import { isOpen } from "../view/site-totals.ts";
import { among } from "./filters.ts";
import type { Moment } from "./moment.ts";
import { type Connection, pageOf } from "./paging.ts";

export function orderLine({ view, viewer }: Moment, id: string): OrderLineRow | null {
  const row = view.lines.rows.get(id);
  return row !== undefined && viewer.scope.sees(row.site) ? row : null;
}

export function orderLines(
  moment: Moment,
  { filter, first, after }: Partial<QueryOrderLinesArgs>,
): Connection<OrderLineRow> {
  const passes = filterOf(moment, filter ?? {});
  const items = visibleLines(moment).filter(passes);
  return pageOf(
    { kind: "order-lines", items, keyOf: ({ id }) => [id] },
    { first: first ?? null, after: after ?? null },
  );
}

/** By id. */
export function visibleLines({ view, viewer }: Moment): readonly OrderLineRow[] {
  return view.lines.ids.flatMap((id) => {
    const row = view.lines.rows.get(id);
    return row !== undefined && viewer.scope.sees(row.site) ? [row] : [];
  });
}

function filterOf(moment: Moment, filter: OrderLineFilter): (row: OrderLineRow) => boolean {
  const { ids, order, states, sites, customers, items, causeKinds, exception, open } = filter;
  const tests = [
    among(ids, (row: OrderLineRow) => row.id),
    among(order === null || order === undefined ? null : [order], (row: OrderLineRow) => row.order),
    among(states, (row: OrderLineRow) => row.state),
    among(sites, (row: OrderLineRow) => row.site),
    among(customers, (row: OrderLineRow) => row.customer),
    among(items, (row: OrderLineRow) => row.item),
    among(causeKinds, (row: OrderLineRow) => row.cause?.kind ?? null),
    exception === null || exception === undefined ? null : hitBy(moment, exception),
    open === null || open === undefined ? null : (row: OrderLineRow) => isOpen(row) === open,
  ].filter((test) => test !== null);
  return (row) => tests.every((test) => test(row));
}

function hitBy({ view }: Moment, exception: string): (row: OrderLineRow) => boolean {
  const hit = new Set(view.exceptions.get(exception)?.impacts.map(({ row }) => row.line));
  return ({ id }) => hit.has(id);
}
