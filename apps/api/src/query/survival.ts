import { HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit } from "@lockstep/domain/world";
import { weekdayOf, zoneOf } from "@lockstep/domain/zone";
import type { CauseKind } from "@lockstep/engine/views";
import type {
  LineSurvival,
  PlanHazard,
  PlanSurvival,
  QueryPlanSurvivalArgs,
  SurvivalOrder,
  WeekSurvival,
} from "@lockstep/protocol/generated/schema";
import { ASSUMPTIONS } from "@lockstep/workflow/survival/assumptions";
import { halfLifeOf, survivalOf } from "@lockstep/workflow/survival/kaplan-meier";
import { LATE_TOLERANCE, LEAST_SHARE, SURVIVAL_VERSION } from "@lockstep/workflow/survival/plan-break";
import { badInput } from "../errors.ts";
import type { KnownFacts } from "../replica/known-facts.ts";
import type { View } from "../view/view.ts";
import { resourceName, siteTimeZone } from "../wire/names.ts";
import { isoOrNull, upper, versionText } from "../wire/words.ts";
import { type PublishedWeek, publishedRow, publishedWeeks, weeksBack } from "./adherence-plans.ts";
import type { Moment } from "./moment.ts";
import { pageOf } from "./paging.ts";
import { byName } from "./plan.ts";
import { linesOf } from "./survival-lines.ts";
import { type WatchedOrder, watchedOrders } from "./survival-orders.ts";

/** What the schema says, also to one who asks with null. */
const WEEKS = 8;
const MOST_WEEKS = 26;

const DEFINITION =
  `Of the production orders of the published weeks, the share still within plan so many hours after publication: ${LEAST_SHARE * 100} % ` +
  `finished at most ${LATE_TOLERANCE / HOUR} h after the planned finish, not re-planned, not cancelled. What is finished well stays; what is ` +
  "open is censored now (Kaplan and Meier, band by Greenwood, 95 %). Half-life: the least time with half of them outside.";

/** How long published plans live, and which assumption breaks them (A10 to A16). */
export function planSurvival(moment: Moment, ledger: Ledger, asked: QueryPlanSurvivalArgs): PlanSurvival | null {
  const { view } = moment;
  const { site } = asked;
  const byWeek = watchedByWeek(moment, ledger, asked);
  if (byWeek === null) return null;
  const all = byWeek.flatMap(({ orders }) => orders);
  const { nodes, pageInfo, totalCount } = pageOf(
    { kind: "planSurvival", items: all, keyOf: ({ id, published: { week } }) => [week, id] },
    asked,
  );
  return {
    asOf: isoOf(view.clock),
    definition: DEFINITION + versionText(SURVIVAL_VERSION),
    version: SURVIVAL_VERSION,
    ...figuresOf(all),
    weeks: byWeek.map(({ one, orders }) => weekRow(view, one, orders)),
    lines: lineRows(view, all),
    days: breakDays(view, site, all),
    behind: { nodes: nodes.map(orderRow), pageInfo, totalCount },
  };
}

/** The orders of each published week; null: no such site that the viewer sees. */
export function watchedByWeek({ view, viewer }: Moment, ledger: Ledger, asked: WatchedAsked) {
  const { site } = asked;
  const [weeks, resource] = [asked.weeks ?? WEEKS, asked.resource ?? null];
  if (weeks < 1 || weeks > MOST_WEEKS) throw badInput(`weeks is ${weeks}: ask for 1 to ${MOST_WEEKS}.`);
  if (!view.world.sites.has(site) || !viewer.scope.sees(site)) return null;
  const sources = { view, ledger, lines: linesOf(view, ledger), causeAt: recordedCauses(view) };
  const published = publishedWeeks(view, ledger, { site, ...weeksBack(view, site, weeks) });
  return published.map((one) => ({ one, orders: watchedOrders(sources, one, resource) }));
}

type WatchedAsked = Pick<QueryPlanSurvivalArgs, "resource" | "site" | "weeks">;

function figuresOf(orders: readonly WatchedOrder[]) {
  const curve = survivalOf(orders.map(({ watched }) => watched));
  return {
    n: orders.length,
    broken: orders.filter(({ broken }) => broken !== null).length,
    halfLifeHours: halfLifeOf(curve),
    horizonHours: curve.at(-1)?.hours ?? 0,
    curve,
    hazards: hazardsOf(orders),
  };
}

/** An order is of each line that it runs on. */
function lineRows(view: View, orders: readonly WatchedOrder[]): readonly LineSurvival[] {
  const name = (id: string): string => resourceName(view.world, id);
  return byName(new Set(orders.flatMap(({ resources }) => resources)), name).map((id) => {
    const { curve: _, ...figures } = figuresOf(orders.filter(({ resources }) => resources.includes(id)));
    return { resource: id, name: name(id), ...figures };
  });
}

function hazardsOf(orders: readonly WatchedOrder[]): readonly PlanHazard[] {
  const hours = orders.reduce((sum, { watched }) => sum + watched.after / HOUR, 0);
  const broken = orders.flatMap((one) => one.broken ?? []);
  return ASSUMPTIONS.map((assumption) => ({
    assumption,
    n: broken.filter((one) => one.assumption === assumption).length,
  }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .map(({ assumption, n }) => ({
      ...{ assumption: upper(assumption), n, share: n / broken.length },
      perHundredOrderDays: hours > 0 ? (n / hours) * 24 * 100 : null,
    }));
}

function weekRow(view: View, one: PublishedWeek, orders: readonly WatchedOrder[]): WeekSurvival {
  const figures = figuresOf(orders);
  const { halfLifeHours: half } = figures;
  const broken = lineRows(view, orders).filter((line) => line.broken > 0);
  const worst = broken.toSorted((a, b) => b.broken - a.broken)[0] ?? null;
  return {
    plan: publishedRow(one),
    ...figures,
    worst,
    brokeAt: half === null ? null : isoOf(one.plan.publishedAt + half * HOUR),
  };
}

function breakDays(view: View, site: string, orders: readonly WatchedOrder[]) {
  const zone = zoneOf(siteTimeZone(view.world, site));
  const days = orders.flatMap(({ broken }) => (broken === null ? [] : [weekdayOf(zone.localDayAt(broken.at))]));
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, n: days.filter((one) => one === day).length }));
}

/** By the order lines that production orders are made for. */
function recordedCauses(view: View): (order: string, at: Instant) => string | null {
  return (order, at) => {
    const line = lineMadeFor(view.known, order);
    if (line === undefined) return null;
    return view.otif.ledger.standingsOf(line).findLast(({ since }) => since <= at)?.cause?.kind ?? null;
  };
}

/** The order line that a production order says itself, else that is pegged to it: of several, the one with the least id. */
export function lineMadeFor({ world, linesPeggedTo }: Pick<KnownFacts, "world" | "linesPeggedTo">, order: string) {
  return world.productionOrders.get(order)?.data.peggedTo ?? [...linesPeggedTo(order)].sort(byCodeUnit)[0];
}

const orderRow = ({ id, published, quantity, plannedFinish, broken }: WatchedOrder): SurvivalOrder => ({
  ...{ order: id, plan: published.plan.id, week: published.week, quantity },
  plannedFinish: isoOf(plannedFinish),
  brokeAt: isoOrNull(broken?.at),
  kind: broken === null ? null : upper(broken.kind),
  assumption: broken === null ? null : upper(broken.assumption),
  recordedCause: broken === null || broken.recorded === null ? null : upper(broken.recorded as CauseKind),
});
