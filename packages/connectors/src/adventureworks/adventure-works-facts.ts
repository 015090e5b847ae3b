import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, type Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { iso, SITE, tell } from "./event.ts";
import { masterFacts, type Recorded } from "./master-facts.ts";
import { namesOf } from "./names.ts";
import { productionFacts } from "./production-facts.ts";
import { purchaseFacts } from "./purchase-facts.ts";
import { salesFacts } from "./sales-facts.ts";
import { stockFacts, type TopUp, topUpOf } from "./stock.ts";
import { ORDER_TO_START, structureOf } from "./structure.ts";
import type { Tables } from "./tables.ts";
import { OPENING } from "./working-day.ts";

export interface Options {
  /** The company's one currency (ISO 4217): the record has amounts without one. */
  readonly currency: string;
  /** Stock put on top of the recorded opening; as much as the tables need, if left out. */
  readonly topUp?: TopUp;
}

export interface Replay {
  /** Everything that happens, in order of (time, source, id); each event's time is when it became known. */
  readonly events: readonly CloudEvent[];
  readonly topUp: TopUp;
}

/**
 * The AdventureWorks record as facts. A function of the tables alone: what is told up to a day follows from what the
 * tables hold of up to that day, but for the opening stock that is put on top.
 */
export function adventureWorksFacts(tables: Tables, options: Options): Replay {
  const { currency } = options;
  const opening = firstDayOf(tables);
  const recorded: Recorded = { tables, names: namesOf(tables), structure: structureOf(tables), opening, currency };
  const parts = [productionFacts(recorded), salesFacts(recorded), purchaseFacts(recorded)];
  const movements = parts.flatMap((part) => part.movements);
  const topUp = options.topUp ?? topUpOf(tables, movements);
  const facts = [
    ...masterFacts(recorded),
    ...parts.flatMap((part) => part.facts),
    ...stockFacts({ tables, names: recorded.names, opening, topUp }, movements),
    ...plansPublished(tables),
  ];
  return { events: inOrder(facts), topUp };
}

/** Monday 06:00 of the week that a day lies in: when that week's plan is published. */
export const planTimeOf = (day: Instant): Instant => mondayOf(day) + OPENING;

/** Midnight of the Monday of the first week in which work orders start. */
export function firstMonday(tables: Tables): Instant {
  return mondayOf(
    tables.work_order.reduce((least, { StartDate }) => Math.min(least, StartDate), Number.POSITIVE_INFINITY),
  );
}

function firstDayOf({ sales_order_line, work_order, purchase_order_header }: Tables): Instant {
  const days = [...sales_order_line, ...purchase_order_header].map(({ OrderDate }) => OrderDate);
  return [...days, ...work_order.map(({ StartDate }) => StartDate - ORDER_TO_START)].reduce((a, b) => Math.min(a, b));
}

/** 1970-01-01 was a Thursday. */
const mondayOf = (day: Instant): Instant => Math.floor((day - 4 * DAY) / (7 * DAY)) * 7 * DAY + 4 * DAY;

function plansPublished(tables: Tables): CloudEvent[] {
  const mondays = new Set(tables.work_order.map(({ StartDate }) => mondayOf(StartDate)));
  return [...mondays].map((monday) => {
    const id = `plan-${iso(monday).slice(0, 10)}`;
    const at = planTimeOf(monday);
    const horizon = { horizonStart: iso(monday), horizonEnd: iso(monday + 7 * DAY) };
    return tell("erp.plan-published", {
      id,
      at,
      data: { id, site: SITE, ...horizon, publishedAt: iso(at) },
      derived: ["time-of-day", "day"],
    });
  });
}

function inOrder(events: readonly CloudEvent[]): CloudEvent[] {
  return [...events].sort(
    (a, b) => byCodeUnit(a.time, b.time) || byCodeUnit(a.source, b.source) || byCodeUnit(a.id, b.id),
  );
}
