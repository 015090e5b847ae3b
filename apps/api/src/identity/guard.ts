import type { GraphQLFieldResolver } from "graphql";
import { asGraphQLError } from "../errors.ts";
import { may, rightToField } from "./rights.ts";
import { onlyLooking } from "./seeing.ts";
import type { Viewer } from "./viewer.ts";

type Fields<C> = Readonly<Record<string, GraphQLFieldResolver<unknown, C>>>;

/** The same resolvers, each asked only by those who have the right to it. */
export function guarded<C extends { readonly viewer: Viewer }, T extends object>(
  type: "Query" | "Mutation",
  fields: T,
): T {
  const entries = Object.entries(fields as Fields<C>).map(([name, resolve]) => {
    const right = rightToField(`${type}.${name}`);
    const guardedResolve: GraphQLFieldResolver<unknown, C> = (parent, args, context, info) => {
      const allowed = may(right, context.viewer);
      if (!allowed.ok) throw asGraphQLError(allowed.error);
      const { seenBy } = context.viewer;
      if (type === "Mutation" && seenBy !== undefined) throw asGraphQLError(onlyLooking(seenBy));
      return resolve(parent, args, context, info);
    };
    return [name, guardedResolve];
  });
  return Object.fromEntries(entries) as T;
}
