import type { OverviewResolvers } from "@lockstep/protocol/generated/schema";
import { thingsOfOverview } from "../../lineage/made/orders.ts";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import type { Context } from "../context.ts";

export const Overview: OverviewResolvers<Context> = {
  staleSources: ({ site }, _, { moment, ledger }) =>
    staleSourcesOf(() => thingsOfOverview(moment, site), moment.view, ledger),
};
