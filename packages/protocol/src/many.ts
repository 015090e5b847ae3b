/** So many exceptions one `actOnExceptions` takes. */
export const MOST_AT_ONCE = 1_000;
