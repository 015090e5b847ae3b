import { HOUR, type Instant, isoOf, MINUTE, type Millis } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { operationId } from "@lockstep/domain/world";
import type { PlanLosses, QueryPlanLossesArgs } from "@lockstep/protocol/generated/schema";
import type { View } from "../view/view.ts";
import { resourceName } from "../wire/names.ts";
import type { Moment } from "./moment.ts";
import { byName } from "./plan.ts";
import { type PlannedById, presentPlan } from "./plan-baseline.ts";
import { reportsOf } from "./plan-reports.ts";
import { type Stretch, stretchesOf } from "./plan-stops.ts";
import { windowOf } from "./plan-window.ts";

export const MOST_DAYS = 7;

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

/** One thing that a line lost time to; of an operation, from one of its reports to the next. */
export interface LostPart {
  readonly resource: string;
  readonly kind: keyof Lost;
  readonly operation: string | null;
  readonly at: Instant;
  readonly lost: Millis;
}

interface LossesAsked {
  readonly site: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Null: all that the site has. */
  readonly resource: string | null;
}

/** What the hours of a time lost is made of, in order of time; of hours as `planLosses` tells them. */
export function lossesBehind(moment: Moment, ledger: Ledger, asked: LossesAsked): readonly LostPart[] {
  const { view } = moment;
  const time = { from: Math.floor(asked.from / HOUR) * HOUR, to: Math.ceil(asked.to / HOUR) * HOUR };
  const within = (from: Instant, to: Instant): Millis => Math.max(0, Math.min(to, time.to) - Math.max(from, time.from));
  const isAsked = (id: string): boolean => {
    const site = view.world.resources.get(id)?.data.site;
    return site === asked.site && (asked.resource === null || asked.resource === id);
  };
  const parts: LostPart[] = [];
  const add = (part: LostPart): void => {
    if (part.lost > 0) parts.push(part);
  };
  for (const id of [...view.world.resources.keys()].filter(isAsked)) {
    for (const kind of ["down", "setup"] as const) {
      for (const { from, to } of stretchesOf(view, id, kind)) {
        const lost = within(from, Math.min(to ?? view.clock, view.clock));
        add({ resource: id, kind, operation: null, at: from, lost });
      }
    }
  }
  for (const run of runsOf(moment, ledger, presentPlan(view, ledger, asked.site))) {
    if (!isAsked(run.resource)) continue;
    const ran = ranIn(run, view);
    const here = ran.whole <= 0 ? 0 : ran.within(Math.max(run.from, time.from), Math.min(run.to, time.to)) / ran.whole;
    const own = { resource: run.resource, operation: run.operation, at: run.to };
    add({ ...own, kind: "scrap", lost: run.scrap * here });
    add({ ...own, kind: "slow", lost: Math.max(0, ran.whole - run.good - run.scrap) * here });
  }
  return parts.sort((a, b) => a.at - b.at);
}

/** From one report of a running operation to the next. */
interface Run {
  readonly operation: string;
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
            operation: id,
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

/** How long a run's resource was neither down nor being set up: in all of it, and within a part of it. */
function ranIn(run: Run, view: View) {
  const stands = [...stretchesOf(view, run.resource, "down"), ...stretchesOf(view, run.resource, "setup")];
  const stood = (from: Instant, to: Instant): Millis =>
    stands.reduce((sum, one) => sum + Math.max(0, Math.min(one.to ?? view.clock, to) - Math.max(one.from, from)), 0);
  const within = (from: Instant, to: Instant): Millis => (to <= from ? 0 : to - from - stood(from, to));
  return { whole: within(run.from, run.to), within };
}

/** Spreads what a run lost evenly over the time in which its resource was neither down nor being set up. */
function addRun(own: Lost, run: Run, { hours, moment: { view } }: Where): void {
  const { whole: ran, within: ranWithin } = ranIn(run, view);
  if (ran <= 0) return;
  const slow = Math.max(0, ran - run.good - run.scrap);
  for (const [k, hour] of hours.entries()) {
    const [from, to] = [Math.max(run.from, hour), Math.min(run.to, hour + HOUR)];
    if (to <= from) continue;
    const part = ranWithin(from, to) / ran / MINUTE;
    own.scrap[k] = (own.scrap[k] ?? 0) + run.scrap * part;
    own.slow[k] = (own.slow[k] ?? 0) + slow * part;
  }
}
