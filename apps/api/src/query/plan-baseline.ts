import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Data } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf, type Millis } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { aroundTheClock, type Stretch, type WorkingTime, workingTimeOf } from "@lockstep/domain/working-time";
import { byCodeUnit, operationId, pointId } from "@lockstep/domain/world";
import { plannedOperations } from "@lockstep/engine/planned-operations";
import type { PlanBaseline } from "@lockstep/protocol/generated/schema";
import type { KnownView, View } from "../view/view.ts";
import { type At, type FactsAt, factsAt } from "./facts-at.ts";

/** Where a plan has an operation. */
export interface PlannedOperation {
  readonly id: string;
  readonly order: string;
  /** 0 where it is planned in one piece. */
  readonly seq: number;
  readonly item: string;
  readonly quantity: number;
  readonly site: string;
  readonly resource: string | null;
  readonly start: Instant;
  readonly finish: Instant;
  /** In working time of its resource. */
  readonly work: Millis;
  readonly setup: Millis;
  /** Where else it may run, and at how many pieces an hour. */
  readonly alternates: readonly { readonly resource: string; readonly ratePerHour: number }[];
  /** Pieces an hour; null where it is planned in one piece. */
  readonly rate: number | null;
}

export type PlannedById = ReadonlyMap<string, PlannedOperation>;

export interface Baseline {
  readonly plan: Data<"erp.plan-published">;
  readonly coversAll: boolean;
  /** Of the site, by id: of all orders that were known and not cancelled then. */
  readonly operations: PlannedById;
}

export interface Window {
  readonly site: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** What a plan is made of: while none of these has come, it is the same. */
const MADE_OF: readonly FactType[] = [
  "erp.production-order",
  "master.routing",
  "master.resource",
  "master.calendar",
  "master.item",
  "master.site",
];
/** Whole plans; and those of weeks: the most that are asked for at once, and the present one, of a few sites. */
const MOST_KEPT = { whole: 16, weeks: 4 * 27 };

interface Kept {
  readonly version: string;
  readonly operations: PlannedById;
}

type Cache = Readonly<Record<keyof typeof MOST_KEPT, Map<string, Kept>>>;

const cacheOf = new WeakMap<Ledger, Cache>();

/**
 * The plan that was published last for all of a window, else the one that covers the most of it, and what all facts of its
 * `publishedAt` and before say, also those that have come since. Null: none was published for any of it.
 */
export function baselineOf(view: View, ledger: Ledger, window: Window): Baseline | null {
  const plan = planFor(factsAt(ledger, presentOf(view)), view, window);
  if (plan === null) return null;
  const coversAll = coverage(plan, window) === window.to - window.from;
  const { site } = window;
  return { plan, coversAll, operations: plannedAt(ledger, publicationOf(plan, view), { site, horizon: null }) };
}

/** What a published plan said of a site for its own time, as all facts of its `publishedAt` and before have it: of live orders. */
export function baselineAsPublished(view: Pick<View, "seq">, ledger: Ledger, plan: Plan, site: string): PlannedById {
  const horizon = { from: plan.horizonStart, to: plan.horizonEnd };
  return plannedAt(ledger, publicationOf(plan, view), { site, horizon });
}

const publicationOf = ({ publishedAt }: Plan, { seq }: Pick<View, "seq">): At => ({
  clock: publishedAt,
  mode: "manual",
  seq,
});

/** What the ERP's plan says now of a site. */
export const presentPlan = (view: KnownView, ledger: Ledger, site: string): PlannedById =>
  plannedAt(ledger, presentOf(view), { site, horizon: null });

export const presentOf = ({ clock, clockMode, seq }: KnownView): At => ({ clock, mode: clockMode, seq });

export const baselineRow = (baseline: Baseline | null): PlanBaseline | null =>
  baseline && {
    plan: baseline.plan.id,
    publishedAt: isoOf(baseline.plan.publishedAt),
    horizonStart: isoOf(baseline.plan.horizonStart),
    horizonEnd: isoOf(baseline.plan.horizonEnd),
    coversAll: baseline.coversAll,
  };

type Plan = Data<"erp.plan-published">;

const coverage = (plan: Plan, { from, to }: Window): Millis =>
  Math.max(0, Math.min(plan.horizonEnd, to) - Math.max(plan.horizonStart, from));

function planFor(facts: FactsAt, view: View, window: Window): Plan | null {
  let best: Plan | null = null;
  for (const [, plan] of facts.all("erp.plan-published")) {
    if (plan.site !== undefined && plan.site !== window.site) continue;
    if (plan.publishedAt > view.clock || coverage(plan, window) === 0) continue;
    if (best === null || isBefore(best, plan, window)) best = plan;
  }
  return best;
}

const isBefore = (a: Plan, b: Plan, window: Window): boolean =>
  (coverage(a, window) - coverage(b, window) || a.publishedAt - b.publishedAt || byCodeUnit(a.id, b.id)) < 0;

interface Part {
  readonly site: string;
  /** Only orders of which something is planned to be finished in it, with all that they have; null: all orders. */
  readonly horizon: Stretch | null;
}

function plannedAt(ledger: Ledger, at: At, part: Part): PlannedById {
  const cache: Cache = cacheOf.get(ledger) ?? { whole: new Map(), weeks: new Map() };
  cacheOf.set(ledger, cache);
  const which = part.horizon === null ? "whole" : "weeks";
  const all = cache[which];
  // With a live clock what is in force changes with the facts alone.
  const key = JSON.stringify([part, at.mode, at.mode === "live" ? null : at.clock]);
  const version = MADE_OF.map((type) => ledger.versionOf(type)).join(" ");
  const before = all.get(key);
  if (before?.version === version) {
    // What was asked for last goes last.
    all.delete(key);
    all.set(key, before);
    return before.operations;
  }
  const facts = factsAt(ledger, at);
  const operations = operationsAt(facts, part);
  all.delete(key);
  // What the view does not show yet comes with a later one, and without another fact.
  if (!facts.isAhead()) all.set(key, { version, operations });
  for (const oldest of all.keys()) if (all.size > MOST_KEPT[which]) all.delete(oldest);
  return operations;
}

/** Known without its calendars: it states when all that it has is planned to be finished. */
const isOutside = ({ operations: own = [] }: Data<"erp.production-order">, horizon: Stretch | null): boolean =>
  horizon !== null &&
  own.length > 0 &&
  own.every(({ plannedFinish: at }) => at !== undefined && (at <= horizon.from || at > horizon.to));

function operationsAt(facts: FactsAt, { site, horizon }: Part): PlannedById {
  const operations = new Map<string, PlannedOperation>();
  for (const [order, data] of facts.all("erp.production-order")) {
    if (data.site !== site || data.status === "cancelled" || isOutside(data, horizon)) continue;
    // A week's plan is of what is still to be made.
    if (horizon !== null && data.status === "closed") continue;
    const steps = stepsOf(facts, order, data);
    if (horizon !== null && !steps.some(({ finish: at }) => at > horizon.from && at <= horizon.to)) continue;
    for (const step of steps) operations.set(step.id, step);
  }
  return operations;
}

/** An order as a statement of it plans it, whatever its status, with the routing and the calendars of that moment. */
export function stepsOf(
  facts: FactsAt,
  order: string,
  data: Data<"erp.production-order">,
): readonly PlannedOperation[] {
  const workingOf = (resource: string): WorkingTime => {
    const id = facts.find("master.resource", resource)?.calendar;
    const calendar = id === undefined ? null : facts.find("master.calendar", id);
    return calendar === null ? aroundTheClock : workingTimeOf(calendar);
  };
  const routing = facts.find("master.routing", pointId(data.item, data.site)) ?? undefined;
  return plannedOperations(data, { routing, workingOf }).map(({ seq, resource, ...planned }) => {
    const id = seq === null ? order : operationId(order, seq);
    const { plannedStart: start, plannedFinish: finish, plannedWork: work, planRate: rate, ...more } = planned;
    const { item, quantity, site } = data;
    return { id, order, seq: seq ?? 0, item, quantity, site, resource, start, finish, work, rate, ...more };
  });
}
