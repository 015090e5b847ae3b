import type { Millis } from "@lockstep/domain/instant";

const FIRST_MS = 500;
const MOST_MS = 30_000;

/** How long to wait after so many failures in a row; `random` from 0 to 1, so that not all come back at once. */
export function backoffMs(failures: number, random: number): Millis {
  const longest = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures, 30));
  return Math.round(longest * (0.5 + random / 2));
}
