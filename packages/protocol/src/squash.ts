import type { DeltaFrame } from "./live.ts";

/**
 * Several joined frames as one that ends in the same state, or null if there is none. Of each element the last word
 * counts. A row that is also in `removedExceptions` says how it stood when it left.
 */
export function squash(frames: readonly DeltaFrame[]): DeltaFrame | null {
  const [first] = frames;
  const last = frames.at(-1);
  if (first === undefined || last === undefined || frames.length === 1) return first ?? null;
  const exceptions = createLastWords(frames, (frame) => [frame.exceptions, frame.removedExceptions]);
  const lines = createLastWords(frames, (frame) => [frame.orderLines, frame.removedOrderLines]);
  return {
    fromSeq: first.fromSeq,
    toSeq: last.toSeq,
    now: last.now,
    factAt: latest(frames.map((frame) => frame.factAt)),
    exceptions: exceptions.rows,
    removedExceptions: exceptions.removed,
    orderLines: lines.rows,
    removedOrderLines: lines.removed,
    feeds: lastBy(
      frames,
      (frame) => frame.feeds,
      (feed) => feed.id,
    ),
    presence: lastBy(
      frames,
      (frame) => frame.presence,
      (person) => person.user,
    ),
  };
}

function createLastWords<T extends { readonly id: string }>(
  frames: readonly DeltaFrame[],
  of: (frame: DeltaFrame) => readonly [rows: readonly T[], removed: readonly string[]],
): { rows: readonly T[]; removed: readonly string[] } {
  const rows = new Map<string, T>();
  const removed = new Set<string>();
  for (const frame of frames) {
    const [changed, gone] = of(frame);
    for (const row of changed) {
      rows.set(row.id, row);
      removed.delete(row.id);
    }
    const here = new Set(changed.map(({ id }) => id));
    for (const id of gone) {
      removed.add(id);
      if (!here.has(id)) rows.delete(id);
    }
  }
  return { rows: [...rows.values()], removed: [...removed] };
}

function lastBy<T>(
  frames: readonly DeltaFrame[],
  of: (frame: DeltaFrame) => readonly T[],
  idOf: (row: T) => string,
): readonly T[] {
  return [...new Map(frames.flatMap(of).map((row) => [idOf(row), row])).values()];
}

/** Of ISO texts in one form, the greatest is the latest. */
function latest(instants: readonly (string | null)[]): string | null {
  return instants.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}
