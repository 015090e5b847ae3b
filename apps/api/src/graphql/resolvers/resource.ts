import type { ResourceResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import { stopReasons } from "../../query/stop-reasons.ts";
import type { Context } from "../context.ts";

export const Resource: ResourceResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.resource(id, first),
  stopReasons: ({ id }, _, { moment }) => stopReasons(moment.view, id),
  staleSources: ({ id }, _, { moment, ledger }) =>
    staleSourcesOf(() => [{ kind: "resource", id }], moment.view, ledger),
};
