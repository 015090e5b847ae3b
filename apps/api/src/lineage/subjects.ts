import { parseInstant } from "@lockstep/domain/instant-text";
import type { SubjectType } from "@lockstep/engine/views";
import type { LineageFigure, LineageOf } from "@lockstep/protocol/generated/schema";
import type { ExceptionRow } from "@lockstep/protocol/rows";
import { badInput } from "../errors.ts";
import { exception, visibleExceptions } from "../query/exceptions.ts";
import { hold, purchaseOrderLine, transferOrder } from "../query/logistics.ts";
import type { Moment } from "../query/moment.ts";
import { orderLine, visibleLines } from "../query/order-lines.ts";
import { otif, otifLines } from "../query/otif.ts";
import { promisedToday, standing } from "../query/overview.ts";
import { productionOrder, resource, stockingPoint } from "../query/production.ts";
import { isOpen } from "../view/site-totals.ts";
import { isOnBoard } from "../wire/exception-row.ts";
import { lower } from "../wire/words.ts";
import type { Thing } from "./thing.ts";

/** What a figure is of: where it comes from, and what it says. */
export interface Subject {
  readonly things: readonly Thing[];
  /** As it stands in an answer; null: not known, or no single figure. */
  readonly value: unknown;
}

/** Null: there is no such thing that the viewer may see. */
export function subjectOf(moment: Moment, asked: Asked): Subject | null {
  const { of, id, figure } = asked;
  switch (of) {
    case "SALES_ORDER_LINE":
      return single("sales-order-line", id, orderLine(moment, id), figure);
    case "PRODUCTION_ORDER":
      return single("production-order", id, productionOrder(moment, id), figure);
    case "PURCHASE_ORDER_LINE":
      return single("purchase-order-line", id, purchaseOrderLine(moment, id), figure);
    case "TRANSFER_ORDER":
      return single("transfer-order", id, transferOrder(moment, id), figure);
    case "STOCKING_POINT":
      return single("stocking-point", id, stockingPoint(moment, id), figure);
    case "RESOURCE":
      return single("resource", id, resource(moment, id), figure);
    case "HOLD":
      return single("hold", id, hold(moment, id), figure);
    case "EXCEPTION": {
      const row = exception(moment, id);
      return row === null ? null : { things: thingsOfException(row, figure), value: shownIn(row, figure) };
    }
    case "OVERVIEW":
      return overviewOf(moment, id === "*" ? null : id, figure);
    case "OTIF":
      return otifOf(moment, id);
  }
}

export interface Asked {
  readonly of: LineageOf;
  readonly id: string;
  readonly figure: LineageFigure;
}

/** The lines that an exception hits weigh it; its cause stands on its subject alone. */
export function thingsOfException(row: ExceptionRow, figure: LineageFigure): readonly Thing[] {
  const subject: Thing = { kind: lower(row.subjectType).replaceAll("_", "-") as SubjectType, id: row.subject };
  if (figure === "CAUSE") return [subject];
  return [subject, ...row.impacted.map(({ line }) => lineThing(line))];
}

/** The lines that the header's figures are of. */
export function thingsOfOverview(moment: Moment, site: string | null, figure: LineageFigure): readonly Thing[] {
  if (figure === "EXCEPTIONS") {
    return visibleExceptions(moment)
      .filter((row) => row.present && isOnBoard(row) && (site === null || row.sites.includes(site)))
      .flatMap((row) => thingsOfException(row, figure));
  }
  const lines = visibleLines(moment).filter((row) => site === null || row.site === site);
  const counted = figure === "PROMISES_TODAY" ? promisedToday(moment, lines) : lines.filter(isOpen);
  return counted.map(({ id }) => lineThing(id));
}

const lineThing = (id: string): Thing => ({ kind: "sales-order-line", id });

function single(kind: SubjectType, id: string, row: object | null, figure: LineageFigure): Subject | null {
  return row === null ? null : { things: [{ kind, id }], value: shownIn(row, figure) };
}

/** The fields of a row that a figure is read from, in order of preference. */
const FIELDS: { readonly [figure in LineageFigure]: readonly string[] } = {
  ALL: [],
  PROMISED_AT: ["promisedAt"],
  REQUESTED_AT: ["requestedAt"],
  PROJECTED: ["projectedDelivery", "projectedFinish"],
  SLACK: ["slackMinutes"],
  P_LATE: ["pLate"],
  OPEN_QUANTITY: ["openQuantity"],
  SHORT_QUANTITY: ["shortQuantity"],
  OPEN_VALUE: ["openValue"],
  VALUE_AT_RISK: ["valueAtRisk"],
  STATE: ["state", "status"],
  CAUSE: ["cause", "title"],
  ACT_BY: ["actBy"],
  PLANNED: ["plannedFinish", "plannedReceipt"],
  STILL_TO_MAKE: ["stillToMake"],
  ON_HAND: ["onHand"],
  ERP_ON_HAND: ["erpOnHand"],
  AVAILABLE: ["supplies"],
  VERDICT: ["verdict"],
  UP_AT: ["upAt"],
  RECEIVED: ["receivedQuantity"],
  EXCEPTIONS: [],
  PROMISES_TODAY: [],
};

function shownIn(row: object, figure: LineageFigure): unknown {
  const fields: Readonly<Record<string, unknown>> = { ...row };
  const field = FIELDS[figure].find((name) => name in fields);
  return field === undefined ? null : fields[field];
}

function overviewOf(moment: Moment, site: string | null, figure: LineageFigure): Subject | null {
  const { view, viewer } = moment;
  if (site !== null && !(view.world.sites.has(site) && viewer.scope.sees(site))) return null;
  const { totalAtRisk, openExceptions, promisesToday } = standing(moment, site);
  const values: Partial<Record<LineageFigure, unknown>> = {
    VALUE_AT_RISK: totalAtRisk,
    EXCEPTIONS: openExceptions,
    PROMISES_TODAY: promisesToday,
  };
  return { things: thingsOfOverview(moment, site, figure), value: values[figure] ?? null };
}

function otifOf(moment: Moment, id: string): Subject {
  const [definition = "", fromText = "", toText = ""] = id.split("/");
  const [from, to] = [parseInstant(fromText), parseInstant(toText)];
  if (from === null || to === null) {
    throw badInput(
      "The id of an OTIF figure is its definition, from and to: requested/2026-03-01T00:00:00Z/2026-03-08T00:00:00Z.",
    );
  }
  const question = { definition, from, to };
  const { value, n } = otif(moment, question);
  return { things: otifLines(moment, question).map(lineThing), value: { value, n } };
}
