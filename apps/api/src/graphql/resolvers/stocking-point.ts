import type { StockingPointResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import type { Context } from "../context.ts";

export const StockingPoint: StockingPointResolvers<Context> = {
  facts: (point, { first }, { facts }) => facts.stockingPoint(point, first),
  staleSources: ({ id }, _, { moment, ledger }) =>
    staleSourcesOf(() => [{ kind: "stocking-point", id }], moment.view, ledger),
};
