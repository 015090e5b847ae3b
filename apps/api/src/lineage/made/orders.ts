import type { SubjectType } from "@lockstep/engine/views";
import type { LineageFigure } from "@lockstep/protocol/generated/schema";
import type { ExceptionRow, OrderLineRow } from "@lockstep/protocol/rows";
import { exception, exceptionsOnBoard } from "../../query/exceptions.ts";
import type { Moment } from "../../query/moment.ts";
import { visibleLines } from "../../query/order-lines.ts";
import { promisedToday, standing } from "../../query/overview.ts";
import { isOpen } from "../../view/site-totals.ts";
import { lower } from "../../wire/words.ts";
import { countOf, type MadeOf, moneyOf, type Part } from "../made-of.ts";
import { shownIn } from "../shown-in.ts";
import { lineThing, type Subject, subject } from "../subject.ts";
import type { Thing } from "../thing.ts";

/** The lines that an exception hits weigh it; its cause stands on its subject alone. */
export function thingsOfException(row: ExceptionRow, figure: LineageFigure): readonly Thing[] {
  const thing: Thing = { kind: lower(row.subjectType).replaceAll("_", "-") as SubjectType, id: row.subject };
  if (figure === "CAUSE") return [thing];
  return [thing, ...row.impacted.map(({ line }) => lineThing(line))];
}

const linePart = ({ id, customerName, promisedAt }: OrderLineRow, figure: LineageFigure, value?: number): Part => ({
  ...{ of: "SALES_ORDER_LINE", id, figure, name: `${id} · ${customerName}`, at: Date.parse(promisedAt) },
  ...(value === undefined ? {} : { value }),
});

/** The lines that a sum of money at risk is of, each with its own; at most what the viewer sees. */
function atRisk({ view }: Moment, rows: readonly OrderLineRow[]): MadeOf {
  const minor = (id: string): number => view.projection.orderLines.get(id)?.valueAtRiskMinor ?? 0;
  return moneyOf(rows.map((row) => linePart(row, "VALUE_AT_RISK", minor(row.id))));
}

export function exceptionSubject(moment: Moment, id: string, figure: LineageFigure): Subject | null {
  const row = exception(moment, id);
  if (row === null) return null;
  const record = moment.view.workflow.records.get(id);
  return subject(thingsOfException(row, figure), {
    value: shownIn(row, figure),
    made: figure === "VALUE_AT_RISK" ? impactsOf(moment, row) : null,
    acted: record === undefined ? [] : [record],
  });
}

function impactsOf({ view, viewer }: Moment, { id }: ExceptionRow): MadeOf {
  const seen = (view.exceptions.get(id)?.impacts ?? []).filter(({ site }) => viewer.scope.sees(site));
  return moneyOf(
    seen.map(({ row, promisedAt, valueAtRiskMinor }): Part => {
      const customer = view.lines.rows.get(row.line)?.customerName;
      const name = customer === undefined ? row.line : `${row.line} · ${customer}`;
      return {
        of: "SALES_ORDER_LINE",
        id: row.line,
        figure: "VALUE_AT_RISK",
        name,
        value: valueAtRiskMinor,
        at: promisedAt,
      };
    }),
  );
}

/** The header's figures, for one site or for all that the viewer may see. */
export function overviewSubject(moment: Moment, site: string | null, figure: LineageFigure): Subject | null {
  const { view, viewer } = moment;
  if (site !== null && !(view.world.sites.has(site) && viewer.scope.sees(site))) return null;
  const { totalAtRisk, openExceptions, promisesToday, openOrderLines } = standing(moment, site);
  const values: Partial<Record<LineageFigure, unknown>> = {
    VALUE_AT_RISK: totalAtRisk,
    EXCEPTIONS: openExceptions,
    PROMISES_TODAY: promisesToday,
    OPEN_LINES: openOrderLines,
  };
  const value = values[figure] ?? null;
  if (figure === "EXCEPTIONS") {
    const shown = exceptionsOf(moment, site);
    return subject(
      shown.flatMap((row) => thingsOfException(row, figure)),
      { value, made: countOf(shown.map(cardPart)) },
    );
  }
  const rows = linesOf(moment, site, figure);
  const made =
    figure === "VALUE_AT_RISK"
      ? atRisk(moment, rows)
      : figure === "ALL"
        ? null
        : countOf(rows.map((row) => linePart(row, "STATE")));
  return subject(
    rows.map(({ id }) => lineThing(id)),
    { value, made },
  );
}

const exceptionsOf = (moment: Moment, site: string | null): readonly ExceptionRow[] =>
  exceptionsOnBoard(moment).filter((row) => row.present && (site === null || row.sites.includes(site)));

const cardPart = ({ id, title, openedAt }: ExceptionRow): Part => ({
  ...{ of: "EXCEPTION", id, figure: "ALL", name: title, at: Date.parse(openedAt) },
});

function linesOf(moment: Moment, site: string | null, figure: LineageFigure): readonly OrderLineRow[] {
  const lines = visibleLines(moment).filter((row) => site === null || row.site === site);
  return figure === "PROMISES_TODAY" ? promisedToday(moment, lines) : lines.filter(isOpen);
}

/** The things that the header leans on. */
export const thingsOfOverview = (moment: Moment, site: string | null) =>
  linesOf(moment, site, "VALUE_AT_RISK").map(({ id }) => lineThing(id));
