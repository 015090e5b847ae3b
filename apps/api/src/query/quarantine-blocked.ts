import type { OpenFact } from "../view/quarantine-book.ts";
import type { View } from "../view/view.ts";
import { leaningIn } from "./leaning-lines.ts";

/** Open sales order lines that lean on what facts would have told of. */
export interface Blocked {
  /** Null: of none of them it can be told. */
  readonly lines: ReadonlySet<string> | null;
  /** Of so many facts it cannot be told. */
  readonly untold: number;
}

export function blockedBy(view: View, facts: Iterable<Pick<OpenFact, "told">>): Blocked {
  // Nothing was in quarantine when its pass began: with the next one it can be told.
  if (!view.onRequest.has("points")) return { lines: null, untold: [...facts].length };
  const leaning = leaningIn(view);
  const lines = new Set<string>();
  let told = 0;
  let untold = 0;
  for (const fact of facts) {
    const found = (fact.told ?? []).map(leaning).filter((one) => one !== null);
    if (found.length === 0) untold += 1;
    else told += 1;
    for (const one of found) for (const line of one) lines.add(line);
  }
  return { lines: told === 0 ? null : lines, untold };
}

/** Minor units of the company's currency. */
function openValueOf(view: View, lines: ReadonlySet<string>): number {
  let minor = 0;
  for (const id of lines) minor += view.projection.orderLines.get(id)?.openValueMinor ?? 0;
  return minor;
}

/** As it goes over the wire: what cannot be told is null, not 0. */
export const blockedFields = (view: View, { lines }: Blocked) => ({
  linesBlocked: lines?.size ?? null,
  valueBlocked: lines === null ? null : view.asMoney(openValueOf(view, lines)),
});
