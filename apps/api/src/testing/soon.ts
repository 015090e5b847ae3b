import { expect } from "vitest";

/** What will be so in a moment; a machine that has other things to do may take its time. */
export const soon = <T>(read: () => T | Promise<T>, options: { readonly interval?: number } = {}) =>
  expect.poll(read, { timeout: 15_000, ...options });
