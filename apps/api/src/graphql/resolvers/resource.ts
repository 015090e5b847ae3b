import type { ResourceResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import { queueLength, queueOf } from "../../query/resource-queue.ts";
import { stopReasons } from "../../query/stop-reasons.ts";
import type { Context } from "../context.ts";

export const Resource: ResourceResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.resource(id, first),
  queue: ({ id }, { first }, { moment }) => queueOf(moment.view, id, first),
  queueLength: ({ id }, _, { moment }) => queueLength(moment.view, id),
  stopReasons: ({ id }, _, { moment }) => stopReasons(moment.view, id),
  staleSources: ({ id }, _, { moment, ledger }) =>
    staleSourcesOf(() => [{ kind: "resource", id }], moment.view, ledger),
};
