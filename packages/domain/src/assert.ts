/** Stops on a broken promise inside our own code: a bug, never bad input. */
export function assert(condition: unknown, message: () => string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message()}`);
}

/** The value, where our own code has made sure that there is one. */
export function present<T>(value: T | undefined | null, message: () => string): T {
  assert(value !== undefined && value !== null, message);
  return value;
}
