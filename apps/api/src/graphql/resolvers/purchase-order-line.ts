import type { PurchaseOrderLineResolvers } from "@lockstep/protocol/generated/schema";
import type { Context } from "../context.ts";

export const PurchaseOrderLine: PurchaseOrderLineResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.purchaseOrderLine(id, first),
};
