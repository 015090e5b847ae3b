/** The database's own words: drizzle's would hold the statement with all that was to be written. */
export function plainError(error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause : new Error(String(cause));
}

/**
 * What the database or the system says, in one line; some of the system's errors come as several, with no words of
 * their own.
 */
export function wordsOf(error: unknown): string {
  const plain = plainError(error);
  const all = plain instanceof AggregateError ? plain.errors.map((one) => plainError(one).message) : [plain.message];
  const words = [...new Set(all)].join(", ").replace(/\s+/g, " ").trim();
  return words || codeOf(error) || plain.name;
}

/** A text with a NUL, which no text of the database holds: there is nothing to be found by it. Its thread tells the words alone. */
export const isUnreadable = (error: unknown): boolean =>
  codeOf(error) === "22021" || plainError(error).message.startsWith('invalid byte sequence for encoding "UTF8": 0x00');

export function codeOf(error: unknown): string {
  const { code } = plainError(error) as { readonly code?: unknown };
  return typeof code === "string" ? code : "";
}

/** Files of the database are not what it wrote. The embedded one's thread tells the words alone. */
export const isDamage = (error: unknown): boolean =>
  /^(XX00[12]|58P01)$/.test(codeOf(error)) ||
  /^(Aborted\(|PGlite failed to initialize|invalid page in|could not (read|open|access) |missing chunk |unexpected chunk )/.test(
    plainError(error).message,
  );
