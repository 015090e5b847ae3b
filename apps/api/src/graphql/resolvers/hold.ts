import type { HoldResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import type { Context } from "../context.ts";

export const Hold: HoldResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.hold(id, first),
  staleSources: ({ id }, _, { moment, ledger }) => staleSourcesOf(() => [{ kind: "hold", id }], moment.view, ledger),
};
