import type { PurchaseOrderLineResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import type { Context } from "../context.ts";

export const PurchaseOrderLine: PurchaseOrderLineResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.purchaseOrderLine(id, first),
  staleSources: ({ id }, _, { moment, ledger }) =>
    staleSourcesOf(() => [{ kind: "purchase-order-line", id }], moment.view, ledger),
};
