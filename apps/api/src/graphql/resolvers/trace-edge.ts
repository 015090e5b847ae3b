import type { TraceEdgeResolvers } from "@lockstep/protocol/generated/schema";
import { recordOf } from "../../query/facts-behind.ts";
import { pageSize } from "../../query/paging.ts";
import type { Context } from "../context.ts";

export const TraceEdge: TraceEdgeResolvers<Context> = {
  facts: ({ behind }, { first }) => behind.slice(0, pageSize(first)).map(recordOf),
};
