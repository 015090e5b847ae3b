import type { StockingPointResolvers } from "@lockstep/protocol/generated/schema";
import type { Context } from "../context.ts";

export const StockingPoint: StockingPointResolvers<Context> = {
  facts: (point, { first }, { facts }) => facts.stockingPoint(point, first),
};
