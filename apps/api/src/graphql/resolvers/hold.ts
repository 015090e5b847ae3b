import type { HoldResolvers } from "@lockstep/protocol/generated/schema";
import type { Context } from "../context.ts";

export const Hold: HoldResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.hold(id, first),
};
