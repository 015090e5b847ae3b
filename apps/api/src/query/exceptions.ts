import type { ExceptionFilter, ExceptionOrder, QueryExceptionsArgs } from "@lockstep/protocol/generated/schema";
import type { ExceptionRow, OrderLineRow } from "@lockstep/protocol/rows";
import type { View } from "../view/view.ts";
import { exceptionRowFor, isOnBoard } from "../wire/exception-row.ts";
import { among, anyAmong } from "./filters.ts";
import type { Moment } from "./moment.ts";
import { type Connection, compareKeys, pageOf, type SortKey } from "./paging.ts";

export function exception({ view, viewer }: Moment, id: string): ExceptionRow | null {
  const source = view.exceptions.get(id);
  return source === undefined ? null : rowIn(view, exceptionRowFor(source, viewer));
}

/** Nothing can be done at a past moment. */
const rowIn = ({ isPast }: View, row: ExceptionRow | null): ExceptionRow | null =>
  isPast && row !== null ? { ...row, nextActions: [] } : row;

/** The one that an order line stands under: what its own is part of, to who sees that. */
export function exceptionOfLine(moment: Moment, { id }: OrderLineRow): ExceptionRow | null {
  const cause = moment.view.projection.orderLines.get(id)?.cause;
  if (!cause) return null;
  const latest = moment.view.workflow.latest.get(`${cause.kind}|${cause.subjectType}|${cause.subject}`);
  const own = latest === undefined ? null : exception(moment, latest);
  return own?.mergedInto ? exception(moment, own.mergedInto) : own;
}

const rowsOfMoment = new WeakMap<Moment, readonly ExceptionRow[]>();

/** In no order. */
export function visibleExceptions(moment: Moment): readonly ExceptionRow[] {
  const known = rowsOfMoment.get(moment);
  if (known !== undefined) return known;
  const { view, viewer } = moment;
  const rows = [...view.exceptions.values()].flatMap((source) => rowIn(view, exceptionRowFor(source, viewer)) ?? []);
  rowsOfMoment.set(moment, rows);
  return rows;
}

export function exceptions(moment: Moment, args: Partial<QueryExceptionsArgs>): Connection<ExceptionRow> {
  const asked = args.orderBy ?? "ACT_BY";
  const isByMoney = asked === "VALUE_AT_RISK";
  // An order tells of what it goes by, and so does the place in it.
  const order = isByMoney && moment.viewer.withoutMoney === true ? "ACT_BY" : asked;
  const keyOf = KEYS[order];
  const passes = filterOf(moment, args.filter ?? null);
  const items = visibleExceptions(moment)
    .filter(passes)
    .sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
  return pageOf(
    { kind: `exceptions:${order}`, items, keyOf },
    { first: args.first ?? null, after: args.after ?? null },
  );
}

/** ISO texts of one form sort like the instants that they name. */
const KEYS: Record<ExceptionOrder, (row: ExceptionRow) => SortKey> = {
  ACT_BY: ({ actBy, id }) => [actBy, id],
  VALUE_AT_RISK: ({ valueAtRisk, id }) => [-Number(valueAtRisk.amount), id],
  OPENED_AT: ({ openedAt, id }) => [openedAt, id],
};

/** Without states asked for: all that stand on the board. */
function filterOf({ view }: Moment, filter: ExceptionFilter | null): (row: ExceptionRow) => boolean {
  const { ids, states, kinds, severities, sites, resources, customers, present, subject, text } = filter ?? {};
  const customersOf = (row: ExceptionRow): string[] =>
    row.impacted.flatMap(({ line }) => view.lines.rows.get(line)?.customer ?? []);
  const tests = [
    states === null || states === undefined
      ? ids
        ? null
        : isOnBoard
      : among(states, (row: ExceptionRow) => row.state),
    among(ids, (row: ExceptionRow) => row.id),
    among(kinds, (row: ExceptionRow) => row.kind),
    among(severities, (row: ExceptionRow) => row.severity),
    anyAmong(sites, (row: ExceptionRow) => row.sites),
    among(resources, (row: ExceptionRow) => row.resource),
    anyAmong(customers, customersOf),
    among(present === null || present === undefined ? null : [present], (row: ExceptionRow) => row.present),
    among(subject === null || subject === undefined ? null : [subject], (row: ExceptionRow) => row.subject),
    text ? (row: ExceptionRow) => textsOf(row).some((one) => one.toLowerCase().includes(text.toLowerCase())) : null,
  ].filter((test) => test !== null);
  return (row) => tests.every((test) => test(row));
}

const textsOf = (row: ExceptionRow): readonly string[] => [
  row.subject,
  row.title,
  ...row.impacted.map(({ line }) => line),
];
