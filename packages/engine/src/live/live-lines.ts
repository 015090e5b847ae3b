import type { Instant } from "@lockstep/domain/instant";
import { createTimers } from "@lockstep/domain/timers";
import { createExplainer } from "../explainer.ts";
import type { Demand } from "../model.ts";
import type { Prices } from "../prices.ts";
import { type LineProjection, projectLine } from "../project-line.ts";
import type { Walk } from "../walk.ts";
import type { Draft } from "./draft.ts";
import type { LineNode, LineNodes } from "./line-node.ts";
import { isSameRow, type LineRow, type Slide } from "./line-rows.ts";
import type { LiveCauses } from "./live-causes.ts";
import type { LiveNetwork } from "./live-network.ts";
import { emptied } from "./sets.ts";
import { nextChangeOf } from "./walk-things.ts";
import type { Watchers } from "./watchers.ts";
import { createWays } from "./ways.ts";

/** The projection of each order line. */
export interface LiveLines {
  /** How many lines were projected; grows only. */
  readonly projected: number;
  /** At how many places on their ways it was asked what binds; grows only. */
  readonly explained: number;
  /** The clock has moved on to another minute. */
  wakeDue(): void;
  /** Those that were touched. */
  project(changes: Draft<LineRow>): void;
}

interface LineParts {
  readonly nodes: LineNodes;
  readonly live: Pick<LiveNetwork, "plant" | "network">;
  readonly prices: Prices;
  readonly causes: Pick<LiveCauses, "hit">;
  readonly watchers: Watchers;
}

export function createLiveLines({ nodes, live, prices, causes, watchers }: LineParts): LiveLines {
  const { plant, network } = live;
  /** Lines that get what lies there now and do not slide: as their delivery moves, more may change. */
  const restless = new Set<LineNode>();
  const lineTimers = createTimers<LineNode>({
    get: (node) => node.dueAt,
    set: (node, at) => {
      node.dueAt = at;
    },
  });
  let projected = 0;

  // While lines are projected nothing in the network changes: what explanations have in common is made once.
  const explainer = createExplainer(network);
  const projecting = { network, prices, explainer };
  const ways = createWays(network, watchers);
  const next = new Map<Walk, { readonly site: string; readonly at: Instant }>();
  const forgetWalks = (): void => {
    explainer.forget();
    ways.settle();
    emptied(next);
  };
  const nextChangeOn = (walk: Walk, site: string): Instant => {
    const known = next.get(walk);
    if (known?.site === site) return known.at;
    const at = nextChangeOf(network, walk, site);
    next.set(walk, { site, at });
    return at;
  };

  const forget = (node: LineNode, changes: Draft<LineRow>): void => {
    causes.hit(node, null);
    ways.lead(node, null, "");
    lineTimers.forget(node);
    nodes.drop(node.id);
    if (node.row !== null) changes.remove(node.id, node.row);
  };

  const projectOne = (node: LineNode, changes: Draft<LineRow>): void => {
    restless.delete(node);
    const { id, model: line, demand, row: before } = node;
    if (line === null) {
      forget(node, changes);
      return;
    }
    projected += 1;
    const { projection, walk, hit } = projectLine(projecting, line, demand, before?.projection ?? null);
    for (const { supply } of projection.allocations) {
      // A transfer may be planned to arrive before it leaves: then it is available when that time has passed.
      if (supply.source.what === "to-ship" && supply.availableAt > plant.now) lineTimers.wake(node, supply.availableAt);
    }
    if (walk !== null) lineTimers.wake(node, nextChangeOn(walk, line.data.site));
    ways.lead(node, walk, line.point);
    causes.hit(node, hit);
    const row = { projection, slide: slideOf(node, projection, demand) };
    if (before === null) changes.add(id, row);
    else if (isSameRow(before, row)) return;
    else changes.update(id, before, row);
    node.row = row;
  };

  /** Null: its delivery stays where it is, or more than that moves with it. */
  const slideOf = (node: LineNode, { line, outcome }: LineProjection, demand: Demand | null): Slide | null => {
    const { pickMs, transitMs, promisedAt, lateToleranceMs } = line;
    if (demand === null || demand.availableAt === null || demand.availableAt > plant.now) return null;
    if (outcome.state !== "on-track" || outcome.sigmaHours !== 0) {
      restless.add(node);
      return null;
    }
    const slide = { lead: pickMs + transitMs, limit: promisedAt + lateToleranceMs };
    // From then on it is late.
    lineTimers.wake(node, Math.max(slide.limit - slide.lead, plant.now + 1));
    return slide;
  };

  return {
    get projected() {
      return projected;
    },
    get explained() {
      return explainer.looked;
    },
    wakeDue() {
      for (const node of restless) node.touch();
      for (const node of lineTimers.due(plant.now)) node.touch();
    },
    project(changes) {
      if (nodes.dirty.length === 0) return;
      for (const node of nodes.dirty) projectOne(node, changes);
      nodes.clean();
      forgetWalks();
    },
  };
}
