import type { Found, Network } from "./cause-rules.ts";
import type { Hit } from "./causes.ts";
import type { Explainer } from "./explainer.ts";
import { type LineModel, type LineOutcome, outcomeOf } from "./lines.ts";
import type { Allocation, Demand } from "./model.ts";
import { lineStep } from "./path-text.ts";
import { latestOf } from "./pegging.ts";
import type { Prices } from "./prices.ts";
import { varianceOfAllocation } from "./variance.ts";
import type { PathStep } from "./views.ts";
import type { Walk } from "./walk.ts";
import { walkOfLine } from "./walk-of-line.ts";

/** All that there is to say of a line. */
export interface LineProjection {
  readonly line: LineModel;
  readonly outcome: LineOutcome;
  readonly allocations: readonly Allocation[];
  /** Why it is not on track; null if it is. */
  readonly found: Found | null;
  readonly path: readonly PathStep[];
  readonly valueAtRiskMinor: number;
  readonly openValueMinor: number;
}

export interface ProjectedLine {
  readonly projection: LineProjection;
  readonly walk: Walk | null;
  readonly hit: Hit | null;
}

interface Projecting {
  readonly network: Network;
  readonly prices: Prices;
  readonly explainer: Explainer;
}

/** What becomes of one line, and why, in an evaluated network. `before` is what was projected of it, if anything was. */
export function projectLine(
  { network, prices, explainer }: Projecting,
  line: LineModel,
  demand: Demand | null,
  before: LineProjection | null = null,
): ProjectedLine {
  const { now } = network.plant;
  const latest = demand === null ? null : latestOf(demand.allocations);
  const outcome = outcomeOf(line, demand, { now, sigmaHours: Math.sqrt(varianceOfAllocation(latest)) });
  const walk = demand === null ? null : walkOfLine(network, explainer, { line, outcome, demand });
  const valueAtRiskMinor = prices.atRisk(line, outcome);
  const allocations = demand?.allocations ?? none;
  // A line is read anew whenever its price may be another.
  const openValueMinor = before?.line === line ? before.openValueMinor : prices.openValue(line);
  if (walk === null) {
    const projection = { line, outcome, allocations, found: null, path: none, valueAtRiskMinor, openValueMinor };
    return { projection, walk, hit: null };
  }
  const { found, resource, remainingWork } = walk;
  const path = [lineStep(line, outcome, network.plant.world), ...explainer.stepsOf(walk, line.data.site)];
  return {
    projection: { line, outcome, allocations, found, path, valueAtRiskMinor, openValueMinor },
    walk,
    hit: { line, outcome, found, resource, remainingWork, valueAtRiskMinor },
  };
}

const none: readonly never[] = [];
