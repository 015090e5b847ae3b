import type { TransferOrderResolvers } from "@lockstep/protocol/generated/schema";
import type { Context } from "../context.ts";

export const TransferOrder: TransferOrderResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.transferOrder(id, first),
};
