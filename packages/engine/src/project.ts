import { byCodeUnit, type Finding, type World } from "@lockstep/domain/world";
import { causesOf, type Hit } from "./causes.ts";
import { evaluate } from "./evaluate.ts";
import { outcomeOf } from "./lines.ts";
import { pathOf } from "./path-text.ts";
import { latestOf } from "./pegging.ts";
import { createPrices } from "./prices.ts";
import { sitesOfSubject } from "./subject-sites.ts";
import { varianceOfAllocation } from "./variance.ts";
import { orderLineView, productionOrderView, resourceView, stockingPointView } from "./view-rows.ts";
import type { OrderLineView, Projection } from "./views.ts";
import { walkOfLine } from "./walk-of-line.ts";

export interface ProjectOptions {
  /** ISO 4217; money in another one counts 0. */
  readonly currency: string;
}

/**
 * What will happen, given what is happening: the whole projection, computed anew from the facts in force at their clock. It is
 * the reference: whatever is faster must say the same.
 */
export function project(world: World, { currency }: ProjectOptions): Projection {
  const evaluated = evaluate(world);
  const { plant, lines, orders, points, demandOfLine, network } = evaluated;
  const prices = createPrices(world, currency);
  const orderLines = new Map<string, OrderLineView>();
  const hits: Hit[] = [];
  for (const [id, line] of lines) {
    const demand = demandOfLine.get(id) ?? null;
    const latest = demand === null ? null : latestOf(demand.allocations);
    const sigmaHours = Math.sqrt(varianceOfAllocation(latest));
    const outcome = outcomeOf(line, demand, { now: plant.now, sigmaHours });
    const walk = demand === null ? null : walkOfLine(network, { line, outcome, demand });
    const value = prices.atRisk(line, outcome);
    if (walk !== null) hits.push({ line, outcome, ...walk, valueAtRiskMinor: value });
    const path = walk === null ? [] : pathOf(network, line, outcome, walk);
    orderLines.set(
      id,
      orderLineView({ line, outcome, demand, walk, path, valueAtRiskMinor: value, prices, now: plant.now }),
    );
  }
  return {
    now: plant.now,
    orderLines,
    productionOrders: new Map([...orders].map(([id, order]) => [id, productionOrderView(order)])),
    stockingPoints: new Map([...points].map(([id, point]) => [id, stockingPointView(world, point, plant.now)])),
    resources: new Map(plant.resourceIds().map((id) => [id, resourceView(plant.resourceOf(id))])),
    causes: causesOf({ plant, prices, sitesOfSubject: (found) => sitesOfSubject(world, found) }, hits),
    findings: inOrder([...world.findings, ...plant.findings, ...prices.findings]),
  };
}

function inOrder(findings: Finding[]): Finding[] {
  return findings.sort(
    (a, b) =>
      byCodeUnit(a.rule, b.rule) ||
      byCodeUnit(a.subjectType, b.subjectType) ||
      byCodeUnit(a.subject, b.subject) ||
      byCodeUnit(a.text, b.text),
  );
}
