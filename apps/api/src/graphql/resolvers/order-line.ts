import type { OrderLineResolvers } from "@lockstep/protocol/generated/schema";
import { exceptionOfLine } from "../../query/exceptions.ts";
import type { Context } from "../context.ts";

export const OrderLine: OrderLineResolvers<Context> = {
  exception: (line, _, { moment }) => exceptionOfLine(moment, line),
  facts: ({ id }, { first }, { facts }) => facts.orderLine(id, first),
};
