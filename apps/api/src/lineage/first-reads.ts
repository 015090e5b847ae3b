import type { QueryLineageArgs } from "@lockstep/protocol/generated/schema";
import type { SeenStore } from "@lockstep/store/store";
import { rangeIn, readFigureId } from "./figure-id.ts";
import type { FirstReads } from "./made/cards.ts";

/** Asked for by the one figure that is made of them: how long it took until cards were seen. Null: it is another figure. */
export function firstReadsFor(
  { of, id, figure }: QueryLineageArgs,
  store: Pick<SeenStore, "firstReads">,
): Promise<FirstReads> | null {
  if (of !== "ALARM_PERFORMANCE" || figure !== "RESPONSE") return null;
  const read = readFigureId(id);
  if (read.get("stage") !== "SEEN") return null;
  const { from, to } = rangeIn(read, 0, "The id is from and to.");
  return from < to ? store.firstReads({ since: from, until: to }).then((found) => new Map(found)) : null;
}
