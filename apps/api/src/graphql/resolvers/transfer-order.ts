import type { TransferOrderResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import type { Context } from "../context.ts";

export const TransferOrder: TransferOrderResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.transferOrder(id, first),
  staleSources: ({ id }, _, { moment, ledger }) =>
    staleSourcesOf(() => [{ kind: "transfer-order", id }], moment.view, ledger),
};
