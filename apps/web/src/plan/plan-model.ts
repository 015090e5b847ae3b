import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Plan, PlanHold, PlanItem, PlanResource } from "./plan-answer.ts";
import type { Span } from "./span.ts";

/** One operation, its times as instants. */
export interface Bar {
  readonly id: string;
  readonly order: string;
  readonly item: PlanItem;
  readonly resource: PlanResource | null;
  readonly state: string;
  readonly planned: Span;
  /** As it is projected, or went; null: never, or nobody knows. */
  readonly projected: Span | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly baseline: Span | null;
  readonly baselineResource: PlanResource | null;
  readonly boundBy: string | null;
  readonly quantity: number;
  readonly good: number;
  readonly scrap: number;
  /** The worst of the promises that hang on it and are not on track. */
  readonly lineState: string | null;
  readonly lines: number;
  readonly valueAtRisk: string | null;
  readonly hold: PlanHold | null;
  /** What is drawn: the projection, else the plan. */
  readonly span: Span;
  /** How much later than the baseline it ends; null without one. */
  readonly drift: number | null;
}

/** An operation that was in the baseline and is no more. */
export interface Dropped {
  readonly id: string;
  readonly order: string;
  readonly item: PlanItem;
  readonly baseline: Span;
}

export interface Stop extends Span {
  readonly reason: string | null;
  readonly isOver: boolean;
}

export interface Row {
  /** Null: operations without a resource. */
  readonly resource: PlanResource | null;
  /** By start. */
  readonly bars: readonly Bar[];
  /** Of the bars, from the top; those that overlap lie below each other. */
  readonly lanes: readonly number[];
  readonly laneCount: number;
  readonly dropped: readonly Dropped[];
  readonly stops: readonly Stop[];
}

export interface PlanModel {
  readonly plan: Plan;
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<string, { readonly bar: Bar; readonly row: number; readonly place: number }>;
}

/** Below that, what is later than the baseline is not worth a mark. */
export const DRIFT_SHOWN = 5 * MINUTE;
const MOST_LANES = 5;

export function modelOf(plan: Plan, now: Instant): PlanModel {
  const bars = barsOf(plan);
  const [free, ...own] = grouped(
    bars,
    ({ resource }) => (resource === null ? -1 : plan.resources.indexOf(resource)),
    plan,
  );
  const dropped = grouped(droppedOf(plan), ({ place }) => place, plan);
  const stops = grouped(stopsOf(plan, now), ({ place }) => place, plan);
  const rows = plan.resources.map((resource, k): Row => {
    const sorted = byStart(own[k] ?? []);
    return { resource, bars: sorted, ...lanesOf(sorted), dropped: dropped[k + 1] ?? [], stops: stops[k + 1] ?? [] };
  });
  if (free !== undefined && free.length > 0) {
    const sorted = byStart(free);
    rows.push({ resource: null, bars: sorted, ...lanesOf(sorted), dropped: dropped[0] ?? [], stops: [] });
  }
  const byId = new Map(
    rows.flatMap((row, k) => row.bars.map((bar, place) => [bar.id, { bar, row: k, place }] as const)),
  );
  return { plan, rows, byId };
}

/** Those that begin together by id, whatever the order in which they were told. */
const byStart = (bars: readonly Bar[]): readonly Bar[] =>
  bars.toSorted((a, b) => a.span.from - b.span.from || (a.id < b.id ? -1 : 1));

/** By place of the resource, one up: those without one are the first. */
function grouped<T>(all: readonly T[], placeOf: (one: T) => number, plan: Plan): T[][] {
  const groups: T[][] = Array.from({ length: plan.resources.length + 1 }, () => []);
  for (const one of all) groups[placeOf(one) + 1]?.push(one);
  return groups;
}

const UNKNOWN_ITEM: PlanItem = { id: "–", name: "–", uom: "" };

function barsOf({ bars, resources, items, holds, from }: Plan): Bar[] {
  const zero = Date.parse(from);
  const span = (start: number | null | undefined, finish: number | null | undefined): Span | null =>
    start === null || start === undefined || finish === null || finish === undefined
      ? null
      : { from: zero + start, to: zero + finish };
  const at = (after: number | null | undefined): Instant | null =>
    after === null || after === undefined ? null : zero + after;
  return bars.id.map((id, k): Bar => {
    const planned = span(bars.plannedStart[k], bars.plannedFinish[k]) ?? { from: zero, to: zero };
    const projected = span(bars.projectedStart[k], bars.projectedFinish[k]);
    const baseline = span(bars.baselineStart[k], bars.baselineFinish[k]);
    return {
      id,
      order: bars.order[k] ?? id,
      item: items[bars.item[k] ?? -1] ?? UNKNOWN_ITEM,
      resource: resources[bars.resource[k] ?? -1] ?? null,
      state: bars.state[k] ?? "PENDING",
      planned,
      projected,
      startedAt: at(bars.startedAt[k]),
      finishedAt: at(bars.finishedAt[k]),
      baseline,
      baselineResource: resources[bars.baselineResource[k] ?? -1] ?? null,
      boundBy: bars.boundBy[k] ?? null,
      quantity: bars.quantity[k] ?? 0,
      good: bars.good[k] ?? 0,
      scrap: bars.scrap[k] ?? 0,
      lineState: bars.lineState[k] ?? null,
      lines: bars.lines[k] ?? 0,
      valueAtRisk: bars.valueAtRisk[k] ?? null,
      hold: holds[bars.hold[k] ?? -1] ?? null,
      span: projected ?? planned,
      drift: baseline === null || projected === null ? null : projected.to - baseline.to,
    };
  });
}

function droppedOf({ dropped, items, from }: Plan): (Dropped & { readonly place: number })[] {
  const zero = Date.parse(from);
  return dropped.id.map((id, k) => ({
    id,
    order: dropped.order[k] ?? id,
    item: items[dropped.item[k] ?? -1] ?? UNKNOWN_ITEM,
    baseline: { from: zero + (dropped.baselineStart[k] ?? 0), to: zero + (dropped.baselineFinish[k] ?? 0) },
    place: dropped.resource[k] ?? -1,
  }));
}

/** What is not over goes on until it is expected to be up again. */
function stopsOf({ stops, resources }: Plan, now: Instant): (Stop & { readonly place: number })[] {
  return stops.map(({ resource, from, to, reason }) => {
    const upAt = resources[resource]?.upAt ?? null;
    const end = to ?? upAt ?? null;
    return {
      ...{ place: resource, reason, isOver: to !== null },
      ...{ from: Date.parse(from), to: end === null ? now : Math.max(Date.parse(end), Date.parse(from)) },
    };
  });
}

/** Each takes the first lane that is free where it begins; where five are not enough, the last is shared. */
export function lanesOf(bars: readonly { readonly span: Span }[]): Pick<Row, "lanes" | "laneCount"> {
  const ends: number[] = [];
  const lanes = bars.map(({ span }) => {
    const free = ends.findIndex((end) => end <= span.from);
    const lane = free >= 0 ? free : Math.min(ends.length, MOST_LANES - 1);
    ends[lane] = Math.max(ends[lane] ?? 0, span.to);
    return lane;
  });
  return { lanes, laneCount: Math.max(1, ends.length) };
}

export interface Finding {
  /** Operations of the visible time. */
  readonly seen: number;
  /** Those that end later than the baseline has them. */
  readonly late: number;
  readonly withBaseline: number;
  readonly worst: Bar | null;
  readonly atRisk: number;
}

/** What is to be said of what is seen. */
export function findingOf({ rows }: PlanModel, seen: Span): Finding {
  let [count, late, withBaseline, atRisk] = [0, 0, 0, 0];
  let worst: Bar | null = null;
  for (const { bars } of rows) {
    for (const bar of bars) {
      if (bar.span.from >= seen.to || bar.span.to <= seen.from) continue;
      count += 1;
      if (bar.lines > 0) atRisk += 1;
      if (bar.drift === null) continue;
      withBaseline += 1;
      if (bar.drift < DRIFT_SHOWN) continue;
      late += 1;
      if (worst === null || bar.drift > (worst.drift ?? 0)) worst = bar;
    }
  }
  return { seen: count, late, withBaseline, worst, atRisk };
}
