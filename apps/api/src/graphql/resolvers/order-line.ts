import type { OrderLineResolvers } from "@lockstep/protocol/generated/schema";
import { staleSourcesOf } from "../../lineage/stale-sources.ts";
import { exceptionOfLine } from "../../query/exceptions.ts";
import type { Context } from "../context.ts";

export const OrderLine: OrderLineResolvers<Context> = {
  exception: (line, _, { moment }) => exceptionOfLine(moment, line),
  facts: ({ id }, { first }, { facts }) => facts.orderLine(id, first),
  staleSources: ({ id }, _, { moment, ledger }) =>
    staleSourcesOf(() => [{ kind: "sales-order-line", id }], moment.view, ledger),
};
