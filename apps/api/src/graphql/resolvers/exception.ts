import type { ExceptionResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import { thingsOfException } from "../../lineage/subjects.ts";
import { timeline } from "../../query/timeline.ts";
import type { Context } from "../context.ts";

export const Exception: ExceptionResolvers<Context> = {
  timeline: ({ id }, _, { moment }) => timeline(moment, id),
  staleSources: (row, _, { moment, ledger }) =>
    staleSourcesOf(() => thingsOfException(row, "ALL"), moment.view, ledger),
};
