import { DAY, HOUR, type Instant, isoOf, MINUTE, type Millis } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit, operationId } from "@lockstep/domain/world";
import { OPERATION_SHARE, varianceOfRepair } from "@lockstep/engine/variance";
import type { OperationView, ProductionOrderView } from "@lockstep/engine/views";
import type { PlanProgress, QueryPlanProgressArgs } from "@lockstep/protocol/generated/schema";
import { badInput } from "../errors.ts";
import type { Moment } from "./moment.ts";
import { MOST_DAYS } from "./plan.ts";
import { baselineOf, baselineRow, type PlannedById, presentPlan, type Window } from "./plan-baseline.ts";
import { reportsOf } from "./plan-reports.ts";
import { windowOf } from "./plan-window.ts";

/** Nine in ten of what is normally distributed lie within so many standard deviations. */
const NINE_IN_TEN = 1.645;

/** Work from `start` to `finish`, evenly. */
export interface Spread {
  readonly start: Instant;
  readonly finish: Instant;
  readonly work: Millis;
}

/** The share of a stretch that has gone by. */
const share = ({ start, finish }: Spread, at: Instant): number =>
  at >= finish ? 1 : at <= start ? 0 : (at - start) / (finish - start);

export function planProgress(moment: Moment, ledger: Ledger, asked: QueryPlanProgressArgs): PlanProgress | null {
  const work = workIn(moment, ledger, asked);
  if (work === null) return null;
  const { view } = moment;
  const { window, baseline, plan, done, left } = work;
  const at = stepsOf(window);
  const now = Math.min(view.clock, window.to);
  const actualNow = workBy(done, window.from, [now])[0] ?? 0;
  const ahead = (spreads: readonly Spread[]): (number | null)[] =>
    workBy(spreads, Math.max(view.clock, window.from), at).map((more, k) =>
      (at[k] ?? 0) <= view.clock ? null : actualNow + more,
    );
  const of = new Set([...plan.map(({ id }) => id), ...done.map(({ id }) => id), ...left.map(({ id }) => id)]);
  return {
    baseline: baselineRow(baseline),
    now: isoOf(view.clock),
    at: at.map(isoOf),
    planned: workBy(plan, window.from, at),
    actual: workBy(done, window.from, at).map((hours, k) => ((at[k] ?? 0) > view.clock ? null : hours)),
    forecast: ahead(left.map(({ expected }) => expected)),
    low: ahead(left.map(({ late }) => late)),
    high: ahead(left.map(({ early }) => early)),
    plannedNow: workBy(plan, window.from, [now])[0] ?? 0,
    actualNow,
    operations: of.size,
  };
}

/** What is planned, done and still to be done of what is asked for; null: no such site that the viewer sees. */
export function workIn(moment: Moment, ledger: Ledger, asked: QueryPlanProgressArgs) {
  const window = windowOf(moment, asked, MOST_DAYS);
  if (window === null) return null;
  if (asked.resource && asked.order) throw badInput("Ask for a resource or for an order: leave one of them out.");
  const { view } = moment;
  const isAsked = ({ resource, order }: { readonly resource: string | null; readonly order: string }): boolean =>
    (!asked.resource || resource === asked.resource) && (!asked.order || order === asked.order);
  const baseline = baselineOf(view, ledger, window);
  const present = presentPlan(view, ledger, window.site);
  // Nobody reports on an order without operations: its work could be planned, and would never be done.
  const plan = [...(baseline?.operations ?? present).values()].filter((one) => one.id !== one.order && isAsked(one));
  const plans: Plans = { baseline: baseline?.operations ?? null, present };
  const done = workDone(moment, ledger, { window, plans, isAsked });
  const left = workLeft(moment, { window, plans, isAsked });
  return { window, baseline, plan, done, left };
}

/** As fine as about two hundred steps allow. */
function stepsOf({ from, to }: Window): readonly Instant[] {
  const step = [15 * MINUTE, HOUR, 4 * HOUR].find((one) => (to - from) / one <= 200) ?? DAY;
  const steps: Instant[] = [];
  for (let at = from + step; at < to; at += step) steps.push(at);
  return [...steps, to];
}

/** In hours, how much of the work is done from one instant to each of those, which grow. */
export function workBy(spreads: readonly Spread[], from: Instant, at: readonly Instant[]): number[] {
  const partly = new Float64Array(at.length);
  /** What is finished at an entry counts at all that follow. */
  const finished = new Float64Array(at.length);
  for (const one of spreads) {
    const before = share(one, from);
    if (before === 1) continue;
    let k = firstAfter(at, Math.max(one.start, from));
    for (; k < at.length && (at[k] ?? 0) < one.finish; k++) {
      partly[k] = (partly[k] ?? 0) + one.work * (share(one, at[k] ?? 0) - before);
    }
    if (k < at.length) finished[k] = (finished[k] ?? 0) + one.work * (1 - before);
  }
  let sum = 0;
  return at.map((_, k) => {
    sum += finished[k] ?? 0;
    return ((partly[k] ?? 0) + sum) / HOUR;
  });
}

function firstAfter(at: readonly Instant[], instant: Instant): number {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Plans {
  readonly baseline: PlannedById | null;
  readonly present: PlannedById;
}

/** The same operation weighs the same in plan and actual: what the baseline gives it, else the present plan. */
function weightOf(
  { baseline, present }: Plans,
  id: string,
  times: { plannedStart: Instant; plannedFinish: Instant },
): Millis {
  const planned = baseline?.get(id) ?? present.get(id);
  return planned?.work ?? times.plannedFinish - times.plannedStart;
}

interface Asked {
  readonly window: Window;
  readonly plans: Plans;
  readonly isAsked: (of: { readonly resource: string | null; readonly order: string }) => boolean;
}

interface Here {
  readonly id: string;
  readonly order: ProductionOrderView;
  readonly operation: OperationView;
  readonly work: Millis;
}

function* operationsHere({ view }: Moment, { window, plans, isAsked }: Asked): Iterable<Here> {
  for (const order of view.projection.productionOrders.values()) {
    if (order.site !== window.site) continue;
    for (const operation of order.operations) {
      if (!isAsked({ resource: operation.resource, order: order.id })) continue;
      const id = operationId(order.id, operation.seq);
      yield { id, order, operation, work: weightOf(plans, id, operation) };
    }
  }
}

/** What each report says is good, more than the ones before it: done at the moment of the report. */
function workDone(moment: Moment, ledger: Ledger, asked: Asked): readonly (Spread & { readonly id: string })[] {
  const done: (Spread & { readonly id: string })[] = [];
  for (const { id, order, operation, work } of operationsHere(moment, asked)) {
    if (operation.state === "pending" || order.quantity <= 0) continue;
    let before = 0;
    for (const { time, data } of reportsOf(moment.view, ledger, id)) {
      const good = Math.min(order.quantity, data.good);
      // What a later report takes back was never done.
      if (good !== before)
        done.push({ id, start: time - 1, finish: time, work: (work * (good - before)) / order.quantity });
      before = good;
    }
  }
  return done;
}

interface Left {
  readonly id: string;
  readonly expected: Spread;
  readonly late: Spread;
  readonly early: Spread;
}

/** What is still to be done, where it is projected, and where it lies if all goes late or early. */
function workLeft(moment: Moment, asked: Asked): readonly Left[] {
  const { view } = moment;
  const open = [...operationsHere(moment, { ...asked, isAsked: () => true })]
    .filter(({ operation }) => operation.state !== "done" && (operation.remainingHours ?? 0) > 0)
    .flatMap((one) => {
      const { projectedStart: start, projectedFinish: finish } = one.operation;
      return start === null || finish === null ? [] : [{ ...one, start: Math.max(start, view.clock), finish }];
    })
    .sort((a, b) => a.start - b.start || byCodeUnit(a.id, b.id));
  const variances = new Map<string | null, number>();
  return open.flatMap(({ id, order, operation, work, start, finish }) => {
    const { resource } = operation;
    const before = variances.get(resource) ?? repairVariance(moment, resource);
    const after = before + (OPERATION_SHARE * (operation.remainingHours ?? 0) * HOUR) ** 2;
    variances.set(resource, after);
    if (!asked.isAsked({ resource, order: order.id })) return [];
    const left = work * Math.max(0, 1 - Math.min(1, operation.good / order.quantity));
    const [off, offEnd] = [NINE_IN_TEN * Math.sqrt(before), NINE_IN_TEN * Math.sqrt(after)];
    const shifted = (sign: number): Spread => {
      const begins = Math.max(view.clock, start + sign * off);
      return { start: begins, finish: Math.max(begins + 1, finish + sign * offEnd), work: left };
    };
    return [{ id, expected: shifted(0), late: shifted(1), early: shifted(-1) }];
  });
}

function repairVariance({ view }: Moment, resource: string | null): number {
  const found = resource === null ? undefined : view.projection.resources.get(resource);
  return found === undefined ? 0 : varianceOfRepair(found.upAt, !found.upAtAssumed) * HOUR ** 2;
}
