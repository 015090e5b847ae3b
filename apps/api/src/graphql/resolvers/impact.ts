import type { ImpactResolvers } from "@lockstep/protocol/generated/schema";
import { orderLine } from "../../query/order-lines.ts";
import type { Context } from "../context.ts";

export const Impact: ImpactResolvers<Context> = {
  orderLine: ({ line }, _, { moment }) => orderLine(moment, line),
};
