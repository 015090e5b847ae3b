import type { Instant } from "@lockstep/domain/instant";
import { isoOf } from "@lockstep/domain/instant";
import type { DeltaFrame, LiveFeed, LiveOrderLine, LiveTopic } from "@lockstep/protocol/live";
import type { Viewer } from "../identity/viewer.ts";
import { type ExceptionSource, exceptionRowFor, isOnBoard } from "../wire/exception-row.ts";

/** How one thing stood before and stands after; null: not there. */
export interface Change<T> {
  readonly id: string;
  readonly before: T | null;
  readonly after: T | null;
}

/** Of how a line stood before, whose it was is enough to know who has to be told. */
export interface LineChange extends Omit<Change<LiveOrderLine>, "before"> {
  readonly before: Pick<LiveOrderLine, "site"> | null;
}

/** What one published view says that the one before did not. */
export interface Publication {
  /** Grows by one with every view, also where time alone moved. */
  readonly revision: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly now: Instant;
  readonly factAt: Instant | null;
  readonly exceptions: readonly Change<ExceptionSource>[];
  readonly orderLines: readonly LineChange[];
  readonly feeds: readonly LiveFeed[];
}

export interface Audience {
  readonly topics: ReadonlySet<LiveTopic>;
  readonly viewer: Viewer;
}

/** A publication as those of one audience may see it. */
export function frameFor(publication: Publication, { topics, viewer }: Audience): DeltaFrame {
  const exceptions = topics.has("exceptions") ? exceptionsFor(publication, viewer) : { rows: [], removed: [] };
  const orderLines = topics.has("orderLines") ? linesFor(publication, viewer) : { rows: [], removed: [] };
  return {
    fromSeq: publication.fromSeq,
    toSeq: publication.toSeq,
    now: isoOf(publication.now),
    factAt: publication.factAt === null ? null : isoOf(publication.factAt),
    exceptions: exceptions.rows,
    removedExceptions: exceptions.removed,
    orderLines: orderLines.rows,
    removedOrderLines: orderLines.removed,
    feeds: topics.has("feeds") ? publication.feeds : [],
    presence: [],
  };
}

/**
 * One that is settled is not on the board: whatever is told of it, as it leaves or later, is told as it stands, and as removed,
 * so that whoever applies rows and then removals holds what the list without a filter holds.
 */
function exceptionsFor({ exceptions }: Publication, viewer: Viewer) {
  const rows: DeltaFrame["exceptions"][number][] = [];
  const removed: string[] = [];
  for (const { id, before, after } of exceptions) {
    const was = before === null ? null : exceptionRowFor(before, viewer);
    const is = after === null ? null : exceptionRowFor(after, viewer);
    const isTold = is !== null && JSON.stringify(is) !== JSON.stringify(was);
    if (isTold) rows.push(is);
    const isHere = is !== null && isOnBoard(is);
    if (!isHere && (isTold || (was !== null && isOnBoard(was)))) removed.push(id);
  }
  return { rows, removed };
}

function linesFor({ orderLines }: Publication, { scope }: Viewer) {
  const rows: LiveOrderLine[] = [];
  const removed: string[] = [];
  for (const { id, before, after } of orderLines) {
    if (after !== null && scope.sees(after.site)) rows.push(after);
    else if (before !== null && scope.sees(before.site)) removed.push(id);
  }
  return { rows, removed };
}
