/** The database's own words: drizzle's would hold the statement with all that was to be written. */
export function plainError(error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause : new Error(String(cause));
}

export function codeOf(error: unknown): string {
  const { code } = plainError(error) as { readonly code?: unknown };
  return typeof code === "string" ? code : "";
}
