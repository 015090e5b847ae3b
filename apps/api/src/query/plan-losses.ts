import { HOUR, type Instant, isoOf, MINUTE, type Millis } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { operationId } from "@lockstep/domain/world";
import type { PlanLosses, QueryPlanLossesArgs } from "@lockstep/protocol/generated/schema";
import { resourceName } from "../wire/names.ts";
import type { Moment } from "./moment.ts";
import { byName } from "./plan.ts";
import { type PlannedById, presentPlan } from "./plan-baseline.ts";
import { reportsOf } from "./plan-reports.ts";
import { type Stretch, stretchesOf } from "./plan-stops.ts";
import { windowOf } from "./plan-window.ts";

const MOST_DAYS = 7;

/** Minutes an hour; null where nothing is known. */
type Minutes = (number | null)[];

interface Lost {
  readonly down: Minutes;
  readonly setup: Minutes;
  readonly scrap: Minutes;
  readonly slow: Minutes;
}

/** What the resources of a site lost, hour by hour; the hours begin with the one that `from` lies in. */
export function planLosses(moment: Moment, ledger: Ledger, asked: QueryPlanLossesArgs): PlanLosses | null {
  const window = windowOf(moment, asked, MOST_DAYS);
  if (window === null) return null;
  const { view } = moment;
  const hours: Instant[] = [];
  for (let at = Math.floor(window.from / HOUR) * HOUR; at < window.to; at += HOUR) hours.push(at);
  const plan = presentPlan(view, ledger, window.site);
  const ids = [...view.world.resources].filter(([, { data }]) => data.site === window.site).map(([id]) => id);
  const lost = new Map(ids.map((id) => [id, lostToStates(moment, hours, id)]));
  for (const run of runsOf(moment, ledger, plan)) {
    const own = lost.get(run.resource);
    if (own !== undefined) addRun(own, run, { hours, moment });
  }
  const name = (id: string): string => resourceName(view.world, id);
  return {
    hours: hours.map(isoOf),
    resources: byName(lost.keys(), name).flatMap((id) => {
      const own = lost.get(id);
      return own === undefined ? [] : [{ id, name: name(id), ...own }];
    }),
  };
}

const overlap = (from: Instant, to: Instant, hour: Instant): Millis =>
  Math.max(0, Math.min(to, hour + HOUR) - Math.max(from, hour));

function lostToStates({ view }: Moment, hours: readonly Instant[], resource: string): Lost {
  const since = view.world.resourceStates.get(resource)?.[0]?.data.since ?? null;
  const isKnown = (hour: Instant): boolean => since !== null && hour + HOUR > since && hour < view.clock;
  const minutes = (state: "down" | "setup"): Minutes => {
    const stretches = stretchesOf(view, resource, state);
    return hours.map((hour) => (isKnown(hour) ? within(stretches, hour, view.clock) / MINUTE : null));
  };
  return { down: minutes("down"), setup: minutes("setup"), scrap: hours.map(() => null), slow: hours.map(() => null) };
}

const within = (stretches: readonly Stretch[], hour: Instant, now: Instant): Millis =>
  stretches.reduce((sum, { from, to }) => sum + overlap(from, Math.min(to ?? now, now), hour), 0);

/** From one report of a running operation to the next. */
interface Run {
  readonly resource: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Work at the plan's rate that was done in it. */
  readonly good: Millis;
  readonly scrap: Millis;
}

interface Before {
  readonly time: Instant;
  readonly good: number;
  readonly scrap: number;
}

function* runsOf({ view }: Moment, ledger: Ledger, plan: PlannedById): Iterable<Run> {
  for (const order of view.projection.productionOrders.values()) {
    for (const { seq, state } of order.operations) {
      const id = operationId(order.id, seq);
      const planned = plan.get(id);
      const rate = planned?.rate ?? null;
      if (state === "pending" || planned === undefined || rate === null) continue;
      const takes = (pieces: number): Millis => (Math.max(0, pieces) / rate) * HOUR;
      const reports = reportsOf(view, ledger, id);
      const startedAt = reports[0]?.data.startedAt;
      let before: Before | null = startedAt === undefined ? null : { time: startedAt, good: 0, scrap: 0 };
      for (const { time, data } of reports) {
        const { good, scrap, resource } = data;
        // At another resource's rate nobody knows what is slow.
        if (before !== null && resource === planned.resource && time > before.time) {
          yield {
            resource,
            from: before.time,
            to: time,
            good: takes(good - before.good),
            scrap: takes(scrap - before.scrap),
          };
        }
        before = data.state === "running" ? { time, good, scrap } : null;
      }
    }
  }
}

interface Where {
  readonly hours: readonly Instant[];
  readonly moment: Moment;
}

/** Spreads what a run lost evenly over the time in which its resource was neither down nor being set up. */
function addRun(own: Lost, run: Run, { hours, moment: { view } }: Where): void {
  const stands = [...stretchesOf(view, run.resource, "down"), ...stretchesOf(view, run.resource, "setup")];
  const stood = (from: Instant, to: Instant): Millis =>
    stands.reduce((sum, one) => sum + Math.max(0, Math.min(one.to ?? view.clock, to) - Math.max(one.from, from)), 0);
  const ran = run.to - run.from - stood(run.from, run.to);
  if (ran <= 0) return;
  const slow = Math.max(0, ran - run.good - run.scrap);
  for (const [k, hour] of hours.entries()) {
    const [from, to] = [Math.max(run.from, hour), Math.min(run.to, hour + HOUR)];
    if (to <= from) continue;
    const part = (to - from - stood(from, to)) / ran / MINUTE;
    own.scrap[k] = (own.scrap[k] ?? 0) + run.scrap * part;
    own.slow[k] = (own.slow[k] ?? 0) + slow * part;
  }
}
