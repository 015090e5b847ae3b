import type { DeltaFrame, LiveException, LiveFeed, LiveOrderLine, LivePresence } from "@lockstep/protocol/live";
import { saysTheSame } from "./says-the-same.ts";

/** What the board knows at one moment. Only lines that are not on track are kept: those are what exceptions hit. */
export interface BoardState {
  readonly seq: number;
  readonly now: string;
  readonly exceptions: ReadonlyMap<string, LiveException>;
  readonly lines: ReadonlyMap<string, LiveOrderLine>;
  readonly feeds: ReadonlyMap<string, LiveFeed>;
  readonly presence: ReadonlyMap<string, LivePresence>;
}

/** Of no source anything was taken: that nothing is at risk would be saying too much. A connector that runs has a row before that. */
export const knowsNothing = ({ feeds, exceptions }: Pick<BoardState, "feeds" | "exceptions">): boolean =>
  exceptions.size === 0 && ![...feeds.values()].some(({ accepted }) => accepted > 0);

/** Where a frame stands against what has been taken so far. */
export type Join = "next" | "repeated" | "gap";

export function join(headSeq: number, frame: Pick<DeltaFrame, "fromSeq" | "toSeq">): Join {
  if (frame.fromSeq === headSeq) return "next";
  return frame.toSeq <= headSeq ? "repeated" : "gap";
}

export interface Applied {
  readonly state: BoardState;
  /** Ids of exceptions and lines that are new or say something else than before. */
  readonly changed: ReadonlySet<string>;
}

/** Applies joined frames in order, at the cost of one copy however many there are. */
export function applyFrames(before: BoardState, frames: readonly DeltaFrame[]): Applied {
  const last = frames.at(-1);
  if (!last) return { state: before, changed: new Set() };
  const exceptions = new Map(before.exceptions);
  const lines = new Map(before.lines);
  const feeds = new Map(before.feeds);
  const presence = new Map(before.presence);
  const touched = new Set<string>();
  for (const frame of frames) {
    for (const row of frame.exceptions) {
      touched.add(row.id);
      if (isSettled(row)) exceptions.delete(row.id);
      else exceptions.set(row.id, row);
    }
    for (const id of frame.removedExceptions) exceptions.delete(id);
    for (const row of frame.orderLines) {
      touched.add(row.id);
      if (isThreatened(row)) lines.set(row.id, row);
      else lines.delete(row.id);
    }
    for (const id of frame.removedOrderLines) lines.delete(id);
    for (const row of frame.feeds) feeds.set(row.id, row);
    for (const row of frame.presence) presence.set(row.user, row);
  }
  const state = { seq: last.toSeq, now: last.now, exceptions, lines, feeds, presence };
  return { state, changed: reallyChanged(touched, before, state) };
}

export function isThreatened(line: Pick<LiveOrderLine, "state">): boolean {
  return line.state === "AT_RISK" || line.state === "LATE" || line.state === "SHORT";
}

/** Settled ones leave the board; their page can still be opened. Merged into one that is not seen here, it stays. */
export function isSettled(row: Pick<LiveException, "state" | "mergedInto">): boolean {
  return row.state === "RESOLVED" || row.state === "FALSE_FLAG" || (row.state === "MERGED" && row.mergedInto !== null);
}

function reallyChanged(touched: ReadonlySet<string>, before: BoardState, after: BoardState): Set<string> {
  const changed = new Set<string>();
  for (const id of touched) {
    const was = before.exceptions.get(id) ?? before.lines.get(id);
    const is = after.exceptions.get(id) ?? after.lines.get(id);
    if (!saysTheSame(was, is)) changed.add(id);
  }
  return changed;
}
