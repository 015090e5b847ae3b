import type { Instant } from "@lockstep/domain/instant";
import { type PointRow, pointOfRow } from "@lockstep/engine/point-row";
import type { StockingPointView } from "@lockstep/engine/views";
import type { Points } from "../engine-thread/protocol.ts";

/** The stocking points of one moment. */
export interface ShownPoints {
  /** Null: there is none of that id. */
  find(id: string): StockingPointView | null;
  ids(): Iterable<string>;
}

/** Stocking points as the engine has told of them last: those that have changed since are told when somebody asks. */
export interface PointBook {
  /** They are as they were after this pass; 0: none is known. */
  readonly pass: number;
  take(told: Points, pass: number): void;
  /** As they are at a minute: nothing is available earlier. */
  at(now: Instant): ShownPoints;
}

export function createPointBook(): PointBook {
  const rows = new Map<string, string>();
  let pass = 0;
  return {
    get pass() {
      return pass;
    },
    take({ put, gone }, ofPass) {
      pass = ofPass;
      for (const [id, text] of put) rows.set(id, text);
      for (const id of gone) rows.delete(id);
    },
    at: (now) => ({
      find(id) {
        const text = rows.get(id);
        return text === undefined ? null : pointOfRow(JSON.parse(text) as PointRow, now);
      },
      ids: () => rows.keys(),
    }),
  };
}
