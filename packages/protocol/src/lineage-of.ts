import type { LineageOf } from "./generated/schema.ts";

const LINEAGE_OF: { readonly [subjectType: string]: LineageOf } = {
  "sales-order-line": "SALES_ORDER_LINE",
  "production-order": "PRODUCTION_ORDER",
  "purchase-order-line": "PURCHASE_ORDER_LINE",
  "transfer-order": "TRANSFER_ORDER",
  "stocking-point": "STOCKING_POINT",
  resource: "RESOURCE",
  hold: "HOLD",
};

/** What findings and rivals name, as lineage asks for it; null: it has none. */
export const lineageOfSubject = (subjectType: string): LineageOf | null =>
  (Object.hasOwn(LINEAGE_OF, subjectType) ? LINEAGE_OF[subjectType] : undefined) ?? null;
