import type { Instant } from "@lockstep/domain/instant";
import type { Network } from "./cause-rules.ts";
import type { Hit } from "./causes.ts";
import { type LineModel, outcomeOf } from "./lines.ts";
import type { Demand } from "./model.ts";
import { pathOf } from "./path-text.ts";
import { latestOf } from "./pegging.ts";
import type { Prices } from "./prices.ts";
import { varianceOfAllocation } from "./variance.ts";
import { orderLineView } from "./view-rows.ts";
import type { OrderLineView } from "./views.ts";
import type { Walk } from "./walk.ts";
import { walkOfLine } from "./walk-of-line.ts";

export interface ProjectedLine {
  readonly view: OrderLineView;
  /** Why it is not on track; null if it is. */
  readonly walk: Walk | null;
  readonly hit: Hit | null;
}

/** What becomes of one line, and why, in an evaluated network. No allocation is shown before `shownAt`. */
export function projectLine(
  { network, prices }: { readonly network: Network; readonly prices: Prices },
  line: LineModel,
  demand: Demand | null,
  shownAt: Instant = network.plant.now,
): ProjectedLine {
  const { now } = network.plant;
  const latest = demand === null ? null : latestOf(demand.allocations);
  const outcome = outcomeOf(line, demand, { now, sigmaHours: Math.sqrt(varianceOfAllocation(latest)) });
  const walk = demand === null ? null : walkOfLine(network, { line, outcome, demand });
  const valueAtRiskMinor = prices.atRisk(line, outcome);
  const path = walk === null ? [] : pathOf(network, line, outcome, walk);
  const view = orderLineView({ line, outcome, demand, walk, path, valueAtRiskMinor, prices, shownAt });
  if (walk === null) return { view, walk, hit: null };
  const { found, resource, remainingWork } = walk;
  return { view, walk, hit: { line, outcome, found, resource, remainingWork, valueAtRiskMinor } };
}
