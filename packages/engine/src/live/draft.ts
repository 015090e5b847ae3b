import { isSameValue } from "../same-value.ts";

/** What a pass changes of one kind of rows. */
export interface Draft<T> {
  readonly added: Map<string, T>;
  readonly updated: Map<string, readonly [from: T, to: T]>;
  readonly removed: Map<string, T>;
}

export const draft = <T>(): Draft<T> => ({ added: new Map(), updated: new Map(), removed: new Map() });

/** A row that says the same stays the very same. */
export function change<T>(rows: Map<string, T>, changes: Draft<T>, id: string, to: T): void {
  const from = rows.get(id);
  if (from === undefined) changes.added.set(id, to);
  else if (isSameValue(from, to)) return;
  else changes.updated.set(id, [from, to]);
  rows.set(id, to);
}
