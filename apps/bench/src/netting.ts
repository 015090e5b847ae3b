import type { SubsetChange, SubsetRow } from "./subset.ts";

/** One way to keep the answer of the subset up to date. */
export interface Netting {
  readonly name: string;
  /** One fact. */
  apply(change: SubsetChange): void;
  rows(): ReadonlyMap<number, SubsetRow>;
}

/** Where two answers differ, a few of the rows. */
export function differentRows(a: ReadonlyMap<number, SubsetRow>, b: ReadonlyMap<number, SubsetRow>): string[] {
  const found: string[] = [];
  for (const line of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(line), b.get(line)];
    if (x?.delivery === y?.delivery && x?.short === y?.short && x?.state === y?.state) continue;
    if (found.length < 5) found.push(`line ${line}: ${JSON.stringify(x)} instead of ${JSON.stringify(y)}`);
  }
  return found;
}
