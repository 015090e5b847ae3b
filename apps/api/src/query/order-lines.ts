import { present } from "@lockstep/domain/assert";
import { byCodeUnit } from "@lockstep/domain/world";
import type { OrderLineFilter, QueryOrderLinesArgs } from "@lockstep/protocol/generated/schema";
import type { OrderLineRow } from "@lockstep/protocol/rows";
import { isOpen } from "../view/site-totals.ts";
import { among } from "./filters.ts";
import type { Moment } from "./moment.ts";
import { type Connection, pageOfRows } from "./paging.ts";

export function orderLine({ view, viewer }: Moment, id: string): OrderLineRow | null {
  const row = view.lines.rows.get(id);
  return row !== undefined && viewer.scope.sees(row.site) ? row : null;
}

export function orderLines(
  moment: Moment,
  { filter, first, after }: Partial<QueryOrderLinesArgs>,
): Connection<OrderLineRow> {
  const tests = testsOf(moment, filter ?? {});
  const passes = (id: string): boolean => {
    const row = orderLine(moment, id);
    return row !== null && tests.every((test) => test(row));
  };
  const isAll = tests.length === 0 && moment.viewer.scope.sites === null;
  const items = isAll ? moment.view.lines.ids : candidates(moment, filter ?? {}).filter(passes);
  return pageOfRows(
    { kind: "order-lines", items, keyOf: (id) => [id] },
    (id) => present(moment.view.lines.rows.get(id), () => `no line ${id}`),
    { first: first ?? null, after: after ?? null },
  );
}

/** By id. */
export function visibleLines(moment: Moment): readonly OrderLineRow[] {
  const rows: OrderLineRow[] = [];
  for (const id of moment.view.lines.ids) {
    const row = orderLine(moment, id);
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** Those that may pass, by id: where few can, the others are not looked at. */
function candidates(moment: Moment, { ids, exception, states }: OrderLineFilter): readonly string[] {
  const { lines } = moment.view;
  if (ids) return inOrder(ids);
  if (isGiven(exception)) return inOrder(hitBy(moment, exception));
  if (!states) return lines.ids;
  const sets = [...new Set(states)].map((state) => lines.inState(state));
  const count = sets.reduce((sum, { size }) => sum + size, 0);
  // To put most of them in order again is more than to look at all.
  return count < lines.ids.length / 4 ? inOrder(sets.flatMap((set) => [...set])) : lines.ids;
}

const inOrder = (ids: Iterable<string>): readonly string[] => [...new Set(ids)].sort(byCodeUnit);

function testsOf(moment: Moment, filter: OrderLineFilter): readonly ((row: OrderLineRow) => boolean)[] {
  const { ids, order, states, sites, customers, items, causeKinds, exception, open } = filter;
  const hit = isGiven(exception) ? new Set(hitBy(moment, exception)) : null;
  return [
    among(ids, (row: OrderLineRow) => row.id),
    among(isGiven(order) ? [order] : null, (row: OrderLineRow) => row.order),
    among(states, (row: OrderLineRow) => row.state),
    among(sites, (row: OrderLineRow) => row.site),
    among(customers, (row: OrderLineRow) => row.customer),
    among(items, (row: OrderLineRow) => row.item),
    among(causeKinds, (row: OrderLineRow) => row.cause?.kind ?? null),
    hit === null ? null : ({ id }: OrderLineRow) => hit.has(id),
    isGiven(open) ? (row: OrderLineRow) => isOpen(row) === open : null,
  ].filter((test) => test !== null);
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const hitBy = ({ view }: Moment, exception: string): readonly string[] =>
  view.exceptions.get(exception)?.impacts.map(({ row }) => row.line) ?? [];
