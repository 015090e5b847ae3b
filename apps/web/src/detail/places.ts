import type { PathStep } from "../api/answers.ts";
import type { Place, PlaceKind } from "../shell/view.ts";

const OF_SUBJECT: Record<string, PlaceKind> = {
  SALES_ORDER_LINE: "line",
  PRODUCTION_ORDER: "order",
  PURCHASE_ORDER_LINE: "purchase",
  TRANSFER_ORDER: "transfer",
  STOCKING_POINT: "point",
  RESOURCE: "resource",
  HOLD: "hold",
};

const OF_SUPPLY: Record<string, PlaceKind> = {
  MADE: "order",
  MAKE: "order",
  PURCHASE: "purchase",
  TRANSFER: "transfer",
};

/** Where a cause's subject is opened; null for what this page does not know yet. */
export function placeOfSubject(subjectType: string, subject: string): Place | null {
  const kind = OF_SUBJECT[subjectType];
  return kind === undefined ? null : { kind, id: subject };
}

/** Findings name their subject's type in lower case. */
export function placeOfFinding(subjectType: string, subject: string): Place | null {
  return placeOfSubject(subjectType.toUpperCase().replaceAll("-", "_"), subject);
}

/** A lot has no page of its own. */
export function placeOfSupply(kind: string, id: string): Place | null {
  const place = OF_SUPPLY[kind];
  return place === undefined || id === "" ? null : { kind: place, id };
}

/** A claim's id is its operation's, a transfer's and a line's their own. */
export function placeOfDemand(kind: string, id: string): Place {
  if (kind === "LINE") return { kind: "line", id };
  if (kind === "TRANSFER") return { kind: "transfer", id };
  return { kind: "order", id: orderOfOperation(id) };
}

export function placeOfStep(step: PathStep, subjectType: string): Place | null {
  switch (step.what) {
    case "LINE":
      return { kind: "line", id: step.id };
    case "SHORT":
      return { kind: "point", id: step.id };
    case "SUPPLY":
      return step.id === "" ? null : { kind: "supply", id: step.id };
    case "OPERATION":
      return { kind: "order", id: orderOfOperation(step.id) };
    case "CAUSE":
      return placeOfSubject(subjectType, step.id);
  }
}

/** An operation is ORDER/SEQ. */
export function orderOfOperation(id: string): string {
  const cut = id.lastIndexOf("/");
  return cut < 0 ? id : id.slice(0, cut);
}
