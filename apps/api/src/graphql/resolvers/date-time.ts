import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { GraphQLScalarType, Kind } from "graphql";
import { badInput } from "../../errors.ts";

/** Goes out as it stands in a row; comes in as an instant. */
export const DateTime = new GraphQLScalarType<Instant, string>({
  name: "DateTime",
  description: "An instant: ISO 8601 UTC with milliseconds.",
  serialize: String,
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
});

function read(value: unknown): Instant {
  const at = typeof value === "string" ? parseInstant(value) : null;
  if (at !== null) return at;
  throw badInput(`An instant is written like 2026-03-02T08:00:00Z, with an offset; this is ${JSON.stringify(value)}.`);
}
