import type { ProductionOrderResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import type { Context } from "../context.ts";

export const ProductionOrder: ProductionOrderResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.productionOrder(id, first),
  staleSources: ({ id }, _, { moment, ledger }) =>
    staleSourcesOf(() => [{ kind: "production-order", id }], moment.view, ledger),
};
