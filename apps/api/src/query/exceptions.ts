import type { ExceptionFilter, ExceptionOrder, QueryExceptionsArgs } from "@lockstep/protocol/generated/schema";
import type { ExceptionRow, OrderLineRow } from "@lockstep/protocol/rows";
import type { View } from "../view/view.ts";
import { type ExceptionSource, exceptionRowFor, isOnBoard } from "../wire/exception-row.ts";
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

/** What an exception says to whoever looks at it. */
type Stated = ExceptionSource["row"];

const rowsOfMoment = new WeakMap<Moment, Map<string, ExceptionRow | null>>();

function visibleRow(moment: Moment, source: ExceptionSource): ExceptionRow | null {
  const rows = rowsOfMoment.get(moment) ?? new Map<string, ExceptionRow | null>();
  rowsOfMoment.set(moment, rows);
  const { id } = source.row;
  const known = rows.get(id);
  if (known !== undefined) return known;
  const row = rowIn(moment.view, exceptionRowFor(source, moment.viewer));
  rows.set(id, row);
  return row;
}

/** In no order. Only of those that pass is a row made: what is settled grows with the years. */
export function visibleExceptions(
  moment: Moment,
  passes: (stated: Stated) => boolean = () => true,
): readonly ExceptionRow[] {
  const rows: ExceptionRow[] = [];
  for (const source of moment.view.exceptions.values()) {
    const row = passes(source.row) ? visibleRow(moment, source) : null;
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** Those that stand on the board, in no order. */
export const exceptionsOnBoard = (moment: Moment): readonly ExceptionRow[] =>
  visibleExceptions(moment, isUnsettled).filter(isOnBoard);

const isUnsettled = ({ state }: Stated): boolean => state !== "RESOLVED" && state !== "FALSE_FLAG";

export function exceptions(moment: Moment, args: Partial<QueryExceptionsArgs>): Connection<ExceptionRow> {
  const asked = args.orderBy ?? "ACT_BY";
  const isByMoney = asked === "VALUE_AT_RISK";
  // An order tells of what it goes by, and so does the place in it.
  const order = isByMoney && moment.viewer.withoutMoney === true ? "ACT_BY" : asked;
  const keyOf = KEYS[order];
  const filter = args.filter ?? {};
  const items = visibleExceptions(moment, all(statedTests(filter)))
    .filter(all(shownTests(moment, filter)))
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

const all =
  <T>(tests: readonly (((row: T) => boolean) | null)[]): ((row: T) => boolean) =>
  (row) =>
    tests.every((test) => test === null || test(row));

/** Without states asked for: all that stand on the board. */
const isOfBoard = ({ ids, states }: ExceptionFilter): boolean => !states && !ids;

function statedTests(filter: ExceptionFilter): readonly (((stated: Stated) => boolean) | null)[] {
  const { ids, states, kinds, severities, resources, present, subject } = filter;
  return [
    isOfBoard(filter) ? isUnsettled : null,
    among(states, (stated: Stated) => stated.state),
    among(ids, (stated: Stated) => stated.id),
    among(kinds, (stated: Stated) => stated.kind),
    among(severities, (stated: Stated) => stated.severity),
    among(resources, (stated: Stated) => stated.resource),
    among(present === null || present === undefined ? null : [present], (stated: Stated) => stated.present),
    among(subject === null || subject === undefined ? null : [subject], (stated: Stated) => stated.subject),
  ];
}

/** Of what is another thing to each who looks. */
function shownTests({ view }: Moment, filter: ExceptionFilter): readonly (((row: ExceptionRow) => boolean) | null)[] {
  const { sites, customers, text } = filter;
  const customersOf = (row: ExceptionRow): string[] =>
    row.impacted.flatMap(({ line }) => view.lines.rows.get(line)?.customer ?? []);
  return [
    isOfBoard(filter) ? isOnBoard : null,
    anyAmong(sites, (row: ExceptionRow) => row.sites),
    anyAmong(customers, customersOf),
    text ? (row: ExceptionRow) => textsOf(row).some((one) => one.toLowerCase().includes(text.toLowerCase())) : null,
  ];
}

const textsOf = (row: ExceptionRow): readonly string[] => [
  row.subject,
  row.title,
  ...row.impacted.map(({ line }) => line),
];
