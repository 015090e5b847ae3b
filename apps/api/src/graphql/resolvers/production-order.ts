import type { ProductionOrderResolvers } from "@lockstep/protocol/generated/schema";
import type { Context } from "../context.ts";

export const ProductionOrder: ProductionOrderResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.productionOrder(id, first),
};
