import type { Tables } from "./tables.ts";

/** Records that the log does not hold though it holds later ones. */
export interface LogHole {
  /** The first position that is missing. */
  readonly seq: number;
  /** How many positions are missing in all. */
  readonly missing: number;
}

/** Counted at a time, so that others get their turn. */
const POSITIONS = 20_000;

/** Null: every position up to the last one is there. */
export async function findLogHole(tables: Pick<Tables, "lastSeq" | "logCount">): Promise<LogHole | null> {
  const last = await tables.lastSeq();
  let seq: number | null = null;
  let missing = 0;
  for (let after = 0; after < last; after += POSITIONS) {
    const upTo = Math.min(last, after + POSITIONS);
    const lacking = upTo - after - (await tables.logCount(after, upTo));
    if (lacking > 0) seq ??= await firstMissing(tables, after, upTo);
    missing += lacking;
  }
  return seq === null ? null : { seq, missing };
}

/** By halves: some of the positions behind `after`, up to `upTo`, are missing. */
async function firstMissing(tables: Pick<Tables, "logCount">, after: number, upTo: number): Promise<number> {
  if (upTo - after === 1) return upTo;
  const middle = after + Math.floor((upTo - after) / 2);
  const isBefore = (await tables.logCount(after, middle)) < middle - after;
  return isBefore ? firstMissing(tables, after, middle) : firstMissing(tables, middle, upTo);
}
