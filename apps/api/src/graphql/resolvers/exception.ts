import type { ExceptionResolvers } from "@lockstep/protocol/generated/schema";
import { thingsOfException } from "../../lineage/made/orders.ts";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import { escalationOf, mergedOf } from "../../query/escalation.ts";
import { playbookOfException } from "../../query/playbooks.ts";
import { timeline } from "../../query/timeline.ts";
import { watchersOf } from "../../query/watchers.ts";
import type { Context } from "../context.ts";

export const Exception: ExceptionResolvers<Context> = {
  escalation: (row, _, { moment, writer }) => escalationOf(moment, writer.reach, row),
  playbook: (row, _, { moment, writer }) => playbookOfException(moment, writer.reach, row),
  watchers: (row, _, { moment }) => watchersOf(moment, row),
  merged: (row, _, { moment }) => mergedOf(moment, row),
  timeline: ({ id }, _, { moment }) => timeline(moment, id),
  staleSources: (row, _, { moment, ledger }) =>
    staleSourcesOf(() => thingsOfException(row, "ALL"), moment.view, ledger),
};
