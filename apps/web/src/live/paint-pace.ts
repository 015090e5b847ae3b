import type { DeltaFrame } from "@lockstep/protocol/live";
import { type BoardState, isSettled } from "./frames.ts";
import { gravestFirst } from "./severity.ts";

/** Four visual updates a second at most. */
const MOST = 4;
const SECOND_MS = 1_000;
/** Three of them for whatever changes: so that a card that is new seldom waits for its turn. */
const APART_MS = Math.ceil(SECOND_MS / (MOST - 1));

/** When the page may draw what has come. */
export interface PaintPace {
  /** Milliseconds since the epoch, not before `now`. */
  dueAt(now: number, hasNews: boolean): number;
  painted(at: number): void;
}

export function createPaintPace(): PaintPace {
  let latest: readonly number[] = [];
  return {
    dueAt(now, hasNews) {
      const [first] = latest.length < MOST ? [] : latest;
      const last = latest.at(-1);
      const free = first === undefined ? now : first + SECOND_MS;
      const apart = hasNews || last === undefined ? now : last + APART_MS;
      return Math.max(now, free, apart);
    },
    painted(at) {
      latest = [...latest, at].slice(-MOST);
    },
  };
}

/** Whether a frame brings what somebody may have to act on: a card that was not there, or is graver than it was. */
export function bringsNews({ exceptions }: Pick<DeltaFrame, "exceptions">, before: BoardState): boolean {
  return exceptions.some((row) => {
    if (isSettled(row) || !row.present) return false;
    const was = before.exceptions.get(row.id);
    return was === undefined || !was.present || gravestFirst(row, was) < 0;
  });
}
