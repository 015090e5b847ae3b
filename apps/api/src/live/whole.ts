import type { Ledger } from "@lockstep/domain/ledger";
import type { View } from "../view/view.ts";
import { liveLine } from "../wire/order-line-row.ts";
import type { LineChange, Publication } from "./publication.ts";

/** Beyond so many lines and exceptions to read again is less than to be told. */
const MOST_TOLD = 2_000;

type Facts = Pick<Ledger, "keysOf" | "factsOf">;

/**
 * All that is shown, and which lines are not that facts speak of, for those of whom nobody knows how much of it they have seen; null:
 * it is too much to be told.
 */
export function wholeOf(view: View, facts: Facts, most = MOST_TOLD): Publication | null {
  const { revision, seq, clock, exceptions, feeds } = view;
  const lines = facts.keysOf("erp.sales-order-line");
  if (lines.length + exceptions.size > most) return null;
  return {
    ...{ revision, fromSeq: seq, toSeq: seq, now: clock, factAt: null },
    exceptions: Array.from(exceptions, ([id, after]) => ({ id, before: null, after })),
    orderLines: lines.map((id) => lineOf(id, view, facts)),
    feeds,
  };
}

/** Time alone may have taken a line away, or to another site. */
function lineOf(id: string, { lines }: View, facts: Facts): LineChange {
  const row = lines.rows.get(id);
  const stated = facts.factsOf("erp.sales-order-line", id).flatMap((fact) => siteOf(fact) ?? []);
  const site = stated.findLast((one) => one !== row?.site);
  return { id, before: site === undefined ? null : { site }, after: row === undefined ? null : liveLine(row) };
}

const siteOf = ({ data }: { readonly data: object }): string | null =>
  "site" in data && typeof data.site === "string" ? data.site : null;
