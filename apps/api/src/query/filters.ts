type Test<T> = (row: T) => boolean;

/** Whether what a row says is one of those asked for; null where nothing is asked. */
export function among<T, V>(wanted: readonly V[] | null | undefined, of: (row: T) => V | null): Test<T> | null {
  if (wanted === null || wanted === undefined) return null;
  const set = new Set(wanted);
  return (row) => {
    const value = of(row);
    return value !== null && set.has(value);
  };
}

/** As `among`, for what a row says several of. */
export function anyAmong<T, V>(wanted: readonly V[] | null | undefined, of: (row: T) => readonly V[]): Test<T> | null {
  if (wanted === null || wanted === undefined) return null;
  const set = new Set(wanted);
  return (row) => of(row).some((value) => set.has(value));
}
