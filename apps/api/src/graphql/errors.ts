import { unwrapResolverError } from "@apollo/server/errors";
import { isUnreadable } from "@lockstep/store/plain-error";
import { StoreAway } from "@lockstep/store/reach";
import type { GraphQLFormattedError } from "graphql";
import { AWAY, UNREADABLE } from "../errors.ts";
import type { Log } from "../log.ts";

const FOR_PEOPLE: ReadonlySet<unknown> = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_USER_INPUT",
  "CONFLICT",
  "NOT_FOUND",
  "UNAVAILABLE",
]);

/** What is wrong with the question itself, as the server framework names it. */
const BAD_QUESTION: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** Lets through what is meant for people; anything else is logged, and told as a failure of ours without its inside. */
export function createFormatError(log: Log) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, locations, path, extensions } = formatted;
    const { code, field, theirs } = extensions ?? {};
    const named = typeof field === "string" ? { field } : {};
    const where = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    if (FOR_PEOPLE.has(code))
      return { message, ...where, extensions: { code, ...named, ...(theirs === undefined ? {} : { theirs }) } };
    if (BAD_QUESTION.has(code)) return { message, ...where, extensions: { code: "BAD_USER_INPUT" } };
    if (unwrapResolverError(error) instanceof StoreAway) {
      log.warn({ path }, "the database cannot be reached: a question was asked to come again");
      return { message: AWAY.message, ...where, extensions: { code: AWAY.code } };
    }
    if (isUnreadable(unwrapResolverError(error)))
      return { message: UNREADABLE.message, ...where, extensions: { code: UNREADABLE.code } };
    log.error(error, "a question failed");
    const sorry = "Something went wrong on our side; it has been logged. Ask again, or tell whoever runs this server.";
    return { message: sorry, ...where, extensions: { code: "INTERNAL" } };
  };
}
