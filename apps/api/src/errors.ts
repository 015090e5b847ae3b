import { HeaderMap } from "@apollo/server";
import { isoOf } from "@lockstep/domain/instant";
import { StoreAway } from "@lockstep/store/reach";
import type { TimelineEntry } from "@lockstep/workflow/model";
import { GraphQLError } from "graphql";

/** What an error that people are meant to read is called. */
export type Code = "UNAUTHENTICATED" | "FORBIDDEN" | "BAD_USER_INPUT" | "CONFLICT" | "NOT_FOUND" | "UNAVAILABLE";

/** A refusal with a code and a sentence that says what to do. */
export interface Refusal {
  readonly code: Code;
  readonly message: string;
  /** Which of the values is wrong, as a path such as `people.2.email`. */
  readonly field?: string;
  /** What others have written to the same exception meanwhile. */
  readonly theirs?: { readonly revision: number; readonly entries: readonly TimelineEntry[] };
}

export const asGraphQLError = ({ code, message, field, theirs }: Refusal): GraphQLError =>
  new GraphQLError(message, {
    extensions: {
      code,
      ...(field === undefined ? {} : { field }),
      ...(theirs === undefined
        ? {}
        : { theirs: { revision: theirs.revision, entries: theirs.entries.map(writtenRow) } }),
    },
  });

/** What cannot be said while the database is away. */
export const AWAY: Refusal = { code: "UNAVAILABLE", message: new StoreAway().message };

/** Of a text that no database holds. */
export const UNREADABLE: Refusal = {
  code: "BAD_USER_INPUT",
  message: "A text holds a NUL, which no text may: type it again.",
};

/** As it is told to whoever was slower. */
const writtenRow = ({ seq, at, by, action, note }: TimelineEntry) => ({ seq, at: isoOf(at), by, action, note });

/** Of a question as a whole: else its answer would look as if the server had failed. */
export const asForbidden = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "FORBIDDEN" satisfies Code, http: { status: 403 } } });

/** When to come again, where nothing says it better: seconds. */
export const RETRY_SECONDS = "5";

/** The same of what cannot be said now. */
export const asUnavailable = (message: string): GraphQLError =>
  new GraphQLError(message, {
    extensions: {
      code: "UNAVAILABLE" satisfies Code,
      http: { status: 503, headers: new HeaderMap([["retry-after", RETRY_SECONDS]]) },
    },
  });

/** The same of what is asked badly. */
export const asBadQuestion = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" satisfies Code, http: { status: 400 } } });

export const badInput = (message: string): GraphQLError => asGraphQLError({ code: "BAD_USER_INPUT", message });

/** Why something failed, in words: what `fetch` says of a connection stands in the cause. */
export function reasonIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error && cause.message !== "" ? `${message} (${cause.message})` : message;
}
