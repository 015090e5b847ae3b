/** What the list shows, in which order, and what waits behind the pill. */
export interface Shown {
  /** `group` names the filter and sort that the order was made for. */
  readonly group: string;
  readonly ids: readonly string[];
  /** Ids that are there now and not shown yet. */
  readonly fresh: number;
  /** The shown ones would stand in another order. */
  readonly moved: boolean;
}

/**
 * While frozen (the pointer is on the list, or something is selected) the order stays as it is: what comes waits behind
 * a pill, what goes stays in its place. Another filter or sort is a new list and is shown at once.
 */
export function nextShown(
  before: Shown | null,
  wanted: { readonly group: string; readonly ids: readonly string[] },
  frozen: boolean,
): Shown {
  if (before === null || before.group !== wanted.group || !frozen || before.ids.length === 0) {
    return { ...wanted, fresh: 0, moved: false };
  }
  const shown = new Set(before.ids);
  const there = new Set(wanted.ids);
  const fresh = wanted.ids.reduce((sum, id) => sum + (shown.has(id) ? 0 : 1), 0);
  const stay = before.ids.filter((id) => there.has(id));
  const want = wanted.ids.filter((id) => shown.has(id));
  const moved = stay.some((id, index) => id !== want[index]);
  return { group: before.group, ids: before.ids, fresh, moved };
}
