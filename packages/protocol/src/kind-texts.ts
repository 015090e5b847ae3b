/** What the kinds of causes and of failures are called, on every page and in every document. */
export const KIND_TEXTS = {
  "kind.QUALITY_HOLD": "Quality hold",
  "kind.STOCK_MISMATCH": "Stock mismatch",
  "kind.NO_SUPPLY": "No supply",
  "kind.SUPPLIER_LATE": "Supplier late",
  "kind.PLAN_GAP": "Plan gap",
  "kind.UNCERTAIN": "Uncertain",
  "kind.MACHINE_DOWN": "Machine down",
  "kind.SCRAP": "Scrap",
  "kind.SLOW_RUNNING": "Slow running",
  "kind.NOT_STARTED": "Not started",
  "kind.OVERLOAD": "Overload",
  "kind.NOT_SHIPPED": "Not shipped",
  "kind.NOT_RECEIVED": "Not received",
  "kind.TRANSFER_LATE": "Transfer late",
  "kind.CLOSED_SHORT": "Closed short",
} as const;

/** Of what an outcome itself tells. */
export const OUTCOME_TEXTS = {
  "leader.kind.TOO_EARLY": "Too early",
  "leader.kind.OVER_DELIVERED": "Too much delivered",
  "leader.kind.PROMISED_LATER": "Promised later",
  "leader.kind.LATE_ON_THE_WAY": "Late on the way",
  "leader.kind.NOT_RECORDED": "Not recorded",
} as const;

/** What somebody did about a cause, by the name of the act. */
export const SAVING_TEXTS = {
  "leader.saved.ACKNOWLEDGED": "acknowledged it",
  "leader.saved.ASSIGNED": "assigned it",
  "leader.saved.RESOLVED": "resolved it",
} as const;
