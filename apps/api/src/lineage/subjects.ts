import type { Ledger } from "@lockstep/domain/ledger";
import type { SubjectType } from "@lockstep/engine/views";
import type { LineageFigure, LineageOf } from "@lockstep/protocol/generated/schema";
import { hold, purchaseOrderLine, transferOrder } from "../query/logistics.ts";
import type { Moment } from "../query/moment.ts";
import { orderLine } from "../query/order-lines.ts";
import { productionOrder, resource, stockingPoint } from "../query/production.ts";
import { cardsSubject, estimatesSubject, type FirstReads } from "./made/cards.ts";
import { exceptionSubject, overviewSubject } from "./made/orders.ts";
import { forecastSubject, foresightSubject, otifSubject, savedSubject } from "./made/otif.ts";
import { adherenceSubject, leadTimeSubject, oeeSubject, survivalSubject } from "./made/plans.ts";
import { feedSubject, quarantineSubject } from "./made/sources.ts";
import { lossesSubject, operationSubject, progressSubject } from "./made/work.ts";
import { shownIn } from "./shown-in.ts";
import { type Subject, subject } from "./subject.ts";

export interface Asked {
  readonly of: LineageOf;
  readonly id: string;
  readonly figure: LineageFigure;
}

/** What is not in the view itself. */
export interface Beside {
  readonly ledger: Ledger;
  readonly reads: FirstReads;
}

/** Null: there is no such thing that the viewer may see. */
export function subjectOf(moment: Moment, { of, id, figure }: Asked, { ledger, reads }: Beside): Subject | null {
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
    case "EXCEPTION":
      return exceptionSubject(moment, id, figure);
    case "OVERVIEW":
      return overviewSubject(moment, id === "*" ? null : id, figure);
    case "OTIF":
      return otifSubject(moment, id, figure);
    case "OTIF_FORECAST":
      return forecastSubject(moment, id, figure);
    case "LINES_SAVED":
      return savedSubject(moment, id, figure);
    case "FORESIGHT":
      return foresightSubject(moment, id, figure);
    case "ALARM_PERFORMANCE":
      return cardsSubject(moment, id, figure, reads);
    case "ESTIMATES":
      return estimatesSubject(moment, id, figure);
    case "ADHERENCE":
      return adherenceSubject(moment, ledger, id, figure);
    case "OEE":
      return oeeSubject(moment, ledger, id, figure);
    case "PLAN_SURVIVAL":
      return survivalSubject(moment, ledger, id, figure);
    case "LEAD_TIMES":
      return leadTimeSubject(moment, ledger, id, figure);
    case "PLAN_PROGRESS":
      return progressSubject(moment, ledger, id, figure);
    case "PLAN_LOSSES":
      return lossesSubject(moment, ledger, id);
    case "OPERATION":
      return operationSubject(moment, ledger, id, figure);
    case "FEED":
      return feedSubject(moment, ledger, id);
    case "QUARANTINE_CAUSE":
      return quarantineSubject(moment, id, figure);
  }
}

function single(kind: SubjectType, id: string, row: object | null, figure: LineageFigure): Subject | null {
  return row === null ? null : subject([{ kind, id }], { value: shownIn(row, figure) });
}
