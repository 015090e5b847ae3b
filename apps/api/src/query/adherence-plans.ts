import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { zoneOf } from "@lockstep/domain/zone";
import type { PublishedPlan } from "@lockstep/protocol/generated/schema";
import { type WeekPlan, weekPlans } from "@lockstep/workflow/adherence/week-plans";
import { periodOf } from "@lockstep/workflow/otif/periods";
import type { KnownView } from "../view/view.ts";
import { siteTimeZone } from "../wire/names.ts";
import { factsAt } from "./facts-at.ts";
import {
  baselineAsPublished,
  type PlannedById,
  type PlannedOperation,
  presentOf,
  stepsOf,
  type Window,
} from "./plan-baseline.ts";
import { reportedOperations } from "./plan-reports.ts";

export interface PublishedWeek extends WeekPlan {
  readonly baseline: PlannedById;
}

/** The plan of each week that begins before `to` and reaches beyond `from` (A16), the oldest first. */
export function publishedWeeks(view: KnownView, ledger: Ledger, { site, from, to }: Window): readonly PublishedWeek[] {
  const zone = zoneOf(siteTimeZone(view.world, site));
  const published = [...factsAt(ledger, presentOf(view)).all("erp.plan-published")]
    .map(([, plan]) => plan)
    .filter((plan) => (plan.site ?? site) === site && plan.publishedAt <= view.clock);
  return weekPlans(published, zone)
    .filter(({ plan, end }) => plan.horizonStart < to && end > from)
    .map((week) => ({ ...week, baseline: baselineAsPublished(view, ledger, week.plan, site) }));
}

export const publishedRow = ({ week, plan }: PublishedWeek): PublishedPlan => ({
  plan: plan.id,
  week,
  publishedAt: isoOf(plan.publishedAt),
  horizonStart: isoOf(plan.horizonStart),
  horizonEnd: isoOf(plan.horizonEnd),
});

/** The operations of each order, in their order. */
export function byOrder(operations: Iterable<PlannedOperation>): ReadonlyMap<string, readonly PlannedOperation[]> {
  const orders = new Map<string, PlannedOperation[]>();
  for (const one of operations) {
    const own = orders.get(one.order) ?? [];
    own.push(one);
    orders.set(one.order, own);
  }
  for (const own of orders.values()) own.sort((a, b) => a.seq - b.seq);
  return orders;
}

/** The ids of the operations after which nothing comes in their order. */
export const lastOperations = (operations: Iterable<PlannedOperation>): ReadonlySet<string> =>
  new Set([...byOrder(operations).values()].flatMap((own) => own.at(-1)?.id ?? []));

/**
 * Whether nothing comes after an operation in its order, by what is planned at present; of an order that is not any more, by what was
 * published of it last, else by what is stated of it; of one without operations, by those that the MES names.
 */
export function lastSteps(
  view: KnownView,
  ledger: Ledger,
  { published, present }: { readonly published: Iterable<PlannedById>; readonly present: PlannedById },
): (operation: string, order: string) => boolean {
  const orders = new Map<string, readonly PlannedOperation[]>();
  for (const operations of [...published, present]) {
    for (const [order, own] of byOrder(operations.values())) orders.set(order, own);
  }
  const facts = factsAt(ledger, presentOf(view));
  const stated = (order: string): readonly PlannedOperation[] => {
    const data = facts.find("erp.production-order", order);
    return data === null ? [] : stepsOf(facts, order, data);
  };
  const found = new Map<string, string | undefined>();
  const lastOfOrder = (order: string): string | undefined => {
    const own = orders.get(order) ?? stated(order);
    const last = own.at(-1)?.id;
    return last === order ? reportedOperations(view, order).at(-1) : last;
  };
  return (operation, order) => {
    if (!found.has(order)) found.set(order, lastOfOrder(order));
    return found.get(order) === operation;
  };
}

/** So many weeks of a site's calendar, the present one the last of them. */
export function weeksBack(
  view: KnownView,
  site: string,
  weeks: number,
): { readonly from: Instant; readonly to: Instant } {
  const zone = zoneOf(siteTimeZone(view.world, site));
  const { from, to } = periodOf("week", view.clock, zone);
  return { from: zone.instantOf(zone.localDayAt(from) - 7 * (weeks - 1), 0), to };
}
