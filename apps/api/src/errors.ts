import { GraphQLError } from "graphql";

/** What an error that people are meant to read is called. */
export type Code = "UNAUTHENTICATED" | "FORBIDDEN" | "BAD_USER_INPUT" | "CONFLICT" | "NOT_FOUND" | "UNAVAILABLE";

/** A refusal with a code and a sentence that says what to do. */
export interface Refusal {
  readonly code: Code;
  readonly message: string;
  /** Which of the values is wrong, as a path such as `people.2.email`. */
  readonly field?: string;
}

export const asGraphQLError = ({ code, message, field }: Refusal): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...(field === undefined ? {} : { field }) } });

/** Of a question as a whole: else its answer would look as if the server had failed. */
export const asForbidden = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "FORBIDDEN" satisfies Code, http: { status: 403 } } });

export const badInput = (message: string): GraphQLError => asGraphQLError({ code: "BAD_USER_INPUT", message });

/** Why something failed, in words: what `fetch` says of a connection stands in the cause. */
export function reasonIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error && cause.message !== "" ? `${message} (${cause.message})` : message;
}
