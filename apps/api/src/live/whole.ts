import type { View } from "../view/view.ts";
import { liveLine } from "../wire/order-line-row.ts";
import type { Publication } from "./publication.ts";

/** Beyond so many lines and exceptions to read again is less than to be told. */
const MOST_TOLD = 2_000;

/** All that is shown, for those of whom nobody knows how much of it they have seen; null: it is too much to be told. */
export function wholeOf(view: View, most = MOST_TOLD): Publication | null {
  const { revision, seq, clock, lines, exceptions, feeds } = view;
  if (lines.rows.size + exceptions.size > most) return null;
  return {
    ...{ revision, fromSeq: seq, toSeq: seq, now: clock, factAt: null },
    exceptions: Array.from(exceptions, ([id, after]) => ({ id, before: null, after })),
    orderLines: Array.from(lines.rows, ([id, row]) => ({ id, before: null, after: liveLine(row) })),
    feeds,
  };
}
