import type { LineageFigure } from "@lockstep/protocol/generated/schema";

/** The fields of a row that a figure is read from, in order of preference. */
const FIELDS: { readonly [figure in LineageFigure]?: readonly string[] } = {
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
};

/** What a row says of a figure; null: nothing, or all of it. */
export function shownIn(row: object, figure: LineageFigure): unknown {
  const fields: Readonly<Record<string, unknown>> = { ...row };
  const field = FIELDS[figure]?.find((name) => name in fields);
  return field === undefined ? null : fields[field];
}
