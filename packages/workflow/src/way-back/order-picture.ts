import type { Data, Fact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { Consumed, Downtime, OrderPicture, PlannedComponent, QualityResult, Report, Scrap } from "./model.ts";

/** Facts in force of one order; all lists in any order. */
export interface OrderFacts {
  readonly order: Data<"erp.production-order">;
  readonly bom: Data<"master.bom"> | null;
  readonly routing: Data<"master.routing"> | null;
  readonly operations: readonly Data<"mes.operation">[];
  readonly consumptions: readonly Data<"mes.consumption">[];
  /** Of the resources on which its operations ran. */
  readonly states: (resource: string) => readonly Data<"mes.resource-state">[];
  readonly costCentre: (resource: string) => string | null;
  /** Those on its goods: lots of its item at its site, or the order itself. */
  readonly holds: readonly Data<"mes.quality-hold">[];
  /** Whatever was ever reported of an operation, in order of time. */
  readonly reports: (seq: number) => readonly Fact<"mes.operation">[];
  readonly clock: Instant;
}

/** Null: nothing was reported of it. */
export function orderPicture(facts: OrderFacts): OrderPicture | null {
  const { order, operations, consumptions } = facts;
  const planned = plannedOf(facts);
  const lastSeq = Math.max(...planned.map(({ seq }) => seq), ...operations.map(({ seq }) => seq));
  const last = operations.find(({ seq }) => seq === lastSeq);
  if (last === undefined) return null;
  return {
    order: order.id,
    item: order.item,
    site: order.site,
    ordered: order.quantity,
    status: order.status,
    good: last.good,
    isDone: last.state === "done",
    components: componentsOf(facts),
    consumed: consumedOf(consumptions),
    scrap: scrapOf(facts),
    downtime: downtimeOf(facts),
    quality: qualityOf(facts),
    reports: reportsOf(facts.reports(lastSeq)),
    ratePerHour: planned.find(({ seq }) => seq === lastSeq)?.ratePerHour ?? null,
  };
}

function plannedOf({ order, routing }: OrderFacts): readonly { readonly seq: number; readonly ratePerHour: number }[] {
  const own = order.operations ?? [];
  return own.length > 0 ? own : (routing?.operations ?? []);
}

const componentsOf = ({ order, bom }: OrderFacts): readonly PlannedComponent[] =>
  (order.components ?? bom?.components ?? []).map(({ item, quantityPer, scrapFraction }) => ({
    item,
    quantityPer,
    scrapFraction,
  }));

function consumedOf(consumptions: OrderFacts["consumptions"]): readonly Consumed[] {
  const sums = new Map<string, Consumed>();
  for (const { item, lot = null, quantity } of consumptions) {
    const key = JSON.stringify([item, lot]);
    const sum = clean((sums.get(key)?.quantity ?? 0) + quantity);
    sums.set(key, { item, lot, quantity: sum });
  }
  return [...sums].sort(([a], [b]) => byCodeUnit(a, b)).map(([, one]) => one);
}

const scrapOf = ({ operations, costCentre }: OrderFacts): readonly Scrap[] =>
  [...operations]
    .sort((a, b) => a.seq - b.seq)
    .filter(({ scrap }) => scrap > 0)
    .map(({ seq, scrap, scrapReason, resource }) => ({
      seq,
      quantity: scrap,
      reason: scrapReason ?? null,
      costCentre: costCentre(resource),
    }));

const MINUTE_MS = 60_000;

/** Each time that a resource was down while an operation was under way on it, summed up by reason, in whole minutes. */
function downtimeOf({ operations, states, costCentre, clock }: OrderFacts): readonly Downtime[] {
  return [...operations]
    .sort((a, b) => a.seq - b.seq)
    .flatMap(({ seq, resource, startedAt, finishedAt }) => {
      if (startedAt === undefined) return [];
      const end = finishedAt ?? clock;
      const sums = new Map<string | null, number>();
      const sorted = [...states(resource)].sort((a, b) => a.since - b.since);
      for (const [k, { state, since, reason = null }] of sorted.entries()) {
        if (state !== "down") continue;
        const from = Math.max(since, startedAt);
        const to = Math.min(sorted[k + 1]?.since ?? end, end);
        if (to > from) sums.set(reason, (sums.get(reason) ?? 0) + to - from);
      }
      return [...sums]
        .sort(([a], [b]) => byCodeUnit(a ?? "", b ?? ""))
        .map(([reason, ms]) => ({
          seq,
          resource,
          reason,
          minutes: Math.round(ms / MINUTE_MS),
          costCentre: costCentre(resource),
        }))
        .filter(({ minutes }) => minutes > 0);
    });
}

const qualityOf = ({ holds }: OrderFacts): readonly QualityResult[] =>
  [...holds]
    .sort((a, b) => byCodeUnit(a.id, b.id))
    .map(({ id, target, state, reason }) => ({ hold: id, lot: target.lot ?? null, state, reason }));

/** As far as they were in force one after the other; a count of another day that was corrected is its last one. */
const reportsOf = (reports: readonly Fact<"mes.operation">[]): readonly Report[] =>
  reports.filter(({ deleted }) => !deleted).map(({ time, data }) => ({ at: time, good: data.good }));

const clean = (value: number): number => Number(value.toPrecision(12));
