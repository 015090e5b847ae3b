import type { ResourceResolvers } from "@lockstep/protocol/generated/schema";
import type { Context } from "../context.ts";

export const Resource: ResourceResolvers<Context> = {
  facts: ({ id }, { first }, { facts }) => facts.resource(id, first),
};
