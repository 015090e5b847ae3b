import { isSameValue } from "../same-value.ts";

/** What a pass changes of one kind of rows. Most passes change little: a map is made with the first entry. */
export class Draft<T> {
  #added: Map<string, T> | null = null;
  #updated: Map<string, readonly [from: T, to: T]> | null = null;
  #removed: Map<string, T> | null = null;

  get added(): ReadonlyMap<string, T> {
    return this.#added ?? nothing;
  }
  get updated(): ReadonlyMap<string, readonly [from: T, to: T]> {
    return this.#updated ?? nothing;
  }
  get removed(): ReadonlyMap<string, T> {
    return this.#removed ?? nothing;
  }

  add(id: string, row: T): void {
    this.#added ??= new Map();
    this.#added.set(id, row);
  }
  update(id: string, from: T, to: T): void {
    this.#updated ??= new Map();
    this.#updated.set(id, [from, to]);
  }
  remove(id: string, row: T): void {
    this.#removed ??= new Map();
    this.#removed.set(id, row);
  }
}

const nothing = new Map<string, never>() as ReadonlyMap<string, never>;

/** A row that says the same stays the very same. */
export function change<T>(rows: Map<string, T>, changes: Draft<T>, id: string, to: T): void {
  const from = rows.get(id);
  if (from === undefined) changes.add(id, to);
  else if (isSameValue(from, to)) return;
  else changes.update(id, from, to);
  rows.set(id, to);
}
