import type { Data } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit } from "@lockstep/domain/world";
import { zoneOf } from "@lockstep/domain/zone";
import type { PublishedPlan } from "@lockstep/protocol/generated/schema";
import { periodOf } from "@lockstep/workflow/otif/periods";
import type { View } from "../view/view.ts";
import { factsAt } from "./facts-at.ts";
import {
  baselineAsPublished,
  type PlannedById,
  type PlannedOperation,
  presentOf,
  type Window,
} from "./plan-baseline.ts";

type Plan = Data<"erp.plan-published">;

export interface PublishedWeek {
  readonly week: string;
  readonly plan: Plan;
  readonly baseline: PlannedById;
}

/** The plan of each week that begins before `to` and reaches beyond `from` (A16), the oldest first. */
export function publishedWeeks(view: View, ledger: Ledger, { site, from, to }: Window): readonly PublishedWeek[] {
  const zone = zoneOf(view.world.sites.get(site)?.data.timeZone ?? "UTC");
  const chosen = new Map<string, Plan>();
  for (const [, plan] of factsAt(ledger, presentOf(view)).all("erp.plan-published")) {
    if (plan.site !== undefined && plan.site !== site) continue;
    if (plan.publishedAt > view.clock || plan.horizonStart >= to || plan.horizonEnd <= from) continue;
    const { key } = periodOf("week", plan.horizonStart, zone);
    const known = chosen.get(key);
    if (known === undefined || isRather(plan, known)) chosen.set(key, plan);
  }
  return [...chosen]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([week, plan]) => {
      const { publishedAt } = plan;
      return { week, plan, baseline: baselineAsPublished(view, ledger, { publishedAt, site }) };
    });
}

/** Whether something is planned to be finished in a plan's time: then it is of that week. */
export const isFinishedIn = ({ plan }: PublishedWeek, { finish }: PlannedOperation): boolean =>
  finish >= plan.horizonStart && finish < plan.horizonEnd;

/** Before its time begins the later one counts, after that the earlier one. */
function isRather(a: Plan, b: Plan): boolean {
  const [aBefore, bBefore] = [a, b].map(({ publishedAt, horizonStart }) => publishedAt <= horizonStart);
  if (aBefore !== bBefore) return aBefore === true;
  const order = a.publishedAt - b.publishedAt || byCodeUnit(a.id, b.id);
  return aBefore ? order > 0 : order < 0;
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
  for (const own of orders.values()) own.sort((a, b) => seqOf(a) - seqOf(b));
  return orders;
}

/** The ids of the operations after which nothing comes in their order. */
export const lastOperations = (operations: Iterable<PlannedOperation>): ReadonlySet<string> =>
  new Set([...byOrder(operations).values()].flatMap((own) => own.at(-1)?.id ?? []));

/** An operation is `ORDER/SEQ`, an order without any has none. */
const seqOf = ({ id, order }: PlannedOperation): number => (id === order ? 0 : Number(id.slice(order.length + 1)));

/** So many weeks of a site's calendar, the present one the last of them. */
export function weeksBack(view: View, site: string, weeks: number): { readonly from: Instant; readonly to: Instant } {
  const zone = zoneOf(view.world.sites.get(site)?.data.timeZone ?? "UTC");
  const { from, to } = periodOf("week", view.clock, zone);
  return { from: zone.instantOf(zone.localDayAt(from) - 7 * (weeks - 1), 0), to };
}
