import type { World } from "@lockstep/domain/world";
import { findLevels, type Levels } from "../levels.ts";
import { isSameValue } from "../same-value.ts";
import type { EdgeCounts } from "./edge-counts.ts";

/** After so many steps there is no end in sight, as in a circle: then all levels are found anew. */
const MOST_STEPS = 1_000;

/** The levels of the network, found again only where edges have come or gone. */
export interface LiveLevels extends Levels {
  /** Sees to the edges that have come or gone. */
  settle(): Resettled;
}

export interface Resettled {
  /** Those that may stand on another level than before; null: any may. */
  readonly moved: Iterable<string> | null;
  readonly hasOtherCircles: boolean;
}

export function createLiveLevels(world: World, edges: EdgeCounts): LiveLevels {
  /** Of those above 0. */
  const above = new Map<string, number>();
  /** What was found while there is a circle; null: there is none. */
  let circular: Levels | null = null;

  const levelOf = (point: string): number => circular?.levelOf(point) ?? above.get(point) ?? 0;

  /**
   * From where edges have come or gone upwards, without circles. Each step stands above all that feeds it; where nothing is left to do, that
   * is so everywhere, which it cannot be in a circle. Null: that takes too long.
   */
  const climb = (from: Iterable<string>): Set<string> | null => {
    const moved = new Set<string>();
    const waiting = [...from];
    let steps = 0;
    for (let point = waiting.pop(); point !== undefined; point = waiting.pop()) {
      steps += 1;
      if (steps > MOST_STEPS) return null;
      let level = 0;
      for (const below of edges.into(point)) level = Math.max(level, levelOf(below) + 1);
      if (level === levelOf(point)) continue;
      above.set(point, level);
      moved.add(point);
      waiting.push(...edges.outOf(point));
    }
    return moved;
  };

  const findAnew = (): Resettled => {
    const before = circular?.cycles ?? [];
    const found = findLevels(world);
    above.clear();
    circular = found.cycles.length > 0 ? found : null;
    if (circular === null) for (const point of edges.fed()) above.set(point, found.levelOf(point));
    return { moved: null, hasOtherCircles: !isSameValue(before, found.cycles) };
  };

  return {
    levelOf,
    isCycle: (from, to) => circular?.isCycle(from, to) ?? from === to,
    get cycles() {
      return circular?.cycles ?? [];
    },
    settle() {
      const heads = [...edges.touched];
      edges.touched.clear();
      const moved = circular === null && heads.length <= MOST_STEPS ? climb(heads) : null;
      return moved === null ? findAnew() : { moved, hasOtherCircles: false };
    },
  };
}
