import type { Data } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";

/** What of a report says when something began and ended. */
export interface Begun {
  readonly time: Instant;
  readonly data: Pick<Data<"mes.operation">, "state" | "startedAt" | "finishedAt">;
}

/**
 * When an operation began by its reports, in order of time (A3): what the last one says that says it, since it was taken for
 * not begun; if none does, the first of them. Null: it has not begun.
 */
export function beganAt(reports: readonly Begun[]): Instant | null {
  const begun = reports.slice(reports.findLastIndex(({ data }) => data.state === "pending") + 1);
  const [first] = begun;
  if (first === undefined) return null;
  return (
    begun.findLast(({ data }) => data.startedAt !== undefined)?.data.startedAt ?? first.data.finishedAt ?? first.time
  );
}

/** When it ended by the last of them; null: it has not. */
export function endedAt(reports: readonly Begun[]): Instant | null {
  const last = reports.at(-1);
  return last?.data.state === "done" ? (last.data.finishedAt ?? last.time) : null;
}
