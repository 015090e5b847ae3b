export interface OperationSoFar {
  readonly seq: number;
  readonly state: "pending" | "setup" | "running" | "paused" | "done";
  readonly good: number;
  readonly scrap: number;
}

export interface PutIn {
  readonly ordered: number;
  /** By each component: how many pieces could be made of what was issued or used; empty if nobody has said. */
  readonly pieces: readonly number[];
}

/**
 * [C7] What lies in and before each operation, in its order: good of the one before, less good and scrap of its own, never
 * negative. Before the first one lies what its components were taken for; where nobody says so, the whole order from when
 * it begins. A first operation that is done has nothing left.
 */
export function inProcess(operations: readonly OperationSoFar[], { ordered, pieces }: PutIn): readonly number[] {
  return operations.map(({ state, good, scrap }, k) => {
    const before = operations[k - 1];
    if (before === undefined && state === "done") return 0;
    const begun = state === "pending" ? 0 : ordered;
    const given = before?.good ?? (pieces.length === 0 ? begun : Math.min(...pieces));
    return clean(Math.max(0, given - good - scrap));
  });
}

const clean = (value: number): number => Number(value.toPrecision(12));
