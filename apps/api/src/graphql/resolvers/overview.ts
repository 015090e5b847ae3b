import type { OverviewResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import { thingsOfOverview } from "../../lineage/subjects.ts";
import type { Context } from "../context.ts";

export const Overview: OverviewResolvers<Context> = {
  staleSources: ({ site }, _, { moment, ledger }) =>
    staleSourcesOf(() => thingsOfOverview(moment, site, "ALL"), moment.view, ledger),
};
