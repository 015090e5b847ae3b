import { every, finished, type Steps } from "@lockstep/domain/steps";
import { byCodeUnit, type Finding, type World } from "@lockstep/domain/world";
import { causesOf, type Hit } from "./causes.ts";
import { evaluateInSteps } from "./evaluate.ts";
import { plainExplainer } from "./explainer.ts";
import { createPrices, foreignCurrencies } from "./prices.ts";
import { projectLine } from "./project-line.ts";
import { sitesOfSubject } from "./subject-sites.ts";
import { orderLineView, productionOrderView, resourceView, stockingPointView } from "./view-rows.ts";
import type { OrderLineView, ProductionOrderView, Projection, StockingPointView } from "./views.ts";

export interface ProjectOptions {
  /** ISO 4217; money in another one counts 0. */
  readonly currency: string;
}

/**
 * What will happen, given what is happening: the whole projection, computed anew from the facts in force at their clock. It is
 * the reference: whatever is faster must say the same.
 */
export const project = (world: World, options: ProjectOptions): Projection => finished(projectInSteps(world, options));

/** So many rows are made in a step, each of them in some microseconds. */
const ROWS_A_STEP = 500;

/** The same bit by bit. */
export function* projectInSteps(world: World, { currency }: ProjectOptions): Steps<Projection> {
  const isTurn = every(ROWS_A_STEP);
  const evaluated = yield* evaluateInSteps(world);
  const { plant, lines, orders, points, demandOfLine, network } = evaluated;
  const prices = createPrices(world, currency);
  const explainer = plainExplainer(network);
  const orderLines = new Map<string, OrderLineView>();
  const hits: Hit[] = [];
  for (const [id, line] of lines) {
    const { projection, hit } = projectLine({ network, prices, explainer }, line, demandOfLine.get(id) ?? null);
    orderLines.set(id, orderLineView(projection, plant.now));
    if (hit !== null) hits.push(hit);
    if (isTurn()) yield;
  }
  const productionOrders = new Map<string, ProductionOrderView>();
  for (const [id, order] of orders) {
    productionOrders.set(id, productionOrderView(order));
    if (isTurn()) yield;
  }
  const stockingPoints = new Map<string, StockingPointView>();
  for (const [id, point] of points) {
    stockingPoints.set(id, stockingPointView(world, point, plant.now));
    if (isTurn()) yield;
  }
  return {
    now: plant.now,
    orderLines,
    productionOrders,
    stockingPoints,
    resources: new Map(plant.resourceIds().map((id) => [id, resourceView(plant.resourceOf(id))])),
    causes: causesOf({ plant, prices, sitesOfSubject: (found) => sitesOfSubject(world, found) }, hits),
    findings: findingsInOrder([...world.findings, ...plant.findings, ...foreignCurrencies(world, currency)]),
  };
}

export function findingsInOrder(findings: Finding[]): Finding[] {
  return findings.sort(
    (a, b) =>
      byCodeUnit(a.rule, b.rule) ||
      byCodeUnit(a.subjectType, b.subjectType) ||
      byCodeUnit(a.subject, b.subject) ||
      byCodeUnit(a.text, b.text),
  );
}
