import {
  type AdherenceInput,
  type BaselineOperation,
  beginsIn,
  type Due,
  dueOperations,
  endsIn,
  type Grouping,
  lastMomentOf,
  type MadePieces,
} from "./adherence.ts";

/** What the figures of one group of adherence are made of. */
export interface AdherenceBehind {
  /** Due to finish, and counted in the quantities. */
  readonly planned: readonly BaselineOperation[];
  readonly made: readonly MadePieces[];
  readonly starts: readonly Due[];
  readonly finishes: readonly Due[];
  /** Begun on their line: their sequence counts. */
  readonly begun: readonly BaselineOperation[];
}

/** The parts of the group of that key, as `adherenceOf` counts them. */
export function adherenceBehind(input: AdherenceInput, grouping: Grouping, key: string): AdherenceBehind {
  const { from, to, now, ranOf } = input;
  const end = Math.min(to, now);
  const isQuantity = ({ isLast }: { readonly isLast: boolean }): boolean => grouping.everyStep || isLast;
  const isAt = ({ resource, item }: Pick<BaselineOperation, "resource" | "item">, at: number): boolean =>
    grouping.keyOf({ resource, item, at }) === key;
  const planned = [...input.planned];
  const due = dueOperations(input);
  return {
    planned: planned.filter(
      (one) => endsIn(one.finish, from, end) && isQuantity(one) && isAt(one, lastMomentOf(one.finish)),
    ),
    made: [...input.made].filter(
      (one) => endsIn(one.at, from, end) && isQuantity(one) && isAt(one, lastMomentOf(one.at)),
    ),
    starts: due.filter(({ operation, startKept }) => startKept !== null && isAt(operation, operation.start)),
    finishes: due.filter(
      ({ operation, finishKept }) => finishKept !== null && isAt(operation, lastMomentOf(operation.finish)),
    ),
    begun: planned.filter((one) => {
      const ran = ranOf(one.id);
      const hasBegun = ran !== null && ran.startedAt !== null && ran.startedAt <= now;
      return (
        hasBegun &&
        one.resource !== null &&
        ran.resource === one.resource &&
        beginsIn(one.start, from, to) &&
        isAt(one, one.start)
      );
    }),
  };
}
